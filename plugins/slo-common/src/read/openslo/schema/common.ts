import { z } from 'zod';
import { SHORTHAND } from './durations';

/** What all kinds of OpenSLO v1 have in common. */

/** A rule between fields that is broken, in whole sentences. */
export interface BrokenRule {
  /** Where it shows, from the value that the rule is about. */
  path?: (string | number)[];
  message: string;
  remedy: string;
}

/** Makes rules of a function that gives those that are broken. */
export function rules<T>(brokenIn: (value: T) => BrokenRule[]) {
  return ({ value, issues }: z.core.ParsePayload<T>): void => {
    for (const { path = [], message, remedy } of brokenIn(value)) {
      issues.push({
        code: 'custom',
        path,
        message,
        params: { expected: message, remedy },
        input: value,
      });
    }
  };
}

export const VERSION = 'openslo/v1';

/** A name that may become part of an id: more than the specification asks for, and all that series can bear. */
export const name = z
  .string()
  .regex(/^[A-Za-z0-9]([-._A-Za-z0-9]*[A-Za-z0-9])?$/, {
    error:
      'expected a name (letters, digits, "-", "_" and ".", from a letter or digit to a letter or digit)',
  })
  .max(253, { error: 'expected at most 253 characters' });

/** Text for people. */
export const description = z
  .string()
  .max(1050, { error: 'expected at most 1050 characters' });

export const duration = z.string().regex(SHORTHAND, {
  error: 'expected a duration such as 5m, 1h, 28d, 4w, 1M, 1Q or 1Y',
});

export const op = z.enum(['lte', 'gte', 'lt', 'gt']);

const KEY = '[A-Za-z0-9](?:[-._A-Za-z0-9]{0,61}[A-Za-z0-9])?';

const labelKey = z.string().regex(new RegExp(`^${KEY}$`), {
  error:
    'expected the name of a label: at most 63 letters, digits, "-", "_" and ".", from a letter or digit to a letter or digit',
});

const annotationKey = z
  .string()
  .regex(new RegExp(`^(?:[a-z0-9](?:[-.a-z0-9]{0,251}[a-z0-9])?/)?${KEY}$`), {
    error:
      'expected the name of an annotation such as example.com/dashboard, at most 63 characters behind the "/"',
  });

export const metadata = z.strictObject({
  name,
  displayName: z.string().optional(),
  labels: z
    .record(labelKey, z.union([z.string(), z.array(z.string())]))
    .nullish(),
  annotations: z.record(annotationKey, z.string()).nullish(),
});

/** A document of one kind. */
export function kindOf<K extends string, S extends z.ZodType>(
  kind: K,
  spec: S,
) {
  return z.strictObject({
    apiVersion: z.literal(VERSION),
    kind: z.literal(kind),
    metadata,
    spec,
  });
}

/** The same inside of another document, where what it is may be left out. */
export function inlineOf<K extends string, S extends z.ZodType>(
  kind: K,
  spec: S,
) {
  return z.strictObject({
    apiVersion: z.literal(VERSION).optional(),
    kind: z.literal(kind).optional(),
    metadata,
    spec,
  });
}

export type Metadata = z.infer<typeof metadata>;
