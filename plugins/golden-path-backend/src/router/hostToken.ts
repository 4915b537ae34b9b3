import { InputError } from '@backstage/errors';
import type { Request } from 'express';

/** Carries a person's own credentials on the Git host; never logged, kept or audited. */
export const HOST_TOKEN_HEADER = 'x-fairway-host-token';

const TOKEN = /^[\x21-\x7e]{1,4096}$/;

/**
 * The person's own credentials on the Git host, for what is done there in their name.
 * @throws InputError when they cannot be any; the message does not repeat them.
 */
export function hostTokenOf(req: Request): string | undefined {
  const token = req.header(HOST_TOKEN_HEADER);
  if (token === undefined || token === '') {
    return undefined;
  }
  if (!TOKEN.test(token)) {
    throw new InputError(
      `The header ${HOST_TOKEN_HEADER} holds no token: expected up to 4096 visible characters without blanks. Sign in to the Git host again.`,
    );
  }
  return token;
}
