/** Why a call was not taken; each has a status of its own. */
export const REFUSALS = {
  unparsable: { statusCode: 400, name: 'InputError' },
  forged: { statusCode: 401, name: 'AuthenticationError' },
  expired: { statusCode: 401, name: 'AuthenticationError' },
  'not-configured': { statusCode: 404, name: 'NotFoundError' },
  replayed: { statusCode: 409, name: 'ConflictError' },
  'too-large': { statusCode: 413, name: 'PayloadTooLargeError' },
  'unknown-service': { statusCode: 422, name: 'UnprocessableError' },
  'too-many': { statusCode: 429, name: 'TooManyRequestsError' },
} as const;

/** @see REFUSALS */
export type RefusalReason = keyof typeof REFUSALS;

/** A call of a webhook that is not taken, with what to do about it. It tells nothing of secrets. */
export class WebhookRefusal extends Error {
  readonly reason: RefusalReason;
  readonly statusCode: number;

  constructor(reason: RefusalReason, message: string) {
    super(message);
    this.reason = reason;
    const { statusCode, name } = REFUSALS[reason];
    this.statusCode = statusCode;
    this.name = name;
  }
}
