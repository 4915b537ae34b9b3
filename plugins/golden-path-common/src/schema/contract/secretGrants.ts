import { z } from 'zod';
import { dnsLabel, groupRef, line } from '../scalars';

/**
 * Team × secret × environment. A row names one team and one secret: there is no wildcard on purpose, because a
 * secret that everyone may read cannot be rotated, traced or taken back.
 */
const grantSchema = z.strictObject({
  team: groupRef.describe('Group that may read it'),
  secret: dnsLabel.describe('Name of the secret'),
  environments: z.array(dnsLabel).min(1).describe('Where it may be read'),
  keys: z
    .array(line(128))
    .min(1)
    .describe('Keys it holds; the form offers them'),
  note: line(200).describe('What it is for').optional(),
});

export const secretGrantsSchema = z
  .array(grantSchema)
  .describe('Who may read which secret, where');

/** @public */
export type SecretGrant = z.infer<typeof grantSchema>;
