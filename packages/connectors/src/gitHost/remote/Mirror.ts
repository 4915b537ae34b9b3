import type { LoggerService } from '@backstage/backend-plugin-api';
import { NotFoundError } from '@backstage/errors';
import { GitHostUnavailableError } from '../errors';
import {
  clearLeftovers,
  isRepository,
  makeBare,
  requireVersion,
} from '../git/bare';
import { commitMessage } from '../git/commitMessage';
import { RefMovedError } from '../git/refs';
import { Repository } from '../git/Repository';
import { writeCommit } from '../git/writeCommit';
import { claimFolder } from './claimFolder';
import type { GitAccess } from './Forge';
import { checkedUrl } from './gitEnvironment';
import {
  isMissingRef,
  isPassing,
  Transport,
  type BranchMove,
} from './Transport';

/** The first that takes settings, and so credentials, from its environment. */
const OLDEST_MINOR = 31;
/** How long a host is left alone by those who can do with the last known state, after it failed them. */
const QUIET_MS = 10_000;
/** How long these wait for it. */
const PATIENCE_MS = 3_000;
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
    /** How long {@link Mirror.headOrLastKnown} waits for the host; 3 s when left out. */
    patienceMs?: number;
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
        await claimFolder({ git, directory, url: checkedUrl(url).href });
      },
    });
    return new Mirror({ ...options, repository });
  }

  readonly repository: Repository;
  readonly #name: string;
  readonly #transport: Transport;
  readonly #logger: LoggerService;
  readonly #now: () => number;
  readonly #patienceMs: number;
  #turn: Promise<unknown> = Promise.resolve();
  #waiting?: Promise<void>;
  #reachable = true;
  #syncedAt = -Infinity;
  #quietUntil = -Infinity;

  private constructor(options: {
    repository: Repository;
    name: string;
    access(): Promise<GitAccess>;
    logger: LoggerService;
    now(): number;
    patienceMs?: number;
  }) {
    this.repository = options.repository;
    this.#name = options.name;
    this.#transport = new Transport({
      ...options,
      git: options.repository.git,
    });
    this.#logger = options.logger;
    this.#now = options.now;
    this.#patienceMs = options.patienceMs ?? PATIENCE_MS;
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
   * The head; or the last one known while the host cannot be reached, takes its time, or does not show the
   * repository any more. It is asked again after a while, not by every page.
   * @param freshForMs - how old an answer may be.
   */
  async headOrLastKnown(freshForMs: number): Promise<string> {
    const { refs, baseRef } = this.repository;
    const known = await refs.read(baseRef);
    if (known === undefined) {
      return this.head();
    }
    const now = this.#now();
    if (now - this.#syncedAt < freshForMs || now < this.#quietUntil) {
      return known;
    }
    try {
      await this.#inTime(this.sync());
      return await this.repository.headCommit();
    } catch (error) {
      this.#quietUntil = this.#now() + QUIET_MS;
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
        this.#transport.fetch(
          some.map(({ number, ref }) => `+${ref}:${KEPT}${number}`),
        ),
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
   * Moves a branch of the host, when it is still where it is believed to be.
   * @throws RefMovedError when it is elsewhere, BranchProtectedError when the host's rules say no.
   */
  async push(move: BranchMove): Promise<void> {
    await this.#inTurn(async () => {
      try {
        await this.#push(move);
      } catch (error) {
        if (!isPassing(error)) {
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
    move: BranchMove,
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

  async #push(move: BranchMove): Promise<void> {
    await this.#transport.push(move);
    await this.#set(`refs/heads/${move.branch}`, move.commit);
  }

  async #sync(): Promise<void> {
    const { baseRef, baseBranch } = this.repository;
    try {
      await this.#transport.fetch([
        `+${baseRef}:${baseRef}`,
        `+${OWN_BRANCHES}*:${OWN_BRANCHES}*`,
      ]);
      this.#syncedAt = this.#now();
      this.#answered();
    } catch (error) {
      if (!isMissingRef(error)) {
        throw error;
      }
      await this.#begin(baseBranch);
    }
  }

  #answered(): void {
    this.#quietUntil = -Infinity;
    if (!this.#reachable) {
      this.#reachable = true;
      this.#logger.info(`${this.#name} is reached again`);
    }
  }

  /** The work goes on beside when it takes longer. @throws GitHostUnavailableError */
  async #inTime(work: Promise<void>): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(
        () =>
          reject(
            new GitHostUnavailableError(
              `${this.#name} did not answer within ${
                this.#patienceMs / 1000
              } s; try again in a minute.`,
            ),
          ),
        this.#patienceMs,
      );
    });
    try {
      await Promise.race([work, late]);
    } finally {
      clearTimeout(timer);
    }
  }

  /** The repository has no base branch: an empty one begins with an empty commit. */
  async #begin(baseBranch: string): Promise<void> {
    if (!(await this.#transport.isEmpty())) {
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
