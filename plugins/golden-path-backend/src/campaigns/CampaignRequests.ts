import { isDeepStrictEqual } from 'node:util';
import { InputError, NotFoundError } from '@backstage/errors';
import type { GitHost } from '@fairway/connectors';
import {
  campaignTakesBack,
  formatProblem,
  type CampaignService,
  type ServiceIntent,
} from '@fairway/plugin-golden-path-common';
import { NoSuchRequestError } from '../errors';
import { escapeMarkdown } from '../services/changeRequestBody';
import type {
  PlatformProposalOutcome,
  PlatformRequests,
} from '../services/PlatformRequests';
import type { StoredCampaign } from '../store/campaignRows';
import type {
  ChangeRequestStore,
  StoredChangeRequest,
} from '../store/ChangeRequestStore';
import type { DriftStore } from '../store/DriftStore';
import { editsOf } from './editsOf';

/** A request as a campaign keeps it. */
export type CampaignRequest = NonNullable<CampaignService['request']>;

/** A request that was opened or found, as it stands by now. */
export interface FollowedRequest {
  request: CampaignRequest;
  /** Id of the campaign that it is of: none any more when a person proposes another change over it. */
  campaign?: string;
  /** Whether others moved its branch past the portal, so that nobody can merge it as it is. */
  isPushedTo?: boolean;
}

export interface CampaignRequestsOptions {
  drift: Pick<DriftStore, 'get'>;
  host: Pick<GitHost, 'find' | 'list'>;
  platform: PlatformRequests;
  records: { require(id: string): Promise<StoredChangeRequest> };
  store: Pick<ChangeRequestStore, 'getMany' | 'list'>;
}

/** Clocks of host and portal may differ by so much. */
const SKEW_MS = 60_000;

/** What a campaign asks of change requests. */
export class CampaignRequests {
  static create(options: CampaignRequestsOptions): CampaignRequests {
    return new CampaignRequests(options);
  }

  readonly #options: CampaignRequestsOptions;

  private constructor(options: CampaignRequestsOptions) {
    this.#options = options;
  }

  /** Opens the request of a service; again, it changes nothing. @throws as {@link PlatformRequests}. */
  async propose(
    campaign: StoredCampaign,
    service: string,
  ): Promise<{
    outcome: PlatformProposalOutcome['outcome'];
    request?: CampaignRequest;
  }> {
    const { id, title, description, settings } = campaign;
    const edit = editsOf(campaign.change);
    const takenBack = campaignTakesBack(await this.#options.drift.get(service));
    const { outcome, request } = await this.#options.platform.proposeFor({
      by: { ref: campaign.startedBy ?? campaign.createdBy },
      service,
      kind: edit ? 'change' : 'rederive',
      ...(edit && { change: intent => edited(edit(intent)) }),
      hold: settings.merge === 'owners' || takenBack !== undefined,
      holdWhy: takenBack,
      campaign: { id, title },
      evidence: [
        ...(description
          ? [{ title: 'Why', markdown: escapeMarkdown(description) }]
          : []),
        ...(takenBack
          ? [
              {
                title: 'What this takes back',
                markdown: escapeMarkdown(takenBack),
              },
            ]
          : []),
      ],
    });
    return { outcome, ...(request && { request: requestOf(request) }) };
  }

  /**
   * The newest request that the campaign opened for a service and that may not be known: what was stored of it, or
   * what the host has since it was about to be opened.
   */
  async find(options: {
    campaign: string;
    service: string;
    /** When it was about to be opened, ISO 8601. */
    since: string;
    /** The one that was there before. */
    not?: string;
  }): Promise<CampaignRequest | undefined> {
    const { campaign, service, since, not } = options;
    const { host, store } = this.#options;
    const from = Date.parse(since) - SKEW_MS;
    const { items } = await store.list({
      service,
      campaign,
      limit: 1,
      offset: 0,
    });
    const known = items.find(
      item => item.id !== not && Date.parse(item.createdAt) >= from,
    );
    if (known) {
      return requestOf(known);
    }
    const onHost = await host.list({ key: service, limit: 5 });
    const unknown = onHost.items.filter(
      item => item.id !== not && Date.parse(item.createdAt) >= from,
    );
    // What the portal knows is somebody else's.
    const others = await store.getMany(unknown.map(({ id }) => id));
    const found = unknown.find((_, index) => !others[index]);
    // One that is open is proposed again, which makes it known; one that has ended would be opened anew by that.
    return found && found.state !== 'open' ? requestOf(found) : undefined;
  }

  /** As the portal knows them, by id. */
  async known(ids: string[]): Promise<Map<string, FollowedRequest>> {
    const found = await this.#options.store.getMany(ids);
    return new Map(
      found.flatMap(request =>
        request ? [[request.id, followed(request)]] : [],
      ),
    );
  }

  /** Whether a merged request of others left behind what the campaign asks for. */
  async brought(campaign: StoredCampaign, id: string): Promise<boolean> {
    const { snapshot } = await this.#options.records.require(id);
    const { contractVersion, evidence, flow } = snapshot;
    if (flow?.kind === 'retire') {
      return false;
    }
    const edit = editsOf(campaign.change);
    if (!edit) {
      return contractVersion === campaign.contractVersion;
    }
    const result = edit(evidence.intent);
    return result.ok && isDeepStrictEqual(result.intent, evidence.intent);
  }

  /**
   * As it stands on the host by now; undefined when it is gone.
   * @throws NotFoundError when the host does not show the repository, and so says nothing of the request.
   */
  async look(id: string): Promise<FollowedRequest | undefined> {
    const { host, records, store } = this.#options;
    const [known] = await store.getMany([id]);
    if (!known) {
      return undefined;
    }
    try {
      return followed(await records.require(id));
    } catch (error) {
      if (error instanceof NoSuchRequestError) {
        return undefined;
      }
      if (!(error instanceof Error && error.name === NotFoundError.name)) {
        throw error;
      }
      // It is gone where the host shows the repository over both its doors, Git and API.
      await host.find({ key: known.service });
      await host.list({ key: known.service, limit: 1 });
      return undefined;
    }
  }
}

function edited(
  result: ReturnType<NonNullable<ReturnType<typeof editsOf>>>,
): ServiceIntent {
  if (!result.ok) {
    throw new InputError(result.problems.map(formatProblem).join('\n'));
  }
  return result.intent;
}

function followed(
  request: CampaignRequest & {
    snapshot: Pick<StoredChangeRequest['snapshot'], 'campaign' | 'outside'>;
  },
): FollowedRequest {
  const { campaign, outside } = request.snapshot;
  return {
    request: requestOf(request),
    ...(campaign && { campaign: campaign.id }),
    ...(outside && { isPushedTo: true }),
  };
}

function requestOf(request: CampaignRequest): CampaignRequest {
  const { id, number, url, state } = request;
  return { id, number, url, state };
}
