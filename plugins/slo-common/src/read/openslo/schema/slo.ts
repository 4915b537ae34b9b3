import { z } from 'zod';
import { inlinePolicy } from './alerts';
import {
  description,
  duration,
  kindOf,
  name,
  op,
  rules,
  type BrokenRule,
} from './common';
import { calendarOf, secondsOfShorthand } from './durations';
import { inlineIndicator } from './indicator';

/** The promise. */

/** What is nearer to 1 leaves a budget that arithmetic loses. */
const MOST_SHARE = 1 - 1e-12;

/** A share above 0 and below 1: with 0 nothing is promised, with 1 there is no budget. */
const share = z
  .number()
  .gt(0, { error: 'expected a number above 0 and below 1' })
  .lt(MOST_SHARE, { error: 'expected a number above 0 and below 1' });

const percent = z
  .number()
  .gt(0, { error: 'expected a number above 0 and below 100' })
  .lt(100 * MOST_SHARE, { error: 'expected a number above 0 and below 100' });

const objective = z
  .strictObject({
    displayName: z.string().optional(),
    op: op.optional(),
    value: z.number().optional(),
    target: share.optional(),
    targetPercent: percent.optional(),
    timeSliceTarget: z
      .number()
      .gt(0, { error: 'expected a number above 0, at most 1' })
      .max(1, { error: 'expected a number above 0, at most 1' })
      .optional(),
    // A number means minutes.
    timeSliceWindow: z
      .union([z.int().min(1).max(99_999), duration], {
        error: 'expected a duration such as 1m or 1h, or a number of minutes',
      })
      .optional(),
    indicator: z.unknown().optional(),
    indicatorRef: z.unknown().optional(),
    compositeWeight: z.unknown().optional(),
  })
  .check(rules(brokenInObjective));

const START = /^\d{4}-\d{2}-\d{2}(?: \d{2}:\d{2}:\d{2})?$/;

/** Windows of alerts are parts of this, and have to hold a few samples. */
const SHORTEST_SECONDS = 3600;
/** More than anything keeps samples for. */
const LONGEST_SECONDS = 10 * 365 * 24 * 3600;

const timeWindow = z
  .strictObject({
    duration: duration.refine(
      text => {
        const seconds = secondsOfShorthand(text);
        return seconds >= SHORTEST_SECONDS && seconds <= LONGEST_SECONDS;
      },
      { error: 'expected a window of 1h to 10Y' },
    ),
    isRolling: z.boolean().optional(),
    calendar: z
      .strictObject({
        startTime: z
          .string()
          .regex(START, {
            error: 'expected a time such as 2026-01-01 00:00:00',
          })
          .refine(exists, { error: 'expected a time that exists' }),
        timeZone: z.string().refine(isTimeZone, {
          error: 'expected the name of a time zone such as Europe/Berlin',
        }),
      })
      .optional(),
  })
  .check(rules(brokenInWindow));

export const slo = kindOf(
  'SLO',
  z
    .strictObject({
      description: description.optional(),
      service: name,
      indicator: inlineIndicator.optional(),
      indicatorRef: name.optional(),
      timeWindow: z
        .array(timeWindow)
        .length(1, { error: 'expected exactly one window' })
        .optional(),
      budgetingMethod: z.enum(['Occurrences', 'Timeslices', 'RatioTimeslices']),
      objectives: z
        .array(objective)
        .min(1, { error: 'expected at least one objective' }),
      alertPolicies: z
        .array(
          z.union([z.strictObject({ alertPolicyRef: name }), inlinePolicy], {
            error:
              'expected "alertPolicyRef", or a policy with "metadata" and "spec"',
          }),
        )
        .nullish(),
    })
    .check(rules(brokenInSlo)),
);

export const service = kindOf(
  'Service',
  z.strictObject({ description: description.optional() }).nullish(),
);

export type Slo = z.infer<typeof slo>;
export type SloObjective = z.infer<typeof objective>;
export type SloTimeWindow = z.infer<typeof timeWindow>;

function brokenInObjective(value: Record<string, unknown>): BrokenRule[] {
  const { target, targetPercent } = value;
  const broken: BrokenRule[] = [];
  if (target === undefined && targetPercent === undefined) {
    broken.push({
      path: ['target'],
      message: 'missing field "target"',
      remedy: 'Add "target" (0.999) or "targetPercent" (99.9)',
    });
  }
  if (target !== undefined && targetPercent !== undefined) {
    broken.push({
      path: ['targetPercent'],
      message: '"target" and "targetPercent" exclude each other',
      remedy: 'Remove one of them',
    });
  }
  for (const field of ['indicator', 'indicatorRef', 'compositeWeight']) {
    if (value[field] !== undefined) {
      broken.push({
        path: [field],
        message: `"${field}" of an objective makes the SLO a composite one, which is not supported`,
        remedy: 'Write an SLO of its own for each indicator',
      });
    }
  }
  return broken;
}

function brokenInWindow(value: {
  duration: string;
  isRolling?: boolean;
  calendar?: unknown;
}): BrokenRule[] {
  const { calendar, isRolling } = value;
  if (calendar && isRolling) {
    return [
      {
        path: ['isRolling'],
        message: 'a window with a "calendar" does not roll',
        remedy: 'Remove one of them',
      },
    ];
  }
  if (!calendar && !isRolling) {
    return [
      {
        path: ['isRolling'],
        message: 'the window neither rolls nor has a "calendar"',
        remedy: 'Write "isRolling: true", or add "calendar"',
      },
    ];
  }
  return calendar && !calendarOf(value.duration)
    ? [
        {
          path: ['duration'],
          message: `${value.duration} is no stretch of the calendar`,
          remedy:
            'Write days, weeks, months, quarters or years, such as 1M for a month',
        },
      ]
    : [];
}

function brokenInSlo(value: {
  indicator?: unknown;
  indicatorRef?: unknown;
  budgetingMethod: string;
  objectives: { timeSliceTarget?: unknown; timeSliceWindow?: unknown }[];
}): BrokenRule[] {
  const { indicator, indicatorRef, budgetingMethod, objectives } = value;
  const broken: BrokenRule[] = [];
  if (indicator && indicatorRef !== undefined) {
    broken.push({
      path: ['indicatorRef'],
      message: '"indicator" and "indicatorRef" exclude each other',
      remedy: 'Remove one of them',
    });
  }
  if (!indicator && indicatorRef === undefined) {
    broken.push({
      path: ['indicator'],
      message: 'missing field "indicator"',
      remedy: 'Add "indicator", or "indicatorRef" with the name of an SLI',
    });
  }
  objectives.forEach((each, index) => {
    const needs = (field: string, example: string) =>
      broken.push({
        path: ['objectives', index, field],
        message: `missing field "${field}", which ${budgetingMethod} need`,
        remedy: `Add "${field}", such as ${example}`,
      });
    if (
      budgetingMethod === 'Timeslices' &&
      each.timeSliceTarget === undefined
    ) {
      needs('timeSliceTarget', '0.99');
    }
    if (
      budgetingMethod !== 'Occurrences' &&
      each.timeSliceWindow === undefined
    ) {
      needs('timeSliceWindow', '1m');
    }
  });
  return broken;
}

/** Whether a time of the calendar exists: 30 February does not. */
function exists(text: string): boolean {
  const [day, time = '00:00:00'] = text.split(' ');
  const moment = new Date(`${day}T${time}Z`);
  return (
    !Number.isNaN(moment.getTime()) &&
    moment.toISOString().startsWith(`${day}T${time}`)
  );
}

function isTimeZone(zone: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: zone }));
  } catch {
    return false;
  }
}
