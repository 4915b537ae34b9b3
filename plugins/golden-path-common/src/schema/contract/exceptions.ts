import { z } from 'zod';
import { dnsLabel, expiry, groupRef, line } from '../scalars';

/** A policy is set aside for a service until it expires. @public */
export const policyExceptionSchema = z.strictObject({
  id: dnsLabel.describe('Name of the exception'),
  policy: dnsLabel.describe('Policy that is set aside'),
  service: dnsLabel.describe('The one service it holds for'),
  environments: z.array(dnsLabel).min(1).describe('Where it holds'),
  reason: line(500).describe('Why the policy cannot be met yet'),
  approvedBy: groupRef.describe('Group that agreed'),
  ticket: line(80).describe('Where the work to end it is tracked'),
  expires: expiry.describe('Last day, or moment, on which it holds'),
});

export const exceptionsSchema = z
  .array(policyExceptionSchema)
  .describe('Policies that are set aside, until when');

/** @public */
export type PolicyException = z.infer<typeof policyExceptionSchema>;
