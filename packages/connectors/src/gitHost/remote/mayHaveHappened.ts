import {
  GitHostCredentialsError,
  GitHostLimitError,
  GitHostUnavailableError,
} from '../errors';

/** The host may have done it although we were not told. */
export function mayHaveHappened(error: unknown): boolean {
  return (
    error instanceof GitHostUnavailableError &&
    !(error instanceof GitHostLimitError) &&
    !(error instanceof GitHostCredentialsError)
  );
}
