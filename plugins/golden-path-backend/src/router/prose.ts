import { z } from 'zod';

/**
 * What no text for people needs: control characters besides tab and line breaks, and the marks that turn the direction
 * of what follows, with which a text reads otherwise than it is written.
 */
const REFUSED =
  // eslint-disable-next-line no-control-regex -- refusing them is the point
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/;

/** Text of one or more lines that people write to each other. */
export function proseOf(options: { max: number; empty: string }) {
  return z
    .string()
    .trim()
    .min(1, { error: options.empty })
    .max(options.max, { error: `expected at most ${options.max} characters` })
    .refine(text => !REFUSED.test(text), {
      error:
        'expected text without control characters other than line breaks and tabs, and without marks that turn its direction',
    });
}

/** One line that people name something with. */
export function lineOf(options: { max: number; empty: string }) {
  return proseOf(options).refine(text => !/[\t\r\n\u2028\u2029]/.test(text), {
    error: 'expected one line, without tabs',
  });
}
