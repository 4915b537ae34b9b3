import net from 'node:net';
import { Stop } from './say.mjs';

/** Only this machine reaches the portal that `npm start` starts. */
const LOOPBACK = ['127.0.0.1', '::1'];

function portFrom(name, fallback) {
  const text = process.env[name];
  if (text === undefined || text === '') {
    return fallback;
  }
  const port = Number(text);
  if (!Number.isInteger(port) || port < 1 || port > 65535) {
    throw new Stop(
      `${name}=${text} is not a port.`,
      'Set it to a number from 1 to 65535.',
      2,
    );
  }
  return port;
}

export function ports() {
  return {
    web: portFrom('FAIRWAY_PORT', 3000),
    backend: portFrom('FAIRWAY_BACKEND_PORT', 7007),
  };
}

function isFree(port) {
  return new Promise(resolve => {
    const server = net.createServer();
    server.once('error', () => resolve(false));
    server.listen(port, LOOPBACK[0], () => server.close(() => resolve(true)));
  });
}

/** Says which port is taken, and how to use another. */
export async function checkPorts(wanted) {
  for (const [name, port] of Object.entries(wanted)) {
    if (!(await isFree(port))) {
      throw new Stop(
        `Port ${port} is taken by another program.`,
        `Stop that program (is another Fairway running?), or use another port: ${name}=${
          port + 1
        } npm start`,
      );
    }
  }
}

/**
 * Hands every connection on the portal's port to the backend, which serves pages and API alike. Bytes are passed
 * as they are, so web sockets work too.
 */
export async function forward({ from, to }) {
  const servers = [];
  for (const host of LOOPBACK) {
    const server = net.createServer(client => {
      const upstream = net.connect(to, LOOPBACK[0]);
      const close = () => {
        client.destroy();
        upstream.destroy();
      };
      client.on('error', close).on('close', close);
      upstream.on('error', close).on('close', close);
      client.pipe(upstream).pipe(client);
    });
    await new Promise((resolve, reject) => {
      server.once('error', error =>
        // A machine without IPv6 is fine.
        host === '::1'
          ? resolve()
          : reject(
              new Stop(
                `Port ${from} cannot be opened: ${error.message}`,
                `Use another port: FAIRWAY_PORT=${from + 1} npm start`,
              ),
            ),
      );
      server.listen(from, host, resolve);
    });
    servers.push(server);
  }
  return () => servers.forEach(server => server.close());
}
