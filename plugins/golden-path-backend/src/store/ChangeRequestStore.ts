import type {
  AutomaticMerge,
  ChangeRequestComment,
  ChangeRequestEvidence,
  ChangeRequestKind,
  ChangeRequestState,
  ChangeRequestSummary,
  FileChange,
  OutsidePush,
  ReviewDecision,
  ServiceFlow,
} from '@fairway/plugin-golden-path-common';
import type { PermissionCriteria } from '@backstage/plugin-permission-common';

/** What the portal knows of a request beside what the Git host keeps. */
export interface StoredChangeRequest {
  id: string;
  number: number;
  host: string;
  url: string;
  branch: string;
  /** Name of the branch it goes into. */
  base: string;
  /** The service the request is about. */
  service: string;
  /** All services whose intent it changes, that one first. */
  services: string[];
  /** Entity ref of the group that owns the service. */
  owner: string;
  /** Entity ref of the group that hands the service over, where it changes hands; it owns the request too. */
  formerOwner?: string;
  /** Entity ref of the person who opened it, or `fairway`. */
  author: string;
  title: string;
  state: ChangeRequestState;
  /** Head of the branch that the snapshot was made of. */
  commit: string;
  baseCommit: string;
  mergeCommit?: string;
  createdAt: string;
  updatedAt: string;
  mergedAt?: string;
  /** Entity ref of the person who merged it, or `fairway`. */
  mergedBy?: string;
  snapshot: ChangeRequestSnapshot;
}

/** What others pushed, with the files that lie there now. */
export interface StoredOutsidePush extends OutsidePush {
  counts: Pick<ChangeRequestSummary['counts'], 'added' | 'changed' | 'removed'>;
}

/** What a request is for, where it is no change that a person made in the form. */
export interface RequestPurpose {
  /** `change` when missing. */
  kind?: ChangeRequestKind;
  /** The campaign that opened it. */
  campaign?: { id: string; title: string };
  /** What of the service it is for, such as an environment, where requests of the kind differ in that. */
  subject?: string;
  /** The title, where the usual one of the kind says too little. */
  heading?: string;
  /** How it was asked for, where it was a flow: its intents follow from this and from what is merged. */
  flow?: ServiceFlow;
  /** Owners, `group:<name>`, who agreed by proposing it. */
  agreed?: string[];
  /** Files that nothing derives and that go beside those of the service. */
  removes?: string[];
  /** Sections of its text that came with it, as Markdown. */
  sections?: { title: string; markdown: string }[];
}

/** Evidence and figures of one commit of a request. */
export interface ChangeRequestSnapshot extends RequestPurpose {
  contractVersion: string;
  /** The commit that holds what the portal derived; missing in those from before it was kept. */
  derivedCommit?: string;
  /** What others pushed over that. */
  outside?: StoredOutsidePush;
  review: ReviewDecision;
  /** Entity refs of everyone who proposed a version of it: none of them may approve it. */
  contributors: string[];
  /** The author's line. */
  message?: string;
  /** The author keeps it open though nobody has to agree. */
  hold?: boolean;
  /** Missing when somebody has to agree, or a person merged or closed it. */
  automatic?: AutomaticMerge;
  counts: ChangeRequestSummary['counts'];
  monthlyBefore?: string;
  monthlyAfter: string;
  currency: string;
  body: string;
  files: FileChange[];
  evidence: ChangeRequestEvidence;
}

/** An approval as it was given; whether it is stale follows from the commit. */
export interface StoredApproval {
  by: string;
  reviewers: string[];
  at: string;
  commit: string;
  /** Account at the Git host, when it was given there. */
  account?: string;
  /** Why one that was given there counts for nobody. */
  uncounted?: string;
}

/** The field holds one of the values. */
export interface StoreFilter {
  key: 'owner' | 'author' | 'reviewer';
  values: string[];
}

export interface ListChangeRequestsQuery {
  /** What the caller may see; all when left out. */
  filter?: PermissionCriteria<StoreFilter>;
  state?: ChangeRequestState;
  service?: string;
  author?: string;
  kind?: ChangeRequestKind;
  /** Id of a campaign. */
  campaign?: string;
  /** Only open requests of other people that still wait for one of these kinds of reviewer. */
  awaiting?: { reviewers: string[]; notAuthor?: string };
  /** Part of the title, the service or the owner, in any case. */
  search?: string;
  limit: number;
  /** Rows to skip. */
  offset: number;
}

/** A row of a list: the snapshot without its evidence, and who has yet to approve. */
export interface ListedChangeRequest
  extends Omit<StoredChangeRequest, 'snapshot'> {
  snapshot: Omit<
    ChangeRequestSnapshot,
    'evidence' | 'files' | 'body' | 'sections'
  >;
  awaiting: string[];
}

/** Requests, approvals and comments of the portal. */
export interface ChangeRequestStore {
  /** Writes a request and its snapshot, new or not, with the reviewers that have yet to approve. */
  save(request: StoredChangeRequest, awaiting: string[]): Promise<void>;
  get(id: string): Promise<StoredChangeRequest | undefined>;
  getMany(ids: string[]): Promise<(ListedChangeRequest | undefined)[]>;
  list(
    query: ListChangeRequestsQuery,
  ): Promise<{ items: ListedChangeRequest[]; total: number }>;

  setAwaiting(id: string, awaiting: string[]): Promise<void>;

  /** Approving the same commit twice counts once; what was given here stands, whatever becomes of one at the host. */
  addApproval(id: string, approval: StoredApproval): Promise<void>;
  /** Puts these in place of all that were given at the Git host. What the same people gave here stays. */
  setHostApprovals(id: string, approvals: StoredApproval[]): Promise<void>;
  listApprovals(id: string): Promise<StoredApproval[]>;

  addComment(id: string, comment: ChangeRequestComment): Promise<void>;
  listComments(id: string): Promise<ChangeRequestComment[]>;
}
