import chalk from 'chalk';
import type {
  CompileResult,
  Finding,
  ReviewDecision,
  Waiver,
} from '@fairway/plugin-golden-path-common';
import { oneLine } from '../lib/findingLine';

/** A result for people: what was derived, who has to agree, what it costs. Of what cannot be derived, only that. */
export function serviceLines(options: {
  result: CompileResult;
  review: ReviewDecision;
}): string[] {
  const { result, review } = options;
  const { cost, readiness, denied } = result;
  const verdict = denied ? chalk.red('denied') : chalk.green('fine');
  const found = [
    `${chalk.bold(result.name)}  ${verdict}`,
    `  derived    ${derivedWords(result)}`,
    `  findings   ${bySeverity(result.findings)}`,
  ];
  for (const waiver of result.waivers ?? []) {
    found.push(waiverLine(waiver));
  }
  if (result.documents.length === 0) {
    return found;
  }
  return [
    ...found,
    `  review     ${
      review.decision === 'automatic'
        ? 'automatic'
        : `by ${review.reviewers.join(', ')}`
    }`,
    ...review.reasons.map(({ why }) => `             ${why}`),
    `  cost       ${cost.monthly} ${cost.currency} a month, at the most ${cost.monthlyAtMax}`,
    ...(cost.note ? [`             ${cost.note}`] : []),
    `  readiness  ${readiness.met} of ${readiness.total} duties met`,
  ];
}

/** `  exception  run-as-non-root in prod until 2027-01-31: why (group:security, SEC-12)`. */
function waiverLine(waiver: Waiver): string {
  const { kind, subject, environments, expires, reason, approvedBy } = waiver;
  const by = [approvedBy, waiver.ticket].filter(Boolean).join(', ');
  return oneLine(
    `  ${kind.padEnd(9)}  ${subject} in ${environments.join(
      ', ',
    )} until ${expires}: ${reason} (${by})`,
  );
}

/** `63 objects and 4 documents for dev, prod, staging`, or `nothing`. */
function derivedWords({ objects, documents }: CompileResult): string {
  const environments = [...new Set(objects.map(({ env }) => env))];
  const amounts = amountWords(objects.length, documents.length);
  return environments.length > 0
    ? `${amounts} for ${environments.join(', ')}`
    : amounts;
}

/** `63 objects and 4 documents`: each is a file. */
export function amountWords(objects: number, documents: number): string {
  return (
    [
      ...(objects > 0 ? [countOf(objects, 'object')] : []),
      ...(documents > 0 ? [countOf(documents, 'document')] : []),
    ].join(' and ') || 'nothing'
  );
}

function bySeverity(findings: Finding[]): string {
  const deny = findings.filter(({ severity }) => severity === 'deny').length;
  return findings.length === 0
    ? 'none'
    : `${deny} deny, ${findings.length - deny} warn`;
}

function countOf(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
