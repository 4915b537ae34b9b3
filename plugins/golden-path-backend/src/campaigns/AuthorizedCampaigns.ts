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
import type { StoredCampaign } from '../store/campaignRows';
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
    const shown = await view.campaign(campaign, {
      ...(!mayRun && { why: needs(campaignRunPermission) }),
    });
    return { ...shown, may: await this.#mayOf(caller, campaign, shown.may) };
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
    await this.#requireAuthor(person, request);
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
    if (action === 'plan') {
      await this.#requireAuthor(person, await inner.require(id));
    }
    return inner.act(person, id, action, request);
  }

  async delete(person: Person, id: string): Promise<void> {
    const { access, inner } = this.#options;
    await access.require(person, campaignRunPermission);
    await inner.delete(person, id);
  }

  async #requireAuthor(person: Person, planned: Planned): Promise<void> {
    if (tellsOfDraft(planned)) {
      await this.#options.access.require(person, contractAuthorPermission);
    }
  }

  /** As far as the person may see what planning again would tell. */
  async #mayOf(
    caller: Caller,
    campaign: StoredCampaign,
    may: Campaign['may'],
  ): Promise<Campaign['may']> {
    return may.plan.allowed &&
      tellsOfDraft(campaign) &&
      !(await this.#options.access.allows(caller, contractAuthorPermission))
      ? {
          ...may,
          plan: { allowed: false, why: needs(contractAuthorPermission) },
        }
      : may;
  }
}

type Planned = Pick<StoredCampaign, 'change' | 'startedAt'>;

/** What a draft makes of the fleet tells what stands in it, until the draft is in force. */
function tellsOfDraft({ change, startedAt }: Planned): boolean {
  return change.type === 'draft' && startedAt === undefined;
}

function needs({ name }: { name: string }): string {
  return `You need the permission ${name}; ask your platform team for it.`;
}
