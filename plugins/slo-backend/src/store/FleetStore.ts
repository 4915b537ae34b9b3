import type { DatabaseService } from '@backstage/backend-plugin-api';
import {
  OBJECTIVE_STATES,
  STATES_WITH_BUDGET,
  type ObjectiveState,
  type ObjectiveSummary,
  type RollUp,
  type RollUpBy,
} from '@fairway/plugin-slo-common';
import type { Knex } from 'knex';
import { OBJECTIVES } from './documentRows';
import { columns, summaryOf, type FleetRow } from './fleetRows';
import { openDatabase } from './openDatabase';
import { STATUS_TABLE } from './StatusStore';

export const OBJECTIVE_SORTS = ['burn', 'budget', 'service', 'state'] as const;
export type ObjectiveSort = (typeof OBJECTIVE_SORTS)[number];

export interface FleetFilter {
  search?: string;
  service?: string;
  /** Entity refs of groups or users; any of them. */
  owners?: readonly string[];
  system?: string;
  tier?: string;
  businessUnit?: string;
}

export interface FleetQuery extends FleetFilter {
  states?: readonly ObjectiveState[];
  sort: ObjectiveSort;
  direction: 'asc' | 'desc';
  limit: number;
  offset: number;
}

const rollUpColumns: Record<RollUpBy, string> = {
  owner: 'o.owner',
  system: 'o.system',
  tier: 'o.tier',
  businessUnit: 'o.business_unit',
};

/** The worst first; what the collector has not seen yet has no row. */
const rankOfState = `case coalesce(s.state, 'unknown') ${OBJECTIVE_STATES.map(
  (state, rank) => `when '${state}' then ${rank}`,
).join(' ')} end`;

/** One group of objectives with the same owner, system, tier, unit and state. */
export interface FleetGroup {
  owner?: string;
  system?: string;
  tier?: string;
  businessUnit?: string;
  state: ObjectiveState;
  objectives: number;
}

/** Objectives with their status, as the fleet page reads them. */
export class FleetStore {
  static async create(options: {
    database: DatabaseService;
  }): Promise<FleetStore> {
    return new FleetStore(await openDatabase(options.database));
  }

  readonly #knex: Knex;

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  async list(query: FleetQuery): Promise<ObjectiveSummary[]> {
    const select = this.#matching(query).select(...columns);
    if (query.states) {
      select.where(where => whereStates(where, query.states ?? []));
    }
    const rows: FleetRow[] = await select
      .orderByRaw(orderOf(query))
      .orderBy('o.id')
      .limit(query.limit)
      .offset(query.offset);
    return rows.map(summaryOf);
  }

  /** How many there are of each kind. */
  async groups(filter: FleetFilter): Promise<FleetGroup[]> {
    const keys = ['o.owner', 'o.system', 'o.tier', 'o.business_unit'];
    const rows: (Pick<
      FleetRow,
      'owner' | 'system' | 'tier' | 'business_unit'
    > & { state: ObjectiveState | null; total: number | string })[] =
      await this.#matching(filter)
        .select('o.owner', 'o.system', 'o.tier', 'o.business_unit', 's.state')
        .count({ total: '*' })
        .groupBy(...keys, 's.state');
    return rows.map(({ state, total, ...row }) => ({
      ...(row.owner && { owner: row.owner }),
      ...(row.system && { system: row.system }),
      ...(row.tier && { tier: row.tier }),
      ...(row.business_unit && { businessUnit: row.business_unit }),
      state: state ?? 'unknown',
      objectives: Number(total),
    }));
  }

  /** Least and middle budget of each, and whose is the least; of budgets that are a verdict, as of now. */
  async budgets(
    filter: FleetFilter,
    by: RollUpBy,
  ): Promise<
    Map<
      string | undefined,
      Pick<RollUp, 'leastBudget' | 'medianBudget' | 'worst'>
    >
  > {
    const rows: {
      key: string | null;
      id: string;
      title: string;
      service: string;
      budget: number;
    }[] = await this.#matching(filter)
      .whereNotNull('s.budget_ratio')
      .whereNull('s.stale_since')
      .whereIn('s.state', [...STATES_WITH_BUDGET])
      .orderBy('s.budget_ratio')
      .orderBy('o.id')
      .select(
        `${rollUpColumns[by]} as key`,
        'o.id as id',
        'o.title as title',
        'o.service as service',
        's.budget_ratio as budget',
      );
    const byKey = new Map<string | undefined, typeof rows>();
    for (const row of rows) {
      const key = row.key ?? undefined;
      const own = byKey.get(key);
      if (own) {
        own.push(row);
      } else {
        byKey.set(key, [row]);
      }
    }
    return new Map(
      [...byKey].map(([key, own]) => {
        const [{ id, title, service, budget }] = own;
        return [
          key,
          {
            leastBudget: budget,
            medianBudget: medianOf(own.map(row => row.budget)),
            worst: { id, title, service },
          },
        ];
      }),
    );
  }

  #matching(filter: FleetFilter): Knex.QueryBuilder {
    const select = this.#knex(`${OBJECTIVES} as o`)
      .leftJoin(`${STATUS_TABLE} as s`, 's.objective_id', 'o.id')
      .where('o.stands', true);
    const { search, service, owners, system, tier, businessUnit } = filter;
    const equal = {
      'o.service': service,
      'o.system': system,
      'o.tier': tier,
      'o.business_unit': businessUnit,
    };
    for (const [column, value] of Object.entries(equal)) {
      if (value !== undefined) {
        select.where(column, value);
      }
    }
    if (owners) {
      select.whereIn('o.owner', owners);
    }
    if (search) {
      const pattern = `%${search
        .toLocaleLowerCase('en-US')
        .replace(/[\\%_]/g, '\\$&')}%`;
      select.whereRaw(`o.words like ? escape '\\'`, [pattern]);
    }
    return select;
  }
}

/** Of numbers in order. */
function medianOf(sorted: readonly number[]): number {
  const middle = sorted.length / 2;
  return Number.isInteger(middle)
    ? (sorted[middle - 1] + sorted[middle]) / 2
    : sorted[Math.floor(middle)];
}

function whereStates(
  where: Knex.QueryBuilder,
  states: readonly ObjectiveState[],
): void {
  where.whereIn('s.state', states);
  // What the collector has not seen yet has no row.
  if (states.includes('unknown')) {
    where.orWhereNull('s.state');
  }
}

/** Of what has no number nothing is said, so it comes last either way. */
function orderOf({ sort, direction }: FleetQuery): string {
  switch (sort) {
    case 'burn':
      return `coalesce(s.burn_1h, s.burn_6h) ${direction} nulls last`;
    case 'budget':
      return `s.budget_ratio ${direction} nulls last`;
    case 'state':
      return `${rankOfState} ${direction}, s.budget_ratio asc nulls last`;
    default:
      return `o.service ${direction}`;
  }
}
