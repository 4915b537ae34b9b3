import { promDuration } from '../../promql/duration';
import type { PyrraObjective } from './model';

const MINUTE = 60;
const DAY = 24 * 60 * MINUTE;

/** One of the four alerts. All times are whole minutes, in seconds. */
export interface BurnWindow {
  forSeconds: number;
  shortSeconds: number;
  longSeconds: number;
  /** Times the pace that would spend the budget exactly in the window of the objective. */
  factor: number;
}

/** Of a window of 28 days these are 2 minutes, 5 minutes and 1 hour, and so on down. */
const SHARES = [
  { for: 28 * 24 * 30, short: 28 * 24 * 12, long: 28 * 24, factor: 14 },
  { for: 28 * 24 * 4, short: 28 * 24 * 2, long: 28 * 4, factor: 7 },
  { for: 28 * 24, short: 28 * 12, long: 28, factor: 2 },
  { for: 28 * 8, short: 28 * 4, long: 7, factor: 1 },
];

/** A part of a time, to the nearest minute, half a minute upwards. */
function partOf(seconds: number, share: number): number {
  const ms = Math.round(seconds * 1000);
  return Math.floor((ms + 30_000 * share) / (60_000 * share)) * MINUTE;
}

/** The four alerts of an objective, from the fastest burn to the slowest. */
export function burnWindows(windowSeconds: number): BurnWindow[] {
  return SHARES.map(share => ({
    forSeconds: partOf(windowSeconds, share.for),
    shortSeconds: partOf(windowSeconds, share.short),
    longSeconds: partOf(windowSeconds, share.long),
    factor: share.factor,
  }));
}

/** Every window that an alert looks at, once, the shortest first. */
export function recordedWindows(windowSeconds: number): number[] {
  const all = burnWindows(windowSeconds).flatMap(
    ({ shortSeconds, longSeconds }) => [shortSeconds, longSeconds],
  );
  return [...new Set(all)].sort((a, b) => a - b);
}

/** After which time at this pace nothing of the budget is left. */
export function exhaustion(windowSeconds: number, factor: number): string {
  return promDuration(Math.floor(windowSeconds / factor));
}

/** How long a metric may be missing: until the fastest alert would fire if every event were bad. */
export function absentFor(objective: PyrraObjective): string {
  const [{ factor, longSeconds, forSeconds }] = burnWindows(
    objective.windowSeconds,
  );
  const threshold = factor * (1 - objective.target);
  const seconds = Math.trunc(threshold * longSeconds) + forSeconds;
  return promDuration(Math.floor(seconds / MINUTE + 0.5) * MINUTE);
}

/** How often the increase over a whole window is computed: half a minute more for each week, up to seven. */
export function increaseInterval(windowSeconds: number): string {
  const weeks = Math.floor(windowSeconds / (7 * DAY));
  return promDuration(30 * Math.min(weeks + 1, 8));
}
