import { NotFoundError } from '@backstage/errors';
import { NoSuchRequestError, NoSuchServiceError } from '../errors';

/**
 * Whether neither a call nor what it was about is to blame: the host does not answer, takes no more calls, or does not
 * show the repository to the portal, which it says like something that is not there.
 */
export function isUnavailable(error: unknown): boolean {
  if (!(error instanceof Error)) {
    return false;
  }
  return error.name === NotFoundError.name
    ? !(
        error instanceof NoSuchServiceError ||
        error instanceof NoSuchRequestError
      )
    : error.name === 'ServiceUnavailableError';
}
