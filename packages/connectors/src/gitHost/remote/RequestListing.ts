import type { ListRequestsOptions } from '../requests';
import { allPages } from './allPages';
import type { Forge, ForgeRequest } from './Forge';
import type { Mirror } from './Mirror';
import type { RequestView } from './RequestView';

/** How long the pages of one listing are cut from the same answers. */
const LISTING_MS = 60_000;

/** Our requests on a host, as they are asked for. */
export class RequestListing {
  readonly #forge: Forge;
  readonly #mirror: Mirror;
  readonly #view: RequestView;
  readonly #clock: () => number;
  #last?: { key: string; at: number; requests: ForgeRequest[] };

  constructor(options: {
    forge: Forge;
    mirror: Mirror;
    view: RequestView;
    clock(): number;
  }) {
    this.#forge = options.forge;
    this.#mirror = options.mirror;
    this.#view = options.view;
    this.#clock = options.clock;
  }

  /** All that are asked for, newest first. Pages after the first are cut from what was listed for that one. */
  async all(options: ListRequestsOptions): Promise<ForgeRequest[]> {
    const { cursor, limit: _limit, ...filter } = options;
    const key = JSON.stringify(filter);
    const now = this.#clock();
    const known = this.#last;
    if (cursor && known?.key === key && now - known.at < LISTING_MS) {
      return known.requests;
    }
    await this.#mirror.sync();
    const requests: ForgeRequest[] = [];
    for await (const request of this.#requests(filter)) {
      requests.push(request);
    }
    requests.sort((a, b) => b.number - a.number);
    this.#last = { key, at: now, requests };
    return requests;
  }

  /** Ours, as the host has them. */
  async *#requests(options: ListRequestsOptions): AsyncGenerator<ForgeRequest> {
    const { state, key, author, search } = options;
    const words = search?.toLowerCase();
    const ask = state && (state === 'open' ? 'open' : 'closed');
    for await (const request of allPages(page =>
      this.#forge.list({ ...page, ...(ask && { state: ask }) }),
    )) {
      const found = this.#view.keyOf(request);
      if (
        found !== undefined &&
        (state === undefined || request.state === state) &&
        (key === undefined || found === key) &&
        (author === undefined || this.#view.authorOf(request) === author) &&
        (words === undefined || request.title.toLowerCase().includes(words))
      ) {
        yield request;
      }
    }
  }
}
