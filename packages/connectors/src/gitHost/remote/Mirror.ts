import type { LoggerService } from '@backstage/backend-plugin-api';
import { ConflictError, InputError, NotFoundError } from '@backstage/errors';
import {
  BranchProtectedError,
  GitHostCredentialsError,
  GitHostUnavailableError,
} from '../errors';
import {
  clearLeftovers,
  isRepository,
  makeBare,
  requireVersion,
} from '../git/bare';
import { commitMessage } from '../git/commitMessage';
import { GitCommandError, type Git } from '../git/git';
import { RefMovedError } from '../git/refs';
import { Repository } from '../git/Repository';
import { writeCommit } from '../git/writeCommit';
import { errorOfGit } from './errorOfGit';
import type { GitAccess } from './Forge';
import { checkedUrl, gitEnvironment } from './gitEnvironment';

/** The first that takes settings, and so credentials, from its environment. */
const OLDEST_MINOR = 31;
const FETCH_TIMEOUT_MS = 5 * 60_000;
const PUSH_TIMEOUT_MS = 10 * 60_000;
const OWN_BRANCHES = 'refs/heads/fairway/';
/** Where heads of requests stay, also when their branch is gone: their diffs can be read for ever. */
const KEPT = 'refs/fairway/requests/';

/**
 * A bare clone of the repository of a host: files are read from here, and commits are written here and pushed. It
 * holds nothing that the host does not have, so it may be deleted while the portal is down.
 */
export class Mirror {
  /** Opens the folder, making it when it is missing. Does not speak to the host. */
  static async open(options: {
    directory: string;
    binary: string;
    baseBranch: string;
    /** What people call the repository. */
    name: string;
    /** Its address, so that a folder is never used for two repositories. */
    url: string;
    access(): Promise<GitAccess>;
    logger: LoggerService;
    now(): number;
  }): Promise<Mirror> {
    const { directory, binary, baseBranch, url } = options;
    const repository = await Repository.open({
      directory,
      binary,
      baseBranch,
      prepare: async ({ git }) => {
        await requireVersion(git, OLDEST_MINOR);
        await clearLeftovers(directory);
        if (!(await isRepository(git))) {
          await makeBare(git);
        }
        await claim({ git, directory, url: checkedUrl(url).href });
      },
    });
    return new Mirror({ ...options, repository });
  }

  readonly repository: Repository;
  readonly #name: string;
  readonly #access: () => Promise<GitAccess>;
  readonly #logger: LoggerService;
  readonly #now: () => number;
  #turn: Promise<unknown> = Promise.resolve();
  #waiting?: Promise<void>;
  #reachable = true;
  #syncedAt = -Infinity;

  private constructor(options: {
    repository: Repository;
    name: string;
    access(): Promise<GitAccess>;
    logger: LoggerService;
    now(): number;
  }) {
    this.repository = options.repository;
    this.#name = options.name;
    this.#access = options.access;
    this.#logger = options.logger;
    this.#now = options.now;
  }

  /**
   * Brings base branch and branches of services up to date. Calls share the next fetch, never one that is on its
   * way: what was pushed before the call is seen after it.
   */
  sync(): Promise<void> {
    this.#waiting ??= this.#inTurn(async () => {
      this.#waiting = undefined;
      await this.#sync();
    });
    return this.#waiting;
  }

  /** The head of the base branch now. @throws GitHostUnavailableError and others when the host cannot be asked. */
  async head(): Promise<string> {
    await this.sync();
    return this.repository.headCommit();
  }

  /**
   * The head, or the last one known while the host cannot be reached.
   * @param freshForMs - how old an answer may be.
   */
  async headOrLastKnown(freshForMs: number): Promise<string> {
    try {
      if (this.#now() - this.#syncedAt < freshForMs) {
        return await this.repository.headCommit();
      }
      const head = await this.head();
      if (!this.#reachable) {
        this.#reachable = true;
        this.#logger.info(`${this.#name} is reached again`);
      }
      return head;
    } catch (error) {
      const known =
        error instanceof GitHostUnavailableError
          ? await this.repository.refs.read(this.repository.baseRef)
          : undefined;
      if (known === undefined) {
        throw error;
      }
      if (this.#reachable) {
        this.#reachable = false;
        this.#logger.warn(
          `${
            this.#name
          } cannot be reached; the desired state is shown as it was at ${known.slice(
            0,
            12,
          )}`,
          error instanceof Error ? error : undefined,
        );
      }
      return known;
    }
  }

  /** The tip of a branch as of the last sync. */
  tip(branch: string): Promise<string | undefined> {
    return this.repository.refs.read(`refs/heads/${branch}`);
  }

  /** The kept head of a request. */
  kept(number: number): Promise<string | undefined> {
    return this.repository.refs.read(`${KEPT}${number}`);
  }

  /** Keeps the head of a request for when its branch is gone. */
  async keep(number: number, commit: string): Promise<void> {
    await this.#set(`${KEPT}${number}`, commit);
  }

  /** Fetches heads of requests that are not kept yet; those that the host lacks are passed over. */
  async fetchHeads(heads: { number: number; ref: string }[]): Promise<void> {
    if (heads.length === 0) {
      return;
    }
    const fetch = (some: typeof heads) =>
      this.#inTurn(() =>
        this.#fetch(some.map(({ number, ref }) => `+${ref}:${KEPT}${number}`)),
      );
    try {
      await fetch(heads);
    } catch (error) {
      if (!isMissingRef(error)) {
        throw error;
      }
      for (const head of heads.length > 1 ? heads : []) {
        await this.fetchHeads([head]);
      }
    }
  }

  /**
   * Moves a branch of the host, when it is still where it is believed to be; `expected` undefined: it must not
   * exist, `commit` undefined: it goes away.
   * @throws RefMovedError when it is elsewhere, BranchProtectedError when the host's rules say no.
   */
  async push(move: {
    branch: string;
    expected?: string;
    commit?: string;
  }): Promise<void> {
    await this.#inTurn(async () => {
      try {
        await this.#push(move);
      } catch (error) {
        if (
          !(error instanceof GitHostUnavailableError) ||
          error instanceof GitHostCredentialsError
        ) {
          throw error;
        }
        await this.#pushAgain(move, error);
      }
    });
  }

  async stop(): Promise<void> {
    await this.#turn;
    await this.repository.stop();
  }

  /** The answer to a push was lost: it may have been done. */
  async #pushAgain(
    move: { branch: string; expected?: string; commit?: string },
    error: GitHostUnavailableError,
  ): Promise<void> {
    await this.#sync();
    const tip = await this.tip(move.branch);
    if (tip === move.commit) {
      return;
    }
    if (tip !== move.expected) {
      throw new RefMovedError(error.message, { cause: error });
    }
    await this.#push(move);
  }

  async #push(move: {
    branch: string;
    expected?: string;
    commit?: string;
  }): Promise<void> {
    const { branch, expected, commit } = move;
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
      throw refusalOf({ line, stderr, branch, repository: this.#name });
    }
    await this.#set(ref, commit);
  }

  async #sync(): Promise<void> {
    const { baseRef, baseBranch } = this.repository;
    try {
      await this.#fetch([
        `+${baseRef}:${baseRef}`,
        `+${OWN_BRANCHES}*:${OWN_BRANCHES}*`,
      ]);
      this.#syncedAt = this.#now();
    } catch (error) {
      if (!isMissingRef(error)) {
        throw error;
      }
      await this.#begin(baseBranch);
    }
  }

  /** The repository has no base branch: an empty one begins with an empty commit. */
  async #begin(baseBranch: string): Promise<void> {
    const access = await this.#access();
    const { stdout } = await this.#run(access, {
      args: ['ls-remote', '--heads', checkedUrl(access.url).href],
      timeoutMs: FETCH_TIMEOUT_MS,
    });
    if (stdout.length > 0) {
      throw new NotFoundError(
        `${
          this.#name
        } has no branch ${baseBranch}; make it there, or name another one as branch in fairway.gitHost.`,
      );
    }
    const commit = await writeCommit(this.repository.git, {
      parents: [],
      author: { ref: 'fairway', name: 'Fairway' },
      message: commitMessage({
        title: 'The GitOps repository begins',
        trailers: {},
      }),
      at: this.#now(),
    });
    await this.#push({ branch: baseBranch, commit });
  }

  async #fetch(refspecs: string[]): Promise<void> {
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
      if (
        isMissingRef(error) ||
        !(error instanceof GitHostUnavailableError) ||
        error instanceof GitHostCredentialsError
      ) {
        throw error;
      }
      await this.#run(access, options);
    }
  }

  async #run(access: GitAccess, options: Parameters<Git['run']>[0]) {
    try {
      return await this.repository.git.run({
        ...options,
        env: gitEnvironment(access),
      });
    } catch (error) {
      throw errorOfGit(error, this.#name);
    }
  }

  async #set(ref: string, to: string | undefined): Promise<void> {
    await this.repository.git.run({
      args: [
        'update-ref',
        '--no-deref',
        ...(to === undefined ? ['-d', ref] : [ref, to]),
      ],
    });
  }

  /** One command that speaks to the host at a time: a slow fetch must not undo what a push has noted since. */
  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#turn.then(work);
    this.#turn = result.catch(() => {});
    return result;
  }
}

/** @throws InputError when the folder mirrors another repository. */
async function claim(options: {
  git: Git;
  directory: string;
  url: string;
}): Promise<void> {
  const { git, directory, url } = options;
  const { stdout } = await git.run({
    args: ['config', '--get', 'fairway.mirrors'],
    accept: [0, 1],
  });
  const claimed = stdout.toString().trim();
  if (claimed === '') {
    await git.run({ args: ['config', 'fairway.mirrors', url] });
  } else if (claimed !== url) {
    throw new InputError(
      `The folder ${directory} mirrors ${claimed} and not ${url}; name another directory in fairway.gitHost, or delete that one.`,
    );
  }
}

function isMissingRef(error: unknown): boolean {
  return (
    error instanceof GitCommandError &&
    /couldn't find remote ref/i.test(error.stderr)
  );
}

/** What `!<TAB>from:to<TAB>[rejected] (why)` of `git push --porcelain` means. */
function refusalOf(options: {
  line: string;
  stderr: string;
  branch: string;
  repository: string;
}): Error {
  const { line, stderr, branch, repository } = options;
  if (
    /stale info|fetch first|non-fast-forward|remote ref does not exist|cannot lock ref|failed to update ref|reference already exists|incorrect old value/i.test(
      line,
    )
  ) {
    return new RefMovedError(
      `${branch} of ${repository} has moved; look at the newest version and try again.`,
    );
  }
  const words = stderr
    .split('\n')
    .filter(said => said.startsWith('remote:'))
    .map(said => said.slice('remote:'.length).trim())
    .filter(Boolean)
    .join(' ')
    .slice(0, 300);
  const why = /\(([^)]*)\)\s*$/.exec(line)?.[1];
  return /remote rejected/.test(line)
    ? new BranchProtectedError({
        branch,
        repository,
        words: words || `${why ?? 'no'}.`,
      })
    : new ConflictError(
        `${repository} did not take the push to ${branch}: ${
          why ?? (words || 'it did not say why')
        }; try again.`,
      );
}
