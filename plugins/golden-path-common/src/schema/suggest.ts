import type { z } from 'zod';
import { DNS_LABEL } from './scalars';

/**
 * What a person most likely meant by a text of another form: `Payments API` for a DNS label, `512MB` for memory. By
 * the words in which a schema says what it expects.
 */
const SUGGESTIONS: Record<string, (text: string) => string> = {
  [DNS_LABEL]: text =>
    // What looks like a path, a flag or code was not meant as a name.
    /^\s*[a-z0-9][-\w .]*$/i.test(text)
      ? text
          .trim()
          .toLowerCase()
          .replace(/[^a-z0-9]+/g, '-')
          .replace(/^[-0-9]+/, '')
          .slice(0, 53)
          .replace(/-+$/, '')
      : text,
  'a catalog group such as group:payments': text =>
    `group:${text
      .trim()
      .toLowerCase()
      .replace(/^.*[:/]/, '')
      .replace(/[^a-z0-9]+/g, '-')}`,
  'memory or storage such as 768Mi or 2Gi': text =>
    text
      .replace(/\s/g, '')
      .replace(
        /^([0-9]+)([kmgt])(?:i?b)?$/i,
        (_, amount, unit) => `${amount}${unit.toUpperCase()}i`,
      ),
  'CPU such as 500m or 2': text => text.replace(/\s*(?:cores?|cpus?)$/i, ''),
  'a duration such as 30s, 5m, 2h or 90d': text =>
    text
      .toLowerCase()
      .replace(
        /^([0-9]+)\s*(s|m|h|d)(?:ec|in|ay|our)?[a-z]*$/,
        (_, amount, unit) => `${amount}${unit}`,
      ),
  'a rate such as 500rps or 6000rpm': text =>
    text
      .replace(/\s*(?:\/|per)?\s*s(?:ec|econd)?$/i, '')
      .replace(/^([0-9]+)$/, '$1rps'),
  'host:port such as api.stripe.com:443': text => {
    const host = text
      .trim()
      .toLowerCase()
      .replace(/^https?:\/\//, '')
      .replace(/\/.*$/, '');
    return host.includes(':') ? host : `${host}:443`;
  },
  'a channel such as #payments-oncall': text =>
    `#${text
      .trim()
      .toLowerCase()
      .replace(/^#/, '')
      .replace(/[^a-z0-9._-]+/g, '-')}`,
  'a kind such as Deployment': text =>
    text.charAt(0).toUpperCase() + text.slice(1),
  'a relative path such as docs/runbook.md': text =>
    text.trim().replace(/^(?:\.?\/)+/, ''),
  'a variable name such as LOG_LEVEL': text =>
    text
      .toUpperCase()
      .replace(/[^A-Z0-9]+/g, '_')
      .slice(0, 128),
  'a path such as /health/ready': text =>
    `/${text.trim().replace(/^(?:\.{0,2}\/)+/, '')}`,
};

const LONGEST = 200;

/** What schemas refuse besides the form: parts of a path that lead elsewhere or are empty, a port that does not exist. */
const REFUSED =
  /(?:^|\/)\.{1,2}(?:\/|$)|\/\/|[^/]\/$|:(?:[7-9]\d{4}|6[6-9]\d{3}|65[6-9]\d\d|655[4-9]\d|6553[6-9])$/;

/** A text that the schema takes, made of the one that it does not; nothing where none is near. */
export function suggestionFor(options: {
  expected: string;
  text: unknown;
  /** What the suggestion has to pass. */
  issue: z.core.$ZodIssueInvalidStringFormat;
}): string | undefined {
  const { expected, text, issue } = options;
  if (typeof text !== 'string' || text.length > LONGEST) {
    return undefined;
  }
  const suggestion = SUGGESTIONS[expected]?.(text);
  const pattern = patternOf(issue.pattern ?? '');
  return suggestion !== undefined &&
    suggestion !== text &&
    pattern?.test(suggestion) &&
    !REFUSED.test(suggestion)
    ? suggestion
    : undefined;
}

/** A pattern as zod hands it over: `/…/flags`. */
function patternOf(text: string): RegExp | undefined {
  const end = text.lastIndexOf('/');
  return text.startsWith('/') && end > 0
    ? new RegExp(text.slice(1, end), text.slice(end + 1))
    : undefined;
}
