import {
  campaignReadPermission,
  campaignRunPermission,
  contractAuthorPermission,
  type Campaign,
  type CampaignAction,
  type CampaignService,
  type CampaignServicesQuery,
  type CampaignState,
  type CampaignSummary,
  type CreateCampaign,
  type Page,
} from '@fairway/plugin-golden-path-common';
import type { Access, Caller, Person } from '../permissions/Access';
import type { Campaigns } from './Campaigns';
import type { CampaignView } from './CampaignView';

interface Options {
  access: Access;
  inner: Campaigns;
  view: CampaignView;
}

/** Campaigns for those who may: everybody with one permission sees them, who has the other runs them. */
export class AuthorizedCampaigns {
  static create(options: Options): AuthorizedCampaigns {
    return new AuthorizedCampaigns(options);
  }

  readonly #options: Options;

  private constructor(options: Options) {
    this.#options = options;
  }

  async list(
    caller: Caller,
    query: { state?: CampaignState; cursor?: string; limit: number },
  ): Promise<Page<CampaignSummary>> {
    await this.#options.access.require(caller, campaignReadPermission);
    return this.#options.view.list(query);
  }

  async get(caller: Caller, id: string): Promise<Campaign> {
    const { access, inner, view } = this.#options;
    await access.require(caller, campaignReadPermission);
    const campaign = await inner.require(id);
    const mayRun = await access.allows(caller, campaignRunPermission);
    return view.campaign(campaign, {
      ...(!mayRun && {
        why: `You need the permission ${campaignRunPermission.name}; ask your platform team for it.`,
      }),
    });
  }

  async services(
    caller: Caller,
    id: string,
    query: CampaignServicesQuery & { limit: number },
  ): Promise<Page<CampaignService>> {
    const { access, inner, view } = this.#options;
    await access.require(caller, campaignReadPermission);
    await inner.require(id);
    return view.services(id, query);
  }

  async create(person: Person, request: CreateCampaign): Promise<Campaign> {
    const { access, inner } = this.#options;
    await access.require(person, campaignRunPermission);
    if (request.change.type === 'draft') {
      // What a draft makes of the fleet tells what stands in it.
      await access.require(person, contractAuthorPermission);
    }
    return inner.create(person, request);
  }

  async act(
    person: Person,
    id: string,
    action: Exclude<CampaignAction, 'delete'>,
    request: { services?: string[] },
  ): Promise<Campaign> {
    const { access, inner } = this.#options;
    await access.require(person, campaignRunPermission);
    return inner.act(person, id, action, request);
  }

  async delete(person: Person, id: string): Promise<void> {
    const { access, inner } = this.#options;
    await access.require(person, campaignRunPermission);
    await inner.delete(person, id);
  }
}
