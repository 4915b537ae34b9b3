import type { Page, RequestOptions } from '../api';
import type { ChangeRequestState } from '../changeRequest';
import type { FleetImpact } from '../impact';
import type { Finding, ReviewDecision } from '../model';
import type { ServiceIntent, Tier, WorkloadType } from '../schema/intent';
import type { ContractComparison } from '../versions';

/** What `/api/golden-path/campaigns` answers: one change over many services. */

/** A value of many intents that becomes another. @public */
export interface IntentEdit {
  /** JSON pointer into the intent, below `/spec`. */
  at: string;
  /** Only where this stands now; where nothing stands when it is `null`; everywhere when left out. */
  from?: unknown;
  /** The new value; the field goes when left out. */
  to?: unknown;
}

/** @public */
export type CampaignChange =
  /** Derives each service again under the contract in force. */
  | { type: 'contract' }
  /** Derives each service again under the contract of a draft; can begin once that very contract is in force. */
  | { type: 'draft'; draft: string }
  /** Changes the intents themselves, as when a template has a new default. */
  | { type: 'intent'; edits: IntentEdit[]; template?: string };

/** Which services; all when nothing is said. Several of one kind are alternatives, kinds narrow each other. @public */
export interface CampaignScope {
  tiers?: Tier[];
  /** Group names without `group:`. */
  teams?: string[];
  workloadTypes?: WorkloadType[];
  environments?: string[];
  services?: string[];
}

/** @public */
export interface CampaignSettings {
  waves: {
    /**
     * `tier`: tier-3 first, tier-1 last; `team`: one team after the other; `environment`: by the last environment
     * in which something changes, in the order of the contract; `none`: all at once.
     */
    by: 'tier' | 'team' | 'environment' | 'none';
    /** At most so many services in a wave: larger ones are split. */
    size?: number;
    /** `merged`: the next wave begins when this one has settled; `manual`: when a person says so. */
    next: 'merged' | 'manual';
  };
  /** Requests that may be open at the same time, 1 to 100. */
  concurrency: number;
  /** `owners`: a person of the owning team merges; `automatic`: what nobody has to agree to merges by itself. */
  merge: 'owners' | 'automatic';
}

/** @public */
export type CampaignState =
  /** The fleet is being compiled under both. */
  | 'planning'
  /** What it hits is known; nothing was opened. */
  | 'planned'
  | 'running'
  | 'paused'
  | 'stopped'
  | 'done'
  /** It could not be planned: `note` says why. */
  | 'failed';

/** @public */
export type CampaignServiceState =
  /** Changes, and waits for its turn. */
  | 'planned'
  /** Nothing changes for it. */
  | 'unchanged'
  /** Would be denied: nothing is opened until that is mended. */
  | 'denied'
  /** Its request is being opened. */
  | 'opening'
  | 'open'
  /** A request that its team has open carries the change. */
  | 'covered'
  | 'merged'
  /** Closed without merging; `retry` opens it again. */
  | 'closed'
  /** Could not be opened: `problem` says why. */
  | 'failed'
  /** The campaign was stopped before its turn. */
  | 'skipped';

/** How many services stand where. @public */
export type CampaignCounts = Record<CampaignServiceState, number> & {
  services: number;
};

/** A row of the list. @public */
export interface CampaignSummary {
  id: string;
  title: string;
  /** Why, for the owners of the services. */
  description?: string;
  state: CampaignState;
  change: CampaignChange;
  /** Version of the contract that services are derived under. */
  contractVersion: string;
  /** Entity ref. */
  createdBy: string;
  /** ISO 8601, UTC. */
  createdAt: string;
  startedAt?: string;
  endedAt?: string;
  counts: CampaignCounts;
  /** From 1; missing before the start. */
  wave?: number;
  waves: number;
  /** While it is planned: how many services have been compiled. */
  planned?: number;
  /** Why it stands still, and what to do. */
  note?: string;
}

/** @public */
export interface CampaignWave {
  /** From 1. */
  number: number;
  /** `tier-3`, `payments`, `staging`, `all`; with `(2 of 3)` where it was split. */
  title: string;
  counts: CampaignCounts;
  state: 'waiting' | 'running' | 'settled';
  /** While it runs. */
  waitsFor?: CampaignWait;
}

/** What a wave that has begun waits for before it has settled. @public */
export interface CampaignWait {
  /** Services that move still. */
  services: number;
  /** Of these, how many wait for a request that the campaign did not open, and that brings the change too. */
  covered: number;
  /** A sentence: `Waits for 2 requests to be merged or closed and 1 request to be opened.` */
  words: string;
}

/** Something that happened, newest first. @public */
export interface CampaignNews {
  at: string;
  /** Entity ref, or `fairway`. */
  by: string;
  text: string;
}

/** @public */
export interface Campaign extends CampaignSummary {
  scope: CampaignScope;
  settings: CampaignSettings;
  waveList: CampaignWave[];
  /** Missing while it is planned. */
  impact?: FleetImpact;
  /** What the contracts differ in, where that is known. */
  comparison?: ContractComparison;
  /** Versions that the services were derived under before, with how many. */
  fromVersions: Record<string, number>;
  news: CampaignNews[];
  /** What the signed-in person may do now, and if not, why not. */
  may: Record<CampaignAction, { allowed: boolean; why?: string }>;
}

/** @public */
export type CampaignAction =
  | 'start'
  | 'pause'
  | 'resume'
  | 'stop'
  /** Begins the next wave before, or without, the one that runs having settled. */
  | 'advance'
  /** Tries failed and closed services again. */
  | 'retry'
  /** Compiles the fleet again, before the start. */
  | 'plan'
  | 'delete';

/** What becomes of one service. @public */
export interface CampaignService {
  name: string;
  /** Group name without `group:`. */
  team: string;
  tier: ServiceIntent['spec']['tier'];
  state: CampaignServiceState;
  /** Missing for what nothing changes. */
  wave?: number;
  /** What changes, in the words of {@link FleetImpact.kinds}. */
  kinds: string[];
  counts: { added: number; changed: number; removed: number };
  review?: ReviewDecision;
  /** What would deny it and did not before. */
  newlyDenied: Finding[];
  costBefore?: string;
  costAfter?: string;
  currency: string;
  request?: {
    id: string;
    number: number;
    url: string;
    state: ChangeRequestState;
  };
  attempts: number;
  problem?: string;
  /** When it is tried again, ISO 8601. */
  nextTryAt?: string;
  updatedAt: string;
}

/** `POST /campaigns`. @public */
export interface CreateCampaign {
  title: string;
  description?: string;
  change: CampaignChange;
  scope?: CampaignScope;
  settings?: Partial<CampaignSettings>;
}

/** `GET /campaigns/{id}/services`. @public */
export interface CampaignServicesQuery {
  state?: CampaignServiceState;
  team?: string;
  tier?: Tier;
  wave?: number;
  /** One of {@link FleetImpact.kinds}. */
  kind?: string;
  search?: string;
  cursor?: string;
  limit?: number;
}

/** The client of the campaign pages. @public */
export interface CampaignsApi {
  listCampaigns(
    query: { state?: CampaignState; cursor?: string; limit?: number },
    options?: RequestOptions,
  ): Promise<Page<CampaignSummary>>;
  getCampaign(id: string, options?: RequestOptions): Promise<Campaign>;
  listCampaignServices(
    id: string,
    query: CampaignServicesQuery,
    options?: RequestOptions,
  ): Promise<Page<CampaignService>>;
  createCampaign(request: CreateCampaign): Promise<Campaign>;
  /** `POST /campaigns/{id}/{action}`; `services` narrows `retry`. */
  actOnCampaign(
    id: string,
    action: Exclude<CampaignAction, 'delete'>,
    request?: { services?: string[] },
  ): Promise<Campaign>;
  /** `DELETE /campaigns/{id}`, only before the start or after the end; its requests stay. */
  deleteCampaign(id: string): Promise<void>;
}
