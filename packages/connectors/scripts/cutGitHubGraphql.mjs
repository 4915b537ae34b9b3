#!/usr/bin/env node
/**
 * Cuts what our GitHub double answers out of GitHub's published GraphQL schema, without prose.
 *
 *   npm pack @octokit/graphql-schema && tar xzf octokit-graphql-schema-*.tgz
 *   node scripts/cutGitHubGraphql.mjs package/schema.graphql
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { parse, print, visit } from 'graphql';

/** Types, and the fields that are kept of them. */
const KEPT = {
  ConvertPullRequestToDraftInput: ['pullRequestId'],
  ConvertPullRequestToDraftPayload: ['pullRequest'],
  MarkPullRequestReadyForReviewInput: ['pullRequestId'],
  MarkPullRequestReadyForReviewPayload: ['pullRequest'],
  Mutation: ['convertPullRequestToDraft', 'markPullRequestReadyForReview'],
  PullRequest: ['id', 'isDraft'],
  Query: ['viewer'],
  User: ['login'],
};
const OUT = new URL(
  '../src/__testUtils__/forges/github/schema.graphql',
  import.meta.url,
);

const [source] = process.argv.slice(2);
const published = parse(readFileSync(source, 'utf8'));
const kept = visit(
  {
    ...published,
    definitions: published.definitions.filter(
      definition => definition.name?.value in KEPT,
    ),
  },
  {
    ObjectTypeDefinition: node => ({ ...cut(node), interfaces: [] }),
    InputObjectTypeDefinition: node => cut(node),
    StringValue: () => null,
  },
);
writeFileSync(OUT, `${print(kept)}\n`);

function cut(node) {
  return {
    ...node,
    description: undefined,
    directives: [],
    fields: node.fields.filter(field =>
      KEPT[node.name.value].includes(field.name.value),
    ),
  };
}
