import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { root } from '../lib/paths.mjs';
import { settingsOf, valueOf, variablesOf } from '../lib/settings.mjs';

const fileOf = name => readFileSync(path.join(root, name), 'utf8');
const namesOf = settings => [
  ...new Set(
    [...settings.values()]
      .flatMap(({ value }) => variablesOf(value))
      .filter(({ fallback }) => fallback === undefined)
      .map(({ name }) => name),
  ),
];

test('a later file changes what an earlier one says, and takes away what stood below', () => {
  const settings = settingsOf([
    'auth:\n  providers:\n    oidc:\n      production:\n        clientId: ${OIDC_ID} # the client\n',
    'auth:\n  providers:\n    oidc: null\n    github:\n      production:\n        clientId: ${GITHUB_ID}\n',
  ]);
  assert.deepEqual(namesOf(settings), ['GITHUB_ID']);
});

test('comments hold no variables, but say what one is for', () => {
  const settings = settingsOf([
    "# ${NOT_ME}\na:\n  b: ${ME} # what I am for\n  c: 'a # b ${AND_ME}'\n  d: x#y\n  e: $${ESCAPED}\n",
  ]);
  assert.deepEqual(namesOf(settings), ['ME', 'AND_ME']);
  assert.equal(settings.get('a.b').comment, 'what I am for');
  assert.equal(valueOf(settings, 'a.d', {}), 'x#y');
  assert.equal(valueOf(settings, 'a.e', {}), '${ESCAPED}');
});

test('variables inside of lists and flow collections are found', () => {
  const settings = settingsOf([
    'list:\n  - type: ${ONE}\n    options: { token: "${TWO}" }\n  - ${THREE}\nflow:\n  [\n    ${FOUR},\n  ]\nlast: 1\n',
  ]);
  assert.deepEqual(namesOf(settings).sort(), ['FOUR', 'ONE', 'THREE', 'TWO']);
  assert.equal(valueOf(settings, 'last', {}), '1');
});

test('a variable with a default, set, empty and not set', () => {
  const settings = settingsOf(['a: http://${HOST:-localhost}:${PORT}/\n']);
  assert.equal(valueOf(settings, 'a', { PORT: '1' }), 'http://localhost:1/');
  assert.equal(valueOf(settings, 'a', { PORT: '1', HOST: 'x' }), 'http://x:1/');
  assert.equal(valueOf(settings, 'a', { HOST: 'x', PORT: '' }), undefined);
  assert.equal(valueOf(settings, 'nowhere', {}), undefined);
});

test('the demo profile needs no variable', () => {
  const settings = settingsOf(
    ['app-config.yaml', 'app-config.demo.yaml'].map(fileOf),
  );
  assert.deepEqual(namesOf(settings), []);
  assert.equal(valueOf(settings, 'fairway.demo.enabled', {}), 'true');
  assert.equal(valueOf(settings, 'backend.listen.host', {}), '127.0.0.1');
});

test('the production profile says of each variable it needs what it is for', () => {
  const settings = settingsOf(
    ['app-config.yaml', 'app-config.production.yaml'].map(fileOf),
  );
  for (const name of namesOf(settings)) {
    assert.ok(
      [...settings.values()].some(
        ({ value, comment }) => value.includes(`\${${name}}`) && comment,
      ),
      `${name} has no remark`,
    );
  }
});

test('the portal offers the actions of all our backends', () => {
  const plugins = path.join(root, 'plugins');
  const withActions = readdirSync(plugins)
    .filter(name => existsSync(path.join(plugins, name, 'src/actions')))
    .map(name => JSON.parse(fileOf(`plugins/${name}/package.json`)).backstage)
    .filter(({ role }) => role === 'backend-plugin')
    .map(({ pluginId }) => pluginId);
  const [, sources] = /pluginSources:\n((?: +- .*\n)+)/.exec(
    fileOf('app-config.yaml'),
  );
  assert.ok(withActions.length > 0);
  for (const pluginId of withActions) {
    assert.match(sources, new RegExp(`^ +- ${pluginId}$`, 'm'));
  }
});
