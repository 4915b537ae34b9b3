import { ConflictError, InputError } from '@backstage/errors';
import {
  formatProblem,
  type Finding,
  type Problem,
} from '@fairway/plugin-golden-path-common';

/** A document that is no intent: every problem at once, as data and in the message. */
export class ProblemsError extends InputError {
  override readonly name = 'InputError' as const;
  readonly problems: Problem[];

  constructor(problems: Problem[]) {
    super(
      `The intent has ${
        problems.length === 1 ? 'a problem' : `${problems.length} problems`
      }: ${problems.map(formatProblem).join('\n')}`,
    );
    this.problems = problems;
  }
}

/** An intent that is understood and denied. */
export class DeniedError extends InputError {
  override readonly name = 'InputError' as const;
  readonly findings: Finding[];

  constructor(options: { service: string; findings: Finding[] }) {
    super(
      `${options.service} is denied, nothing was written. ${denials(
        options.findings,
      )}`,
    );
    this.findings = options.findings;
  }
}

/** A request that was fine when it was opened and is denied under the contract and the fleet of now. */
export class DeniedNowError extends ConflictError {
  override readonly name = 'ConflictError' as const;
  readonly findings: Finding[];

  constructor(options: { service: string; findings: Finding[] }) {
    super(
      `${
        options.service
      } is denied under the contract and the fleet of now. ${denials(
        options.findings,
      )}`,
    );
    this.findings = options.findings;
  }
}

function denials(findings: Finding[]): string {
  return findings
    .filter(finding => finding.severity === 'deny')
    .map(finding => `${finding.policy}: ${finding.message} ${finding.remedy}`)
    .join('\n');
}
