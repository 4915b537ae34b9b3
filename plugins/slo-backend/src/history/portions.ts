import { createHash } from 'node:crypto';
import { windowBounds, type Objective } from '@fairway/plugin-slo-common';
import type { Progress } from '../store/HistoryStore';
import { looksBackTo } from './Histories';
import { COARSE_SECONDS, DAY_MS, FINE_SECONDS, type Resolution } from './block';

const FINE_MS = FINE_SECONDS * 1_000;
const HOUR_MS = COARSE_SECONDS * 1_000;
/** Samples come late; a slot is read once and for all. */
const SETTLE_MS = 60_000;
/** What is read at a time. */
const FINE_PORTION_MS = DAY_MS;
const COARSE_PORTION_MS = 7 * DAY_MS;

/** Days that history is kept in steps of five minutes, and at all. */
export interface Retention {
  fineDays: number;
  days: number;
}

/** A stretch of slots to be asked for; its times are multiples of the resolution. */
export interface Stretch {
  from: number;
  to: number;
  resolution: Resolution;
}

/** Changes when history says something else from then on. */
export function indicatorOf({ sli }: Objective): string {
  return createHash('sha256')
    .update(JSON.stringify(sli))
    .digest('hex')
    .slice(0, 32);
}

/** The end of the last slot that is settled. */
export function settledAt(now: number): number {
  return Math.floor((now - SETTLE_MS) / FINE_MS) * FINE_MS;
}

/** From when on slots are of five minutes. */
export function fineFrom(now: number, { fineDays }: Retention): number {
  return Math.floor((now - fineDays * DAY_MS) / HOUR_MS) * HOUR_MS;
}

/** What happened since, the next portion of it. */
export function nextStretch(
  progress: Progress,
  now: number,
  retention: Retention,
): Stretch | undefined {
  const end = settledAt(now);
  const fine = fineFrom(now, retention);
  if (progress.to >= end) {
    return undefined;
  }
  if (progress.to >= fine) {
    return {
      from: progress.to,
      to: Math.min(end, progress.to + FINE_PORTION_MS),
      resolution: FINE_SECONDS,
    };
  }
  const from = Math.max(
    Math.floor(progress.to / HOUR_MS) * HOUR_MS,
    fine - retention.days * DAY_MS,
  );
  return {
    from,
    to: Math.min(fine, from + COARSE_PORTION_MS),
    resolution: COARSE_SECONDS,
  };
}

/** How far back the history of an objective has to reach; unknown for a window that cannot be read. */
export function goalOf(
  objective: Objective,
  now: number,
  { days }: Retention,
): number | undefined {
  try {
    const needed = Math.min(
      windowBounds(objective.window, now).from,
      looksBackTo(objective, now),
    );
    const goal = Math.max(needed, now - days * DAY_MS);
    return Math.floor(goal / HOUR_MS) * HOUR_MS;
  } catch {
    // Its status says why.
    return undefined;
  }
}

/**
 * How far back it is read at last: one more window, so that the first point of a burn-down over the window has a whole
 * one behind it.
 */
export function furthestOf(
  objective: Objective,
  goal: number,
  now: number,
  { days }: Retention,
): number {
  const before = windowBounds(objective.window, goal).from;
  return Math.floor(Math.max(before, now - days * DAY_MS) / HOUR_MS) * HOUR_MS;
}

/** What happened before, the next portion of it backwards. */
export function earlierStretch(options: {
  progress: Progress;
  goal: number;
  now: number;
  retention: Retention;
}): Stretch | undefined {
  const { progress, goal, now, retention } = options;
  if (progress.from <= goal) {
    return undefined;
  }
  const fine = fineFrom(now, retention);
  if (progress.from > fine) {
    return {
      from: Math.max(fine, goal, progress.from - FINE_PORTION_MS),
      to: progress.from,
      resolution: FINE_SECONDS,
    };
  }
  const to = Math.ceil(progress.from / HOUR_MS) * HOUR_MS;
  return {
    from: Math.max(goal, to - COARSE_PORTION_MS),
    to,
    resolution: COARSE_SECONDS,
  };
}
