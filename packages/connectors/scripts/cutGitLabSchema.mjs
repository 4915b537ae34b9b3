#!/usr/bin/env node
/**
 * Writes the answers of GitLab that our double gives as JSON Schema, from the types that `@gitbeaker/core` publishes:
 * GitLab's own OpenAPI document does not say what may be null or left out.
 *
 *   node scripts/cutGitLabSchema.mjs && yarn run -T prettier --write src/__testUtils__/forges/gitlab
 */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { createGenerator } from 'ts-json-schema-generator';

const TYPES = [
  'CommitStatusSchema',
  'ExpandedMergeRequestSchema',
  'ExpandedUserSchema',
  'MergeRequestNoteSchema',
  'MergeRequestSchema',
  'ProjectSchema',
  'SimpleMemberSchema',
  'UserSchema',
];
const OUT = new URL(
  '../src/__testUtils__/forges/gitlab/schema.json',
  import.meta.url,
);

// What the package exports by name alone is no root for the generator: it is given one.
const root = fileURLToPath(new URL('./answers.generated.ts', import.meta.url));
writeFileSync(
  root,
  `import type { ${TYPES.join(', ')} } from '@gitbeaker/core';
export interface Answers { ${TYPES.map(type => `${type}: ${type}`).join('; ')} }
`,
);
let schema;
try {
  schema = createGenerator({
    path: root,
    type: 'Answers',
    skipTypeCheck: true,
    jsDoc: 'none',
    additionalProperties: true,
    expose: 'all',
  }).createSchema('Answers');
} finally {
  rmSync(root);
}

const { Answers: _, ...definitions } = schema.definitions;
const { version } = JSON.parse(
  readFileSync(
    createRequire(import.meta.url)
      .resolve('@gitbeaker/core')
      .replace(/dist.index\.js$/, 'package.json'),
    'utf8',
  ),
);
writeFileSync(
  OUT,
  `${JSON.stringify(
    { source: `@gitbeaker/core ${version} (MIT)`, definitions },
    null,
    1,
  )}\n`,
);
