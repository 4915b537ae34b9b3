import type { HostCheck } from '../requests';
import { checkOf, combinedStatusAnswer, statusAnswer } from './answers';
import type { GiteaClient } from './GiteaClient';

const MAX_STATUSES = 100;

export async function setStatus(
  client: GiteaClient,
  commit: string,
  status: Omit<HostCheck, 'commit' | 'updatedAt'>,
): Promise<HostCheck> {
  const { name, state, summary, url } = status;
  const stated = await client.call({
    doing: `state ${name}`,
    method: 'POST',
    path: `/statuses/${commit}`,
    body: {
      context: name,
      state,
      description: summary,
      ...(url && { target_url: url }),
    },
    answer: statusAnswer,
  });
  return checkOf(stated, commit);
}

/** The newest status of each name. */
export async function listStatuses(
  client: GiteaClient,
  commit: string,
): Promise<HostCheck[]> {
  const { statuses } = await client.call({
    doing: 'list the checks of a commit',
    path: `/commits/${commit}/status`,
    query: { limit: MAX_STATUSES },
    answer: combinedStatusAnswer,
  });
  return (statuses ?? []).map(status => checkOf(status, commit));
}
