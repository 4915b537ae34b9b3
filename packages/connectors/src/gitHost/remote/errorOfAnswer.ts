import { NotFoundError } from '@backstage/errors';
import {
  GitHostCredentialsError,
  GitHostRefusedError,
  GitHostUnavailableError,
} from '../errors';

const MAX_WORDS = 300;

/**
 * The error that an answer of a host means, with what it said and what to do.
 * @param options - `host`: what people call it. `doing`: what was tried, e.g. `open a request`. `words`: what the
 * host said, shown shortened and on one line. `token`: a person's own credentials were used.
 */
export function errorOfAnswer(options: {
  host: string;
  status: number;
  doing: string;
  words?: string;
  token?: boolean;
}): Error {
  const { host, status, doing, token } = options;
  const said = wordsOf(options.words);
  const tried = `${host} did not ${doing} (HTTP ${status}${said})`;
  switch (status) {
    case 401:
      return new GitHostCredentialsError(
        token
          ? `${tried}: it does not know your credentials there; sign in to it again.`
          : `${tried}: it does not know the portal's credentials; whoever runs the portal has to give it a valid token in integrations.`,
      );
    case 403:
      return new GitHostCredentialsError(
        token
          ? `${tried}: your account there may not do this; ask for access to the repository.`
          : `${tried}: the portal's account may not do this; whoever runs the portal has to give it write access to the repository and its requests.`,
      );
    case 404:
      return new NotFoundError(
        `${tried}: it is not there, or the portal's account may not see it; check owner and name of the repository, and what the account may read.`,
      );
    case 400:
    case 405:
    case 409:
    case 412:
    case 422:
    case 423:
      return new GitHostRefusedError({
        message: `${tried}; look at the request there, mend what it names, and try again.`,
        status,
      });
    default:
      return new GitHostUnavailableError(
        status >= 500
          ? `${tried}: it has trouble of its own; nothing is lost, try again in a minute.`
          : `${tried}: that answer is unexpected; check the address in integrations.`,
      );
  }
}

/** The words of a host, as part of a sentence. */
function wordsOf(words: string | undefined): string {
  const line = (words ?? '')
    .replace(/[\p{Cc}\p{Cs}\u2028\u2029\u202a-\u202e\u2066-\u2069]+/gu, ' ')
    .trim();
  if (line === '') {
    return '';
  }
  return `: ${line.length > MAX_WORDS ? `${line.slice(0, MAX_WORDS)}…` : line}`;
}
