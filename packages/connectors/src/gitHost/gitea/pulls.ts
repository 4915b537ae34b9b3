import { NotFoundError } from '@backstage/errors';
import { allPages } from '../remote/allPages';
import type {
  ForgePage,
  ForgePageOptions,
  ForgeRequest,
} from '../remote/Forge';
import {
  pullAnswer,
  pullsAnswer,
  repositoryAnswer,
  requestOf,
} from './answers';
import { onceAwake } from './awake';
import type { GiteaClient } from './GiteaClient';

/** The requests to one branch. */
export class Pulls {
  readonly #client: GiteaClient;
  readonly #base: string;

  constructor(client: GiteaClient, base: string) {
    this.#client = client;
    this.#base = base;
  }

  async get(number: number): Promise<ForgeRequest> {
    const pull = await this.#client.call({
      doing: `show request ${number}`,
      path: `/pulls/${number}`,
      answer: pullAnswer,
    });
    if (pull.base.label !== this.#base) {
      throw new NotFoundError(
        `Request ${number} of ${this.#client.repository} does not go to ${
          this.#base
        }.`,
      );
    }
    return requestOf(pull);
  }

  async list(
    options: ForgePageOptions & { state?: 'open' | 'closed' },
  ): Promise<ForgePage<ForgeRequest>> {
    const { page, limit, state = 'all' } = options;
    const { items, more } = await onceAwake(this.#client, () =>
      this.#client.page({
        doing: 'list requests',
        path: '/pulls',
        query: { state, base_branch: this.#base, page, limit },
        answer: pullsAnswer,
      }),
    );
    return {
      // Older ones do not know the filter.
      items: items
        .filter(({ base }) => base.label === this.#base)
        .map(requestOf),
      more,
    };
  }

  async findOpen(branch: string): Promise<ForgeRequest | undefined> {
    const newest = await this.#newestOf(branch);
    if (newest === undefined || newest.state === 'open') {
      return newest;
    }
    // Asked by branch, Gitea gives any of its requests; there is a closed one, and there may be an open one.
    for await (const request of allPages(page =>
      this.list({ ...page, state: 'open' }),
    )) {
      if (request.branch === branch && !request.fromFork) {
        return request;
      }
    }
    return undefined;
  }

  /** @returns what was opened, and which request of the branch is open now. */
  async open(
    request: {
      branch: string;
      title: string;
      body: string;
      labels: number[];
    },
    token?: string,
  ): Promise<{ opened: ForgeRequest; only: ForgeRequest }> {
    const { branch, ...rest } = request;
    const answer = await onceAwake(this.#client, () =>
      this.#client.call({
        doing: 'open a request',
        method: 'POST',
        path: '/pulls',
        body: { ...rest, head: branch, base: this.#base },
        answer: pullAnswer,
        ...(token && { token }),
      }),
    );
    const opened = requestOf(answer);
    return { opened, only: await this.#onlyOne(opened) };
  }

  async edit(
    number: number,
    change: {
      doing: string;
      title?: string;
      body?: string;
      state?: 'closed';
    },
  ): Promise<ForgeRequest> {
    const { doing, ...body } = change;
    return requestOf(
      await this.#client.call({
        doing,
        method: 'PATCH',
        path: `/pulls/${number}`,
        body,
        answer: pullAnswer,
      }),
    );
  }

  async close(number: number): Promise<void> {
    await this.edit(number, { doing: 'close the request', state: 'closed' });
  }

  async #newestOf(branch: string): Promise<ForgeRequest | undefined> {
    try {
      return requestOf(
        await this.#client.call({
          doing: 'find a request',
          path: `/pulls/${encodeURIComponent(this.#base)}/${branch}`,
          answer: pullAnswer,
        }),
      );
    } catch (error) {
      if (!(error instanceof NotFoundError)) {
        throw error;
      }
      // It says the same of a repository that is not shown to the portal any more, and that is another matter.
      await this.#client.call({
        doing: 'show the repository',
        path: '',
        answer: repositoryAnswer,
      });
      return undefined;
    }
  }

  /** Asked twice at the same moment, Gitea opens two requests for one branch: the first one stays. */
  async #onlyOne(opened: ForgeRequest): Promise<ForgeRequest> {
    const { items } = await this.list({ page: 1, limit: 50, state: 'open' });
    const [first = opened, ...others] = items
      .filter(({ branch, fromFork }) => branch === opened.branch && !fromFork)
      .sort((a, b) => a.number - b.number);
    for (const { number } of others) {
      await this.close(number);
    }
    // Another portal may have closed ours already, and then it is not among them.
    return first.number < opened.number ? first : opened;
  }
}
