import { ConflictError } from '@backstage/errors';
import { BranchProtectedError } from '../errors';
import { RefMovedError } from '../git/refs';

/** What `!<TAB>from:to<TAB>[rejected] (why)` of `git push --porcelain` means. */
export function refusalOfPush(options: {
  line: string;
  stderr: string;
  branch: string;
  repository: string;
}): Error {
  const { line, stderr, branch, repository } = options;
  if (
    /stale info|fetch first|non-fast-forward|remote ref does not exist|cannot lock ref|failed to update ref|reference already exists|incorrect old value/i.test(
      line,
    )
  ) {
    return new RefMovedError(
      `${branch} of ${repository} has moved; look at the newest version and try again.`,
    );
  }
  const words = stderr
    .split('\n')
    .filter(said => said.startsWith('remote:'))
    .map(said => said.slice('remote:'.length).trim())
    .filter(Boolean)
    .join(' ')
    .slice(0, 300);
  const why = /\(([^)]*)\)\s*$/.exec(line)?.[1];
  return /remote rejected/.test(line)
    ? new BranchProtectedError({
        branch,
        repository,
        words: words || `${why ?? 'no'}.`,
      })
    : new ConflictError(
        `${repository} did not take the push to ${branch}: ${
          why ?? (words || 'it did not say why')
        }; try again.`,
      );
}
