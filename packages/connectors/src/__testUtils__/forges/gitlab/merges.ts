import { z } from 'zod';
import type { GitLabDouble } from './GitLabDouble';
import { PROJECT } from './paths';

const merge = z.object({
  sha: z.string(),
  squash: z.literal(false),
  should_remove_source_branch: z.literal(false),
  merge_commit_message: z.string(),
});

/** Merging, with git, and what GitLab says when it does not. */
export function routeMerges(double: GitLabDouble): void {
  const { http, requests, answers } = double;

  http.route('GET', PROJECT, () =>
    answers.one('ProjectSchema', 200, {
      id: 7,
      path_with_namespace: 'acme/platform/gitops',
      merge_method: double.mergeMethod,
      squash_option: 'default_off',
    }),
  );

  http.route('PUT', `${PROJECT}/merge_requests/:iid/merge`, async call => {
    await requests.sync();
    const request = requests.get(call.params.iid);
    if (!request) {
      return answers.refused(404, '404 Not found');
    }
    const given = merge.parse(call.body);
    const account = double.accountOf(call);
    if (account.mayNotMerge) {
      return answers.refused(401, '401 Unauthorized');
    }
    if (request.state !== 'open' || request.draft || double.protection) {
      return answers.refused(405, '405 Method Not Allowed');
    }
    if (given.sha !== request.commit) {
      return answers.refused(409, 'SHA does not match HEAD of source branch');
    }
    const merged = await requests.merge(request, {
      message: given.merge_commit_message,
      account: account.login,
    });
    return merged
      ? answers.one(
          'ExpandedMergeRequestSchema',
          200,
          await answers.mergeRequest(request),
        )
      : answers.refused(405, '405 Method Not Allowed');
  });
}
