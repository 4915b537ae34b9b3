import type {
  CampaignRequest,
  CampaignRequests,
  FollowedRequest,
} from '../CampaignRequests';

type Requests = Pick<
  CampaignRequests,
  'brought' | 'propose' | 'find' | 'known' | 'look'
>;

interface HostedRequest extends CampaignRequest {
  service: string;
  createdAt: number;
  /** None any more when its owners propose another change over it. */
  campaign?: string;
  /** Whether others moved its branch. */
  isPushedTo?: boolean;
}

/**
 * A Git host and what the portal knows of it, in memory: it outlives the processes that talk to it. As on a real
 * one, a service has one open request at a time; once that has ended, another one can be opened.
 */
export class FakeHost implements Requests {
  readonly all: HostedRequest[] = [];
  /** Services for which Git holds what the campaign asks for. */
  readonly mergedServices = new Set<string>();
  mostOpen = 0;
  /** Thrown by the next proposals of a service. */
  readonly trouble = new Map<string, Error[]>();
  /** Thrown whenever the host is asked about a request. */
  away?: Error;
  /** How often the host was asked about a request. */
  looks = 0;
  /** Whether the portal knows nothing of any request, as after its database was lost. */
  isForgotten = false;
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  propose: Requests['propose'] = async (campaign, service) => {
    const error = this.trouble.get(service)?.shift();
    if (error) {
      throw error;
    }
    const open = this.openOf(service);
    if (open) {
      open.isPushedTo = false;
      return { outcome: 'updated', request: shown(open) };
    }
    if (this.mergedServices.has(service)) {
      return { outcome: 'nothing' };
    }
    const number = this.all.length + 1;
    const opened: HostedRequest = {
      id: `host-${number}`,
      number,
      url: `/change-requests/host-${number}`,
      state: 'open',
      service,
      createdAt: this.#now(),
      campaign: campaign.id,
    };
    this.all.push(opened);
    this.mostOpen = Math.max(
      this.mostOpen,
      this.all.filter(({ state }) => state === 'open').length,
    );
    return { outcome: 'opened', request: shown(opened) };
  };

  find: Requests['find'] = async ({ service, since, not }) => {
    const found = this.all.findLast(
      request =>
        request.service === service &&
        request.id !== not &&
        request.createdAt >= Date.parse(since),
    );
    return found && shown(found);
  };

  known: Requests['known'] = async ids =>
    new Map(
      this.all
        .filter(({ id }) => !this.isForgotten && ids.includes(id))
        .map(request => [request.id, followed(request)]),
    );

  look: Requests['look'] = async id => {
    this.looks += 1;
    if (this.away) {
      throw this.away;
    }
    const found = this.all.find(request => request.id === id);
    return found && followed(found);
  };

  brought: Requests['brought'] = async (_, id) =>
    this.all.some(
      request => request.id === id && this.mergedServices.has(request.service),
    );

  openOf(service: string): HostedRequest | undefined {
    return this.all.find(
      request => request.service === service && request.state === 'open',
    );
  }

  /** What owners do who propose a change of their own over the open request of a campaign. */
  replace(service: string): void {
    const open = this.openOf(service);
    if (open) {
      open.campaign = undefined;
    }
  }

  /** What somebody does who pushes to the branch of a request. */
  pushTo(service: string): void {
    const open = this.openOf(service);
    if (open) {
      open.isPushedTo = true;
    }
  }

  /** What the owners of a service do with its request, when it is open. */
  settle(service: string, state: 'merged' | 'closed'): void {
    const open = this.openOf(service);
    if (open) {
      open.state = state;
      if (state === 'merged' && open.campaign) {
        this.mergedServices.add(service);
      }
    }
  }
}

function shown({ id, number, url, state }: HostedRequest): CampaignRequest {
  return { id, number, url, state };
}

function followed(request: HostedRequest): FollowedRequest {
  const { campaign, isPushedTo } = request;
  return {
    request: shown(request),
    ...(campaign && { campaign }),
    ...(isPushedTo && { isPushedTo }),
  };
}
