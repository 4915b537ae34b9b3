import type {
  Campaign,
  CampaignService,
  CampaignServiceState,
  CampaignState,
  FleetImpact,
} from '@fairway/plugin-golden-path-common';

/** A campaign as it is kept; what follows from its services is not. */
export interface StoredCampaign
  extends Omit<
    Campaign,
    'counts' | 'waves' | 'waveList' | 'impact' | 'comparison' | 'news' | 'may'
  > {
  /** Entity ref of who started it last: requests are opened in that name. */
  startedBy?: string;
  /** Of the contract that services are derived under; `''` until it is planned. */
  contractDigest: string;
  /** Titles of its waves, in their order. */
  waveTitles: string[];
  /** What its plan stands on: contract, draft and head of the repository. */
  planBase?: string;
  /** Rises with each change; a change names the one that it read. */
  revision: number;
}

/** What a plan found; large, and read only for the page of one campaign. */
export interface CampaignFindings {
  impact?: FleetImpact;
  comparison?: Campaign['comparison'];
}

/** A service of a campaign as it is kept. */
export interface StoredCampaignService extends CampaignService {
  campaign: string;
  /** Whether it was denied before, and is no longer. */
  noLongerDenied: boolean;
  /** The last environment in which something changes. */
  environment?: string;
  /** The plan that found what changes. */
  planBase: string;
  /** Since when its request may be on the host without being known here, ISO 8601. */
  openingSince?: string;
  /** Rises with each change; a change names the one that it read. */
  revision: number;
}

/** A row of `golden_path_campaigns`. */
export interface CampaignRow {
  id: string;
  title: string;
  description: string | null;
  state: CampaignState;
  change: string;
  scope: string;
  settings: string;
  contract_version: string;
  contract_digest: string;
  created_by: string;
  created_at: string;
  started_at: string | null;
  started_by: string | null;
  ended_at: string | null;
  wave: number | null;
  wave_titles: string;
  planned: number | null;
  plan_base: string | null;
  from_versions: string;
  note: string | null;
  revision: number;
}

/** All columns but those of {@link CampaignFindings}. */
export const campaignColumns: (keyof CampaignRow)[] = [
  'id',
  'title',
  'description',
  'state',
  'change',
  'scope',
  'settings',
  'contract_version',
  'contract_digest',
  'created_by',
  'created_at',
  'started_at',
  'started_by',
  'ended_at',
  'wave',
  'wave_titles',
  'planned',
  'plan_base',
  'from_versions',
  'note',
  'revision',
];

export function toCampaignRow(campaign: StoredCampaign): CampaignRow {
  return {
    id: campaign.id,
    title: campaign.title,
    description: campaign.description ?? null,
    state: campaign.state,
    change: JSON.stringify(campaign.change),
    scope: JSON.stringify(campaign.scope),
    settings: JSON.stringify(campaign.settings),
    contract_version: campaign.contractVersion,
    contract_digest: campaign.contractDigest,
    created_by: campaign.createdBy,
    created_at: campaign.createdAt,
    started_at: campaign.startedAt ?? null,
    started_by: campaign.startedBy ?? null,
    ended_at: campaign.endedAt ?? null,
    wave: campaign.wave ?? null,
    wave_titles: JSON.stringify(campaign.waveTitles),
    planned: campaign.planned ?? null,
    plan_base: campaign.planBase ?? null,
    from_versions: JSON.stringify(campaign.fromVersions),
    note: campaign.note ?? null,
    revision: campaign.revision,
  };
}

export function fromCampaignRow(row: CampaignRow): StoredCampaign {
  return {
    id: row.id,
    title: row.title,
    ...(row.description !== null && { description: row.description }),
    state: row.state,
    change: JSON.parse(row.change),
    scope: JSON.parse(row.scope),
    settings: JSON.parse(row.settings),
    contractVersion: row.contract_version,
    contractDigest: row.contract_digest,
    createdBy: row.created_by,
    createdAt: row.created_at,
    ...(row.started_at !== null && { startedAt: row.started_at }),
    ...(row.started_by !== null && { startedBy: row.started_by }),
    ...(row.ended_at !== null && { endedAt: row.ended_at }),
    ...(row.wave !== null && { wave: row.wave }),
    waveTitles: JSON.parse(row.wave_titles),
    ...(row.planned !== null && { planned: row.planned }),
    ...(row.plan_base !== null && { planBase: row.plan_base }),
    fromVersions: JSON.parse(row.from_versions),
    ...(row.note !== null && { note: row.note }),
    revision: row.revision,
  };
}

/** A row of `golden_path_campaign_services`. */
export interface CampaignServiceRow {
  campaign: string;
  name: string;
  team: string;
  tier: CampaignService['tier'];
  state: CampaignServiceState;
  wave: number | null;
  kinds: string;
  plan: string;
  plan_base: string;
  request: string | null;
  opening_since: string | null;
  attempts: number;
  problem: string | null;
  next_try_at: string | null;
  updated_at: string;
  revision: number;
}

type Plan = Pick<
  StoredCampaignService,
  | 'counts'
  | 'review'
  | 'newlyDenied'
  | 'noLongerDenied'
  | 'environment'
  | 'costBefore'
  | 'costAfter'
  | 'currency'
>;

export function toCampaignServiceRow(
  service: StoredCampaignService,
): CampaignServiceRow {
  const plan: Plan = {
    counts: service.counts,
    review: service.review,
    newlyDenied: service.newlyDenied,
    noLongerDenied: service.noLongerDenied,
    environment: service.environment,
    costBefore: service.costBefore,
    costAfter: service.costAfter,
    currency: service.currency,
  };
  return {
    campaign: service.campaign,
    name: service.name,
    team: service.team,
    tier: service.tier,
    state: service.state,
    wave: service.wave ?? null,
    kinds: JSON.stringify(service.kinds),
    plan: JSON.stringify(plan),
    plan_base: service.planBase,
    request: service.request ? JSON.stringify(service.request) : null,
    opening_since: service.openingSince ?? null,
    attempts: service.attempts,
    problem: service.problem ?? null,
    next_try_at: service.nextTryAt ?? null,
    updated_at: service.updatedAt,
    revision: service.revision,
  };
}

export function fromCampaignServiceRow(
  row: CampaignServiceRow,
): StoredCampaignService {
  const plan: Plan = JSON.parse(row.plan);
  return {
    campaign: row.campaign,
    name: row.name,
    team: row.team,
    tier: row.tier,
    state: row.state,
    ...(row.wave !== null && { wave: row.wave }),
    kinds: JSON.parse(row.kinds),
    ...plan,
    planBase: row.plan_base,
    ...(row.request !== null && { request: JSON.parse(row.request) }),
    ...(row.opening_since !== null && { openingSince: row.opening_since }),
    attempts: row.attempts,
    ...(row.problem !== null && { problem: row.problem }),
    ...(row.next_try_at !== null && { nextTryAt: row.next_try_at }),
    updatedAt: row.updated_at,
    revision: row.revision,
  };
}
