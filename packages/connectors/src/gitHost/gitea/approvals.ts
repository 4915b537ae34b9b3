import { allPages } from '../remote/allPages';
import type { ForgeApproval } from '../remote/Forge';
import { standingApprovals, type Verdict } from '../remote/standingApprovals';
import { reviewsAnswer } from './answers';
import type { GiteaClient } from './GiteaClient';

/** Comments and questions for a review change nothing of what somebody said before. */
const VERDICTS = new Set(['APPROVED', 'REQUEST_CHANGES']);

export async function listApprovals(
  client: GiteaClient,
  number: number,
): Promise<ForgeApproval[]> {
  return standingApprovals(verdicts(client, number));
}

async function* verdicts(
  client: GiteaClient,
  number: number,
): AsyncGenerator<Verdict> {
  for await (const review of allPages(page =>
    client.page({
      doing: `list the reviews of request ${number}`,
      path: `/pulls/${number}/reviews`,
      query: { ...page },
      answer: reviewsAnswer,
    }),
  )) {
    const { user, state, commit_id: commit, dismissed } = review;
    if (user && VERDICTS.has(state)) {
      yield {
        account: user.login,
        approves: state === 'APPROVED' && !dismissed,
        commit,
        at: review.submitted_at,
      };
    }
  }
}
