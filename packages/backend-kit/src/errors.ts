import { InputError } from '@backstage/errors';
import {
  formatProblem,
  type Problem,
} from '@fairway/plugin-golden-path-common';

/** A call that is put wrongly: every problem at once, as data and in the message. */
export class BadCallError extends InputError {
  override readonly name = 'InputError' as const;
  readonly problems: Problem[];

  constructor(problems: Problem[]) {
    super(problems.map(formatProblem).join('\n'));
    this.problems = problems;
  }
}

/** A body that is too large, or that comes in a form nobody reads here. */
export class BodyError extends Error {
  readonly statusCode: 413 | 415;

  constructor(options: { statusCode: 413 | 415; message: string }) {
    super(options.message);
    this.name =
      options.statusCode === 413
        ? 'PayloadTooLargeError'
        : 'UnsupportedMediaTypeError';
    this.statusCode = options.statusCode;
  }
}
