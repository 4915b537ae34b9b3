import { ConflictError } from '@backstage/errors';
import { GitHostLimitError } from '@fairway/connectors';
import { nextCampaignTry } from '@fairway/plugin-golden-path-common';
import { type Clock, isoNow } from '@fairway/backend-kit';
import { DeniedError, NoSuchServiceError } from '../errors';
import type {
  StoredCampaign,
  StoredCampaignService,
} from '../store/campaignRows';
import type { CampaignStore } from '../store/CampaignStore';
import { isUnavailable } from './isUnavailable';
import type { CampaignRequest, CampaignRequests } from './CampaignRequests';

export interface OpeningsOptions {
  clock: Clock;
  requests: Pick<CampaignRequests, 'propose' | 'find'>;
  store: CampaignStore;
}

/**
 * Opens requests, each once. That it is about to be opened is written before, and what came of it after; who finds
 * the one without the other looks on the host first.
 */
export class Openings {
  static create(options: OpeningsOptions): Openings {
    return new Openings(options);
  }

  readonly #options: OpeningsOptions;

  private constructor(options: OpeningsOptions) {
    this.#options = options;
  }

  /**
   * Opens the request of a service.
   * @returns `false` when the host has no ear for others either, so that opening has to wait.
   */
  async open(
    campaign: StoredCampaign,
    service: StoredCampaignService,
  ): Promise<boolean> {
    const { clock, requests, store } = this.#options;
    const now = isoNow(clock);
    const opening = await store.changeService(service, {
      state: 'opening',
      openingSince: now,
      attempts: service.attempts + 1,
      problem: undefined,
      nextTryAt: undefined,
      updatedAt: now,
    });
    if (!opening) {
      // Somebody else's turn.
      return true;
    }
    try {
      const { outcome, request } = await requests.propose(
        campaign,
        service.name,
      );
      await this.#settle(opening, settled(outcome, request, service));
      return true;
    } catch (error) {
      await this.#settle(opening, this.#failed(opening, error));
      return !isUnavailable(error);
    }
  }

  /** Finds out what became of a service whose opening was interrupted. */
  async recover(
    campaign: StoredCampaign,
    service: StoredCampaignService,
  ): Promise<void> {
    const { requests } = this.#options;
    const request = await requests.find({
      campaign: campaign.id,
      service: service.name,
      since: service.openingSince ?? service.updatedAt,
      not: service.request?.id,
    });
    await this.#settle(
      service,
      request
        ? { state: request.state, request }
        : {
            state: campaign.state === 'stopped' ? 'skipped' : 'planned',
            // It was begun and not tried.
            attempts: Math.max(0, service.attempts - 1),
          },
    );
  }

  async #settle(
    service: StoredCampaignService,
    change: Partial<StoredCampaignService>,
  ): Promise<void> {
    const { clock, store } = this.#options;
    // Changed by somebody else: then they have looked on the host too.
    await store.changeService(service, {
      openingSince: undefined,
      ...change,
      updatedAt: isoNow(clock),
    });
  }

  #failed(
    { attempts }: StoredCampaignService,
    error: unknown,
  ): Partial<StoredCampaignService> {
    const problem = error instanceof Error ? error.message : String(error);
    if (error instanceof DeniedError) {
      const newlyDenied = error.findings.filter(
        ({ severity }) => severity === 'deny',
      );
      return { state: 'denied', newlyDenied, problem };
    }
    if (error instanceof NoSuchServiceError) {
      return {
        state: 'unchanged',
        problem: 'The service was retired meanwhile.',
      };
    }
    const now = isoNow(this.#options.clock);
    if (error instanceof GitHostLimitError) {
      // The host said when; that is no attempt.
      return {
        state: 'failed',
        problem,
        attempts: Math.max(0, attempts - 1),
        nextTryAt: error.resumesAt,
      };
    }
    const mayPass = isUnavailable(error) || isNamed(error, ConflictError.name);
    return {
      state: 'failed',
      problem,
      nextTryAt:
        mayPass || !isInput(error)
          ? nextCampaignTry({ attempts, now })
          : undefined,
    };
  }
}

function settled(
  outcome: 'opened' | 'updated' | 'covered' | 'nothing',
  request: CampaignRequest | undefined,
  service: StoredCampaignService,
): Partial<StoredCampaignService> {
  switch (outcome) {
    case 'covered':
      return { state: 'covered', request };
    case 'nothing': {
      const last = request ?? service.request;
      return {
        state: last?.state === 'merged' ? 'merged' : 'unchanged',
        request: last,
      };
    }
    default:
      return { state: request?.state ?? 'open', request };
  }
}

function isInput(error: unknown): boolean {
  return isNamed(error, 'InputError');
}

function isNamed(error: unknown, name: string): boolean {
  return error instanceof Error && error.name === name;
}
