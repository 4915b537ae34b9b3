import { Commits } from '@gitbeaker/rest';
import { GitHostRefusedError } from '../errors';
import type { HostCheck } from '../requests';
import { checkOf, statusAnswer, statusesAnswer } from './answers';
import type { GitLabClient } from './GitLabClient';

const STATES = {
  pending: 'pending',
  success: 'success',
  failure: 'failed',
} as const;
/** GitLab refuses longer ones. */
const MAX_DESCRIPTION = 255;
const MAX_STATUSES = 100;

export async function setStatus(
  client: GitLabClient,
  commit: string,
  status: Omit<HostCheck, 'commit' | 'updatedAt'>,
): Promise<HostCheck> {
  const { name, state, summary, url } = status;
  try {
    const stated = await client.call({
      doing: `state the check ${name}`,
      answer: statusAnswer,
      run: api =>
        new Commits(api).editStatus(client.project, commit, STATES[state], {
          name,
          description: summary.slice(0, MAX_DESCRIPTION),
          // Only addresses are taken; a path of the portal is none.
          ...(url && URL.canParse(url) && { targetUrl: url }),
        }),
    });
    return checkOf(stated, commit);
  } catch (error) {
    // What is pending cannot become pending once more.
    const known =
      error instanceof GitHostRefusedError &&
      (await listStatuses(client, commit)).find(
        check => check.name === name && check.state === state,
      );
    if (known) {
      return known;
    }
    throw error;
  }
}

/** The newest status of each name. */
export async function listStatuses(
  client: GitLabClient,
  commit: string,
): Promise<HostCheck[]> {
  const statuses = await client.call({
    doing: 'show the checks of a commit',
    answer: statusesAnswer,
    run: api => new Commits(api).allStatuses(client.project, commit),
  });
  return statuses.slice(0, MAX_STATUSES).map(status => checkOf(status, commit));
}
