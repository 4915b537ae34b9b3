import type { GitLabDouble } from './GitLabDouble';
import { PROJECT } from './paths';

const REQUEST = `${PROJECT}/merge_requests/:iid`;

/** Who approves a merge request, and the heads that it had. */
export function routeApprovals(double: GitLabDouble): void {
  const { http, requests, answers } = double;

  http.route('GET', `${REQUEST}/approvals`, call => {
    const request = requests.get(call.params.iid);
    if (!request) {
      return answers.refused(404, '404 Not found');
    }
    // Who takes an approval back is in the list no more.
    const approving = request.reviews.filter(
      ({ account, id, state }) =>
        state === 'approved' &&
        !request.reviews.some(
          later => later.account === account && later.id > id,
        ),
    );
    return answers.one('MergeRequestLevelMergeRequestApprovalSchema', 200, {
      iid: request.number,
      approved_by: approving.map(({ account }) => ({
        user: answers.user(account),
      })),
    });
  });

  http.route('GET', `${REQUEST}/versions`, async call => {
    await requests.sync();
    const request = requests.get(call.params.iid);
    if (!request) {
      return answers.refused(404, '404 Not found');
    }
    return answers.many(
      'MergeRequestDiffVersionsSchema',
      request.heads.toReversed().map(({ commit, at }, index) => ({
        id: index,
        head_commit_sha: commit,
        created_at: at,
      })),
    );
  });
}
