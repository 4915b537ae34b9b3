import { ConflictError } from '@backstage/errors';
import type { Mergeability } from '@fairway/plugin-golden-path-common';
import { branchOfKey, checkCommit, checkTitle } from '../checks';
import { HeadMovedError, MergeConflictError } from '../errors';
import type { MergeOptions } from '../requests';
import { commitMessage } from './commitMessage';
import type { Repository } from './Repository';
import type { RequestStore, StoredRequest } from './RequestStore';
import { idOf } from './requestIds';

/** Ends requests: merges them into the base branch, or closes them. */
export class Merges {
  readonly #repository: Repository;
  readonly #store: RequestStore;
  readonly #clock: () => number;

  constructor(options: {
    repository: Repository;
    store: RequestStore;
    clock(): number;
  }) {
    this.#repository = options.repository;
    this.#store = options.store;
    this.#clock = options.clock;
  }

  async mergeability(request: StoredRequest): Promise<Mergeability> {
    if (request.state !== 'open') {
      return { state: 'unknown', reason: `The request is ${request.state}.` };
    }
    const head = await this.#repository.headCommit();
    const { base, conflicts } = await this.#repository.threeWay(
      head,
      request.commit,
    );
    if (base === undefined) {
      return {
        state: 'unknown',
        reason: `The branch and ${
          this.#repository.baseBranch
        } have no commit in common.`,
      };
    }
    return conflicts.length > 0
      ? { state: 'conflict', files: conflicts }
      : { state: 'clean' };
  }

  /** Runs within the queue of writes, and may run again when another process was faster. */
  async merge(
    request: StoredRequest,
    options: MergeOptions,
  ): Promise<StoredRequest> {
    const expected = checkCommit(options.expectedCommit);
    const branch = branchOfKey(request.key);
    if (request.commit !== expected) {
      throw new HeadMovedError({ branch, expected, actual: request.commit });
    }
    if (request.state === 'merged') {
      return request;
    }
    requireOpen(request);
    if (request.draft) {
      throw new ConflictError(
        'The request is a draft; say that it is ready, then merge it.',
      );
    }
    const head = await this.#repository.headCommit();
    if (options.expectedBase !== undefined && options.expectedBase !== head) {
      throw new HeadMovedError({
        branch: this.#repository.baseBranch,
        expected: options.expectedBase,
        actual: head,
      });
    }
    return this.#mergeInto({ head, request, options });
  }

  async close(request: StoredRequest): Promise<StoredRequest> {
    if (request.state === 'closed') {
      return request;
    }
    requireOpen(request);
    await this.#repository.refs.move([
      { ref: `refs/heads/${branchOfKey(request.key)}`, from: request.commit },
    ]);
    const change = { state: 'closed' as const, updatedAt: this.#now() };
    await this.#store.change(request.number, change);
    return { ...request, ...change };
  }

  async #mergeInto(given: {
    head: string;
    request: StoredRequest;
    options: MergeOptions;
  }): Promise<StoredRequest> {
    const { head, request, options } = given;
    const { refs, baseRef, baseBranch } = this.#repository;
    const { base, apply, conflicts } = await this.#repository.threeWay(
      head,
      request.commit,
    );
    if (base === undefined) {
      throw new ConflictError(
        `The branch and ${baseBranch} have no commit in common; close the request and propose the change again.`,
      );
    }
    if (conflicts.length > 0) {
      throw new MergeConflictError(conflicts);
    }
    const at = this.#clock();
    const title = checkTitle(
      options.message ?? `${request.title} (#${request.number})`,
    );
    const mergeCommit = await this.#repository.writeCommit({
      parents: [head, request.commit],
      apply,
      author: options.author,
      message: commitMessage({
        title,
        trailers: {
          request: idOf(request.number),
          service: request.key,
          contract: request.contractVersion,
        },
      }),
      at,
      signal: options.signal,
    });
    await refs.move([
      { ref: baseRef, from: head, to: mergeCommit },
      { ref: `refs/heads/${branchOfKey(request.key)}`, from: request.commit },
    ]);
    const when = new Date(at).toISOString();
    const change = {
      state: 'merged' as const,
      mergeCommit,
      mergedAt: when,
      updatedAt: when,
      mergedBy: options.author.ref,
    };
    await this.#store.change(request.number, change);
    return { ...request, ...change };
  }

  #now(): string {
    return new Date(this.#clock()).toISOString();
  }
}

/** @throws ConflictError */
export function requireOpen(request: StoredRequest): void {
  if (request.state !== 'open') {
    throw new ConflictError(
      `The request is ${request.state}; propose the change again to open another.`,
    );
  }
}
