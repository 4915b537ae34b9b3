import {
  imageKey,
  type DeliveryEvent,
  type FoldedRelease,
  type Release,
} from '@fairway/plugin-golden-path-common';

/** A row of `golden_path_delivery_events`. */
export interface EventRow {
  id: string;
  service: string;
  environment: string | null;
  at: string;
  source: string;
  image: string | null;
  record: string;
}

export function eventRowOf(event: DeliveryEvent): EventRow {
  const { id, service, environment, at, source, reference } = event;
  const image = event.image ?? (reference && imageKey(reference));
  return {
    id,
    service,
    environment: environment ?? null,
    at,
    source,
    image: image ?? null,
    record: JSON.stringify(event),
  };
}

export function eventOf(row: Pick<EventRow, 'record'>): DeliveryEvent {
  return JSON.parse(row.record);
}

/** A row of `golden_path_releases`. */
export interface ReleaseRow {
  id: string;
  service: string;
  environment: string;
  position: number;
  newest: number;
  state: string;
  failed: number;
  missing: number;
  since: string;
  started_at: string;
  first_at: string;
  stable_at: string | null;
  deployed_at: string | null;
  lead_seconds: number | null;
  failed_at: string | null;
  restore_seconds: number | null;
  record: string;
}

export function releaseRowsOf(options: {
  service: string;
  releases: readonly FoldedRelease[];
}): ReleaseRow[] {
  const { service, releases } = options;
  return releases.map((folded, position) => {
    const { release, missing, since, firstAt, stableAt, figures } = folded;
    return {
      id: release.id,
      service,
      environment: release.environment,
      position,
      newest: position === releases.length - 1 ? 1 : 0,
      state: release.state,
      failed: release.failed ? 1 : 0,
      missing,
      since,
      started_at: release.startedAt,
      first_at: firstAt,
      stable_at: stableAt ?? null,
      deployed_at: figures.deployedAt ?? null,
      lead_seconds: figures.leadSeconds ?? null,
      failed_at: figures.failedAt ?? null,
      restore_seconds: figures.restoreSeconds ?? null,
      record: JSON.stringify(release),
    };
  });
}

/** A release with the state that it has at a moment: stable once its window is over. */
export function releaseAt(
  row: Pick<ReleaseRow, 'record' | 'stable_at' | 'since'>,
  now: string,
): { release: Release; since: string } {
  const release: Release = JSON.parse(row.record);
  return row.stable_at !== null &&
    row.stable_at <= now &&
    release.state !== 'rolled-back'
    ? { release: { ...release, state: 'stable' }, since: row.stable_at }
    : { release, since: row.since };
}
