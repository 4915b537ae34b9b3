import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isAboutState, reasonOf } from '../lib/portalLog.mjs';

const ESC = '\u001b';
const line = (plugin, level, message, fields = '') =>
  `${ESC}[2m2026-01-02T03:04:05.678Z${ESC}[22m ${ESC}[34m${plugin}${ESC}[39m ${ESC}[32m${level}${ESC}[39m ${message} ${fields}`;
const access = line(
  'rootHttpRouter',
  'info',
  '[2026-01-02] "GET /api/x HTTP/1.1" 200',
  `${ESC}[36mtype${ESC}[39m="incomingRequest"`,
);

test('a plugin that refuses to start is named with its reason, not the access log', () => {
  const reason = reasonOf(
    [
      access,
      line('golden-path', 'error', 'an older one'),
      access,
      'BackendStartupError: Backend startup failed due to the following errors:',
      "  Plugin 'permission' startup failed; caused by Error: No policy module installed!",
      "  Module 'personas' for plugin 'auth' startup failed; caused by Error: fairway.demo.enabled is not true: remove auth.providers.personas",
      '',
    ].join('\n'),
  );
  assert.equal(
    reason,
    'personas: fairway.demo.enabled is not true: remove auth.providers.personas\npermission: No policy module installed!',
  );
  assert.equal(isAboutState(reason), false);
});

test('one database that fails every plugin is said once', () => {
  const reason = reasonOf(
    ['search', 'catalog', 'golden-path']
      .map(
        id =>
          `  Plugin '${id}' startup failed; caused by Error: Failed to instantiate service 'core.auth' for '${id}' because the factory function threw an error, Error: Failed to connect to the database to make sure that 'backstage_plugin_${id}' exists, Error: connect ECONNREFUSED`,
      )
      .join('\n'),
  );
  assert.match(reason, /^search: Failed to connect to the database.*REFUSED$/);
});

test('the last words are told without stacks and warnings', () => {
  const reason = reasonOf(
    [
      'Loading config from MergedConfigSource{}',
      '(node:1) [DEP0040] DeprecationWarning: x',
      'YAMLParseError: Nested mappings are not allowed at line 1',
      '    at parse (yaml.js:1:1)',
    ].join('\n'),
  );
  assert.equal(
    reason,
    'YAMLParseError: Nested mappings are not allowed at line 1',
  );
});

test('otherwise the last error of the log, without its fields', () => {
  const reason = reasonOf(
    [
      line('catalog', 'error', 'an older one'),
      line(
        'golden-path',
        'error',
        'SQLITE_CORRUPT: database disk image is malformed',
        `${ESC}[36mstack${ESC}[39m="Error: x"`,
      ),
      access,
    ].join('\n'),
  );
  assert.equal(
    reason,
    'golden-path: SQLITE_CORRUPT: database disk image is malformed',
  );
  assert.equal(isAboutState(reason), true);
});

test('a log that tells nothing gives nothing', () => {
  assert.equal(reasonOf(''), '');
  assert.equal(reasonOf(access), '');
});
