import { type Clock, isoNow } from '@fairway/backend-kit';
import type {
  StoredCampaign,
  StoredCampaignService,
} from '../store/campaignRows';
import type { CampaignStore } from '../store/CampaignStore';
import type { CampaignRequests, FollowedRequest } from './CampaignRequests';
import { isUnavailable } from './isUnavailable';

/**
 * How often the host itself is asked about a request. The portal looks at all that are open each minute, with a call
 * for a hundred of them, so this only finds what that has missed.
 */
const LOOK_EVERY_MS = 15 * 60_000;
/** Of all campaigns together: hosts take some thousand calls an hour, and people's come first. */
const LOOKS_A_MINUTE = 10;
const PAGE = 200;
/** Why an open request stands still. */
const PUSHED =
  'Somebody pushed to the branch of its request, so nobody can merge it. Retry proposes it anew, which takes the place of what was pushed; its owners may also close it.';

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
  /** A minute, and how often the host was asked in it. */
  #minute = { from: 0, looks: 0 };

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
        const found = await this.#latest(each, known);
        if (!found) {
          continue;
        }
        const { latest } = found;
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

  /** @returns `latest`: undefined when it is gone; nothing at all while that is not known. */
  async #latest(
    service: StoredCampaignService,
    known: Map<string, FollowedRequest>,
  ): Promise<{ latest: FollowedRequest | undefined } | undefined> {
    const { clock } = this.#options;
    const { name, request } = service;
    if (!request) {
      return { latest: undefined };
    }
    const { id } = request;
    const found = known.get(id);
    if (found && found.request.state !== 'open') {
      this.#looked.delete(id);
      return { latest: found };
    }
    const now = clock.now();
    const lastLook = this.#looked.get(id) ?? now;
    const due = lastLook + LOOK_EVERY_MS <= now;
    if (found && !due && !this.#moved.has(name)) {
      this.#looked.set(id, lastLook);
      return { latest: found };
    }
    return (await this.#look(id, name)) ?? (found && { latest: found });
  }

  /** @returns nothing when the host cannot be asked now. */
  async #look(
    id: string,
    service: string,
  ): Promise<{ latest: FollowedRequest | undefined } | undefined> {
    const { clock, requests } = this.#options;
    const now = clock.now();
    if (now >= this.#minute.from + 60_000) {
      this.#minute = { from: now, looks: 0 };
    }
    if (this.#minute.looks >= LOOKS_A_MINUTE) {
      return undefined;
    }
    this.#minute.looks += 1;
    try {
      const latest = await requests.look(id);
      this.#looked.set(id, now);
      this.#moved.delete(service);
      return { latest };
    } catch (error) {
      if (!isUnavailable(error)) {
        throw error;
      }
      // It would not answer for the others either.
      this.#minute.looks = LOOKS_A_MINUTE;
      return undefined;
    }
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
    if (own) {
      const problem = latest?.isPushedTo ? PUSHED : undefined;
      return service.problem === problem ? undefined : { problem };
    }
    return service.state === 'covered'
      ? undefined
      : { state: 'covered', request, problem: undefined };
  }
  if (own && request) {
    return { state: request.state, request, problem: undefined };
  }
  if (!request && service.state === 'open') {
    return { state: 'closed', problem: 'Its request is gone from the host.' };
  }
  // What the other request carried is held against the campaign again: it may be all, or not have been merged.
  return {
    state: 'planned',
    attempts: 0,
    problem: undefined,
    request: request ?? service.request,
  };
}
