import type { Mergeability, Page } from '@fairway/plugin-golden-path-common';
import type {
  ChangedFile,
  ChangedFileText,
  FileContent,
  ReadFilesOptions,
  TreeEntry,
} from './files';
import type {
  HostApproval,
  HostCheck,
  HostComment,
  HostRequest,
  ListRequestsOptions,
  MergeOptions,
  PageOptions,
  Person,
  ProposeOptions,
  RequestTextChange,
  SeedOptions,
} from './requests';

/**
 * What a Git host can do beyond the methods it must have; pages and services ask before they offer it.
 * @public
 */
export interface GitHostCapabilities {
  drafts: boolean;
  labels: boolean;
  /** People or groups can be asked for a review. */
  reviewers: boolean;
  /** `setCheck` is shown beside the request. */
  checks: boolean;
  /** Review and merge happen in the portal, because the host has no pages of its own. */
  reviewedInPortal: boolean;
  /** Approvals that people give on its pages are to count in the portal. */
  approvals: boolean;
  /** `seed` can fill an empty repository. */
  seed: boolean;
}

/**
 * The one door to Git hosts: change requests on one GitOps repository, and reading its desired state.
 *
 * All methods throw the errors of `@backstage/errors`: `InputError` for what can never be accepted (hostile paths,
 * keys, ids), `NotFoundError` for what is not there, `ConflictError` for what has moved on ({@link HeadMovedError},
 * {@link MergeConflictError}), `ServiceUnavailableError` when the host does not answer, times out or answers more
 * than allowed. Every message says what to do.
 *
 * Commits and blobs are full hexadecimal ids.
 * @public
 */
export interface GitHost {
  /** Kind of host, e.g. `local`; part of request ids. */
  readonly name: string;
  /** Branch that holds the desired state. */
  readonly baseBranch: string;
  readonly capabilities: GitHostCapabilities;

  /**
   * Opens a request for a service, or updates the open one in place: the same key is the same branch and the same
   * request. When the change is the same as before and still merges, no commit is written and `commit` stays.
   * @throws InputError when a key, path or text is not allowed, or nothing would change.
   */
  propose(options: ProposeOptions): Promise<HostRequest>;

  /** Changes what is said about an open request, not its files. @throws NotFoundError, ConflictError */
  update(id: string, change: RequestTextChange): Promise<HostRequest>;

  /** @throws NotFoundError */
  get(id: string): Promise<HostRequest>;

  /** The open request of a service; undefined when there is none. */
  find(options: { key: string }): Promise<HostRequest | undefined>;

  /** Newest first. */
  list(options?: ListRequestsOptions): Promise<Page<HostRequest>>;

  /**
   * What a request changes, file by file with both texts, sorted by path.
   * @param options - `path`: only this file.
   * @throws NotFoundError
   */
  diff(
    id: string,
    options?: PageOptions & { path?: string },
  ): Promise<Page<ChangedFileText>>;

  /** Whether it could be merged now. A request that is not open is `unknown`, with its state as reason. */
  mergeability(id: string): Promise<Mergeability>;

  /**
   * Merges. Merging what is already merged at the expected commit answers as the first time did.
   * @throws HeadMovedError when the branch (or, with `expectedBase`, the base branch) is elsewhere by now.
   * @throws MergeConflictError with the files that both sides changed.
   */
  merge(id: string, options: MergeOptions): Promise<HostRequest>;

  /** Closes without merging; closing twice is fine. @throws ConflictError when it was merged. */
  close(id: string, options?: { by?: Person }): Promise<HostRequest>;

  /** @throws NotFoundError */
  comment(
    id: string,
    comment: { author: Person; text: string },
  ): Promise<HostComment>;

  /** Oldest first. */
  comments(id: string, options?: PageOptions): Promise<Page<HostComment>>;

  /** States the result of a check on the newest commit; the same name again replaces it. */
  setCheck(
    id: string,
    check: Omit<HostCheck, 'commit' | 'updatedAt'>,
  ): Promise<HostCheck>;

  /** Checks stated on the newest commit, by name. */
  checks(id: string): Promise<HostCheck[]>;

  /**
   * Approvals on the pages of the host that stand: the latest word of each account, nothing that was taken back or
   * dismissed. They may be of earlier heads. None where the host has no pages.
   */
  approvals(id: string): Promise<HostApproval[]>;

  /** The commit of the base branch now; a fresh repository has one empty commit. */
  headCommit(): Promise<string>;

  /** Whether the base branch holds no file yet. */
  isEmpty(): Promise<boolean>;

  /** Files of a commit, sorted by path. @throws NotFoundError when there is no such commit. */
  readTree(options: {
    commit: string;
    /** Only files below these folders, e.g. `services/`; all when left out. */
    prefixes?: string[];
  }): Promise<TreeEntry[]>;

  /** Texts by path, read in one batch; a path that does not exist is not in the answer. */
  readFiles(options: ReadFilesOptions): Promise<Map<string, string>>;

  /** As {@link GitHost.readFiles}, one file after the other in the order asked for: memory holds one text. */
  streamFiles(options: ReadFilesOptions): AsyncIterable<FileContent>;

  /** Files that differ between two commits, sorted by path; renames are a removal and an addition. */
  changedBetween(options: { from: string; to: string }): Promise<ChangedFile[]>;

  /**
   * The newest commit on the way of the base branch to `commit` that changed something below a folder; undefined
   * when none did. With `since`, only commits after that one count.
   */
  lastChange(options: {
    commit: string;
    folder: string;
    since?: string;
  }): Promise<string | undefined>;

  /** The newest commits on that way that changed something below a folder (or a file), newest first. */
  changesOf(options: {
    commit: string;
    folder: string;
    limit: number;
  }): Promise<string[]>;

  /**
   * Fills an empty repository in one commit. Does nothing when the repository is not empty, so calling it at each
   * start is safe.
   */
  seed(options: SeedOptions): Promise<{ seeded: boolean; commit: string }>;

  /** Ends child processes; calls after it fail. */
  stop(): Promise<void>;
}
