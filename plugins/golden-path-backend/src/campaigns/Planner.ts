import type { LoggerService } from '@backstage/backend-plugin-api';
import {
  createImpactTally,
  formatProblem,
  planWaves,
  type FleetImpact,
} from '@fairway/plugin-golden-path-common';
import { type Clock, isoNow } from '@fairway/backend-kit';
import { intentPath } from '../services/layout';
import type { CampaignStore } from '../store/CampaignStore';
import type {
  StoredCampaign,
  StoredCampaignService,
} from '../store/campaignRows';
import { cannotTake } from './cannotTake';
import { contractDigest } from './contractDigest';
import { editsOf } from './editsOf';
import { isUnavailable } from './isUnavailable';
import { outlookOf, type Outlook } from './outlook';
import { PlanGround, type PlanGroundOptions } from './PlanGround';

/** Services that are written at once, and after which progress is told. */
const BATCH = 50;
const PAGE = 500;

export interface PlannerOptions extends PlanGroundOptions {
  clock: Clock;
  logger: Pick<LoggerService, 'error'>;
  store: CampaignStore;
  /** Told after each step, for the pages. */
  moved(id: string): void;
  /** @throws when the backend stops. */
  requireUp(): void;
}

/**
 * Finds out what a campaign hits: the fleet is compiled under both, service by service, so that memory stays flat
 * and everybody else gets their answers. What is found is kept at once; a plan that was interrupted goes on where
 * it stood, unless contract, draft or repository have moved.
 */
export class Planner {
  static create(options: PlannerOptions): Planner {
    return new Planner(options);
  }

  readonly #options: PlannerOptions;

  private constructor(options: PlannerOptions) {
    this.#options = options;
  }

  /**
   * Plans a campaign to the end.
   * @returns it as it stands then; undefined when it was deleted or taken over meanwhile.
   */
  async run(campaign: StoredCampaign): Promise<StoredCampaign | undefined> {
    const { store } = this.#options;
    const ground = await PlanGround.of(campaign, this.#options);
    const done = new Set(
      (await store.names(campaign.id, { planBase: ground.base })).keys(),
    );
    let current = await store.change(campaign, {
      planBase: ground.base,
      planned: done.size,
      contractVersion: ground.contract.metadata.version,
      contractDigest: contractDigest(ground.contract),
      impact: undefined,
      comparison: undefined,
      note: undefined,
    });
    const left = ground.names.filter(name => !done.has(name));
    for (let from = 0; current && from < left.length; from += BATCH) {
      const names = left.slice(from, from + BATCH);
      await this.#plan(current, ground, names);
      current = await store.change(current, {
        planned: done.size + from + names.length,
      });
      this.#options.moved(campaign.id);
    }
    return current && this.#finish(current, ground);
  }

  async #plan(
    campaign: StoredCampaign,
    ground: PlanGround,
    names: string[],
  ): Promise<void> {
    const { clock, requireUp, store } = this.#options;
    const services: StoredCampaignService[] = [];
    for (const name of names) {
      requireUp();
      const found = await this.#service(campaign, ground, name);
      const known = campaign.startedAt
        ? await store.service(campaign.id, name)
        : undefined;
      services.push({
        ...found,
        ...kept(known, found.state),
        campaign: campaign.id,
        planBase: ground.base,
        updatedAt: isoNow(clock),
        revision: (known?.revision ?? 0) + 1,
      });
    }
    await store.putServices(services);
  }

  async #service(
    campaign: StoredCampaign,
    ground: PlanGround,
    name: string,
  ): Promise<
    Omit<
      StoredCampaignService,
      'campaign' | 'planBase' | 'updatedAt' | 'revision'
    >
  > {
    const before = ground.intent(name);
    if (!before) {
      throw new Error(`${name} is in scope and has no intent`);
    }
    const base = {
      name,
      team: before.metadata.owner.replace(/^group:/, ''),
      tier: before.spec.tier,
      attempts: 0,
    };
    const edited = editsOf(campaign.change)?.(before);
    const { contract } = ground;
    if (edited && !(edited.ok && edited.changed)) {
      return {
        ...base,
        ...untouched(contract.prices.currency),
        ...(!edited.ok && {
          state: 'failed',
          problem: edited.problems
            .map(problem =>
              formatProblem({ file: intentPath(name), ...problem }),
            )
            .join('\n'),
        }),
      };
    }
    const version = (await ground.versions()).get(name) ?? 'unknown';
    const grounds = {
      before: await ground.before(version),
      after: await ground.after(),
      tree: await ground.tree(),
    };
    try {
      return {
        ...base,
        ...(await outlookOf({
          ...grounds,
          intents: { before, after: edited ? edited.intent : before },
          read: ground.read,
          now: isoNow(this.#options.clock),
          breathe: ground.breathe,
        })),
      };
    } catch (error) {
      if (!(error instanceof Error) || isUnavailable(error)) {
        throw error;
      }
      this.#options.logger.error(
        `${name} cannot be compiled in campaign ${campaign.id}; this is a fault of the portal, please report it`,
        error,
      );
      return {
        ...base,
        ...untouched(contract.prices.currency),
        state: 'failed',
        problem: `${intentPath(name)}: it cannot be compiled (${
          error.message
        }); whoever runs the portal finds where in its log. The other services are planned without it.`,
      };
    }
  }

  async #finish(
    campaign: StoredCampaign,
    ground: PlanGround,
  ): Promise<StoredCampaign | undefined> {
    const { clock, store } = this.#options;
    const { id, settings } = campaign;
    await store.dropOlderPlans(id, ground.base);
    const { impact, changing, failed } = await this.#found(campaign);
    const waves = planWaves({
      services: changing,
      waves: settings.waves,
      environments: ground.contract.environments.map(({ name }) => name),
    });
    for (const [index, { services }] of waves.entries()) {
      await store.setWave(id, index + 1, services);
      await ground.breathe();
    }
    const fromVersions: Record<string, number> = {};
    for (const version of (await ground.versions()).values()) {
      fromVersions[version] = (fromVersions[version] ?? 0) + 1;
    }
    const { startedAt, wave } = campaign;
    const cannot =
      !startedAt && impact.changed === 0 && failed.length > 0
        ? inVain(failed, campaign)
        : undefined;
    const state = cannot === undefined ? 'planned' : 'failed';
    return store.change(campaign, {
      state: startedAt ? 'paused' : state,
      planned: undefined,
      waveTitles: waves.map(({ title }) => title),
      ...(wave && { wave: Math.max(1, Math.min(wave, waves.length)) }),
      fromVersions,
      impact,
      comparison: await ground.comparison(isoNow(clock)),
      note: startedAt
        ? 'It was planned again. Look at what changes now, then resume it.'
        : cannot,
    });
  }

  async #found({ id }: StoredCampaign): Promise<{
    impact: FleetImpact;
    changing: StoredCampaignService[];
    /** Those that cannot take the edit. */
    failed: StoredCampaignService[];
  }> {
    const tally = createImpactTally();
    const changing: StoredCampaignService[] = [];
    const failed: StoredCampaignService[] = [];
    for (let offset = 0; ; offset += PAGE) {
      const { items } = await this.#options.store.services(id, {
        limit: PAGE,
        offset,
      });
      for (const service of items) {
        const { added, changed, removed } = service.counts;
        tally.addEntry({
          ...service,
          changed: added + changed + removed > 0,
        });
        if (!['unchanged', 'denied', 'failed'].includes(service.state)) {
          changing.push(service);
        }
        if (service.state === 'failed') {
          failed.push(service);
        }
      }
      if (items.length < PAGE) {
        return { impact: tally.result(), changing, failed };
      }
    }
  }
}

function untouched(currency: string): Outlook {
  return {
    state: 'unchanged',
    kinds: [],
    counts: { added: 0, changed: 0, removed: 0 },
    newlyDenied: [],
    noLongerDenied: false,
    currency,
  };
}

/** Why a campaign comes to nothing that no service can take. */
function inVain(
  failed: StoredCampaignService[],
  { change }: StoredCampaign,
): string {
  const [problem] = (failed[0].problem ?? '').split('\n');
  return `Nothing changes: ${cannotTake(
    failed.length,
    change,
  )}. The first: ${problem}`;
}

/** What stays of a service when a campaign that has begun is planned again. */
function kept(
  known: StoredCampaignService | undefined,
  state: StoredCampaignService['state'],
): Partial<StoredCampaignService> {
  if (!known) {
    return {};
  }
  const { request, openingSince, wave, attempts } = known;
  const stays =
    ['opening', 'open', 'covered', 'closed'].includes(known.state) ||
    (known.state === 'merged' && state === 'unchanged');
  return {
    request,
    openingSince,
    ...(stays && { state: known.state, wave, attempts }),
  };
}
