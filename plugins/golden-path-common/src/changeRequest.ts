import type {
  Agreement,
  CompileResult,
  Finding,
  ReviewDecision,
} from './model';
import type { ServiceIntent } from './schema/intent';

/** A change request as all hosts and pages know it. @public */

/** @public */
export type ChangeRequestState = 'open' | 'merged' | 'closed';

/** Whether it could be merged by Git: `conflict` names the files. @public */
export type Mergeability =
  | { state: 'clean' }
  | { state: 'conflict'; files: string[] }
  | { state: 'unknown'; reason: string };

/** @public */
export interface Approval {
  /** Entity ref of the person. */
  by: string;
  /** Kind of reviewer that the approval counts for; a person may hold several. */
  reviewers: string[];
  at: string;
  /** Commit that was approved: a later push makes it stale. */
  commit: string;
  stale: boolean;
  /** Account at the Git host, when it was given on the pages of the host. */
  account?: string;
  /** Why it counts for nobody; then `reviewers` is empty. */
  uncounted?: string;
}

/** @public */
export interface ChangeRequestComment {
  id: string;
  by: string;
  at: string;
  /** Markdown, rendered without HTML. */
  text: string;
}

/**
 * Who did it when Fairway did, where otherwise the entity ref of a person stands. It is no entity ref itself, so
 * nobody can sign in as it.
 * @public
 */
export const FAIRWAY = 'fairway';

/** What becomes of a request that nobody has to agree to. @public */
export interface AutomaticMerge {
  /**
   * `due`: Fairway is about to merge it; `merged`: Fairway has; `held`: somebody wants a person to merge it;
   * `stopped`: Fairway tried and could not.
   */
  state: 'due' | 'merged' | 'held' | 'stopped';
  /** Why, in sentences that say what to do where something is to be done. */
  why: string;
}

/**
 * What a request is for: `change` also creates; `rederive` changes files and no intent, under another contract or to
 * mend drift.
 * @public
 */
export const CHANGE_REQUEST_KINDS = [
  'change',
  'rename',
  'move',
  'retire',
  'rederive',
  'promote',
  'rollback',
] as const;

/** @public */
export type ChangeRequestKind = (typeof CHANGE_REQUEST_KINDS)[number];

/** That others moved the branch of a request past the portal: what lies there now was derived by nobody. @public */
export interface OutsidePush {
  /** Commits were put on top of what the portal derived, or took its place. */
  kind: 'added' | 'replaced';
  /** What lies there now. */
  commit: string;
  /** When that was noticed, ISO 8601, UTC. */
  since: string;
}

/** A row of the list. @public */
export interface ChangeRequestSummary {
  id: string;
  /** `change` when missing. */
  kind?: ChangeRequestKind;
  /** The campaign that opened it. */
  campaign?: { id: string; title: string };
  number: number;
  host: string;
  /** Where it can be seen: a page of the portal for the local host. */
  url: string;
  title: string;
  service: string;
  /** Entity ref of the group that owns the service. */
  owner: string;
  /** Entity ref of the person who opened it, or {@link FAIRWAY}. */
  author: string;
  state: ChangeRequestState;
  createdAt: string;
  updatedAt: string;
  mergedAt?: string;
  /** Entity ref of the person who merged it, or {@link FAIRWAY}; missing when the host does not know. */
  mergedBy?: string;
  /** Somebody pushed to its branch; figures of files are of what lies there, the rest is of what was derived. */
  outside?: OutsidePush;
  /** Missing when somebody has to agree, or a person merged or closed it. */
  automatic?: AutomaticMerge;
  contractVersion: string;
  review: ReviewDecision;
  /** Kinds of reviewer that have not approved the newest commit. */
  awaiting: string[];
  counts: {
    added: number;
    changed: number;
    removed: number;
    deny: number;
    warn: number;
  };
  monthlyBefore?: string;
  monthlyAfter: string;
  currency: string;
}

/** How one file changes. @public */
export interface FileChange {
  path: string;
  change: 'added' | 'changed' | 'removed';
  /** Kind and name when it is a Kubernetes object. */
  kind?: string;
  name?: string;
  env?: string;
  cluster?: string;
  /** In words: `memory limit of app 1Gi → 1536Mi`. */
  words: string[];
}

/** @public */
export interface FileDiff extends FileChange {
  before?: string;
  after?: string;
}

/** What was known when the request was opened or updated; kept with it. @public */
export interface ChangeRequestEvidence {
  /** The intent as proposed. */
  intent: ServiceIntent;
  findings: Finding[];
  notDerived: CompileResult['notDerived'];
  agreements: Agreement[];
  readinessBefore?: CompileResult['readiness'];
  readinessAfter: CompileResult['readiness'];
  costBefore?: CompileResult['cost'];
  costAfter: CompileResult['cost'];
  /** `because` of every object, by path. */
  because: Record<string, CompileResult['objects'][number]['because']>;
}

/** The whole request. @public */
export interface ChangeRequest extends ChangeRequestSummary {
  branch: string;
  base: string;
  commit: string;
  baseCommit: string;
  mergeCommit?: string;
  /** Markdown: what changes and why, as it stands on the host. */
  body: string;
  mergeability: Mergeability;
  files: FileChange[];
  evidence: ChangeRequestEvidence;
  approvals: Approval[];
  comments: ChangeRequestComment[];
  /** What the signed-in person may do now, and if not, why not. */
  may: {
    approve: { allowed: boolean; why?: string };
    merge: { allowed: boolean; why?: string };
    close: { allowed: boolean; why?: string };
  };
}

/**
 * How many services may add their side of an agreement in one request: each of them may bring another team that has
 * to agree.
 * @public
 */
export const MAX_ACCEPT_ON = 20;

/** What opens or updates a request. @public */
export interface OpenChangeRequest {
  intent: ServiceIntent;
  /** A line from the author: why. */
  message?: string;
  /** Services whose side of an agreement is added in the same request, at most {@link MAX_ACCEPT_ON}. */
  acceptOn?: string[];
  /**
   * Services that it called and no longer does, whose line that accepts it goes in the same request, at most
   * {@link MAX_ACCEPT_ON}.
   */
  releaseOn?: string[];
  /**
   * Keeps a request open that nobody has to agree to, until a person merges it. Left out in an update, it stays as it
   * was.
   */
  hold?: boolean;
}
