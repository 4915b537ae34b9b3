import type { z } from 'zod';
import type { HostCheck } from '../requests';
import { combinedStatusAnswer, statusAnswer, timeOf } from './answers';
import type { GitHubClient } from './GitHubClient';

/** GitHub refuses longer ones. */
const MAX_DESCRIPTION = 140;
const MAX_STATUSES = 100;

export async function setStatus(
  client: GitHubClient,
  commit: string,
  status: Omit<HostCheck, 'commit' | 'updatedAt'>,
): Promise<HostCheck> {
  const { name, state, summary, url } = status;
  const stated = await client.call({
    doing: `state the check ${name}`,
    answer: statusAnswer,
    run: octokit =>
      octokit.rest.repos.createCommitStatus({
        ...client.where,
        sha: commit,
        context: name,
        state,
        description:
          summary.length > MAX_DESCRIPTION
            ? `${summary.slice(0, MAX_DESCRIPTION - 1)}…`
            : summary,
        // Only addresses are taken; a path of the portal is none.
        ...(url && URL.canParse(url) && { target_url: url }),
      }),
  });
  return checkOf(stated, commit);
}

/** The newest status of each name. */
export async function listStatuses(
  client: GitHubClient,
  commit: string,
): Promise<HostCheck[]> {
  const { statuses } = await client.call({
    doing: 'show the checks of a commit',
    answer: combinedStatusAnswer,
    run: octokit =>
      octokit.rest.repos.getCombinedStatusForRef({
        ...client.where,
        ref: commit,
        per_page: MAX_STATUSES,
      }),
  });
  return statuses.map(status => checkOf(status, commit));
}

function checkOf(
  status: z.infer<typeof statusAnswer>,
  commit: string,
): HostCheck {
  return {
    name: status.context,
    state: status.state === 'error' ? 'failure' : status.state,
    summary: status.description ?? '',
    ...(status.target_url && { url: status.target_url }),
    commit,
    updatedAt: timeOf(status.updated_at),
  };
}
