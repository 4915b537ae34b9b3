import type { LoggerService } from '@backstage/backend-plugin-api';
import { setTimeout as wait } from 'node:timers/promises';
import type { Commit } from '../git/commits';
import { RefMovedError } from '../git/refs';
import type { Repository } from '../git/Repository';
import { HandMerges } from './HandMerges';
import type { RequestStore, StoredRequest } from './RequestStore';
import {
  BRANCHES,
  idOf,
  numberOf,
  requestRef,
  REQUEST_REFS,
} from './requestIds';

const ATTEMPTS = 10;
const PAUSE_MS = 20;

/**
 * Makes records agree with refs. Refs are the truth: they move together and last, so whatever a process left undone
 * when it died is a record that lags behind, and every step here may be repeated.
 */
export class Recovery {
  readonly #repository: Repository;
  readonly #store: RequestStore;
  readonly #logger: LoggerService;
  readonly #now: () => string;
  readonly #byHand: HandMerges;

  constructor(options: {
    repository: Repository;
    store: RequestStore;
    logger: LoggerService;
    /** The time as ISO 8601. */
    now(): string;
  }) {
    this.#repository = options.repository;
    this.#store = options.store;
    this.#logger = options.logger;
    this.#now = options.now;
    this.#byHand = new HandMerges(options.repository);
  }

  /** All of it, once, at start. */
  async run(): Promise<void> {
    await this.#recoverRecords();
    await this.#finishMerges();
    for (const request of await this.#store.allOpen()) {
      await this.refresh(request);
    }
    for (const [ref, tip] of await this.#repository.refs.list(BRANCHES)) {
      const key = ref.slice(BRANCHES.length);
      if (!(await this.#store.findOpen(key))) {
        await this.adopt({ key, tip });
      }
    }
  }

  /** An open record as its branch says: another process, or a person who pushed or merged, may have moved it. */
  async refresh(request: StoredRequest): Promise<StoredRequest> {
    if (request.state !== 'open') {
      return request;
    }
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.#asBranched(request);
      } catch (error) {
        if (!(error instanceof RefMovedError)) {
          throw error;
        }
        // Who looks at the same time may be faster, or somebody goes on with the branch.
        if (attempt === ATTEMPTS) {
          return request;
        }
        await wait(attempt * PAUSE_MS);
      }
    }
  }

  async #asBranched(request: StoredRequest): Promise<StoredRequest> {
    const { number, key } = request;
    const { refs } = this.#repository;
    const tip = await refs.read(`${BRANCHES}${key}`);
    const newest = await this.#store.findOpen(key);
    if (tip === undefined || newest?.number !== number) {
      return this.#settle(request);
    }
    if (tip === newest.commit) {
      return this.#mergedByHand(newest);
    }
    const head = await this.#repository.headCommit();
    const baseCommit =
      (await this.#repository.mergeBase(head, tip)) ?? newest.baseCommit;
    if (baseCommit === tip && (await this.#byHand.isIn(newest.commit, head))) {
      // With commits on top of what was proposed.
      return this.#mergedByHand({ ...newest, commit: tip });
    }
    await this.#store.change(
      number,
      { commit: tip, baseCommit, updatedAt: this.#now() },
      { state: 'open' },
    );
    return (await this.#store.get(number)) ?? newest;
  }

  /** What others did to the branch of an open request since the portal last wrote it. */
  async movedBy(
    request: StoredRequest,
  ): Promise<'added' | 'replaced' | undefined> {
    const { number, state, commit } = request;
    const ours = await this.#repository.refs.read(requestRef(number));
    if (state !== 'open' || ours === undefined || ours === commit) {
      return undefined;
    }
    return (await this.#byHand.isIn(ours, commit)) ? 'added' : 'replaced';
  }

  /**
   * The request of a branch that has no open record, where the portal itself wrote what the branch holds: a record
   * was lost, or is about to be written. What others have put there is no request.
   */
  async adopt(branch: {
    key: string;
    tip: string;
  }): Promise<StoredRequest | undefined> {
    const { key, tip } = branch;
    const commit = await this.#repository.commit(tip);
    const number = numberOf(commit.trailers.request);
    if (
      number === undefined ||
      commit.trailers.service !== key ||
      (await this.#repository.refs.read(requestRef(number))) !== tip ||
      (await this.#store.get(number))
    ) {
      return undefined;
    }
    await this.#store.reserveNumbers(number);
    this.#logger.info(
      `The branch of ${key} had no record and is request ${number}`,
    );
    await this.#store.add(
      await this.#recordOf({ number, key, tip, commit, state: 'open' }),
    );
    return this.#store.findOpen(key);
  }

  /** An open record whose branch is gone was merged, or else closed. */
  async #settle(request: StoredRequest): Promise<StoredRequest> {
    const { number } = request;
    const change = (await this.#mergedFieldsOf(request, { gone: true })) ?? {
      state: 'closed' as const,
      updatedAt: this.#now(),
    };
    if (await this.#store.change(number, change, { state: 'open' })) {
      this.#logger.info(
        `Request ${number} had no branch any more and is ${change.state}`,
      );
    }
    return (await this.#store.get(number)) ?? request;
  }

  /** A request whose change the base branch holds already is merged, and its branch has served. */
  async #mergedByHand(request: StoredRequest): Promise<StoredRequest> {
    const { number, key, commit } = request;
    if (!(await this.#byHand.of(request))) {
      return request;
    }
    const change = await this.#mergedFieldsOf(request);
    if (!change) {
      return request;
    }
    await this.#repository.refs.move([
      { ref: `${BRANCHES}${key}`, from: commit },
    ]);
    if (
      await this.#store.change(number, { ...change, commit }, { state: 'open' })
    ) {
      this.#logger.info(
        `Request ${number} was merged by hand in ${change.mergeCommit}`,
      );
    }
    return (await this.#store.get(number)) ?? request;
  }

  /** Who merged is told by commits of the portal only: anybody can write another's name into one of their own. */
  async #mergedFieldsOf(
    request: StoredRequest,
    options: { gone?: boolean } = {},
  ) {
    const merge = await this.#mergeOf(request.number, request.baseCommit);
    if (merge) {
      return mergedFields(merge);
    }
    const mergeCommit = await this.#byHand.of(request, options);
    if (mergeCommit === undefined) {
      return undefined;
    }
    const { at } = await this.#repository.commit(mergeCommit);
    return {
      state: 'merged' as const,
      mergeCommit,
      mergedAt: at,
      updatedAt: this.#now(),
    };
  }

  async #mergeOf(
    number: number,
    since?: string,
  ): Promise<{ id: string; commit: Commit } | undefined> {
    const trailer = idOf(number);
    const candidates = await this.#repository.commitsWithTrailer(
      `Fairway-Request: ${trailer}`,
      since,
    );
    for (const id of candidates) {
      const commit = await this.#repository.commit(id);
      if (commit.trailers.request === trailer && commit.parents.length > 1) {
        return { id, commit };
      }
    }
    return undefined;
  }

  /** A merge that moved the base branch and died before its branch went away. */
  async #finishMerges(): Promise<void> {
    const { refs, baseRef } = this.#repository;
    const merged = await refs.list(BRANCHES, { mergedInto: baseRef });
    for (const [ref, tip] of merged) {
      const request = await this.#store.findOpen(ref.slice(BRANCHES.length));
      const merge = request && (await this.#mergeOf(request.number));
      if (request && merge?.commit.parents.includes(tip)) {
        await refs.move([{ ref, from: tip }]);
        await this.#settle(request);
      }
    }
  }

  /** Records that the database lost, from the refs that every request keeps. */
  async #recoverRecords(): Promise<void> {
    const heads = await this.#repository.refs.list(REQUEST_REFS);
    const numbers = [...heads.keys()].map(ref =>
      Number(ref.slice(REQUEST_REFS.length)),
    );
    await this.#store.reserveNumbers(Math.max(0, ...numbers));
    const known = await this.#store.known(numbers);
    for (const number of numbers.filter(candidate => !known.has(candidate))) {
      const tip = heads.get(requestRef(number));
      if (!tip) {
        continue;
      }
      const commit = await this.#repository.commit(tip);
      const key = commit.trailers.service;
      if (!key) {
        continue;
      }
      const branch = await this.#repository.refs.read(`${BRANCHES}${key}`);
      const merge = branch === tip ? undefined : await this.#mergeOf(number);
      const state = branch === tip ? 'open' : 'closed';
      this.#logger.info(
        `The record of request ${number} was lost and is made anew`,
      );
      await this.#store.add({
        ...(await this.#recordOf({ number, key, tip, commit, state })),
        ...(merge && mergedFields(merge)),
      });
    }
  }

  async #recordOf(options: {
    number: number;
    key: string;
    tip: string;
    commit: Commit;
    state: 'open' | 'closed';
  }): Promise<StoredRequest> {
    const { number, key, tip, commit, state } = options;
    const head = await this.#repository.headCommit();
    const common = await this.#repository.mergeBase(head, tip);
    return {
      number,
      key,
      state,
      commit: tip,
      // After the merge the two have the tip itself in common.
      baseCommit:
        common && common !== tip ? common : commit.parents.at(-1) ?? tip,
      draft: false,
      title: commit.title,
      body: commit.body,
      author: commit.author,
      labels: [],
      reviewers: [],
      ...(commit.trailers.contract && {
        contractVersion: commit.trailers.contract,
      }),
      createdAt: commit.at,
      updatedAt: commit.at,
    };
  }
}

function mergedFields(merge: { id: string; commit: Commit }) {
  return {
    state: 'merged' as const,
    mergeCommit: merge.id,
    mergedAt: merge.commit.at,
    updatedAt: merge.commit.at,
    mergedBy: merge.commit.author,
  };
}
