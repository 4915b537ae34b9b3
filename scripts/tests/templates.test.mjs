import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { parse } from 'yaml';
import { root } from '../lib/paths.mjs';
import { templatesOf } from '../lib/templates.mjs';

const folder = path.join(root, 'templates');
const templates = await templatesOf(folder);

test('the templates are as their source states them', () => {
  for (const [name, text] of Object.entries(templates)) {
    const file = path.join(folder, name, 'template.yaml');
    assert.equal(
      readFileSync(file, 'utf8'),
      text,
      `${file} is not current: run node scripts/templates.mjs`,
    );
  }
});

test('each type of work has a template, listed for the catalog, and one of them is recommended', () => {
  const { spec } = parse(
    readFileSync(path.join(folder, 'all-templates.yaml'), 'utf8'),
  );
  const types = parse(
    readFileSync(path.join(root, 'platform/workload-types.yaml'), 'utf8'),
  ).workloadTypes;
  const names = Object.keys(templates);
  assert.deepEqual(names.toSorted(), Object.keys(types).toSorted());
  assert.deepEqual(
    spec.targets,
    names.map(name => `./${name}/template.yaml`),
  );
  const recommended = names.filter(name =>
    parse(templates[name]).metadata.tags.includes('recommended'),
  );
  assert.deepEqual(recommended, ['http-api']);
});
