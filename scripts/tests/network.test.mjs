import assert from 'node:assert/strict';
import { test } from 'node:test';
import { yarnNetwork } from '../lib/network.mjs';

test('Yarn goes through the proxy that npm goes through', () => {
  assert.deepEqual(yarnNetwork({}), {});
  assert.deepEqual(yarnNetwork({ https_proxy: 'http://p:1' }), {
    YARN_HTTPS_PROXY: 'http://p:1',
  });
  assert.deepEqual(yarnNetwork({ npm_config_proxy: 'http://p:1' }), {
    YARN_HTTP_PROXY: 'http://p:1',
    YARN_HTTPS_PROXY: 'http://p:1',
  });
  assert.deepEqual(
    yarnNetwork({ HTTPS_PROXY: 'http://p:1', YARN_HTTPS_PROXY: 'http://q:2' }),
    {},
  );
});
