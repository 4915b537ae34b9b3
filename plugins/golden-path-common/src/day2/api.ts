import type { ChangeRequest } from '../changeRequest';
import type { Finding, ReviewDecision } from '../model';
import type { ServiceIntent } from '../schema/intent';

/** What `/api/golden-path/services/{name}/…` answers about changing a service that is there. */

/** Who would notice if a service went: `GET /services/{name}/dependents`. @public */
export interface ServiceDependents {
  service: string;
  /** Services whose intent says that they call it, by name. */
  callers: {
    name: string;
    /** Group name without `group:`. */
    team: string;
    tier: ServiceIntent['spec']['tier'];
    /** What it does without the service, where its intent says so; then it can do without for a while. */
    onFailure?: string;
  }[];
  /** Services that accept it: their line goes with it. */
  accepting: { name: string; team: string }[];
  /** Public hosts that stop answering. */
  hosts: string[];
  /** What its volumes hold; missing for what keeps no data. */
  store?: { size: string; storageClass: string };
  environments: string[];
}

/** Flows of their own, besides changing a service in the form. @public */
export type ServiceFlow =
  /** The same service under another name; callers and those that accept it follow in the same request. */
  | { kind: 'rename'; to: string }
  /** Another team answers for it, and perhaps another system holds it. `owner` as in an intent: `group:<name>`. */
  | { kind: 'move'; owner: string; system?: string }
  /** It goes. `release`: callers lose their line in the same request, and their owners have to agree. */
  | { kind: 'retire'; release?: boolean };

/** `POST /services/{name}/flows/preview` with a {@link ServiceFlow}: what it would do; nothing is written. @public */
export interface ServiceFlowPreview {
  service: string;
  flow: ServiceFlow;
  /** One line: `Rename payments-api to payments-gateway`. */
  title: string;
  /** Services whose intent changes, the one in question first. */
  services: {
    name: string;
    team: string;
    change: 'added' | 'changed' | 'removed';
    /** What changes of its intent, in words. */
    words: string[];
  }[];
  counts: { added: number; changed: number; removed: number };
  findings: Finding[];
  /** Why it cannot be proposed as it stands, and what to do; empty when it can. */
  blocked: { why: string; remedy: string }[];
  /** What people should know before: lost data, hosts that stop answering, alerts that begin anew. */
  warnings: string[];
  review: ReviewDecision;
  costBefore?: string;
  costAfter?: string;
  currency: string;
  /** The request that is open for the service: it becomes this one, unless `blocked` says that it may not. */
  openRequest?: { id: string; number: number; title: string };
}

/** `POST /services/{name}/flows`: opens the request, or updates the open one. @public */
export interface OpenServiceFlow {
  flow: ServiceFlow;
  /** A line from the author: why. */
  message?: string;
}

/** The client of the flows. @public */
export interface Day2Api {
  getDependents(
    service: string,
    options?: { signal?: AbortSignal },
  ): Promise<ServiceDependents>;
  previewFlow(
    service: string,
    flow: ServiceFlow,
    options?: { signal?: AbortSignal },
  ): Promise<ServiceFlowPreview>;
  openFlow(service: string, request: OpenServiceFlow): Promise<ChangeRequest>;
}
