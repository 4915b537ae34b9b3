import type { LoggerService } from '@backstage/backend-plugin-api';
import { NotFoundError } from '@backstage/errors';
import { setTimeout as wait } from 'node:timers/promises';
import { checkCommit, checkTitle } from '../checks';
import {
  BranchProtectedError,
  GitHostRefusedError,
  HeadMovedError,
} from '../errors';
import {
  requireMerges,
  requireOpen,
  requireReady,
} from '../git/proposedChange';
import { RefMovedError } from '../git/refs';
import type { MergeOptions } from '../requests';
import type { Forge } from './Forge';
import type { Mirror } from './Mirror';
import type { RequestView, SeenRequest } from './RequestView';

const LOOKS = 6;
const PAUSE_MS = 250;

/** Ends requests on a host. */
export class RemoteMerges {
  readonly #forge: Forge;
  readonly #mirror: Mirror;
  readonly #view: RequestView;
  readonly #logger: LoggerService;

  constructor(options: {
    forge: Forge;
    mirror: Mirror;
    view: RequestView;
    logger: LoggerService;
  }) {
    this.#forge = options.forge;
    this.#mirror = options.mirror;
    this.#view = options.view;
    this.#logger = options.logger;
  }

  /** The request as host and git have it now. */
  async current(number: number): Promise<SeenRequest> {
    const [request] = await Promise.all([
      this.#forge.get(number),
      this.#mirror.sync(),
    ]);
    return this.#view.show(request);
  }

  /** Runs in the queue of merges. */
  async merge(number: number, options: MergeOptions): Promise<SeenRequest> {
    const expected = checkCommit(options.expectedCommit);
    const request = await this.current(number);
    const { branch } = request;
    if (request.commit !== expected) {
      throw new HeadMovedError({ branch, expected, actual: request.commit });
    }
    if (request.state === 'merged') {
      return request;
    }
    requireOpen(request);
    requireReady(request);
    const { repository } = this.#mirror;
    const head = await repository.headCommit();
    const { expectedBase } = options;
    if (expectedBase !== undefined && expectedBase !== head) {
      throw this.#baseMoved(expectedBase, head);
    }
    await requireMerges({ repository, commit: expected, head });
    await this.#mirror.keep(number, expected);
    const title = checkTitle(
      options.message ?? `${request.title} (#${number})`,
    );
    try {
      await this.#forge.merge(number, {
        commit: expected,
        title,
        message: [
          `Fairway-Request: ${request.id}`,
          `Fairway-Service: ${request.key}`,
          ...(request.contractVersion
            ? [`Fairway-Contract: ${request.contractVersion}`]
            : []),
          `Fairway-Merged-By: ${options.author.ref.replace(/\s+/g, ' ')}`,
        ].join('\n'),
      });
    } catch (error) {
      await this.#requireMergedAllTheSame({ number, expected, head, error });
    }
    const merged = await this.#merged(number);
    await this.#requireOnto({ merged, expectedBase });
    await this.#removeBranch(request);
    return merged;
  }

  async close(number: number): Promise<SeenRequest> {
    const request = await this.current(number);
    if (request.state === 'closed') {
      return request;
    }
    requireOpen(request);
    await this.#mirror.keep(number, request.commit);
    await this.#forge.close(number);
    await this.#removeBranch(request);
    return this.current(number);
  }

  /** The host failed or said no: another may have merged it, or our first call did although its answer was lost. */
  async #requireMergedAllTheSame(options: {
    number: number;
    expected: string;
    head: string;
    error: unknown;
  }): Promise<void> {
    const { number, expected, head, error } = options;
    const now = await this.current(number);
    if (now.commit !== expected) {
      throw new HeadMovedError({
        branch: now.branch,
        expected,
        actual: now.commit,
      });
    }
    if (now.state === 'merged') {
      return;
    }
    requireOpen(now);
    const base = await this.#mirror.repository.headCommit();
    if (base !== head) {
      throw this.#baseMoved(head, base);
    }
    if (error instanceof GitHostRefusedError && error.status === 405) {
      throw new BranchProtectedError({
        branch: this.#mirror.repository.baseBranch,
        repository: this.#forge.repository,
        words: error.message,
      });
    }
    throw error;
  }

  /** Hosts may need a moment to tell of what they have done. */
  async #merged(number: number): Promise<SeenRequest> {
    for (let look = 1; ; look += 1) {
      const request = await this.current(number);
      if (look === LOOKS || (await this.#parentsOf(request))) {
        return request;
      }
      await wait(PAUSE_MS * look);
    }
  }

  /** The host guards the head of the request, not of the base: somebody may have merged in the same moment. */
  async #requireOnto(options: {
    merged: SeenRequest;
    expectedBase?: string;
  }): Promise<void> {
    const { merged, expectedBase } = options;
    const [onto] = (await this.#parentsOf(merged)) ?? [];
    if (expectedBase && onto && onto !== expectedBase) {
      this.#logger.warn(
        `${merged.id} was verified on ${expectedBase} and merged onto ${onto}, which came in between; the drift of its files is told by the next look at them`,
      );
    }
  }

  /** Parents of the merge commit; undefined until git has it too. */
  async #parentsOf({
    state,
    mergeCommit,
  }: SeenRequest): Promise<string[] | undefined> {
    if (state !== 'merged' || mergeCommit === undefined) {
      return undefined;
    }
    try {
      return (await this.#mirror.repository.commit(mergeCommit)).parents;
    } catch (error) {
      if (error instanceof NotFoundError) {
        return undefined;
      }
      throw error;
    }
  }

  async #removeBranch({ id, branch, commit }: SeenRequest): Promise<void> {
    try {
      await this.#mirror.push({ branch, expected: commit });
    } catch (error) {
      // Hosts may be set to remove it themselves; and what was pushed to it meanwhile is not ours to remove.
      if (!(error instanceof RefMovedError)) {
        this.#logger.warn(
          `The branch ${branch} of ${id} could not be removed: ${error}`,
        );
      }
    }
  }

  #baseMoved(expected: string, actual: string): HeadMovedError {
    return new HeadMovedError({
      branch: this.#mirror.repository.baseBranch,
      expected,
      actual,
    });
  }
}
