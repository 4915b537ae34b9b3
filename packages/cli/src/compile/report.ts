import chalk from 'chalk';
import type {
  CompileResult,
  Finding,
  ReviewDecision,
} from '@fairway/plugin-golden-path-common';

/** A result for people: what was derived, who has to agree, what it costs. */
export function serviceLines(options: {
  result: CompileResult;
  review: ReviewDecision;
}): string[] {
  const { result, review } = options;
  const { cost, readiness, denied } = result;
  const environments = [...new Set(result.objects.map(({ env }) => env))];
  const verdict = denied ? chalk.red('denied') : chalk.green('fine');
  return [
    `${chalk.bold(result.name)}  ${verdict}`,
    `  derived    ${countOf(
      result.objects.length,
      'object',
    )} for ${environments.join(', ')}`,
    `  findings   ${bySeverity(result.findings)}`,
    `  review     ${
      review.decision === 'automatic'
        ? 'automatic'
        : `by ${review.reviewers.join(', ')}`
    }`,
    ...review.reasons.map(({ why }) => `             ${why}`),
    `  cost       ${cost.monthly} ${cost.currency} a month, at the most ${cost.monthlyAtMax}`,
    `  readiness  ${readiness.met} of ${readiness.total} duties met`,
  ];
}

/** `path:line: what is wrong; what to do`. A warning says that it is one. */
export function findingLine(options: {
  finding: Finding;
  file: string;
}): string {
  const { finding, file } = options;
  const { line, severity, message, remedy } = finding;
  const where = line === undefined ? file : `${file}:${line}`;
  const mark = severity === 'warn' ? 'warning: ' : '';
  return oneLine(`${where}: ${mark}${withoutDot(message)}; ${remedy}`);
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

function withoutDot(text: string): string {
  return text.replace(/\.$/, '');
}

/** Whatever a document held, it stays on its line. */
function oneLine(text: string): string {
  // eslint-disable-next-line no-control-regex
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, ' ');
}
