import { z } from 'zod';
import type { GitHubDouble } from './GitHubDouble';
import { REPOSITORY } from './paths';

const MAX_DESCRIPTION = 140;
const status = z.object({
  context: z.string(),
  state: z.enum(['pending', 'success', 'failure', 'error']),
  description: z.string().max(MAX_DESCRIPTION),
  target_url: z.url().optional(),
});

/** Statuses of commits. */
export function routeStatuses(double: GitHubDouble): void {
  const { http, requests, answers } = double;
  const stated = new Map<string, Map<string, object>>();

  http.route('POST', `${REPOSITORY}/statuses/:sha`, call => {
    const { sha } = call.params;
    const at = requests.now();
    const whole = {
      ...status.parse(call.body),
      id: requests.id(),
      created_at: at,
      updated_at: at,
    };
    const ofCommit = stated.get(sha) ?? new Map<string, object>();
    stated.set(sha, ofCommit.set(whole.context, whole));
    return answers.of('repos/create-commit-status', 201, {
      ...whole,
      creator: answers.user(double.accountOf(call).login),
    });
  });

  http.route('GET', `${REPOSITORY}/commits/:sha/status`, call => {
    const statuses = [...(stated.get(call.params.sha)?.values() ?? [])];
    return answers.of('repos/get-combined-status-for-ref', 200, {
      state: 'pending',
      sha: call.params.sha,
      total_count: statuses.length,
      statuses,
    });
  });
}
