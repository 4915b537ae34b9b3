import type { z } from 'zod';
import { counted } from './remedies';

/** What an issue of zod says was expected, in words. */

const FORMATS: Record<string, string> = {
  date: 'a date such as 2027-03-31',
  cidrv4: 'an address range such as 10.20.0.0/16',
  cidrv6: 'an address range such as fd00::/64',
};

/** `expected …` as the schemas say it, or nothing. */
export function expectedIn(message: string): string | undefined {
  return message.startsWith('expected ')
    ? message.slice('expected '.length)
    : undefined;
}

export function sizeOf(
  issue: z.core.$ZodIssueTooBig | z.core.$ZodIssueTooSmall,
): string {
  const small = issue.code === 'too_small';
  const limit = small ? issue.minimum : issue.maximum;
  if (issue.origin === 'number' || issue.origin === 'int') {
    if (issue.inclusive) {
      return `a number of ${small ? 'at least' : 'at most'} ${limit}`;
    }
    return `a number ${small ? 'above' : 'below'} ${limit}`;
  }
  const bound = small ? 'at least' : 'at most';
  const thing = issue.origin === 'string' ? 'character' : 'item';
  return `${issue.exact ? 'exactly' : bound} ${counted(limit, thing)}`;
}

export function formatOf(issue: z.core.$ZodIssueInvalidStringFormat): string {
  if (issue.format === 'starts_with' && 'prefix' in issue) {
    return `text that starts with "${issue.prefix}"`;
  }
  return FORMATS[issue.format] ?? 'text of another form';
}
