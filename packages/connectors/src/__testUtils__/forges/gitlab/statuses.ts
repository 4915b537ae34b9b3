import { z } from 'zod';
import type { GitLabDouble } from './GitLabDouble';
import { PROJECT } from './paths';

const status = z.object({
  name: z.string(),
  state: z.enum(['pending', 'running', 'success', 'failed', 'canceled']),
  description: z.string().max(255),
  target_url: z.url().optional(),
});

interface Stated {
  name: string;
  status: string;
}

/** Statuses of commits. */
export function routeStatuses(double: GitLabDouble): void {
  const { http, requests, answers } = double;
  const stated = new Map<string, Map<string, Stated>>();

  http.route('POST', `${PROJECT}/statuses/:sha`, call => {
    const { sha } = call.params;
    const { state, ...given } = status.parse(call.body);
    const ofCommit = stated.get(sha) ?? new Map<string, Stated>();
    const before = ofCommit.get(given.name)?.status;
    if (before === state && (state === 'pending' || state === 'running')) {
      const event = state === 'pending' ? 'enqueue' : 'run';
      return answers.refused(
        400,
        `Cannot transition status via :${event} from :${state} (Reason(s): Status cannot transition via "${event}")`,
      );
    }
    const whole = {
      ...given,
      status: state,
      sha,
      id: requests.id(),
      ref: 'main',
      created_at: requests.now(),
      author: answers.user(double.accountOf(call).login),
    };
    stated.set(sha, ofCommit.set(given.name, whole));
    return answers.one('CommitStatusSchema', 201, whole);
  });

  http.route('GET', `${PROJECT}/repository/commits/:sha/statuses`, call =>
    answers.many('CommitStatusSchema', [
      ...(stated.get(call.params.sha)?.values() ?? []),
    ]),
  );
}
