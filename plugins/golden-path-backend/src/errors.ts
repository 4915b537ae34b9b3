import {
  ConflictError,
  InputError,
  NotFoundError,
  ServiceUnavailableError,
} from '@backstage/errors';
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
      }:\n${problems.map(formatProblem).join('\n')}`,
    );
    this.problems = problems;
  }
}

/** As many as anyone mends before asking again. */
const MAX_PROBLEMS = 100;

/** A draft that makes no contract: the first hundred of its problems as data and in the message. */
export class DraftProblemsError extends InputError {
  override readonly name = 'InputError' as const;
  readonly problems: Problem[];

  constructor(problems: Problem[]) {
    const shown = problems.slice(0, MAX_PROBLEMS);
    super(
      `The contract of this draft has ${
        problems.length === 1 ? 'a problem' : `${problems.length} problems`
      }:\n${shown.map(formatProblem).join('\n')}`,
    );
    this.problems = shown;
  }
}

/**
 * No such service is merged. A `NotFoundError` of the Git host says less: the portal may have lost access to the
 * repository, and then nothing is known of any service.
 */
export class NoSuchServiceError extends NotFoundError {
  override readonly name = 'NotFoundError' as const;
}

/** The portal knows no such change request; whether the Git host does is another question. */
export class NoSuchRequestError extends NotFoundError {
  override readonly name = 'NotFoundError' as const;
}

/** What is asked for is done for one caller at a time, and it is another one's turn. */
export class BusyError extends ServiceUnavailableError {
  override readonly name = 'ServiceUnavailableError' as const;
}

/** An intent that is understood and denied. */
export class DeniedError extends InputError {
  override readonly name = 'InputError' as const;
  readonly findings: Finding[];

  constructor(options: { service: string; findings: Finding[] }) {
    super(
      `${options.service} is denied, nothing was written:\n${denials(
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
      } is denied under the contract and the fleet of now:\n${denials(
        options.findings,
      )}`,
    );
    this.findings = options.findings;
  }
}

/** One finding a line. */
function denials(findings: Finding[]): string {
  return findings
    .filter(finding => finding.severity === 'deny')
    .map(
      ({ policy, message, remedy }) =>
        `${policy}: ${message.replace(/[.;]?\s*$/, '')}; ${remedy}`,
    )
    .join('\n');
}
