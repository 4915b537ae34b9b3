import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { root } from '../lib/paths.mjs';
import { settingsOf, variablesOf } from '../lib/settings.mjs';

const textOf = file => readFileSync(path.join(root, file), 'utf8');
const pages = readdirSync(path.join(root, 'docs')).filter(name =>
  name.endsWith('.md'),
);

function filesBelow(folder) {
  return readdirSync(path.join(root, folder), { withFileTypes: true }).flatMap(
    entry => {
      const file = `${folder}/${entry.name}`;
      return entry.isDirectory() ? filesBelow(file) : [file];
    },
  );
}

test('every page of the documentation is in the index and in the navigation', () => {
  const index = textOf('docs/index.md');
  const navigation = textOf('mkdocs.yml');
  for (const page of pages) {
    assert.ok(navigation.includes(`: ${page}\n`), `mkdocs.yml lacks ${page}`);
    assert.ok(
      page === 'index.md' || index.includes(`](${page})`),
      `docs/index.md lacks ${page}`,
    );
  }
});

test('links between files lead somewhere', () => {
  for (const file of ['README.md', ...pages.map(page => `docs/${page}`)]) {
    // What stands in a block of code is no link.
    const text = textOf(file).replace(/^```[\s\S]*?^```/gm, '');
    const links = [...text.matchAll(/\]\(([^)\s]+)\)/g)]
      .map(([, target]) => target.split('#')[0])
      .filter(target => target && !/^[a-z]+:/.test(target));
    for (const target of links) {
      assert.ok(
        existsSync(path.join(root, path.dirname(file), target)),
        `${file} links to ${target}`,
      );
    }
  }
});

test('packages that the README names exist under these names', () => {
  const names = ['plugins', 'packages']
    .flatMap(folder =>
      readdirSync(path.join(root, folder)).map(
        name => `${folder}/${name}/package.json`,
      ),
    )
    .filter(file => existsSync(path.join(root, file)))
    .flatMap(file => {
      const { name, exports = {} } = JSON.parse(textOf(file));
      return [
        name,
        ...Object.keys(exports).map(key => path.posix.join(name, key)),
      ];
    });
  for (const [mentioned] of textOf('README.md').matchAll(
    /@fairway\/[\w/-]*\w/g,
  )) {
    assert.ok(names.includes(mentioned), `there is no ${mentioned}`);
  }
});

test('docs/production.md names every variable of the production profile', () => {
  const page = textOf('docs/production.md');
  const settings = settingsOf(
    ['app-config.yaml', 'app-config.production.yaml'].map(textOf),
  );
  for (const { value } of settings.values()) {
    for (const { name } of variablesOf(value)) {
      assert.ok(page.includes(`\`${name}\``), `${name} is missing`);
    }
  }
});

test('docs/api.md names every audit event, topic, permission and action', () => {
  const page = textOf('docs/api.md');
  const sources = filesBelow('plugins/golden-path-backend/src')
    .filter(file => file.endsWith('.ts') && !file.includes('.test.'))
    .map(textOf)
    .join('\n');
  const found = (pattern, text = sources) =>
    [...text.matchAll(pattern)].map(([, name]) => name);
  const names = [
    ...found(/eventId: '([a-z-]+)'/g),
    ...found(/_TOPIC = '([^']+)'/g),
    ...found(/_CHANNEL = '([^']+)'/g),
    ...found(/register\(\{\s+name: '([^']+)'/g).map(
      name => `golden-path.${name}`,
    ),
    // One row holds those that differ in the last word only.
    ...found(
      /name: '(golden-path\.[^']+)'/g,
      textOf('plugins/golden-path-common/src/permissions.ts'),
    ).map(name => (page.includes(name) ? name : `.${name.split('.').at(-1)}`)),
  ];
  assert.ok(names.length > 15);
  for (const name of names) {
    assert.ok(page.includes(`\`${name}\``), `${name} is missing`);
  }
});
