import { countOf, listOf } from '../words/phrases';
import type { CampaignServiceState } from './api';

/** States of a service that ask a person to look before the next wave begins. @public */
export const CAMPAIGN_TROUBLES = [
  'closed',
  'failed',
  'denied',
] as const satisfies readonly CampaignServiceState[];

type Trouble = (typeof CAMPAIGN_TROUBLES)[number];

const IN_WORDS: Record<Trouble, string> = {
  closed: 'was closed without merging',
  failed: 'failed',
  denied: 'is denied',
};

/**
 * What went wrong in a wave that has settled, as a sentence.
 * @public
 */
export function campaignTrouble(options: {
  /** From 1. */
  wave: number;
  /** The first few. */
  services: readonly { name: string; state: CampaignServiceState }[];
  /** How many there are in all. */
  total: number;
}): string {
  const { wave, services, total } = options;
  const more = total - services.length;
  const parts = [
    ...services.map(
      ({ name, state }) =>
        `${name} ${isTrouble(state) ? IN_WORDS[state] : `is ${state}`}`,
    ),
    ...(more > 0 ? [`${countOf(more, 'other')} did no better`] : []),
  ];
  return `Wave ${wave} did not go well: ${listOf(parts)}.`;
}

function isTrouble(state: CampaignServiceState): state is Trouble {
  return CAMPAIGN_TROUBLES.some(each => each === state);
}
