import {
  CAMPAIGN_TROUBLES,
  campaignTrouble,
} from '@fairway/plugin-golden-path-common';
import type { StoredCampaign } from '../store/campaignRows';
import type { CampaignStore } from '../store/CampaignStore';

/** Services that are named; the page of the campaign lists them all. */
const NAMED = 3;

type Services = Pick<CampaignStore, 'services'>;

/** What went wrong in the wave that a campaign is in, as a sentence; undefined when nothing did. */
export async function waveTrouble(
  store: Services,
  { id, wave = 1 }: StoredCampaign,
): Promise<string | undefined> {
  const { items, total } = await store.services(id, {
    wave,
    states: [...CAMPAIGN_TROUBLES],
    limit: NAMED,
    offset: 0,
  });
  return total > 0
    ? campaignTrouble({ wave, services: items, total })
    : undefined;
}

/** Why a campaign does not go on by itself after a wave with trouble, and what to do. */
export function pausedBefore(
  trouble: string,
  { wave = 1 }: StoredCampaign,
): string {
  return `${trouble} Look at that, and try it again where it is to be; Resume begins wave ${
    wave + 1
  }.`;
}

/**
 * The wave that a paused campaign goes on with. Who resumes after a wave with trouble has read what went wrong there,
 * which is so when that very note stands, and means the next one.
 */
export async function waveToResume(
  store: Services,
  campaign: StoredCampaign,
): Promise<number | undefined> {
  const { note, wave } = campaign;
  const trouble = note && (await waveTrouble(store, campaign));
  return trouble && note === pausedBefore(trouble, campaign)
    ? (wave ?? 1) + 1
    : wave;
}
