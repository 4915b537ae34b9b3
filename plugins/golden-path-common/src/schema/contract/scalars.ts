import { z } from 'zod';

/** Scalars that only the contract needs; those it shares with intents are in `../scalars`. */

export const paragraph = z.string().min(1).max(2000);

/** A Kubernetes label key with its prefix. */
export const labelKey = z
  .string()
  .regex(
    /^([a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*\/)?[A-Za-z0-9]([-_.A-Za-z0-9]{0,61}[A-Za-z0-9])?$/,
    { error: 'expected a label key such as fairway.dev/team' },
  );

export const decimal = z.string().regex(/^[0-9]+(\.[0-9]+)?$/, {
  error: 'expected an amount in quotes such as "23.50"',
});
