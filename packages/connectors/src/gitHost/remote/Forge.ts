import type { ChangeRequestState } from '@fairway/plugin-golden-path-common';
import type { GitHostCapabilities } from '../GitHost';
import type { HostCheck } from '../requests';

/**
 * What differs from one kind of remote Git host to the next: its requests (pull or merge requests) and what is said
 * about them, over its API. Files, commits and branches go through git itself, see {@link GitAccess}; what belongs
 * to change requests of the golden path (keys, markers, drafts of proposals, comparing) is done by `RemoteGitHost`,
 * the same for all.
 *
 * A forge knows one repository and one base branch. It keeps nothing: each call asks the host.
 *
 * All methods throw
 * - `GitHostUnavailableError` when the host does not answer in time, fails (5xx) or says too much; its subclass
 *   `GitHostLimitError` when it asks to wait longer than we do, with the time at which it goes on,
 * - `GitHostCredentialsError` (401, 403),
 * - `NotFoundError` (404),
 * - `GitHostRefusedError` (400, 405, 409, 422) with the words of the host.
 *
 * `errorOfAnswer` makes them from a status; `createForgeFetch` does time-outs, size limits, waiting and what is safe
 * to repeat. A forge repeats nothing by itself: `RemoteGitHost` looks before it opens or comments again.
 * @public
 */
export interface Forge {
  /** Kind of host, e.g. `gitea`; part of request ids. */
  readonly name: string;
  /** What people call the repository, e.g. `acme/gitops on git.example.com`; for messages. */
  readonly repository: string;
  readonly capabilities: Pick<
    GitHostCapabilities,
    'drafts' | 'labels' | 'reviewers' | 'checks'
  >;

  /** Asked for before every fetch and push: tokens of apps live for an hour. */
  gitAccess(): Promise<GitAccess>;

  /** Ref where the host keeps the head of a request, also after its branch is gone, e.g. `refs/pull/12/head`. */
  headRef(number: number): string;

  /** The open request from a branch of this repository (never of a fork) to the base branch. */
  findOpen(branch: string): Promise<ForgeRequest | undefined>;

  /**
   * Opens a request. The branch is there already.
   * @throws GitHostRefusedError when there is an open one already.
   */
  open(request: NewForgeRequest): Promise<ForgeRequest>;

  /** Changes what is given; doing it twice is the same as once. */
  update(number: number, change: ForgeRequestChange): Promise<ForgeRequest>;

  /** @throws NotFoundError */
  get(number: number): Promise<ForgeRequest>;

  /**
   * Requests to the base branch, newest (highest number) first; also those that are not ours, which the caller
   * leaves out. `closed` are all that ended, merged or not.
   */
  list(
    options: ForgePageOptions & { state?: 'open' | 'closed' },
  ): Promise<ForgePage<ForgeRequest>>;

  /** Whether an account, as requests name it, is the one we speak with. */
  isOurs(account: string): Promise<boolean>;

  /** Closes without merging; the branch stays. Closing twice is fine. */
  close(number: number): Promise<void>;

  /**
   * Merges with a merge commit (never squashed or rebased) when the head is still `commit`; the branch stays.
   * @throws GitHostRefusedError when the head has moved, the base is protected, or the host sees a conflict.
   */
  merge(number: number, options: ForgeMergeOptions): Promise<void>;

  comment(number: number, comment: NewForgeComment): Promise<ForgeComment>;

  /** Oldest first, without what the host itself notes (`X changed the title`) and without reviews. */
  comments(
    number: number,
    options: ForgePageOptions,
  ): Promise<ForgePage<ForgeComment>>;

  /**
   * Approvals that stand, see {@link standingApprovals}: the latest word of each account, unless it was taken back or
   * dismissed. They may be of earlier heads.
   */
  approvals(number: number): Promise<ForgeApproval[]>;

  /** States the result of a check of a commit; the same name again replaces it. */
  setStatus(
    commit: string,
    status: Omit<HostCheck, 'commit' | 'updatedAt'>,
  ): Promise<HostCheck>;

  /** The newest status of each name, at most 100 of them. */
  statuses(commit: string): Promise<HostCheck[]>;
}

/** How git reaches the repository. @public */
export interface GitAccess {
  /** Without credentials: it is written to disk and into messages. `https:`, `http:`, or `file:` in tests. */
  url: string;
  /** Handed to git by environment for one command, and kept nowhere. */
  credentials?: { username: string; password: string };
}

/** A request as the host tells of it. @public */
export interface ForgeRequest {
  number: number;
  /** Page for people. */
  url: string;
  /** Name of the branch without `refs/heads/`. */
  branch: string;
  /** The branch lies in another repository: never ours, whatever it is called. */
  fromFork: boolean;
  base: string;
  /**
   * Head of the request. Missing where the host does not tell it reliably, as for ended requests whose branch was
   * used again; then it is read from {@link Forge.headRef}.
   */
  commit?: string;
  state: ChangeRequestState;
  draft: boolean;
  /** Without marks such as `Draft:` or `WIP:` that the host keeps in titles. */
  title: string;
  /** As the host keeps it, marker included. */
  body: string;
  /** Account that opened it. */
  account: string;
  labels: string[];
  mergeCommit?: string;
  /** Account that merged it. */
  mergedBy?: string;
  /** ISO 8601, UTC. */
  createdAt: string;
  updatedAt: string;
  mergedAt?: string;
}

/** @public */
export interface NewForgeRequest {
  branch: string;
  title: string;
  body: string;
  draft: boolean;
  labels: string[];
  reviewers: ForgeReviewers;
  /** Credentials of a person, to open it in their name. Never kept or logged. */
  token?: string;
}

/** What is left out stays. @public */
export interface ForgeRequestChange {
  title?: string;
  body?: string;
  draft?: boolean;
  /** All labels it has afterwards; missing ones are made in the repository. */
  labels?: string[];
  /** To be asked in addition to those who were asked already. */
  reviewers?: ForgeReviewers;
}

/**
 * Accounts and teams to ask for a review. One that the host does not know or may not ask is passed over with a
 * warning in the log: it must not keep a request from being opened.
 * @public
 */
export interface ForgeReviewers {
  users: string[];
  teams: string[];
}

/** @public */
export interface ForgeMergeOptions {
  /** Head that was reviewed. */
  commit: string;
  /** Subject of the merge commit. */
  title: string;
  /** Rest of its message, trailers included. */
  message: string;
}

/** @public */
export interface NewForgeComment {
  /** Markdown, marker included. */
  text: string;
  /** Credentials of a person, to speak in their name. Never kept or logged. */
  token?: string;
}

/** @public */
export interface ForgeComment {
  id: string;
  /** Account that wrote it. */
  account: string;
  /** Whether that is the account we speak with: only then what its marker says is believed. */
  ours: boolean;
  /** ISO 8601, UTC. */
  at: string;
  /** As the host keeps it, marker included. */
  text: string;
}

/** @public */
export interface ForgeApproval {
  /** Account that gave it. */
  account: string;
  /** Head of the request that it was given for. */
  commit: string;
  /** ISO 8601, UTC. */
  at: string;
}

/** @public */
export interface ForgePageOptions {
  /** From 1. */
  page: number;
  /** 1 to 100. Hosts may give fewer. */
  limit: number;
}

/** @public */
export interface ForgePage<T> {
  items: T[];
  /** Whether there is a page behind this one. */
  more: boolean;
}
