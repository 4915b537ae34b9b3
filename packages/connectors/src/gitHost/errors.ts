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
