#!/usr/bin/env node
/**
 * Cuts the operations that our GitHub double answers out of GitHub's published OpenAPI document, without prose.
 *
 *   npm pack @octokit/openapi && tar xzf octokit-openapi-*.tgz
 *   node scripts/cutGitHubSchema.mjs package/generated/api.github.com.json
 *   yarn run -T prettier --write src/__testUtils__/forges/github
 */
import { readFileSync, writeFileSync } from 'node:fs';

const OPERATIONS = [
  'apps/create-installation-access-token',
  'apps/list-installations',
  'issues/create-comment',
  'issues/list-comments',
  'issues/set-labels',
  'pulls/create',
  'pulls/get',
  'pulls/list',
  'pulls/merge',
  'pulls/request-reviewers',
  'pulls/update',
  'repos/create-commit-status',
  'repos/get-combined-status-for-ref',
];
const PROSE = new Set([
  'description',
  'example',
  'examples',
  'externalDocs',
  'summary',
  'title',
]);
const OUT = new URL(
  '../src/__testUtils__/forges/github/schema.json',
  import.meta.url,
);

const [source] = process.argv.slice(2);
const published = JSON.parse(readFileSync(source, 'utf8'));
const definitions = {};

/** JSON Schema of an OpenAPI 3.0 schema; what it refers to is put beside it. */
function schemaOf(node, inProperties = false) {
  if (Array.isArray(node)) {
    return node.map(item => schemaOf(item));
  }
  if (typeof node !== 'object' || node === null) {
    return node;
  }
  if (typeof node.$ref === 'string') {
    const name = node.$ref.split('/').at(-1);
    if (!(name in definitions)) {
      definitions[name] = {};
      definitions[name] = schemaOf(published.components.schemas[name]);
    }
    return { $ref: `#/definitions/${name}` };
  }
  if (node.nullable && !node.type) {
    // OpenAPI 3.0 lets null stand beside alternatives, JSON Schema among them.
    const { nullable: _, anyOf, oneOf, ...rest } = node;
    const alternatives = anyOf ?? oneOf ?? [{}];
    return schemaOf({ ...rest, anyOf: [...alternatives, { type: 'null' }] });
  }
  return Object.fromEntries(
    Object.entries(node)
      .filter(
        ([key]) => inProperties || !(PROSE.has(key) || key.startsWith('x-')),
      )
      .map(([key, value]) => [
        key,
        schemaOf(value, key === 'properties' && !inProperties),
      ]),
  );
}

function answerOf(response) {
  const named = response.$ref
    ? published.components.responses[response.$ref.split('/').at(-1)]
    : response;
  return schemaOf(named.content?.['application/json']?.schema ?? {});
}

const operations = {};
for (const methods of Object.values(published.paths)) {
  for (const operation of Object.values(methods)) {
    if (OPERATIONS.includes(operation.operationId)) {
      operations[operation.operationId] = Object.fromEntries(
        Object.entries(operation.responses).map(([status, response]) => [
          status,
          answerOf(response),
        ]),
      );
    }
  }
}
writeFileSync(
  OUT,
  `${JSON.stringify(
    {
      source: `@octokit/openapi ${published.info.version}, api.github.com (MIT)`,
      operations,
      definitions,
    },
    null,
    1,
  )}\n`,
);
