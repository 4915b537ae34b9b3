import { z } from 'zod';
import { line } from '../scalars';

/** Scalars that only the contract needs; those it shares with intents are in `../scalars`. */

export const paragraph = z.string().min(1).max(2000);

/** A Kubernetes label key with its prefix. */
export const labelKey = z
  .string()
  .regex(
    /^([a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*\/)?[A-Za-z0-9]([-_.A-Za-z0-9]{0,61}[A-Za-z0-9])?$/,
    { error: 'expected a label key such as fairway.dev/team' },
  );

/** Name of a series, as Prometheus takes it. */
export const metricName = line(120).regex(/^[a-zA-Z_:][a-zA-Z0-9_:]*$/, {
  error: 'expected the name of a metric such as queue_messages_waiting',
});

export const decimal = z.string().regex(/^[0-9]+(\.[0-9]+)?$/, {
  error: 'expected an amount in quotes such as "23.50"',
});
