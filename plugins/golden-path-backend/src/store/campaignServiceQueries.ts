import {
  campaignCounts,
  type CampaignCounts,
  type CampaignServicesQuery,
  type CampaignServiceState,
} from '@fairway/plugin-golden-path-common';
import type { Knex } from 'knex';

/** The table of services of campaigns. */
export const CAMPAIGN_SERVICES = 'golden_path_campaign_services';

/** What people and the engine look for among the services of a campaign. */
export interface CampaignServicesSearch
  extends Omit<CampaignServicesQuery, 'cursor' | 'limit'> {
  limit: number;
  /** Rows to skip. */
  offset: number;
  states?: CampaignServiceState[];
  /** Only of this wave and those before it. */
  upToWave?: number;
  /** Only what failed and is due to be tried again at this moment, ISO 8601. */
  dueAt?: string;
  /** Only what this plan found. */
  planBase?: string;
}

/** How many services of a wave stand where. */
export interface WaveGroup {
  /** Missing for what nothing changes. */
  wave?: number;
  state: CampaignServiceState;
  /** Of those that failed: whether they are tried again. */
  triedAgain: boolean;
  services: number;
}

/** How many services of each campaign stand where. */
export async function countServices(
  knex: Knex,
  ids: string[],
): Promise<Map<string, CampaignCounts>> {
  const rows: {
    campaign: string;
    state: CampaignServiceState;
    services: number | string;
  }[] = await knex(CAMPAIGN_SERVICES)
    .whereIn('campaign', ids)
    .groupBy('campaign', 'state')
    .select('campaign', 'state')
    .count({ services: '*' });
  return new Map(
    ids.map(id => [
      id,
      campaignCounts(
        rows
          .filter(row => row.campaign === id)
          .map(row => ({ ...row, services: Number(row.services) })),
      ),
    ]),
  );
}

export async function groupServices(
  knex: Knex,
  id: string,
): Promise<WaveGroup[]> {
  const triedAgain = knex.raw(
    'case when next_try_at is null then 0 else 1 end',
  );
  const rows: {
    wave: number | null;
    state: CampaignServiceState;
    tried_again: number;
    services: number | string;
  }[] = await knex(
    knex(CAMPAIGN_SERVICES)
      .where({ campaign: id })
      .select('wave', 'state', { tried_again: triedAgain })
      .as('each'),
  )
    .groupBy('wave', 'state', 'tried_again')
    .select('wave', 'state', 'tried_again')
    .count({ services: '*' });
  return rows.map(({ wave, state, tried_again: again, services }) => ({
    ...(wave !== null && { wave }),
    state,
    triedAgain: Number(again) === 1,
    services: Number(services),
  }));
}

/** Services of a campaign that a query asks for, in no order. */
export function matchingServices(
  knex: Knex,
  id: string,
  query: CampaignServicesSearch,
): Knex.QueryBuilder {
  const select = knex(CAMPAIGN_SERVICES).where({
    campaign: id,
    ...(query.state && { state: query.state }),
    ...(query.team && { team: query.team }),
    ...(query.tier && { tier: query.tier }),
    ...(query.wave !== undefined && { wave: query.wave }),
    ...(query.planBase && { plan_base: query.planBase }),
  });
  if (query.states) {
    select.whereIn('state', query.states);
  }
  if (query.upToWave !== undefined) {
    select.where('wave', '<=', query.upToWave);
  }
  if (query.dueAt) {
    select.where('state', 'failed').where('next_try_at', '<=', query.dueAt);
  }
  if (query.kind) {
    // As it stands in the JSON of the column.
    select.whereRaw(`?? like ? escape '!'`, [
      'kinds',
      likeOf(JSON.stringify(query.kind)),
    ]);
  }
  if (query.search) {
    const pattern = likeOf(query.search.toLocaleLowerCase('en-US'));
    select.where(either => {
      for (const column of ['name', 'team']) {
        either.orWhereRaw(`lower(??) like ? escape '!'`, [column, pattern]);
      }
    });
  }
  return select;
}

function likeOf(text: string): string {
  return `%${text.replace(/[!%_]/g, '!$&')}%`;
}
