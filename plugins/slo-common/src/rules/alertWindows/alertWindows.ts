import type { BurnRateWindow } from '../../model';
import { promDuration } from '../../promql/duration';
import { factorOf } from './factor';

/** The windows of one period. @public */
export interface AlertWindows {
  periodSeconds: number;
  /** Quick and slow page, then quick and slow ticket. */
  windows: BurnRateWindow[];
}

/** A pair of windows before its factor is known. */
export interface WindowPair {
  severity: BurnRateWindow['severity'];
  shortSeconds: number;
  longSeconds: number;
  spentPercent: number;
}

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Of the SRE workbook, for a month. */
const MONTH: WindowPair[] = [
  {
    severity: 'page',
    shortSeconds: 5 * MINUTE,
    longSeconds: HOUR,
    spentPercent: 2,
  },
  {
    severity: 'page',
    shortSeconds: 30 * MINUTE,
    longSeconds: 6 * HOUR,
    spentPercent: 5,
  },
  {
    severity: 'ticket',
    shortSeconds: 2 * HOUR,
    longSeconds: DAY,
    spentPercent: 10,
  },
  {
    severity: 'ticket',
    shortSeconds: 6 * HOUR,
    longSeconds: 3 * DAY,
    spentPercent: 10,
  },
];

/** Periods for which Sloth ships windows: four weeks and 30 days, both with those of a month. */
const CATALOGUE = [28 * DAY, 30 * DAY];

/** Less holds too few samples for a rate. */
const LEAST_SHORT = 2 * MINUTE;
const LEAST_LONG = 10 * MINUTE;

/** Adds the factor to pairs of windows. */
export function windowsOf(
  periodSeconds: number,
  pairs: WindowPair[],
): BurnRateWindow[] {
  return pairs.map(pair => ({
    severity: pair.severity,
    short: promDuration(pair.shortSeconds),
    long: promDuration(pair.longSeconds),
    shortSeconds: pair.shortSeconds,
    longSeconds: pair.longSeconds,
    factor: factorOf({ ...pair, periodSeconds }),
    spentPercent: pair.spentPercent,
  }));
}

/**
 * Whether Sloth ships windows for a period. It refuses all others, unless a document of `AlertWindows` is given.
 * @public
 */
export function hasSlothAlertWindows(periodSeconds: number): boolean {
  return CATALOGUE.includes(periodSeconds);
}

function scaled(seconds: number, ratio: number, least: number): number {
  return Math.max(least, Math.round((seconds * ratio) / MINUTE) * MINUTE);
}

/**
 * Windows and factors for a period. For 28 to 31 days they are those of the SRE workbook; for others the windows grow
 * and shrink with the period, so that an alert always tells that the same share of the budget is gone. They are whole
 * minutes and never too short for a rate; factors follow from the windows that result.
 * @public
 */
export function alertWindowsFor(periodSeconds: number): BurnRateWindow[] {
  if (periodSeconds >= 28 * DAY && periodSeconds <= 31 * DAY) {
    return windowsOf(periodSeconds, MONTH);
  }
  const ratio = periodSeconds / (30 * DAY);
  return windowsOf(
    periodSeconds,
    MONTH.map(pair => ({
      ...pair,
      shortSeconds: scaled(pair.shortSeconds, ratio, LEAST_SHORT),
      longSeconds: scaled(pair.longSeconds, ratio, LEAST_LONG),
    })),
  );
}
