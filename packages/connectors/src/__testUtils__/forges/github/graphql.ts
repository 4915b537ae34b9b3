import { buildSchema, graphql } from 'graphql';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import type { GitHubDouble } from './GitHubDouble';

const schema = buildSchema(
  readFileSync(path.join(__dirname, 'schema.graphql'), 'utf8'),
);
const query = z.object({
  query: z.string(),
  variables: z.record(z.string(), z.unknown()).optional(),
});
const pullInput = z.object({
  input: z.object({ pullRequestId: z.string() }),
});

/** What only GraphQL can, answered by the schema that GitHub publishes. */
export function routeGraphql(double: GitHubDouble): void {
  const { http, requests } = double;

  const setDraft = (args: unknown, draft: boolean) => {
    const { input } = pullInput.parse(args);
    const request = requests.get(input.pullRequestId.replace('PR_', ''));
    if (!request) {
      throw new Error(`Could not resolve to a node with the global id`);
    }
    request.draft = draft;
    request.updatedAt = requests.now();
    return { pullRequest: { id: input.pullRequestId, isDraft: draft } };
  };

  http.route('POST', '/api/graphql', async call => {
    const { query: source, variables } = query.parse(call.body);
    const answer = await graphql({
      schema,
      source,
      variableValues: variables,
      rootValue: {
        viewer: { login: double.accountOf(call).login },
        markPullRequestReadyForReview: (args: unknown) => setDraft(args, false),
        convertPullRequestToDraft: (args: unknown) => setDraft(args, true),
      },
    });
    return { status: 200, body: answer };
  });
}
