import { z } from 'zod';
import { description, duration, inlineOf, kindOf, name, op } from './common';

/** When somebody is to be told, and who. */

const conditionSpec = z.strictObject({
  description: description.optional(),
  severity: z.string().min(1, { error: 'expected some text' }),
  condition: z.strictObject({
    kind: z.enum(['burnrate']).optional(),
    op,
    threshold: z.number(),
    lookbackWindow: duration,
    alertAfter: z
      .string()
      .regex(/^(?:0[mhdw]?|[1-9][0-9]{0,4}[mhdwMQY])$/, {
        error: 'expected a duration such as 0m, 5m or 1h',
      })
      .optional(),
  }),
});

const targetSpec = z.strictObject({
  target: z.string().min(1, { error: 'expected some text' }),
  description: description.optional(),
});

const policySpec = z.strictObject({
  description: description.optional(),
  alertWhenNoData: z.boolean().optional(),
  alertWhenResolved: z.boolean().optional(),
  alertWhenBreaching: z.boolean().optional(),
  conditions: z
    .array(
      z.union(
        [
          z.strictObject({ conditionRef: name }),
          inlineOf('AlertCondition', conditionSpec),
        ],
        {
          error:
            'expected "conditionRef", or a condition with "metadata" and "spec"',
        },
      ),
    )
    .length(1, { error: 'expected exactly one condition' }),
  notificationTargets: z
    .array(
      z.union(
        [
          z.strictObject({ targetRef: name }),
          inlineOf('AlertNotificationTarget', targetSpec),
        ],
        {
          error: 'expected "targetRef", or a target with "metadata" and "spec"',
        },
      ),
    )
    .nullish(),
});

export const inlinePolicy = inlineOf('AlertPolicy', policySpec);
export const alertPolicy = kindOf('AlertPolicy', policySpec);
export const alertCondition = kindOf('AlertCondition', conditionSpec);
export const alertNotificationTarget = kindOf(
  'AlertNotificationTarget',
  targetSpec,
);

export type PolicySpec = z.infer<typeof policySpec>;
export type ConditionSpec = z.infer<typeof conditionSpec>;
