import { randomUUID } from 'node:crypto';
import type { AuditorService } from '@backstage/backend-plugin-api';
import { ConflictError, InputError, NotFoundError } from '@backstage/errors';
import {
  CAMPAIGN_DEFAULTS,
  CAMPAIGN_RULES,
  campaignAction,
  campaignProblems,
  type AuthoringDraft,
  type Campaign,
  type CampaignAction,
  type CampaignCounts,
  type CreateCampaign,
} from '@fairway/plugin-golden-path-common';
import {
  audited,
  BadCallError,
  type Clock,
  isoNow,
} from '@fairway/backend-kit';
import type { Person } from '../permissions/Access';
import type { ContractService } from '../services/ContractService';
import type { DesiredStateService } from '../services/DesiredStateService';
import type { StoredCampaign } from '../store/campaignRows';
import type { CampaignStore } from '../store/CampaignStore';
import type { CampaignView } from './CampaignView';
import { campaignNames } from './campaignNames';
import { otherContract } from './otherContract';
import { waveToResume } from './waveTrouble';

/** How often an action begins anew when the campaign moved meanwhile. */
const ATTEMPTS = 10;

const TOLD: Record<Exclude<CampaignAction, 'delete'>, string> = {
  start: 'Started it',
  pause: 'Paused it',
  resume: 'Resumed it',
  stop: 'Stopped it; requests that are open stay open',
  advance: 'Began the next wave',
  retry: 'Has services tried again',
  plan: 'Has it planned again',
};

interface Options {
  auditor: AuditorService;
  clock: Clock;
  contract: Pick<ContractService, 'current'>;
  desiredState: Pick<DesiredStateService, 'fleet'>;
  drafts: { get(id: string): Promise<AuthoringDraft> };
  engine: { wake(): void };
  moved(id: string): void;
  store: CampaignStore;
  view: CampaignView;
}

/** What people do with campaigns. What follows from it is for the engine, which is only woken here. */
export class Campaigns {
  static create(options: Options): Campaigns {
    return new Campaigns(options);
  }

  readonly #options: Options;

  private constructor(options: Options) {
    this.#options = options;
  }

  /** @throws NotFoundError */
  async require(id: string): Promise<StoredCampaign> {
    const campaign = await this.#options.store.get(id);
    if (!campaign) {
      throw new NotFoundError(
        `There is no campaign ${id}; it may have been deleted.`,
      );
    }
    return campaign;
  }

  /**
   * Begins to plan it.
   * @throws NotFoundError when it is of a draft that is gone, BadCallError when it names what is not there.
   */
  async create(person: Person, request: CreateCampaign): Promise<Campaign> {
    const { auditor, clock, contract, desiredState, drafts, store, view } =
      this.#options;
    const { title, description, change, scope = {}, settings } = request;
    return audited(
      {
        auditor,
        eventId: 'campaign-create',
        caller: person,
        meta: { title, type: change.type },
        describe: ({ id }) => ({ campaign: id }),
      },
      async () => {
        if (change.type === 'draft') {
          await drafts.get(change.draft);
        }
        const problems = campaignProblems(
          request,
          campaignNames(await desiredState.fleet()),
        );
        if (problems.length > 0) {
          throw new BadCallError(
            problems.map(problem => ({ ...problem, file: 'body' })),
          );
        }
        const inForce = (await contract.current()).contract;
        const campaign: StoredCampaign = {
          id: randomUUID(),
          title,
          description,
          state: 'planning',
          change,
          scope,
          settings: { ...CAMPAIGN_DEFAULTS, ...settings },
          contractVersion: inForce.metadata.version,
          contractDigest: '',
          createdBy: person.userRef,
          createdAt: isoNow(clock),
          waveTitles: [],
          planned: 0,
          fromVersions: {},
          revision: 1,
        };
        await store.add(campaign);
        await this.#tell(campaign, person, 'Proposed it');
        return view.campaign(campaign, {});
      },
    );
  }

  /** @throws ConflictError when it may not be done now; the message says why. */
  async act(
    person: Person,
    id: string,
    action: Exclude<CampaignAction, 'delete'>,
    request: { services?: string[] } = {},
  ): Promise<Campaign> {
    const { auditor, view } = this.#options;
    return audited(
      {
        auditor,
        eventId: `campaign-${action}`,
        caller: person,
        meta: {
          campaign: id,
          ...(request.services && { services: request.services }),
        },
        describe: ({ state }) => ({ state }),
      },
      async () => {
        let wave: number | undefined;
        const changed = await this.#attempt(id, action, campaign => {
          wave = campaign.wave;
          return this.#act(person, campaign, action, request);
        });
        const goesOn = action === 'resume' && changed.wave !== wave;
        await this.#tell(
          changed,
          person,
          goesOn
            ? `Resumed it with wave ${changed.wave}: ${
                changed.waveTitles[(changed.wave ?? 1) - 1]
              }`
            : TOLD[action],
        );
        return view.campaign(changed, {});
      },
    );
  }

  /** Its requests stay. @throws ConflictError while it is under way. */
  async delete(person: Person, id: string): Promise<void> {
    const { auditor, moved, store } = this.#options;
    await audited(
      {
        auditor,
        eventId: 'campaign-delete',
        caller: person,
        meta: { campaign: id },
        describe: ({ title }) => ({ title }),
      },
      () =>
        this.#attempt(id, 'delete', async campaign =>
          (await store.delete(campaign)) ? campaign : undefined,
        ),
    );
    moved(id);
  }

  async #attempt(
    id: string,
    action: CampaignAction,
    change: (campaign: StoredCampaign) => Promise<StoredCampaign | undefined>,
  ): Promise<StoredCampaign> {
    let wave: number | undefined;
    for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
      const campaign = await this.require(id);
      wave ??= campaign.wave;
      if (action === 'advance' && campaign.wave !== wave) {
        throw new ConflictError(
          `Wave ${campaign.wave} has begun just now; begin the next one only if that is still wanted.`,
        );
      }
      await this.#requireAllowed(campaign, action);
      const changed = await change(campaign);
      if (changed) {
        return changed;
      }
    }
    throw new ConflictError(
      'The campaign moves just now, and nothing was changed; try again.',
    );
  }

  async #requireAllowed(
    campaign: StoredCampaign,
    action: CampaignAction,
  ): Promise<void> {
    const { contract, store } = this.#options;
    const counts = (await store.counts([campaign.id])).get(campaign.id);
    const inForce = (await contract.current()).contract;
    const may = counts && {
      ...campaignAction(action, {
        state: campaign.state,
        counts,
        wave: campaign.wave,
        waves: campaign.waveTitles.length,
        standingStill: await store.standingStill(campaign.id),
        otherContract: otherContract(campaign, inForce),
      }),
    };
    if (!may?.allowed) {
      throw new ConflictError(
        `The campaign cannot ${
          action === 'plan' ? 'be planned' : action
        } now. ${may?.why ?? ''}`,
      );
    }
  }

  async #act(
    person: Person,
    campaign: StoredCampaign,
    action: Exclude<CampaignAction, 'delete'>,
    { services }: { services?: string[] },
  ): Promise<StoredCampaign | undefined> {
    const { clock, store } = this.#options;
    const now = isoNow(clock);
    const state = CAMPAIGN_RULES[action].to ?? campaign.state;
    const change = { state, note: undefined };
    switch (action) {
      case 'start':
        return store.change(campaign, {
          ...change,
          startedAt: now,
          startedBy: person.userRef,
          wave: 1,
        });
      case 'resume':
        return store.change(campaign, {
          ...change,
          startedBy: person.userRef,
          wave: await waveToResume(store, campaign),
        });
      case 'advance':
        return store.change(campaign, {
          ...change,
          wave: (campaign.wave ?? 0) + 1,
        });
      case 'stop':
        return this.#stop(campaign, now);
      case 'retry':
        return this.#retry(campaign, now, services);
      case 'plan':
        return store.change(campaign, {
          ...change,
          planned: 0,
          planBase: undefined,
          impact: undefined,
          comparison: undefined,
        });
      default:
        return store.change(campaign, change);
    }
  }

  async #stop(
    campaign: StoredCampaign,
    now: string,
  ): Promise<StoredCampaign | undefined> {
    const { store } = this.#options;
    const { id } = campaign;
    const stopped = await store.change(campaign, {
      state: 'stopped',
      endedAt: now,
    });
    if (!stopped) {
      return undefined;
    }
    await store.skipPlanned(id, now);
    const counts = (await store.counts([id])).get(id);
    return (
      (await store.change(stopped, {
        note: counts && stillOpen(counts),
      })) ?? stopped
    );
  }

  async #retry(
    campaign: StoredCampaign,
    now: string,
    services: string[] | undefined,
  ): Promise<StoredCampaign | undefined> {
    const { store } = this.#options;
    const { changed, services: count } = await store.retry(
      campaign,
      {
        ...(campaign.state === 'done' && {
          state: 'running',
          endedAt: undefined,
        }),
        note: undefined,
      },
      { now, services },
    );
    if (count === 0) {
      throw new InputError(
        'None of these services failed, was closed or denied, or stands still; nothing was changed.',
      );
    }
    return changed;
  }

  async #tell(
    campaign: StoredCampaign,
    person: Person,
    text: string,
  ): Promise<void> {
    const { clock, engine, moved, store } = this.#options;
    await store.addNews(campaign.id, {
      at: isoNow(clock),
      by: person.userRef,
      text,
    });
    moved(campaign.id);
    engine.wake();
  }
}

/** What goes on after the end; undefined when nothing does. */
function stillOpen(counts: CampaignCounts): string | undefined {
  const { open, opening, covered } = counts;
  const own = open + opening;
  const parts = [
    own > 0 &&
      (own === 1
        ? '1 request is still open; its owners merge or close it.'
        : `${own} requests are still open; their owners merge or close them.`),
    covered > 0 &&
      `${
        covered === 1 ? '1 service waits' : `${covered} services wait`
      } for what becomes of requests that others opened.`,
  ].filter(part => part !== false);
  return parts.length > 0 ? parts.join(' ') : undefined;
}
