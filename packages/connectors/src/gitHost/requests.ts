import type { ChangeRequestState } from '@fairway/plugin-golden-path-common';
import type { FileContent } from './files';

/** Who wrote a commit or a comment. @public */
export interface Person {
  /** Entity ref, e.g. `user:default/priya.engineer`. */
  ref: string;
  /** Shown in commits; the name part of the ref when left out. */
  name?: string;
  /**
   * The person's own credentials at the host, where they have given them: then requests are opened and comments
   * written in their name. Used for the one call, never stored or logged.
   */
  token?: string;
}

/** A change request as the host knows it. @public */
export interface HostRequest {
  /** Unique over all hosts, e.g. `local-12`. */
  id: string;
  number: number;
  /** {@link GitHost.name} of its host. */
  host: string;
  /** Where it can be seen; a path of the portal for hosts without pages. */
  url: string;
  /** What the branch is derived from: the name of the service. */
  key: string;
  /** Branch of the request, `fairway/<key>`. */
  branch: string;
  /** Branch it goes to. */
  base: string;
  /** Commit of the base branch that the change was made on. */
  baseCommit: string;
  /** Newest commit of the branch; stays when the request is merged or closed. */
  commit: string;
  /** The newest commit was not written by the portal: somebody pushed to the branch. Hosts of requests only. */
  pushedOutside?: boolean;
  /**
   * What others did to the branch since the portal last wrote it: put commits on top, or replaced what it held.
   * Missing when nothing, and where only `get` can tell.
   */
  moved?: 'added' | 'replaced';
  state: ChangeRequestState;
  draft: boolean;
  title: string;
  /** Markdown. */
  body: string;
  /** Entity ref of the person who opened it. */
  author: string;
  labels: string[];
  /** Entity refs that were asked for a review. */
  reviewers: string[];
  /** Version of the platform contract that the files were compiled under. */
  contractVersion?: string;
  mergeCommit?: string;
  /** Entity ref of the person who merged it. */
  mergedBy?: string;
  /** ISO 8601, UTC. */
  createdAt: string;
  updatedAt: string;
  mergedAt?: string;
}

/** What a proposal says and changes. @public */
export interface ProposeOptions {
  /**
   * Name of the service: a DNS label. Nothing else ever names the branch, but for `.rollback` or `.promote` behind it:
   * a second request of the service, beside the one that is open.
   */
  key: string;
  /** One line. */
  title: string;
  /** Markdown. */
  body: string;
  author: Person;
  /** Commit of the base branch that the files were compiled on; the head of now when left out. */
  baseCommit?: string;
  /** Files with their whole text. Text that the base already has is no change. */
  write: FileContent[];
  /** Files to take away; those that are not there are passed over. */
  remove?: string[];
  contractVersion?: string;
  labels?: string[];
  /** Entity refs. */
  reviewers?: string[];
  draft?: boolean;
  signal?: AbortSignal;
}

/** What `update` may change; what is left out stays. @public */
export interface RequestTextChange {
  title?: string;
  body?: string;
  labels?: string[];
  reviewers?: string[];
  draft?: boolean;
}

/** @public */
export interface MergeOptions {
  /** The commit that was reviewed. */
  expectedCommit: string;
  /** When given, the base branch must still be here: what was verified is what gets merged. */
  expectedBase?: string;
  author: Person;
  /** Subject of the merge commit; title and number of the request when left out. */
  message?: string;
  signal?: AbortSignal;
}

/** @public */
export interface PageOptions {
  /** `nextCursor` of the page before. */
  cursor?: string;
  /** 1 to 100; 25 when left out. */
  limit?: number;
}

/** @public */
export interface ListRequestsOptions extends PageOptions {
  state?: ChangeRequestState;
  key?: string;
  /** Entity ref. */
  author?: string;
  /** Part of a title, in any case. */
  search?: string;
}

/** @public */
export interface HostComment {
  id: string;
  /** Entity ref. */
  by: string;
  /** ISO 8601, UTC. */
  at: string;
  /** Markdown. */
  text: string;
}

/** An approval that somebody gave on the pages of the host. @public */
export interface HostApproval {
  /** Account that gave it. */
  account: string;
  /** Entity ref of the one person whose account that is, as configured. */
  by?: string;
  /** Head of the request that it was given for. */
  commit: string;
  /** ISO 8601, UTC. */
  at: string;
}

/** What somebody checked about a commit. @public */
export interface HostCheck {
  /** E.g. `fairway/compile`. */
  name: string;
  state: 'pending' | 'success' | 'failure';
  /** One line. */
  summary: string;
  url?: string;
  commit: string;
  /** ISO 8601, UTC. */
  updatedAt: string;
}

/** What an empty repository begins with. @public */
export interface SeedOptions {
  /** Kept in the commit, so that history tells where the first files came from. */
  id: string;
  /** One line. */
  message: string;
  /** Up to 250,000 files; taken one by one, so a generator keeps memory low. */
  files: Iterable<FileContent> | AsyncIterable<FileContent>;
  signal?: AbortSignal;
}
