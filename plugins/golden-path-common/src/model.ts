import type { Waiver } from './waivers/waivers';
import type { ContractDocument, ReviewTrigger } from './schema/contract';
import type { ServiceIntent } from './schema/intent';
import type { SharedResource } from './schema/resource';

/**
 * The words that all parts of the golden path share: what goes into the compiler and what comes out of it.
 * Everything here is plain data that survives JSON.
 */

/** Any Kubernetes object, as data. @public */
export interface KubeObject {
  apiVersion: string;
  kind: string;
  metadata: {
    name: string;
    namespace?: string;
    labels?: Record<string, string>;
    annotations?: Record<string, string>;
    [field: string]: unknown;
  };
  [field: string]: unknown;
}

/**
 * Why something is there. `at` is a JSON pointer into the object (`''` for the object itself) and covers all
 * below it that has no closer reason. `from` is where it came from: `intent:/spec/tier`,
 * `contract:/tiers/tier-1/rollout`, `policy:default-deny`, `fleet:/services/fraud-service`, or
 * `fairway:<rule>` for what the compiler itself decides.
 * @public
 */
export interface Because {
  at: string;
  from: string;
  why: string;
}

/** A Kubernetes object that the compiler derived. @public */
export interface DerivedObject {
  env: string;
  cluster: string;
  /** Where it lies in the GitOps repository; relative, forward slashes. */
  path: string;
  object: KubeObject;
  because: Because[];
}

/** A file that is not applied to a cluster: catalog entry, SLO, runbook, the intent itself. @public */
export interface DerivedDocument {
  path: string;
  /** What it is, for people: `Catalog entry`, `SLO`, `Runbook`. */
  title: string;
  text: string;
  /** The same as data where the text is YAML. */
  object?: Record<string, unknown>;
  because: Because[];
}

/** Something that was left out, and why: a PDB of a single replica, a route of an internal service. @public */
export interface NotDerived {
  /** Kind or feature: `PodDisruptionBudget`. */
  what: string;
  why: string;
  from: string;
  /** Environment it is left out in; all when missing. */
  env?: string;
}

/** @public */
export type Severity = 'deny' | 'warn';

/** Something that must (deny) or should (warn) change. @public */
export interface Finding {
  /** Id of the policy or rule: `image-digest`, `agreement`, `quota`, `secret-grant`. */
  policy: string;
  title: string;
  severity: Severity;
  /** Plain words, with the names and numbers of this case. */
  message: string;
  /** JSON pointer into the intent that the person can change; `''` when it is about the whole. */
  at: string;
  /** Line of `at` in the file that was read, where there is one; from 1. */
  line?: number;
  /** What to do, as an order: `Add "accepts: [payments-api]" to fraud-service`. */
  remedy: string;
  /** Environments it holds in. */
  environments?: string[];
  /** Path of the derived object it was found in. */
  object?: string;
  /** Set when an exception lets it pass; the severity is then `warn`. */
  exception?: {
    id: string;
    expires: string;
    approvedBy: string;
    reason: string;
  };
}

/** State of one agreement, from this service's side. @public */
export interface Agreement {
  caller: string;
  callee: string;
  kind: 'service' | 'topic' | 'resource' | 'external';
  /**
   * `agreed`: both sides say so. `missing-accept`: the callee does not accept. `missing-dependency`: the caller
   * does not depend. `unknown`: nobody knows the name. `declared`: one-sided by nature (resource, external).
   * `refused`: declared, but this team may not use it.
   */
  state:
    | 'agreed'
    | 'missing-accept'
    | 'missing-dependency'
    | 'unknown'
    | 'declared'
    | 'refused';
  /** Where one service calls another that is known: the group that owns the caller, `group:<name>`. */
  callerOwner?: string;
  /** What would mend it: a service, the JSON pointer into its intent, and the value to add. */
  mend?: { service: string; at: string; add: string };
}

/** Money as decimal text in the currency's unit. @public */
export interface CostEstimate {
  /** Per month at the least number of replicas, over all environments and clusters. */
  monthly: string;
  /** The same at the most. */
  monthlyAtMax: string;
  currency: string;
  lines: {
    environment: string;
    cluster: string;
    replicas: number;
    cpu: string;
    memory: string;
    other: string;
    total: string;
  }[];
  /** What the amounts mean, for work that does not run all the time. */
  note?: string;
}

/** What the tier and the exposure ask for, told from the intent alone; the readiness family goes further. @public */
export interface ReadinessPreview {
  met: number;
  total: number;
  duties: {
    id: string;
    title: string;
    /** `unknown` cannot be told from the intent. */
    state: 'met' | 'missing' | 'unknown';
    why: string;
    remedy: string;
    at?: string;
  }[];
}

/** @public */
export interface ReviewReason {
  /**
   * A rule of the contract, or `agreement`: the request changes the intent of another team's service, or takes back
   * what such a service was given.
   */
  trigger: ReviewTrigger | 'agreement';
  /** Kind of reviewer, a key of the contract's `approvals.reviewers`; for `agreement` the owner, `group:<name>`. */
  reviewer: string;
  why: string;
  /** Path of the object or pointer into the intent. */
  at?: string;
}

/** @public */
export interface ReviewDecision {
  decision: 'automatic' | 'review';
  /** Kinds of reviewer that have to approve, each once, sorted. */
  reviewers: string[];
  reasons: ReviewReason[];
}

/** What compiling one intent gives. @public */
export interface CompileResult {
  name: string;
  contractVersion: string;
  intent: ServiceIntent;
  /** Sorted by path. Also there when something is denied: people want to see it. */
  objects: DerivedObject[];
  documents: DerivedDocument[];
  findings: Finding[];
  notDerived: NotDerived[];
  agreements: Agreement[];
  /** Exceptions that let a finding pass and overrides that apply, the next to end first; missing in older answers. */
  waivers?: Waiver[];
  /** Of nothing, without a line, when nothing can be derived for the workload type. */
  cost: CostEstimate;
  /** Without a duty when nothing can be derived for the workload type. */
  readiness: ReadinessPreview;
  /** True when a finding denies: then nothing may be written. */
  denied: boolean;
}

/** A `ValidatingAdmissionPolicy` with what Fairway adds in annotations. @public */
export interface Policy {
  id: string;
  title: string;
  reason: string;
  remedy: string;
  severity: Severity;
  /** The invariant or default-deny rule of the house that it enforces. */
  enforces?: string;
  /** File it was read from. */
  file: string;
  /** The documents: the policy, and its bindings. */
  policy: KubeObject;
  bindings: KubeObject[];
}

/** The contract as the compiler takes it: the document, and the policies read beside it. @public */
export interface PlatformContract extends ContractDocument {
  policies: Policy[];
}

/** What one service asks of an environment, over all its clusters. @public */
export interface ResourceDemand {
  cpuMillis: number;
  memoryBytes: number;
  /** Of the volumes of stores; missing where there are none. */
  storageBytes?: number;
  pods: number;
  objects: number;
}

/** What others need to know of a service. @public */
export interface FleetService {
  name: string;
  title?: string;
  /** Group name without `group:`. */
  team: string;
  system: string;
  tier: ServiceIntent['spec']['tier'];
  workloadType: ServiceIntent['spec']['workloadType'];
  exposure: ServiceIntent['spec']['exposure'];
  environments: string[];
  /** Services it calls. */
  dependencies: string[];
  /** Those of them that it can do without for a while: `onFailure` says how. Missing when there is none. */
  softDependencies?: string[];
  accepts: string[];
  /** Port its Service answers on in the cluster; none for workers. */
  port?: number;
  hosts: string[];
  /** What the volumes of its members are; missing for what keeps no data. */
  store?: { size: string; storageClass: string };
  /** By environment, at the most replicas (what a quota has to hold). */
  demand: Record<string, ResourceDemand>;
}

/**
 * All the facts about the other services that compiling one needs. Plain data, so the browser gets the same as
 * the backend.
 * @public
 */
export interface Fleet {
  services: Record<string, FleetService>;
  /** Declared by teams in Git; those of the platform are in the contract. */
  resources: Record<string, SharedResource>;
  /** What the catalog holds; missing while that is not known, and then nothing is checked against it. */
  directory?: FleetDirectory;
}

/**
 * Groups and systems of the catalog, sorted, in lower case: `payments` for those of the namespace `default`, which
 * is the one that intents mean, and `<namespace>/<name>` for others.
 * @public
 */
export interface FleetDirectory {
  groups: string[];
  systems: string[];
}
