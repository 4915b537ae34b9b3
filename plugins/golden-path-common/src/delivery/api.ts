import type { Page, RequestOptions } from '../api';
import type { ChangeRequest } from '../changeRequest';
import type { Tier } from '../schema/intent';

/** What `/api/golden-path/delivery` answers: how far each release got, and what proves it. */

/** The states of a delivery in their order; a release is either promoted or rolled back. @public */
export const DELIVERY_STATES = [
  'proposed',
  'built',
  'scanned',
  'signed',
  'desired-state-updated',
  'synced',
  'ready',
  'canary',
  'promoted',
  'rolled-back',
  'stable',
] as const;

/** @public */
export type DeliveryState = (typeof DELIVERY_STATES)[number];

/** Who may send evidence: each has a webhook of its own, or is read by Fairway. @public */
export const DELIVERY_SOURCES = [
  'ci',
  'cosign',
  'slsa',
  'scanner',
  'argo-cd',
  'flux',
  'argo-rollouts',
] as const;

/** @public */
export type DeliverySource = (typeof DELIVERY_SOURCES)[number];

/** What proves a transition. @public */
export interface DeliveryEvidence {
  id: string;
  /** The state that it proves, or whose failure it tells. */
  state: DeliveryState;
  outcome: 'passed' | 'failed';
  /** ISO 8601: when it happened, as the source says. */
  at: string;
  source: DeliverySource | 'git' | 'fairway';
  /** One line: `Trivy found 0 critical, 2 high`. */
  summary: string;
  url?: string;
  /** Facts by name: `commit`, `signer`, `sbom`, `weight`. */
  facts: Record<string, string>;
}

/** @public */
export interface DeliveryStep {
  state: DeliveryState;
  /**
   * `missing`: passed over without evidence; `waiting`: still to come; `not-applicable`: `why` says why, as the canary
   * of a rolling update.
   */
  status: 'done' | 'failed' | 'missing' | 'waiting' | 'not-applicable';
  at?: string;
  evidence: DeliveryEvidence[];
  why?: string;
}

/** What is, or was, delivered: an image in an environment by a commit of the desired state. @public */
export interface Release {
  id: string;
  environment: string;
  /** Image with its digest. */
  image: string;
  /** Commit of the desired state that asked for it. */
  commit: string;
  /** Commit of the source, when the build told it. */
  sourceCommit?: string;
  /** The request that brought it. */
  request?: { id: string; number: number };
  state: DeliveryState;
  /** Whether one of its steps stands as failed, or it was taken back. */
  failed: boolean;
  startedAt: string;
  endedAt?: string;
  /** Entity ref of who merged it, or `fairway`. */
  by?: string;
}

/** @public */
export interface EnvironmentDelivery {
  environment: string;
  clusters: string[];
  /** Missing when nothing was heard of this environment yet. */
  release?: Release;
  steps: DeliveryStep[];
  /** How many transitions lack evidence. */
  missing: number;
  /** ISO 8601: since when it is in this state. */
  since?: string;
  /** The next environment, and whether this release may go there. Missing in the last one. */
  promote?: { to: string; allowed: boolean; why?: string };
  /** An open request that would bring another image here. */
  proposed?: {
    image: string;
    request: { id: string; number: number };
    /** ISO 8601: when it was opened. */
    at: string;
  };
  /** The release before, and whether it may come back. */
  rollback?: { to?: Release; allowed: boolean; why?: string };
}

/** `GET /services/{service}/delivery`. @public */
export interface ServiceDelivery {
  service: string;
  /** Names that it had before, the last one first, and until when (ISO 8601): what was told of them is told here. */
  formerly?: { service: string; until: string }[];
  environments: EnvironmentDelivery[];
  /** Sources of which the portal has heard for this service, or could hear. */
  sources: { source: DeliverySource; configured: boolean; lastAt?: string }[];
}

/** A row of `GET /delivery`. @public */
export interface DeliverySummary {
  service: string;
  /** Group name without `group:`. */
  team: string;
  tier: Tier;
  environments: {
    environment: string;
    state?: DeliveryState;
    failed: boolean;
    missing: number;
    image?: string;
    since?: string;
  }[];
}

/** @public */
export interface DeliveryQuery {
  team?: string;
  state?: DeliveryState;
  environment?: string;
  /** Only where something failed or lacks evidence. */
  attention?: boolean;
  search?: string;
  cursor?: string;
  limit?: number;
}

/** The four keys of a team over a window, with what they rest on. A figure without a sample is missing. @public */
export interface DoraFigures {
  /** Group name without `group:`; missing for the whole company. */
  team?: string;
  environment: string;
  /** ISO 8601. */
  from: string;
  to: string;
  deployments: number;
  deploymentsPerDay: number;
  /** From the source's commit, or where that is not known from the request, to ready; seconds. */
  leadTime?: { median: number; p90: number; sample: number };
  /** In [0,1]: deployments that failed or were rolled back. */
  changeFailureRate?: { ratio: number; failed: number; sample: number };
  /** From the failure to the next release that is ready; seconds. */
  timeToRestore?: { median: number; p90: number; sample: number };
  /** By day, the oldest first: for a chart. */
  daily: { day: string; deployments: number; failed: number }[];
}

/** `GET /delivery/dora`. @public */
export interface DoraAnswer {
  company: DoraFigures;
  teams: DoraFigures[];
}

/** The client of the delivery pages. @public */
export interface DeliveryApi {
  listDelivery(
    query: DeliveryQuery,
    options?: RequestOptions,
  ): Promise<Page<DeliverySummary>>;
  getDelivery(
    service: string,
    options?: RequestOptions,
  ): Promise<ServiceDelivery>;
  listReleases(
    service: string,
    query: { environment?: string; cursor?: string; limit?: number },
    options?: RequestOptions,
  ): Promise<Page<Release>>;
  /** `POST /services/{service}/delivery/promote`: the request that takes an image into the next environment. */
  promote(
    service: string,
    /** `release`: the one that was read; 409 when another is there by now. */
    request: { from: string; to: string; release?: string; message?: string },
  ): Promise<ChangeRequest>;
  /** `POST /services/{service}/delivery/rollback`: the request that takes an earlier image back. */
  rollback(
    service: string,
    request: { environment: string; release?: string; reason: string },
  ): Promise<ChangeRequest>;
  getDora(
    query: { environment?: string; days?: number; team?: string },
    options?: RequestOptions,
  ): Promise<DoraAnswer>;
}
