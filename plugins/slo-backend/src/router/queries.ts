import { z } from 'zod';

/** Text that is looked for. */
export const searchSchema = z.string().max(100).optional();
/** Name of a service, system, tier or unit. */
export const nameSchema = z.string().min(1).max(255);
export const objectiveIdSchema = z.string().min(1).max(255);

/** A parameter that may be there several times. */
export function several<T extends z.ZodType>(schema: T, most: number) {
  return z
    .union([schema.transform(value => [value]), z.array(schema).min(1)], {
      error: 'expected one value, or the parameter several times',
    })
    .refine(values => values.length <= most, {
      error: `expected at most ${most} of them`,
    });
}

const timeWords = {
  error: 'expected a time in ISO 8601 with its zone, 2026-11-22T10:00:00Z',
};

/** A time as text; epoch milliseconds. */
export const timeSchema = z
  .string(timeWords)
  .refine(
    text =>
      /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d)$/.test(
        text,
      ) && Number.isFinite(Date.parse(text)),
    timeWords,
  )
  .transform(text => Date.parse(text));
