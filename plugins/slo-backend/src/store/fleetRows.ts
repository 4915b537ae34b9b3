import type { ObjectiveSummary } from '@fairway/plugin-slo-common';
import { ownershipOf, type ObjectiveRow } from './documentRows';
import type { StatusColumns } from './StatusStore';

/** Columns of a row of the fleet page: nothing that has to be parsed. */
export const columns = [
  'o.id as id',
  'o.title as title',
  'o.service as service',
  'o.target as target',
  'o.time_window as time_window',
  'o.entity as entity',
  'o.owner as owner',
  'o.system as system',
  'o.tier as tier',
  'o.business_unit as business_unit',
  's.state as state',
  's.reason as reason',
  's.sli as sli',
  's.budget_ratio as budget_ratio',
  's.budget_minutes as budget_minutes',
  's.budget_events as budget_events',
  's.burn_1h as burn_1h',
  's.burn_6h as burn_6h',
  's.burn_1d as burn_1d',
  's.burn_3d as burn_3d',
  's.exhausts_in_seconds as exhausts_in_seconds',
  's.at as at',
  's.stale_since as stale_since',
  's.no_bad_series as no_bad_series',
  's.pace_of as pace_of',
];

type Nullable<T> = { [K in keyof T]: T[K] | null };
/** Such a row. */
export type FleetRow = Omit<
  ObjectiveRow,
  'document_id' | 'position' | 'stands' | 'definition' | 'words'
> &
  Nullable<Omit<StatusColumns, 'objective_id' | 'status' | 'version'>>;

/** What pages show of it. */
export function summaryOf(row: FleetRow): ObjectiveSummary {
  return {
    id: row.id,
    title: row.title,
    service: row.service,
    target: row.target,
    window: row.time_window,
    ...ownershipOf(row),
    ...statusOfRow(row),
  };
}

function statusOfRow(row: FleetRow) {
  if (row.state === null) {
    return {
      state: 'unknown' as const,
      reason: 'The sources have not been asked yet',
      burn: [],
    };
  }
  return {
    state: row.state,
    ...(row.reason !== null && { reason: row.reason }),
    ...(row.no_bad_series && { noBadSeries: true as const }),
    ...(row.sli !== null && { sli: row.sli }),
    ...(row.budget_ratio !== null &&
      row.budget_minutes !== null && {
        budget: {
          ratio: row.budget_ratio,
          minutes: row.budget_minutes,
          ...(row.budget_events !== null && { events: row.budget_events }),
        },
      }),
    burn: [
      burnOf('1h', row.burn_1h),
      burnOf('6h', row.burn_6h),
      burnOf('1d', row.burn_1d),
      burnOf('3d', row.burn_3d),
    ],
    ...(row.exhausts_in_seconds !== null && {
      exhaustsInSeconds: row.exhausts_in_seconds,
    }),
    ...(row.pace_of !== null && { paceOf: row.pace_of }),
    ...(row.at !== null && { at: row.at }),
    ...(row.stale_since !== null && { staleSince: row.stale_since }),
  };
}

function burnOf(window: string, rate: number | null) {
  return { window, ...(rate !== null && { rate }) };
}
