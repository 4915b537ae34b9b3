import { z } from 'zod';
import type { Pull } from './answers';
import type { GitHubClient } from './GitHubClient';

const READY = `mutation ($pull: ID!) {
  markPullRequestReadyForReview(input: { pullRequestId: $pull }) { pullRequest { isDraft } }
}`;
const DRAFT = `mutation ($pull: ID!) {
  convertPullRequestToDraft(input: { pullRequestId: $pull }) { pullRequest { isDraft } }
}`;

/** Makes a request a draft or ready for review, which the REST API cannot. */
export async function setDraft(
  client: GitHubClient,
  options: { pull: Pull; draft: boolean },
): Promise<void> {
  const { pull, draft } = options;
  if ((pull.draft ?? false) === draft) {
    return;
  }
  await client.call({
    doing: draft ? 'make the request a draft' : 'mark the request as ready',
    answer: z.unknown(),
    run: async octokit => ({
      data: await octokit.graphql(draft ? DRAFT : READY, {
        pull: pull.node_id,
      }),
    }),
  });
}
