import { NotFoundError } from '@backstage/errors';
import type { Page } from '@fairway/plugin-golden-path-common';
import {
  branchOfKey,
  checkTitle,
  limitOf,
  numberOfId,
  positionOf,
} from '../checks';
import type {
  HostRequest,
  ListRequestsOptions,
  RequestTextChange,
} from '../requests';
import { checkBody } from '../git/checkProposal';
import { requireOpen } from '../git/proposedChange';
import type { Recovery } from './Recovery';
import { HOST_NAME, idOf } from './requestIds';
import type { RequestStore, StoredRequest } from './RequestStore';

/** Looks requests up, shows them as the world sees them, and changes what is said about them. */
export class Requests {
  readonly #store: RequestStore;
  readonly #recovery: Recovery;
  readonly #baseBranch: string;
  readonly #clock: () => number;
  readonly #urlOf: (id: string) => string;

  constructor(options: {
    store: RequestStore;
    recovery: Recovery;
    baseBranch: string;
    clock(): number;
    urlOf(id: string): string;
  }) {
    this.#store = options.store;
    this.#recovery = options.recovery;
    this.#baseBranch = options.baseBranch;
    this.#clock = options.clock;
    this.#urlOf = options.urlOf;
  }

  /** The record of an id, as its branch says. @throws NotFoundError */
  async require(id: string): Promise<StoredRequest> {
    const request = await this.#store.get(numberOfId(HOST_NAME, id));
    if (!request) {
      throw new NotFoundError(`There is no change request ${id}.`);
    }
    return this.#recovery.refresh(request);
  }

  async get(id: string): Promise<HostRequest> {
    const request = await this.require(id);
    const moved = await this.#recovery.movedBy(request);
    return { ...this.show(request), ...(moved && { moved }) };
  }

  async list(options: ListRequestsOptions): Promise<Page<HostRequest>> {
    const limit = limitOf(options);
    const { items, total } = await this.#store.list({
      ...options,
      below: positionOf(options),
      // One more tells whether there is another page.
      limit: limit + 1,
    });
    const rows = items.slice(0, limit);
    const now = await this.#asBranched(rows, options);
    return {
      items: now.map(request => this.show(request)),
      total: total - (rows.length - now.length),
      ...(items.length > limit && { nextCursor: `${rows.at(-1)?.number}` }),
    };
  }

  /** Open ones as their branches say, without those that people ended in git: no page of a host tells of these. */
  async #asBranched(
    rows: StoredRequest[],
    { state }: ListRequestsOptions,
  ): Promise<StoredRequest[]> {
    if (state !== 'open') {
      return rows;
    }
    const now: StoredRequest[] = [];
    for (const row of rows) {
      const request = await this.#recovery.refresh(row);
      if (request.state === 'open') {
        now.push(request);
      }
    }
    return now;
  }

  /** Changes what is said about an open request, not its files. */
  async update(id: string, change: RequestTextChange): Promise<HostRequest> {
    const { title, body, labels, reviewers, draft } = change;
    const request = await this.require(id);
    requireOpen(request);
    const updated = {
      ...(title !== undefined && { title: checkTitle(title) }),
      ...(body !== undefined && { body: checkBody(body) }),
      ...(labels && { labels }),
      ...(reviewers && { reviewers }),
      ...(draft !== undefined && { draft }),
      updatedAt: new Date(this.#clock()).toISOString(),
    };
    await this.#store.change(request.number, updated, { state: 'open' });
    return this.get(id);
  }

  /** A record with what follows from it: id, address and branches. */
  show(request: StoredRequest): HostRequest {
    const id = idOf(request.number);
    return {
      ...request,
      id,
      host: HOST_NAME,
      url: this.#urlOf(id),
      branch: branchOfKey(request.key),
      base: this.#baseBranch,
    };
  }
}
