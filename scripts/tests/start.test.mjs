import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { root } from '../lib/paths.mjs';

const folder = mkdtempSync(path.join(os.tmpdir(), 'fairway-start-'));
after(() => rmSync(folder, { recursive: true, force: true }));

/** Everything that the production profile asks for; nothing listens on port 9. */
const PRODUCTION = {
  FAIRWAY_URL: 'https://fairway.example.com',
  POSTGRES_HOST: '127.0.0.1',
  POSTGRES_PORT: '9',
  POSTGRES_USER: 'fairway',
  POSTGRES_PASSWORD: 'of-the-tests-only',
  AUTH_SESSION_SECRET: 'of-the-tests-only',
  OIDC_METADATA_URL: 'http://127.0.0.1:9/.well-known/openid-configuration',
  OIDC_CLIENT_ID: 'fairway',
  OIDC_CLIENT_SECRET: 'of-the-tests-only',
};

/** `npm start -- …` in a terminal in which nothing but `env` is set. It must end by itself. */
function npmStart(args, env = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(
      process.execPath,
      [path.join(root, 'scripts/fairway.mjs'), 'start', ...args],
      {
        cwd: root,
        env: {
          PATH: process.env.PATH,
          HOME: folder,
          FAIRWAY_STATE: folder,
          ...env,
        },
        timeout: 30_000,
      },
    );
    let words = '';
    child.stdout.on('data', chunk => (words += chunk));
    child.stderr.on('data', chunk => (words += chunk));
    child.once('error', reject);
    child.once('close', code => resolve({ code, words }));
  });
}

function fileWith(name, text) {
  const file = path.join(folder, name);
  writeFileSync(file, text);
  return file;
}

async function occupy(host) {
  const server = net.createServer();
  await new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ port: 0, host, ipv6Only: host === '::1' }, resolve);
  });
  return server;
}

const production = ['--config', 'app-config.production.yaml'];

test('a production start without its variables names all of them at once', async () => {
  const { code, words } = await npmStart(production);
  assert.equal(code, 1);
  for (const name of Object.keys(PRODUCTION)) {
    assert.match(words, new RegExp(`^ +${name} +\\S+`, 'm'));
  }
  assert.doesNotMatch(words, /FAIRWAY_STATE|FAIRWAY_HOST|\n\s+at /);
});

test('a variable that is empty is not set', async () => {
  const { code, words } = await npmStart(production, {
    ...PRODUCTION,
    AUTH_SESSION_SECRET: '',
  });
  assert.equal(code, 1);
  assert.match(words, /A variable is not set[^]*AUTH_SESSION_SECRET {2}a long/);
  assert.doesNotMatch(words, /POSTGRES_HOST/);
});

test('sign-in with GitHub laid over it asks for the variables of GitHub instead', async () => {
  const github = fileWith(
    'github.yaml',
    'auth:\n  providers:\n    oidc: null\n    github:\n      production:\n        clientId: ${AUTH_GITHUB_CLIENT_ID}\n',
  );
  const { words } = await npmStart([...production, `--config=${github}`]);
  assert.match(
    words,
    /AUTH_GITHUB_CLIENT_ID +for auth\.providers\.github\.production\.clientId/,
  );
  assert.doesNotMatch(words, /OIDC_/);
});

test('a PostgreSQL that nobody answers for is named with host and port', async () => {
  const { code, words } = await npmStart(production, PRODUCTION);
  assert.equal(code, 1);
  assert.match(
    words,
    /PostgreSQL cannot be reached at 127\.0\.0\.1:9: nothing listens there/,
  );
  const odd = await npmStart(production, {
    ...PRODUCTION,
    POSTGRES_PORT: 'five',
  });
  assert.equal(odd.code, 2);
  assert.match(odd.words, /not a number from 1 to 65535/);
});

test('an address that is none is refused', async () => {
  const { code, words } = await npmStart(production, {
    ...PRODUCTION,
    FAIRWAY_URL: 'fairway.example.com',
  });
  assert.equal(code, 2);
  assert.match(words, /app\.baseUrl is "fairway\.example\.com"/);
});

test('mistyped options and files are told in a sentence, without a stack', async () => {
  for (const [args, said] of [
    [
      ['--config', 'nosuch.yaml'],
      /There is no configuration file nosuch\.yaml/,
    ],
    [['--config', 'docs'], /docs is not a file/],
    [['--config'], /--config needs a file/],
    [['--config', '--fresh'], /--config needs a file/],
    [['--frehs'], /Unknown option --frehs\. Did you mean --fresh\?/],
    [['nonsense'], /Unknown option nonsense\.\n/],
    [['--fresh=yes'], /--fresh takes no value/],
  ]) {
    const { code, words } = await npmStart(args);
    assert.equal(code, 2, args.join(' '));
    assert.match(words, said);
    assert.doesNotMatch(words, /\n\s+at /);
  }
});

test('--fresh forgets the demo only', async () => {
  const { code, words } = await npmStart(
    [...production, '--fresh'],
    PRODUCTION,
  );
  assert.equal(code, 2);
  assert.match(words, /--fresh forgets .* app-config\.production\.yaml/);
  assert.match(words, /Leave --fresh out/);
});

test('--help tells the options and starts nothing', async () => {
  const { code, words } = await npmStart(['--help', '--config', 'nosuch.yaml']);
  assert.equal(code, 0);
  assert.match(words, /--fresh[^]*--config[^]*FAIRWAY_PORT/);
});

test('a port that is taken, on IPv4 or on IPv6, is named', async t => {
  for (const host of ['127.0.0.1', '::1']) {
    const server = await occupy(host).catch(() => undefined);
    if (!server) {
      t.diagnostic(`this machine has no ${host}`);
      continue;
    }
    const { port } = server.address();
    const { code, words } = await npmStart([], {
      FAIRWAY_PORT: String(port),
      FAIRWAY_BACKEND_PORT: String(port === 65535 ? 1024 : port + 1),
    });
    server.close();
    assert.equal(code, 1);
    assert.match(words, new RegExp(`Port ${port} is taken`));
  }
});

test('ports that are none, or the same, are refused', async () => {
  const none = await npmStart([], { FAIRWAY_PORT: '70000' });
  assert.match(none.words, /FAIRWAY_PORT=70000 is not a port/);
  const same = await npmStart([], {
    FAIRWAY_PORT: '4000',
    FAIRWAY_BACKEND_PORT: '4000',
  });
  assert.match(same.words, /are both 4000/);
});
