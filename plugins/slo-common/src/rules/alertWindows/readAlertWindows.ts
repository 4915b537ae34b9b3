import { checkValue, type Problem } from '@fairway/plugin-golden-path-common';
import { z } from 'zod';
import { secondsOfPromDuration } from '../../promql/duration';
import type { YamlDocument } from '../../read/types';
import { windowsOf, type AlertWindows, type WindowPair } from './alertWindows';

const duration = z
  .string()
  .refine(text => (secondsOfPromDuration(text) ?? 0) > 0, {
    error: 'expected a duration such as 5m, 1h or 30d',
  })
  .transform(text => secondsOfPromDuration(text) ?? 0);

const pair = z.object({
  errorBudgetPercent: z
    .number()
    .positive({ error: 'expected a percentage above 0' }),
  shortWindow: duration,
  longWindow: duration,
});

const severity = z.object({ quick: pair, slow: pair });

const alertWindows = z.object({
  apiVersion: z.literal('sloth.slok.dev/v1'),
  kind: z.literal('AlertWindows'),
  spec: z.object({ sloPeriod: duration, page: severity, ticket: severity }),
});

function pairOf(
  name: WindowPair['severity'],
  written: z.infer<typeof pair>,
): WindowPair {
  return {
    severity: name,
    shortSeconds: written.shortWindow,
    longSeconds: written.longWindow,
    spentPercent: written.errorBudgetPercent,
  };
}

/**
 * Reads windows of alerts in the form of Sloth, `kind: AlertWindows`. They stand in for those of the catalogue for
 * objectives of their period.
 * @public
 */
export function readAlertWindows(
  document: YamlDocument,
): { windows: AlertWindows } | { problems: Problem[] } {
  const { file, value, lineOf } = document;
  const placed = (problem: Problem): Problem => {
    const line = lineOf(problem.at);
    return { ...problem, file, ...(line !== undefined && { line }) };
  };
  const checked = checkValue({ schema: alertWindows, value, file });
  if (!checked.ok) {
    return { problems: checked.problems.map(placed) };
  }
  const { sloPeriod, page, ticket } = checked.value.spec;
  const all = { page, ticket };
  const names = ['page', 'ticket'] as const;
  const speeds = ['quick', 'slow'] as const;
  const problems: Problem[] = [];
  const pairs = names.flatMap(name =>
    speeds.map(speed => {
      const read = pairOf(name, all[name][speed]);
      const at = `/spec/${name}/${speed}`;
      if (read.shortSeconds > read.longSeconds) {
        problems.push({
          at: `${at}/shortWindow`,
          message: 'the short window is longer than the long one',
          remedy: 'Exchange them',
        });
      }
      if (read.longSeconds > sloPeriod) {
        problems.push({
          at: `${at}/longWindow`,
          message: 'the window is longer than the period of the objective',
          remedy: 'Write a shorter one',
        });
      } else if (read.shortSeconds === sloPeriod) {
        problems.push({
          at: `${at}/shortWindow`,
          message: 'the window is the period of the objective',
          remedy: 'Write a shorter one',
        });
      }
      return read;
    }),
  );
  return problems.length > 0
    ? { problems: problems.map(placed) }
    : {
        windows: {
          periodSeconds: sloPeriod,
          windows: windowsOf(sloPeriod, pairs),
        },
      };
}
