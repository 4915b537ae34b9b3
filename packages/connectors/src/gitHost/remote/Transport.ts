import { GitHostCredentialsError, GitHostUnavailableError } from '../errors';
import { GitCommandError, type Git } from '../git/git';
import { errorOfGit } from './errorOfGit';
import type { GitAccess } from './Forge';
import { checkedUrl, gitEnvironment } from './gitEnvironment';
import { refusalOfPush } from './refusalOfPush';

const FETCH_TIMEOUT_MS = 5 * 60_000;
const PUSH_TIMEOUT_MS = 10 * 60_000;

/** Where a branch of the host goes: `expected` undefined: it must not exist, `commit` undefined: it goes away. */
export interface BranchMove {
  branch: string;
  expected?: string;
  commit?: string;
}

/** Git commands that speak to the host, each with credentials of its own. */
export class Transport {
  readonly #git: Git;
  readonly #name: string;
  readonly #access: () => Promise<GitAccess>;

  constructor(options: {
    git: Git;
    /** What people call the repository. */
    name: string;
    access(): Promise<GitAccess>;
  }) {
    this.#git = options.git;
    this.#name = options.name;
    this.#access = options.access;
  }

  /** Whether the repository has no branch at all. */
  async isEmpty(): Promise<boolean> {
    const access = await this.#access();
    const { stdout } = await this.#run(access, {
      args: ['ls-remote', '--heads', checkedUrl(access.url).href],
      timeoutMs: FETCH_TIMEOUT_MS,
    });
    return stdout.length === 0;
  }

  /** Once more when the host failed. @throws GitCommandError for {@link isMissingRef}. */
  async fetch(refspecs: string[]): Promise<void> {
    const access = await this.#access();
    const args = [
      'fetch',
      '--quiet',
      '--prune',
      '--no-tags',
      '--no-write-fetch-head',
      '--no-recurse-submodules',
      '--refmap=',
      checkedUrl(access.url).href,
      ...refspecs,
    ];
    const options = { args, timeoutMs: FETCH_TIMEOUT_MS };
    try {
      await this.#run(access, options);
    } catch (error) {
      if (isMissingRef(error) || !isPassing(error)) {
        throw error;
      }
      await this.#run(access, options);
    }
  }

  /** @throws RefMovedError when the branch is elsewhere, BranchProtectedError when the host's rules say no. */
  async push({ branch, expected, commit }: BranchMove): Promise<void> {
    const ref = `refs/heads/${branch}`;
    const access = await this.#access();
    const { exitCode, stdout, stderr } = await this.#run(access, {
      args: [
        'push',
        '--porcelain',
        '--no-verify',
        `--force-with-lease=${ref}:${expected ?? ''}`,
        checkedUrl(access.url).href,
        `${commit ?? ''}:${ref}`,
      ],
      accept: [0, 1],
      timeoutMs: PUSH_TIMEOUT_MS,
    });
    if (exitCode !== 0) {
      const line =
        stdout
          .toString()
          .split('\n')
          .find(candidate => candidate.startsWith('!')) ?? '';
      throw refusalOfPush({ line, stderr, branch, repository: this.#name });
    }
  }

  async #run(access: GitAccess, options: Parameters<Git['run']>[0]) {
    try {
      return await this.#git.run({
        ...options,
        env: gitEnvironment(access),
      });
    } catch (error) {
      throw errorOfGit(error, this.#name);
    }
  }
}

/** The host was in trouble, and may do the same in a moment. */
export function isPassing(error: unknown): error is GitHostUnavailableError {
  return (
    error instanceof GitHostUnavailableError &&
    !(error instanceof GitHostCredentialsError)
  );
}

/** A branch that was asked for is not there. */
export function isMissingRef(error: unknown): boolean {
  return (
    error instanceof GitCommandError &&
    /couldn't find remote ref/i.test(error.stderr)
  );
}
