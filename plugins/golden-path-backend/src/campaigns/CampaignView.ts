import {
  campaignActions,
  campaignCounts,
  campaignWait,
  noCampaignCounts,
  waveState,
  type Campaign,
  type CampaignCounts,
  type CampaignService,
  type CampaignServicesQuery,
  type CampaignState,
  type CampaignSummary,
  type CampaignWave,
  type Page,
} from '@fairway/plugin-golden-path-common';
import { nextCursorOf, offsetOf } from '@fairway/backend-kit';
import type { ContractService } from '../services/ContractService';
import type {
  StoredCampaign,
  StoredCampaignService,
} from '../store/campaignRows';
import type { CampaignStore, WaveGroup } from '../store/CampaignStore';
import { otherContract } from './otherContract';

const NEWS = 50;

interface Options {
  contract: Pick<ContractService, 'current'>;
  store: CampaignStore;
}

/** Campaigns as pages see them. */
export class CampaignView {
  static create(options: Options): CampaignView {
    return new CampaignView(options);
  }

  readonly #options: Options;

  private constructor(options: Options) {
    this.#options = options;
  }

  async list(query: {
    state?: CampaignState;
    cursor?: string;
    limit: number;
  }): Promise<Page<CampaignSummary>> {
    const { store } = this.#options;
    const offset = offsetOf(query.cursor);
    const { items, total } = await store.list({ ...query, offset });
    const counts = await store.counts(items.map(({ id }) => id));
    return {
      items: items.map(campaign =>
        summaryOf(campaign, counts.get(campaign.id) ?? noCampaignCounts()),
      ),
      total,
      nextCursor: nextCursorOf({ offset, count: items.length, total }),
    };
  }

  /** @param options - `why`: why the person may change nothing. */
  async campaign(
    campaign: StoredCampaign,
    options: { why?: string },
  ): Promise<Campaign> {
    const { contract, store } = this.#options;
    const groups = await store.waveGroups(campaign.id);
    const counts = campaignCounts(groups);
    const may = campaignActions({
      state: campaign.state,
      counts,
      wave: campaign.wave,
      waves: campaign.waveTitles.length,
      standingStill: await store.standingStill(campaign.id),
      otherContract: otherContract(
        campaign,
        (await contract.current()).contract,
      ),
    });
    return {
      ...summaryOf(campaign, counts),
      scope: campaign.scope,
      settings: campaign.settings,
      waveList: campaign.waveTitles.map((title, index) =>
        waveOf({ campaign, title, number: index + 1, groups }),
      ),
      ...(await store.findings(campaign.id)),
      fromVersions: campaign.fromVersions,
      news: await store.news(campaign.id, { limit: NEWS }),
      may: options.why === undefined ? may : forbidden(may, options.why),
    };
  }

  async services(
    id: string,
    query: CampaignServicesQuery & { limit: number },
  ): Promise<Page<CampaignService>> {
    const offset = offsetOf(query.cursor);
    const { items, total } = await this.#options.store.services(id, {
      ...query,
      offset,
    });
    return {
      items: items.map(serviceOf),
      total,
      nextCursor: nextCursorOf({ offset, count: items.length, total }),
    };
  }
}

function summaryOf(
  campaign: StoredCampaign,
  counts: CampaignCounts,
): CampaignSummary {
  return {
    id: campaign.id,
    title: campaign.title,
    description: campaign.description,
    state: campaign.state,
    change: campaign.change,
    contractVersion: campaign.contractVersion,
    createdBy: campaign.createdBy,
    createdAt: campaign.createdAt,
    startedAt: campaign.startedAt,
    endedAt: campaign.endedAt,
    counts,
    wave: campaign.wave,
    waves: campaign.waveTitles.length,
    planned: campaign.planned,
    note: campaign.note,
  };
}

function waveOf(options: {
  campaign: StoredCampaign;
  title: string;
  number: number;
  groups: WaveGroup[];
}): CampaignWave {
  const { campaign, title, number, groups } = options;
  const own = groups.filter(({ wave }) => wave === number);
  const state = waveState({
    number,
    current: campaign.wave,
    settled: own.every(isSettledGroup),
  });
  const waitsFor = state === 'running' ? campaignWait(own) : undefined;
  return {
    number,
    title,
    counts: campaignCounts(own),
    state,
    ...(waitsFor && { waitsFor }),
  };
}

/** Whether nothing happens by itself any more to services that stand so. */
export function isSettledGroup({ state, triedAgain }: WaveGroup): boolean {
  return (
    !['planned', 'opening', 'open', 'covered'].includes(state) && !triedAgain
  );
}

/** A service without what only the engine has to know. */
function serviceOf(service: StoredCampaignService): CampaignService {
  const {
    campaign,
    noLongerDenied,
    environment,
    planBase,
    openingSince,
    revision,
    ...shown
  } = service;
  return shown;
}

function forbidden(may: Campaign['may'], why: string): Campaign['may'] {
  const no = { allowed: false, why };
  return {
    ...may,
    start: no,
    pause: no,
    resume: no,
    stop: no,
    advance: no,
    retry: no,
    plan: no,
    delete: no,
  };
}
