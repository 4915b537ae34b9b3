import { z } from 'zod';
import type { GitHubDouble } from './GitHubDouble';
import { REPOSITORY } from './paths';

const merge = z.object({
  sha: z.string(),
  merge_method: z.literal('merge'),
  commit_title: z.string(),
  commit_message: z.string(),
});

/** Merging, with git, and what GitHub says when it does not. */
export function routeMerges(double: GitHubDouble): void {
  const { http, requests, answers } = double;

  http.route('PUT', `${REPOSITORY}/pulls/:number/merge`, async call => {
    await requests.sync();
    const request = requests.get(call.params.number);
    if (!request) {
      return answers.notFound('pulls/merge');
    }
    const said = merge.parse(call.body);
    const refused = (status: 405 | 409, message: string) =>
      answers.of('pulls/merge', status, { message });
    if (request.state !== 'open') {
      return refused(405, 'Pull Request is not mergeable');
    }
    if (request.draft) {
      return refused(405, 'Pull Request is still a draft');
    }
    if (double.protection) {
      return refused(405, double.protection);
    }
    if (said.sha !== request.commit) {
      return refused(
        409,
        'Head branch was modified. Review and try the merge again.',
      );
    }
    const merged = await requests.merge(request, {
      message: `${said.commit_title}\n\n${said.commit_message}`,
      account: double.accountOf(call).login,
    });
    return merged
      ? answers.of('pulls/merge', 200, {
          sha: request.mergeCommit,
          merged: true,
          message: 'Pull Request successfully merged',
        })
      : refused(405, 'Pull Request is not mergeable');
  });
}
