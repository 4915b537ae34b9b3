import net from 'node:net';
import { Stop } from './say.mjs';

const PATIENCE_MS = 5_000;

const REASONS = {
  ECONNREFUSED: 'nothing listens there',
  ENOTFOUND: 'no machine has that name',
  EAI_AGAIN: 'the name cannot be looked up',
  EHOSTUNREACH: 'there is no way to that machine',
  ENETUNREACH: 'there is no way to that network',
  ETIMEDOUT: 'no answer',
};

function knock({ host, port }) {
  return new Promise((resolve, reject) => {
    const socket = net.connect({ host, port, autoSelectFamily: true });
    socket.setTimeout(PATIENCE_MS, () =>
      socket.destroy(
        new Error(`no answer within ${PATIENCE_MS / 1000} seconds`),
      ),
    );
    socket.once('connect', () => {
      socket.destroy();
      resolve();
    });
    socket.once('error', reject);
  });
}

/** Stops when nothing answers where PostgreSQL should be; the backend would try for a minute and then say it many times. */
export async function checkDatabase({ host, port }) {
  if (!Number.isInteger(port) || port < 1 || port > 65535) {
    throw new Stop(
      'The port of PostgreSQL is not a number from 1 to 65535.',
      'Correct POSTGRES_PORT (backend.database.connection.port); PostgreSQL itself takes 5432.',
      2,
    );
  }
  try {
    await knock({ host, port });
  } catch (error) {
    throw new Stop(
      `PostgreSQL cannot be reached at ${host}:${port}: ${
        REASONS[error.code] ?? error.message
      }.`,
      'Start it, or correct POSTGRES_HOST and POSTGRES_PORT (backend.database.connection), then try again.',
    );
  }
}
