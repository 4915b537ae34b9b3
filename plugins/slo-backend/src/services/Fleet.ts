import { nextCursorOf, offsetOf } from '@fairway/backend-kit';
import {
  countStates,
  type ObjectivesAnswer,
  type ObjectiveState,
  type RollUp,
  type RollUpBy,
} from '@fairway/plugin-slo-common';
import type { StatusReader } from '../collect/types';
import type { DocumentStore } from '../store/DocumentStore';
import type {
  FleetFilter,
  FleetGroup,
  FleetStore,
  ObjectiveSort,
} from '../store/FleetStore';
import type { OriginStore } from '../store/OriginStore';

interface FleetOptions {
  documents: DocumentStore;
  fleet: FleetStore;
  origins: OriginStore;
  status: StatusReader;
}

/** All objectives, as pages and programs ask for them. Reads stores only. */
export class Fleet {
  static create(options: FleetOptions): Fleet {
    return new Fleet(options);
  }

  readonly #options: FleetOptions;

  private constructor(options: FleetOptions) {
    this.#options = options;
  }

  /** One page, with the figures above it. */
  async list(
    query: FleetFilter & {
      states?: readonly ObjectiveState[];
      sort: ObjectiveSort;
      direction: 'asc' | 'desc';
      limit: number;
      cursor?: string;
    },
  ): Promise<ObjectivesAnswer> {
    const { documents, fleet, origins, status } = this.#options;
    const { states: wanted, cursor, limit, sort, direction, ...filter } = query;
    const offset = offsetOf(cursor);
    const filtered = Object.values(filter).some(value => value !== undefined);
    const [items, matching, unreadable, failing, sources] = await Promise.all([
      fleet.list({ ...filter, states: wanted, sort, direction, limit, offset }),
      fleet.groups(filter),
      documents.broken(),
      origins.failing(),
      status.sources(),
    ]);
    const states = countStates(matching);
    const total = matching
      .filter(({ state }) => !wanted || wanted.includes(state))
      .reduce((sum, { objectives }) => sum + objectives, 0);
    return {
      items,
      total,
      nextCursor: nextCursorOf({ offset, count: items.length, total }),
      states,
      facets: facetsOf(filtered ? await fleet.groups({}) : matching),
      unreadable,
      origins: failing,
      sources,
    };
  }

  /** Objectives summed up by one of their properties, the worst of each named. */
  async rollUp(query: FleetFilter & { by: RollUpBy }): Promise<RollUp[]> {
    const { by, ...filter } = query;
    const [groups, budgets] = await Promise.all([
      this.#options.fleet.groups(filter),
      this.#options.fleet.budgets(filter, by),
    ]);
    const byKey = new Map<string | undefined, FleetGroup[]>();
    for (const group of groups) {
      byKey.set(group[by], [...(byKey.get(group[by]) ?? []), group]);
    }
    return [...byKey]
      .map(([key, own]) => ({
        ...(key !== undefined && { key }),
        objectives: own.reduce((sum, { objectives }) => sum + objectives, 0),
        states: countStates(own),
        ...budgets.get(key),
      }))
      .sort(byLeastBudget);
  }
}

/** The least budget first, then those of which nothing is known. */
function byLeastBudget(a: RollUp, b: RollUp): number {
  return (
    (a.leastBudget ?? Infinity) - (b.leastBudget ?? Infinity) ||
    (a.key ?? '\uffff').localeCompare(b.key ?? '\uffff')
  );
}

function facetsOf(groups: readonly FleetGroup[]): ObjectivesAnswer['facets'] {
  const valuesOf = (key: RollUpBy) =>
    [...new Set(groups.map(group => group[key]))]
      .filter(value => value !== undefined)
      .sort();
  return {
    owners: valuesOf('owner'),
    systems: valuesOf('system'),
    tiers: valuesOf('tier'),
    businessUnits: valuesOf('businessUnit'),
  };
}
