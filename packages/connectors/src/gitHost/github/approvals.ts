import { allPages } from '../remote/allPages';
import type { ForgeApproval } from '../remote/Forge';
import { standingApprovals, type Verdict } from '../remote/standingApprovals';
import { reviewsAnswer, timeOf } from './answers';
import type { GitHubClient } from './GitHubClient';

/** A comment changes nothing of what its author said before. */
const VERDICTS = new Set(['APPROVED', 'CHANGES_REQUESTED', 'DISMISSED']);

export async function listApprovals(
  client: GitHubClient,
  number: number,
): Promise<ForgeApproval[]> {
  return standingApprovals(verdicts(client, number));
}

async function* verdicts(
  client: GitHubClient,
  number: number,
): AsyncGenerator<Verdict> {
  for await (const review of allPages(async ({ page, limit }) => {
    const { data, more } = await client.page({
      doing: `show the reviews of request ${number}`,
      answer: reviewsAnswer,
      run: octokit =>
        octokit.rest.pulls.listReviews({
          ...client.where,
          pull_number: number,
          page,
          per_page: limit,
        }),
    });
    return { items: data, more };
  })) {
    const { user, state, commit_id: commit, submitted_at: at } = review;
    if (user && at && VERDICTS.has(state)) {
      yield {
        account: user.login,
        approves: state === 'APPROVED' && commit !== null,
        commit: commit ?? '',
        at: timeOf(at),
      };
    }
  }
}
