import type { Mergeability } from '@fairway/plugin-golden-path-common';
import { branchOfKey, checkCommit, checkTitle } from '../checks';
import { HeadMovedError } from '../errors';
import type { MergeOptions } from '../requests';
import { commitMessage } from '../git/commitMessage';
import {
  mergeabilityOf,
  requireMerges,
  requireOpen,
  requireReady,
} from '../git/proposedChange';
import type { Repository } from '../git/Repository';
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
    const repository = this.#repository;
    return mergeabilityOf({
      repository,
      request,
      head: await repository.headCommit(),
    });
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
    requireReady(request);
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
    const { refs, baseRef } = this.#repository;
    const apply = await requireMerges({
      repository: this.#repository,
      commit: request.commit,
      head,
    });
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
