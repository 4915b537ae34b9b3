import { ConflictError, ServiceUnavailableError } from '@backstage/errors';

/** A branch is not where the caller believes it to be. @public */
export class HeadMovedError extends ConflictError {
  override readonly name = 'ConflictError' as const;
  readonly branch: string;
  /** Commit that the caller expected. */
  readonly expected: string;
  /** Commit that is there; missing when the branch is gone. */
  readonly actual?: string;

  constructor(options: { branch: string; expected: string; actual?: string }) {
    const { branch, expected, actual } = options;
    super(
      `${branch} has moved: expected ${expected.slice(0, 12)}, ${
        actual ? `found ${actual.slice(0, 12)}` : 'the branch is gone'
      }; look at the newest version and try again.`,
    );
    this.branch = branch;
    this.expected = expected;
    this.actual = actual;
  }
}

const NAMED_FILES = 5;

/** Both sides changed the same files, differently. @public */
export class MergeConflictError extends ConflictError {
  override readonly name = 'ConflictError' as const;
  readonly files: string[];

  constructor(files: string[]) {
    const more = files.length - NAMED_FILES;
    super(
      `Both sides changed ${files.slice(0, NAMED_FILES).join(', ')}${
        more > 0 ? ` and ${more} more` : ''
      }; propose the change again, which derives it anew from what was merged since.`,
    );
    this.files = files;
  }
}

/** The host did not answer in time, said no, or said too much. @public */
export class GitHostUnavailableError extends ServiceUnavailableError {
  override readonly name = 'ServiceUnavailableError' as const;
}

/** The host asks to wait longer than a person does. @public */
export class GitHostLimitError extends GitHostUnavailableError {
  /** When it goes on, ISO 8601, UTC. */
  readonly resumesAt: string;

  constructor(options: { host: string; resumesAt: string }) {
    const { host, resumesAt } = options;
    super(
      `${host} takes no more calls from the portal for now; it goes on at ${resumesAt}. Nothing was changed; try again then.`,
    );
    this.resumesAt = resumesAt;
  }
}

/** The host does not take the credentials of the portal, or they may not do this. @public */
export class GitHostCredentialsError extends GitHostUnavailableError {}

/** The host understood and said no. @public */
export class GitHostRefusedError extends ConflictError {
  override readonly name = 'ConflictError' as const;
  /** Of its HTTP answer. */
  readonly status: number;

  constructor(options: { message: string; status: number }) {
    super(options.message);
    this.status = options.status;
  }
}

/** The branch of a service holds something that the portal did not put there. @public */
export class BranchTakenError extends ConflictError {
  override readonly name = 'ConflictError' as const;
  readonly branch: string;

  constructor(options: { branch: string; commit: string; repository: string }) {
    const { branch, commit, repository } = options;
    super(
      `The branch ${branch} of ${repository} holds ${commit.slice(
        0,
        12,
      )}, which does not come from the portal. Rename or delete that branch there, then propose again; the portal does not write over it.`,
    );
    this.branch = branch;
  }
}

/** The rules of the repository keep the portal from pushing or merging. @public */
export class BranchProtectedError extends ConflictError {
  override readonly name = 'ConflictError' as const;
  readonly branch: string;

  constructor(options: { branch: string; repository: string; words: string }) {
    const { branch, repository, words } = options;
    super(
      `${repository} protects ${branch} and says: ${words} Meet that rule there, or let the portal's account pass it, then try again.`,
    );
    this.branch = branch;
  }
}
