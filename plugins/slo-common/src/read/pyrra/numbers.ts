import { secondsOfPromDuration } from '../../promql/duration';
import { burnWindows } from '../../rules/pyrra/windows';
import type { Findings } from './findings';

const HOUR = 3600;

/** What Go reads as a decimal number. */
const DECIMAL = /^\+?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][-+]?[0-9]+)?$/;

/** The share that has to be good, of the percentage that is written. */
export function readTarget(
  written: string | number,
  findings: Findings,
): number | undefined {
  const at = '/spec/target';
  const percent = DECIMAL.test(String(written)) ? Number(written) : NaN;
  if (!(percent > 0 && percent < 100)) {
    return findings.problem({
      at,
      message: `the target ${JSON.stringify(
        written,
      )} is no percentage above 0 and below 100`,
      expected: 'a percentage above 0 and below 100',
      found: String(written),
      remedy:
        percent === 100
          ? 'Leave some room for errors: "99.9"'
          : 'Write a percentage such as "99.9"',
    });
  }
  if (percent < 1) {
    const meant = Number((percent * 100).toPrecision(12));
    return findings.problem({
      at,
      message: `the target ${written} means less than 1 percent`,
      expected: 'a percentage, not a share of 1',
      found: String(written),
      remedy: `Write it in percent: "${meant}"`,
    });
  }
  return percent / 100;
}

/** The seconds of the window. */
export function readWindow(
  written: string,
  findings: Findings,
): number | undefined {
  const at = '/spec/window';
  const seconds = secondsOfPromDuration(written);
  if (seconds === undefined) {
    return findings.problem({
      at,
      message: `the window ${JSON.stringify(written)} is no duration`,
      expected: 'a duration such as 4w, 30d or 12h',
      found: written,
      remedy: 'Write a whole number with its unit, such as 4w',
    });
  }
  if (seconds < HOUR) {
    return findings.problem({
      at,
      message: `the window ${written} is shorter than an hour`,
      expected: 'at least 1h',
      found: written,
      remedy: 'Write a longer one: 4w is usual',
    });
  }
  const [fastest] = burnWindows(seconds);
  if (fastest.shortSeconds === 0) {
    findings.remark({
      at,
      message: `in the window ${written} the short windows of alerts round to no minute at all, and these alerts never fire`,
      remedy: 'Take a window of at least 3d',
    });
  }
  return seconds;
}

/** The seconds that requests may take. */
export function readLatency(
  written: string,
  findings: Findings,
): number | undefined {
  const seconds = secondsOfPromDuration(written);
  return seconds !== undefined && seconds > 0
    ? seconds
    : findings.problem({
        at: '/spec/indicator/latencyNative/latency',
        message: `the latency ${JSON.stringify(
          written,
        )} is no duration above 0`,
        expected: 'a duration such as 500ms',
        found: written,
        remedy: 'Write a whole number with its unit, such as 500ms',
      });
}
