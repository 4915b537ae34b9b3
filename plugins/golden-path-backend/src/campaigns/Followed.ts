import { isoNow, type Clock } from '../clock';
import type {
  StoredCampaign,
  StoredCampaignService,
} from '../store/campaignRows';
import type { CampaignStore } from '../store/CampaignStore';
import type { CampaignRequests, FollowedRequest } from './CampaignRequests';

/** How often the host itself is asked about a request: most is heard from the portal and the repository before. */
const LOOK_EVERY_MS = 60_000;
const PAGE = 200;

export interface FollowedOptions {
  clock: Clock;
  requests: Pick<CampaignRequests, 'brought' | 'known' | 'look'>;
  store: CampaignStore;
}

/** Hears what becomes of requests: merged or closed in the portal, on the host, or behind our back. */
export class Followed {
  static create(options: FollowedOptions): Followed {
    return new Followed(options);
  }

  readonly #options: FollowedOptions;
  /** When the host was asked, by request; epoch milliseconds. */
  readonly #looked = new Map<string, number>();
  readonly #moved = new Set<string>();

  private constructor(options: FollowedOptions) {
    this.#options = options;
  }

  /** Names services whose files have moved in the repository: their requests are looked at next. */
  heard(services: readonly string[]): void {
    services.forEach(name => this.#moved.add(name));
  }

  /** @returns whether anything settled. */
  async follow(campaign: StoredCampaign): Promise<boolean> {
    const { requests, store } = this.#options;
    let settled = false;
    for (const service of await this.#open(campaign.id)) {
      const known = await requests.known(
        service.flatMap(({ request }) => (request ? [request.id] : [])),
      );
      for (const each of service) {
        const latest = await this.#latest(each, known);
        const next = becomes({ campaign, service: each, latest });
        const change =
          next?.state === 'planned' && campaign.state === 'stopped'
            ? await this.#outcome(campaign, latest)
            : next;
        if (change) {
          settled = true;
          await store.changeService(each, {
            ...change,
            updatedAt: isoNow(this.#options.clock),
          });
        }
      }
    }
    return settled;
  }

  /** Page by page: what is followed settles, so all are read before any is changed. */
  async #open(id: string): Promise<StoredCampaignService[][]> {
    const pages: StoredCampaignService[][] = [];
    for (let offset = 0; ; offset += PAGE) {
      const { items } = await this.#options.store.services(id, {
        states: ['open', 'covered'],
        limit: PAGE,
        offset,
      });
      pages.push(items);
      if (items.length < PAGE) {
        return pages;
      }
    }
  }

  /** What became of a service by a request of others, where nobody asks for it again. */
  async #outcome(
    campaign: StoredCampaign,
    latest: FollowedRequest | undefined,
  ): Promise<Partial<StoredCampaignService>> {
    const request = latest?.request;
    if (!request) {
      return { state: 'closed', problem: 'Its request is gone from the host.' };
    }
    const other = `Change request #${request.number} of others`;
    if (request.state === 'closed') {
      return { state: 'closed', request, problem: `${other} was closed.` };
    }
    return (await this.#options.requests.brought(campaign, request.id))
      ? { state: 'merged', request }
      : {
          state: 'skipped',
          request,
          problem: `${other} was merged without what the campaign asks for.`,
        };
  }

  async #latest(
    service: StoredCampaignService,
    known: Map<string, FollowedRequest>,
  ): Promise<FollowedRequest | undefined> {
    const { clock, requests } = this.#options;
    const { name, request } = service;
    if (!request) {
      return undefined;
    }
    const found = known.get(request.id);
    if (found && found.request.state !== 'open') {
      this.#looked.delete(request.id);
      return found;
    }
    const now = clock.now();
    const due = (this.#looked.get(request.id) ?? now) + LOOK_EVERY_MS <= now;
    const heard = this.#moved.delete(name);
    if (found && !due && !heard) {
      this.#looked.set(request.id, this.#looked.get(request.id) ?? now);
      return found;
    }
    this.#looked.set(request.id, now);
    return requests.look(request.id);
  }
}

function becomes(options: {
  campaign: StoredCampaign;
  service: StoredCampaignService;
  /** Undefined when it is gone. */
  latest: FollowedRequest | undefined;
}): Partial<StoredCampaignService> | undefined {
  const { campaign, service, latest } = options;
  const request = latest?.request;
  // A person may have proposed another change over it, which need not carry what the campaign asks for.
  const own = service.state === 'open' && latest?.campaign === campaign.id;
  if (request?.state === 'open') {
    return own || service.state === 'covered'
      ? undefined
      : { state: 'covered', request };
  }
  if (own && request) {
    return { state: request.state, request };
  }
  if (!request && service.state === 'open') {
    return { state: 'closed', problem: 'Its request is gone from the host.' };
  }
  // What the other request carried is held against the campaign again: it may be all, or not have been merged.
  return { state: 'planned', attempts: 0, request: request ?? service.request };
}
