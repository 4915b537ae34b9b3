import type { DatabaseService } from '@backstage/backend-plugin-api';
import {
  type CampaignCounts,
  type CampaignNews,
  type CampaignServiceState,
  type CampaignState,
} from '@fairway/plugin-golden-path-common';
import type { Knex } from 'knex';
import {
  campaignColumns,
  fromCampaignRow,
  fromCampaignServiceRow,
  toCampaignRow,
  toCampaignServiceRow,
  type CampaignFindings,
  type CampaignRow,
  type CampaignServiceRow,
  type StoredCampaign,
  type StoredCampaignService,
} from './campaignRows';
import {
  CAMPAIGN_SERVICES as SERVICES,
  countServices,
  groupServices,
  matchingServices,
  type CampaignServicesSearch,
  type WaveGroup,
} from './campaignServiceQueries';

export type { WaveGroup };

const CAMPAIGNS = 'golden_path_campaigns';
const NEWS = 'golden_path_campaign_news';
const NOTICES = 'golden_path_campaign_notices';
/** Rows of one statement: databases take a bounded number of values. */
const BATCH = 50;

type Query<T> = Omit<T, 'cursor' | 'limit'> & { limit: number; offset: number };

/** What becomes of a campaign; the rest stays. */
type CampaignChanges = Partial<StoredCampaign> & CampaignFindings;

/**
 * Campaigns and their services, on SQLite or PostgreSQL. Every change names the revision that it read, so that of
 * several processes one succeeds. The tables are those of the change requests' migrations.
 */
export class CampaignStore {
  static async create(options: {
    database: DatabaseService;
  }): Promise<CampaignStore> {
    return new CampaignStore(await options.database.getClient());
  }

  readonly #knex: Knex;

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  async add(campaign: StoredCampaign): Promise<void> {
    await this.#knex(CAMPAIGNS).insert(toCampaignRow(campaign));
  }

  async get(id: string): Promise<StoredCampaign | undefined> {
    const row = await this.#knex<CampaignRow>(CAMPAIGNS)
      .where({ id })
      .first(...campaignColumns);
    return row && fromCampaignRow(row);
  }

  async findings(id: string): Promise<CampaignFindings> {
    const row = await this.#knex(CAMPAIGNS)
      .where({ id })
      .first('impact', 'comparison');
    return {
      ...(row?.impact && { impact: JSON.parse(row.impact) }),
      ...(row?.comparison && { comparison: JSON.parse(row.comparison) }),
    };
  }

  /** Newest first. */
  async list(
    query: Query<{ state?: CampaignState }>,
  ): Promise<{ items: StoredCampaign[]; total: number }> {
    const matching = () => {
      const select = this.#knex<CampaignRow>(CAMPAIGNS);
      return query.state ? select.where({ state: query.state }) : select;
    };
    const [{ total }] = await matching().count({ total: '*' });
    const rows: CampaignRow[] = await matching()
      .select(...campaignColumns)
      .orderBy([
        { column: 'created_at', order: 'desc' },
        { column: 'id', order: 'asc' },
      ])
      .limit(query.limit)
      .offset(query.offset);
    return { items: rows.map(fromCampaignRow), total: Number(total) };
  }

  /**
   * Campaigns that something may have to be done for: those in these states, those with requests that are open, and
   * those that were stopped by a process that ended before it could skip the rest.
   */
  async atWork(states: CampaignState[]): Promise<string[]> {
    const rows = await this.#knex(CAMPAIGNS)
      .whereIn('state', states)
      .orWhereIn(
        'id',
        this.#knex(SERVICES)
          .whereIn('state', ['opening', 'open', 'covered'])
          .select('campaign'),
      )
      .orWhere(stopped =>
        stopped
          .where({ state: 'stopped' })
          .whereIn(
            'id',
            this.#knex(SERVICES)
              .where({ state: 'planned' })
              .orWhereNotNull('next_try_at')
              .select('campaign'),
          ),
      )
      .orderBy(['created_at', 'id'])
      .select('id');
    return rows.map(({ id }) => id);
  }

  /** @returns it as it now stands; undefined when it was changed, or deleted, since it was read. */
  async change(
    campaign: StoredCampaign,
    change: CampaignChanges,
  ): Promise<StoredCampaign | undefined> {
    return this.#change(this.#knex, campaign, change);
  }

  async #change(
    knex: Knex,
    campaign: StoredCampaign,
    change: CampaignChanges,
  ): Promise<StoredCampaign | undefined> {
    const { impact, comparison, ...fields } = change;
    const changed = {
      ...campaign,
      ...fields,
      revision: campaign.revision + 1,
    };
    const count = await knex(CAMPAIGNS)
      .where({ id: campaign.id, revision: campaign.revision })
      .update({
        ...toCampaignRow(changed),
        ...('impact' in change && {
          impact: impact ? JSON.stringify(impact) : null,
        }),
        ...('comparison' in change && {
          comparison: comparison ? JSON.stringify(comparison) : null,
        }),
      });
    return count > 0 ? changed : undefined;
  }

  /** @returns whether there was one. */
  async delete(campaign: StoredCampaign): Promise<boolean> {
    const { id, revision } = campaign;
    return this.#knex.transaction(async trx => {
      // SQLite keeps to references only where it is told to.
      const count = await trx(CAMPAIGNS).where({ id, revision }).delete();
      if (count > 0) {
        for (const table of [SERVICES, NEWS, NOTICES]) {
          await trx(table).where({ campaign: id }).delete();
        }
      }
      return count > 0;
    });
  }

  /**
   * Makes this process the one that works on a campaign, or keeps it so.
   * @returns false while another one does.
   */
  async lease(options: {
    id: string;
    runner: string;
    /** ISO 8601. */
    now: string;
    until: string;
  }): Promise<boolean> {
    const { id, runner, now, until } = options;
    const count = await this.#knex(CAMPAIGNS)
      .where({ id })
      .andWhere(free =>
        free
          .where({ runner })
          .orWhereNull('runner_until')
          .orWhere('runner_until', '<', now),
      )
      .update({ runner, runner_until: until });
    return count > 0;
  }

  async release(options: { id: string; runner: string }): Promise<void> {
    await this.#knex(CAMPAIGNS)
      .where(options)
      .update({ runner: null, runner_until: null });
  }

  async counts(ids: string[]): Promise<Map<string, CampaignCounts>> {
    return countServices(this.#knex, ids);
  }

  async waveGroups(id: string): Promise<WaveGroup[]> {
    return groupServices(this.#knex, id);
  }

  async service(
    id: string,
    name: string,
  ): Promise<StoredCampaignService | undefined> {
    const row = await this.#knex<CampaignServiceRow>(SERVICES)
      .where({ campaign: id, name })
      .first();
    return row && fromCampaignServiceRow(row);
  }

  /** By wave and name; what nothing changes for comes last. */
  async services(
    id: string,
    query: CampaignServicesSearch,
  ): Promise<{ items: StoredCampaignService[]; total: number }> {
    const matching = () => matchingServices(this.#knex, id, query);
    const [{ total }] = await matching().count({ total: '*' });
    const rows: CampaignServiceRow[] = await matching()
      .orderByRaw('wave is null, wave, name')
      .limit(query.limit)
      .offset(query.offset);
    return { items: rows.map(fromCampaignServiceRow), total: Number(total) };
  }

  /** Names, by state, of all services of a campaign. */
  async names(
    id: string,
    query: { planBase?: string } = {},
  ): Promise<Map<string, CampaignServiceState>> {
    const rows = await this.#knex<CampaignServiceRow>(SERVICES)
      .where({
        campaign: id,
        ...(query.planBase && { plan_base: query.planBase }),
      })
      .select('name', 'state');
    return new Map(rows.map(({ name, state }) => [name, state]));
  }

  /** Writes what a plan found, in the place of what was there; nothing of a campaign that was deleted meanwhile. */
  async putServices(services: StoredCampaignService[]): Promise<void> {
    const ids = new Set(services.map(({ campaign }) => campaign));
    await this.#knex.transaction(async trx => {
      const there: { id: string }[] = await trx(CAMPAIGNS)
        .whereIn('id', [...ids])
        .select('id');
      const known = new Set(there.map(({ id }) => id));
      const rows = services
        .filter(({ campaign }) => known.has(campaign))
        .map(toCampaignServiceRow);
      for (let from = 0; from < rows.length; from += BATCH) {
        await trx<CampaignServiceRow>(SERVICES)
          .insert(rows.slice(from, from + BATCH))
          .onConflict(['campaign', 'name'])
          .merge();
      }
    });
  }

  /** @returns it as it now stands; undefined when it was changed since it was read. */
  async changeService(
    service: StoredCampaignService,
    change: Partial<StoredCampaignService>,
  ): Promise<StoredCampaignService | undefined> {
    const changed = {
      ...service,
      ...change,
      revision: service.revision + 1,
    };
    const { campaign, name, revision } = service;
    const count = await this.#knex(SERVICES)
      .where({ campaign, name, revision })
      .update(toCampaignServiceRow(changed));
    return count > 0 ? changed : undefined;
  }

  /** Puts services into a wave. */
  async setWave(id: string, wave: number, names: string[]): Promise<void> {
    for (let from = 0; from < names.length; from += 500) {
      await this.#knex(SERVICES)
        .where({ campaign: id })
        .whereIn('name', names.slice(from, from + 500))
        .update({ wave });
    }
  }

  /** Takes away what another plan found and this one did not, unless a request of it is there. */
  async dropOlderPlans(id: string, planBase: string): Promise<void> {
    await this.#knex(SERVICES)
      .where({ campaign: id })
      .whereNot({ plan_base: planBase })
      .whereNull('request')
      .whereNot({ state: 'opening' })
      .delete();
  }

  /** Lets nothing be opened any more. @returns how many are skipped. */
  async skipPlanned(id: string, now: string): Promise<number> {
    const again = { updated_at: now, revision: this.#knex.raw('revision + 1') };
    return this.#knex.transaction(async trx => {
      await trx(SERVICES)
        .where({ campaign: id, state: 'failed' })
        .update({ ...again, next_try_at: null });
      const skipped: number = await trx(SERVICES)
        .where({ campaign: id, state: 'planned' })
        .update({ ...again, state: 'skipped' });
      return skipped;
    });
  }

  /**
   * Has services tried again that failed, were closed or denied, or stand still, and changes the campaign: both, or neither where there
   * is no such service.
   * @returns how many, and the campaign as it now stands: undefined when it was changed since it was read.
   */
  async retry(
    campaign: StoredCampaign,
    change: Partial<StoredCampaign>,
    options: { now: string; services?: string[] },
  ): Promise<{ services: number; changed?: StoredCampaign }> {
    const { now, services } = options;
    const { id, wave = 1 } = campaign;
    return this.#knex.transaction(async trx => {
      const matching = () => {
        const select = trx(SERVICES)
          .where({ campaign: id })
          .where(ended =>
            ended
              .whereIn('state', ['failed', 'closed', 'denied'])
              .orWhere(standsStill),
          );
        return services ? select.whereIn('name', services) : select;
      };
      const [{ total }] = await matching().count({ total: '*' });
      const changed =
        Number(total) > 0
          ? await this.#change(trx, campaign, change)
          : undefined;
      if (changed) {
        await matching().update({
          state: 'planned',
          // A service that was denied has none.
          wave: trx.raw('coalesce(wave, ?)', [wave]),
          attempts: 0,
          problem: null,
          next_try_at: null,
          updated_at: now,
          revision: trx.raw('revision + 1'),
        });
      }
      return { services: Number(total), ...(changed && { changed }) };
    });
  }

  /** How many services have an open request that stands still until somebody does something about it. */
  async standingStill(id: string): Promise<number> {
    const [{ total }] = await this.#knex(SERVICES)
      .where({ campaign: id })
      .where(standsStill)
      .count({ total: '*' });
    return Number(total);
  }

  /** Teams of services up to a wave that nobody has told of the campaign, with how many services it is. */
  async untoldTeams(
    id: string,
    upToWave: number,
  ): Promise<{ team: string; services: number }[]> {
    const rows: { team: string; services: number | string }[] =
      await this.#knex(SERVICES)
        .where({ campaign: id })
        .where('wave', '<=', upToWave)
        .whereNotIn(
          'team',
          this.#knex(NOTICES).where({ campaign: id }).select('team'),
        )
        .groupBy('team')
        .orderBy('team')
        .select('team')
        .count({ services: '*' });
    return rows.map(({ team, services }) => ({
      team,
      services: Number(services),
    }));
  }

  async addNews(id: string, news: CampaignNews): Promise<void> {
    await this.#knex(NEWS).insert({ campaign: id, ...news });
  }

  /** Newest first. */
  async news(id: string, options: { limit: number }): Promise<CampaignNews[]> {
    return this.#knex(NEWS)
      .where({ campaign: id })
      .orderBy('id', 'desc')
      .limit(options.limit)
      .select('at', 'by', 'text');
  }

  /** @returns whether telling the team is the caller's to do: false when it was told before. */
  async claimNotice(id: string, team: string): Promise<boolean> {
    const claimed = await this.#knex(NOTICES)
      .insert({ campaign: id, team })
      .onConflict(['campaign', 'team'])
      .ignore()
      .returning('team');
    return claimed.length > 0;
  }

  /** Gives a notice back that could not be sent. */
  async releaseNotice(id: string, team: string): Promise<void> {
    await this.#knex(NOTICES).where({ campaign: id, team }).delete();
  }
}

/** What is open has a problem only where others moved its branch. */
function standsStill(select: Knex.QueryBuilder): void {
  select.where({ state: 'open' }).whereNotNull('problem');
}
