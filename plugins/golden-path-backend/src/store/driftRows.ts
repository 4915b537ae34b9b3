import { gunzipSync, gzipSync } from 'node:zlib';
import type {
  DriftKind,
  DriftState,
  Tier,
} from '@fairway/plugin-golden-path-common';
import { z } from 'zod';

/** The worst first, as a list shows them. */
export const DRIFT_STATES = [
  'unreadable',
  'edited',
  'expired',
  'denied',
  'behind',
  'none',
] as const satisfies readonly DriftState[];

const detailsSchema = z.object({
  files: z.array(
    z.object({
      path: z.string(),
      kind: z.enum(['edited', 'missing', 'foreign', 'behind']),
    }),
  ),
  problems: z.array(z.string()).optional(),
  seen: z.array(z.tuple([z.string(), z.string()])),
});

/** Files that differ, and what the next look has to know. */
export interface DriftDetails {
  files: { path: string; kind: DriftKind }[];
  /** What is wrong with an intent that cannot be read. */
  problems?: string[];
  /** Paths with the ids of what was found to be as derived, now or once. */
  seen: [string, string][];
}

/** How one service stood when it was looked at. */
export interface DriftRecord {
  service: string;
  team: string;
  tier: Tier;
  state: DriftState;
  files: Record<DriftKind, number>;
  expired: number;
  denied: number;
  contractVersion?: string;
  /** No intent of the name is merged: its files are left over. */
  orphan: boolean;
  commit: string;
  since: string;
  checkedAt: string;
}

/** The same with what differs. */
export type DriftFound = DriftRecord & { details: DriftDetails };

/** A row of `golden_path_drift`. */
export interface Row {
  service: string;
  team: string;
  tier: Tier;
  state: DriftState;
  rank: number;
  edited: number;
  missing: number;
  foreign_files: number;
  behind: number;
  expired: number;
  denied: number;
  contract_version: string | null;
  orphan: boolean | number;
  commit: string;
  since: string;
  checked_at: string;
  details: string;
}

/** All but the details. */
export const columns = [
  'service',
  'team',
  'tier',
  'state',
  'edited',
  'missing',
  'foreign_files',
  'behind',
  'expired',
  'denied',
  'contract_version',
  'orphan',
  'commit',
  'since',
  'checked_at',
] as const;

export function recordOf(row: Omit<Row, 'rank' | 'details'>): DriftRecord {
  return {
    service: row.service,
    team: row.team,
    tier: row.tier,
    state: row.state,
    files: {
      edited: row.edited,
      missing: row.missing,
      foreign: row.foreign_files,
      behind: row.behind,
    },
    expired: row.expired,
    denied: row.denied,
    ...(row.contract_version && { contractVersion: row.contract_version }),
    orphan: Boolean(row.orphan),
    commit: row.commit,
    since: row.since,
    checkedAt: row.checked_at,
  };
}

export function rowOf(record: DriftFound): Row {
  return {
    service: record.service,
    team: record.team,
    tier: record.tier,
    state: record.state,
    rank: DRIFT_STATES.indexOf(record.state),
    edited: record.files.edited,
    missing: record.files.missing,
    foreign_files: record.files.foreign,
    behind: record.files.behind,
    expired: record.expired,
    denied: record.denied,
    contract_version: record.contractVersion ?? null,
    orphan: record.orphan,
    commit: record.commit,
    since: record.since,
    checked_at: record.checkedAt,
    details: gzipSync(JSON.stringify(record.details)).toString('base64'),
  };
}

export function detailsOf({ details }: Pick<Row, 'details'>): DriftDetails {
  return detailsSchema.parse(
    JSON.parse(gunzipSync(Buffer.from(details, 'base64')).toString()),
  );
}
