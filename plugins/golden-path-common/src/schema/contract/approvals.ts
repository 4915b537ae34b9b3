import { z } from 'zod';
import { dnsLabel, groupRef, line } from '../scalars';

/** @public */
export const REVIEW_TRIGGERS = [
  'public-route',
  'privileged',
  'host-path',
  'replicas-tenfold',
  'new-stateful',
  'store-changed',
  'cluster-wide-controller',
  'tier-1-readiness',
  'exception-used',
  'override-used',
  'owner-changed',
  'mesh-mode',
  'tier-lowered',
  'classification-lowered',
  'environment-removed',
  'public-route-changed',
  'agreement-removed',
  'budget-spent',
  'objective-lowered',
] as const;

export const approvalsSchema = z
  .strictObject({
    automatic: z
      .enum(['merge', 'wait'])
      .describe(
        'Whether a change that sets off no trigger merges by itself (merge, which is the default) or waits for a person who merges it (wait)',
      )
      .optional(),
    expiryNotices: z
      .array(z.int().min(1).max(365))
      .min(1)
      .max(5)
      .describe(
        'Days before the end of an exception or an override at which owner and approver are told; 30 and 7 if absent',
      )
      .optional(),
    reviewers: z
      .record(
        dnsLabel,
        z.strictObject({
          title: line(60).describe('Name for people'),
          groups: z.array(groupRef).min(1).describe('Groups they come from'),
        }),
      )
      .describe('Kinds of reviewer'),
    rules: z
      .array(
        z.strictObject({
          trigger: z
            .enum(REVIEW_TRIGGERS)
            .describe('What in a change asks for a human'),
          decision: line(120).describe('What is decided, for people'),
          reviewer: dnsLabel.describe('Kind of reviewer who decides'),
          why: line(300).describe('Why a human has to look'),
          environments: z
            .array(dnsLabel)
            .describe('Where it counts; in production if absent')
            .optional(),
        }),
      )
      .describe('The governance table as data'),
  })
  .describe('What needs a human, and whom');

/** @public */
export type ReviewTrigger = (typeof REVIEW_TRIGGERS)[number];
