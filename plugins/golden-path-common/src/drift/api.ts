import type { Page, RequestOptions } from '../api';
import type { ChangeRequest, ChangeRequestState } from '../changeRequest';
import type { Finding } from '../model';
import type { Tier } from '../schema/intent';
import type { StandingWaiver } from '../waivers/waivers';

/** What `/api/golden-path/drift` answers: Git against what intent and contract derive. */

/**
 * How a file differs. `edited`: somebody changed what is derived; `missing`: it is derived and not there;
 * `foreign`: it lies where only derived files lie, and nothing derives it; `behind`: the contract or the fleet of now
 * derives it otherwise.
 * @public
 */
export type DriftKind = 'edited' | 'missing' | 'foreign' | 'behind';

/** The worst that is said of a service, in this order. @public */
export type DriftState =
  /** Its intent in Git cannot be read. */
  | 'unreadable'
  /** A file was edited by hand, is missing or foreign. */
  | 'edited'
  /** An exception or override has ended that its files still rest on. */
  | 'expired'
  /** The contract of now denies it. */
  | 'denied'
  /** Derived under an older contract or fleet, and other files would come out now. */
  | 'behind'
  | 'none';

/** A row of the list. @public */
export interface ServiceDriftSummary {
  service: string;
  /** Group name without `group:`. */
  team: string;
  tier: Tier;
  state: DriftState;
  files: Record<DriftKind, number>;
  /** Exceptions and overrides that have ended. */
  expired: number;
  /** Findings that deny it now. */
  denied: number;
  /** Version of the contract that its files were derived under; missing when they do not say. */
  contractVersion?: string;
  /** No intent of the name is merged: what is foreign was left over, or belongs to nobody (`_shared`). */
  orphan?: true;
  /** The open request that mends it. */
  request?: {
    id: string;
    number: number;
    url: string;
    state: ChangeRequestState;
  };
  /** ISO 8601: since when it stands like this. */
  since: string;
}

/** @public */
export interface DriftFile {
  path: string;
  kind: DriftKind;
  /** Kind and name when it is a Kubernetes object. */
  object?: { kind: string; name: string; env?: string; cluster?: string };
  /** What mending changes, in words: `memory limit of app 2Gi → 1536Mi`. */
  words: string[];
  /** First line of the file that differs, from 1. */
  line?: number;
  /** As it lies in Git; missing when it is not there. */
  found?: string;
  /** As it is derived; missing when nothing derives it. */
  derived?: string;
}

/** `GET /drift/{service}`. @public */
export interface ServiceDrift extends ServiceDriftSummary {
  commit: string;
  checkedAt: string;
  /** Sorted by path; texts of at most 100 files. */
  fileList: DriftFile[];
  waivers: StandingWaiver[];
  findings: Finding[];
  /** What is wrong with an intent that cannot be read. */
  problems?: string[];
  /** The newest commit that changed a file of the service, when the host can tell. */
  changedIn?: string;
  /** Whether the signed-in person may open the request that mends it, and if not, why not. */
  may: { mend: { allowed: boolean; why?: string } };
}

/** `GET /drift`. @public */
export interface DriftAnswer extends Page<ServiceDriftSummary> {
  counts: Record<DriftState, number>;
  /** The contract in force. */
  contractVersion: string;
  /** Missing before the first look has ended. */
  checkedAt?: string;
  commit?: string;
  /** While a look is under way: how many services were looked at, of how many. */
  running?: { done: number; services: number };
}

/** @public */
export interface DriftQuery {
  state?: DriftState;
  team?: string;
  tier?: Tier;
  search?: string;
  cursor?: string;
  limit?: number;
}

/** The client of the drift page and card. @public */
export interface DriftApi {
  listDrift(query: DriftQuery, options?: RequestOptions): Promise<DriftAnswer>;
  getDrift(service: string, options?: RequestOptions): Promise<ServiceDrift>;
  /** `POST /drift/{service}/mend`: opens the request that makes Git what is derived. */
  mendDrift(
    service: string,
    request?: { message?: string },
  ): Promise<ChangeRequest>;
  /** `POST /drift/check`: looks again now, at one service or all. */
  checkDrift(request?: { service?: string }): Promise<void>;
}
