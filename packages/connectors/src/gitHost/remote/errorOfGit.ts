import { NotFoundError } from '@backstage/errors';
import { GitHostCredentialsError, GitHostUnavailableError } from '../errors';
import { GitCommandError } from '../git/git';

/** What a git command that spoke to a host failed of, in words that do not depend on the host. */
export function errorOfGit(error: unknown, repository: string): unknown {
  if (!(error instanceof GitCommandError)) {
    return error;
  }
  const { stderr } = error;
  if (
    /authentication failed|could not read (?:username|password)|returned error: 40[13]|HTTP Basic: Access denied|permission .* denied/i.test(
      stderr,
    )
  ) {
    return new GitHostCredentialsError(
      `${repository} does not let the portal read or push; whoever runs the portal has to give it valid credentials with write access in integrations.`,
    );
  }
  if (
    /repository .* not found|returned error: 404|does not (?:appear to be a git repository|exist)/i.test(
      stderr,
    )
  ) {
    return new NotFoundError(
      `${repository} is not there, or the portal's account may not see it; check host, owner and repository in fairway.gitHost.`,
    );
  }
  if (
    /could not resolve|failed to connect|couldn't connect|connection|timed? ?out|too slow|early EOF|RPC failed|returned error: (?:429|5\d\d)|unexpected disconnect|hung up/i.test(
      stderr,
    )
  ) {
    return new GitHostUnavailableError(
      `${repository} could not be reached, or broke off; nothing is lost, try again in a minute.`,
    );
  }
  return error;
}
