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

/** What a machine without IPv6 says of ::1. */
const NO_SUCH_INTERFACE = ['EAFNOSUPPORT', 'EADDRNOTAVAIL', 'EPROTONOSUPPORT'];

/** Listens; false when the machine does not have that interface. */
function listen(server, { port, host }) {
  return new Promise((resolve, reject) => {
    server.once('error', error =>
      host === '::1' && NO_SUCH_INTERFACE.includes(error.code)
        ? resolve(false)
        : reject(error),
    );
    server.listen({ port, host, ipv6Only: host === '::1' }, () =>
      resolve(true),
    );
  });
}

function cannotOpen({ variable, port, host }, error) {
  const another = `${variable}=${port < 65535 ? port + 1 : 3000} npm start`;
  switch (error.code) {
    case 'EADDRINUSE':
      return new Stop(
        `Port ${port} is taken by another program${
          host === '::1' ? ' (on ::1, which browsers try first)' : ''
        }.`,
        `Stop that program (is another Fairway running?), or use another port: ${another}`,
      );
    case 'EACCES':
      return new Stop(
        `Port ${port} may not be opened by this user.`,
        `Use a port from 1024 on: ${another}`,
      );
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return new Stop(
        `This machine has no interface ${host} to listen on.`,
        'Correct FAIRWAY_HOST (backend.listen.host).',
      );
    default:
      return new Stop(
        `Port ${port} cannot be opened on ${host}: ${error.message}`,
        `Use another port: ${another}`,
      );
  }
}

/** Says which port cannot be had, and how to use another. `host` is where the backend listens. */
export async function checkPorts({ web, backend, host = LOOPBACK[0] }) {
  if (web === backend) {
    throw new Stop(
      `FAIRWAY_PORT and FAIRWAY_BACKEND_PORT are both ${web}.`,
      'The pages and the backend need a port each.',
      2,
    );
  }
  const wanted = [
    ...LOOPBACK.map(address => ({
      variable: 'FAIRWAY_PORT',
      port: web,
      host: address,
    })),
    { variable: 'FAIRWAY_BACKEND_PORT', port: backend, host },
  ];
  for (const place of wanted) {
    const server = net.createServer();
    try {
      await listen(server, place);
    } catch (error) {
      throw cannotOpen(place, error);
    }
    await new Promise(resolve => server.close(resolve));
  }
}

/** Where to reach, from this machine, what listens on an interface. */
export function reachable(host) {
  return ['0.0.0.0', '::', ''].includes(host) ? LOOPBACK[0] : host;
}

/**
 * Hands every connection on the portal's port to the backend, which serves pages and API alike. Bytes are passed
 * as they are, so web sockets work too.
 */
export async function forward({ from, to, host = LOOPBACK[0] }) {
  const servers = [];
  for (const address of LOOPBACK) {
    const server = net.createServer(client => {
      const upstream = net.connect(to, host);
      const close = () => {
        client.destroy();
        upstream.destroy();
      };
      client.on('error', close).on('close', close);
      upstream.on('error', close).on('close', close);
      client.pipe(upstream).pipe(client);
    });
    const place = { variable: 'FAIRWAY_PORT', port: from, host: address };
    try {
      await listen(server, place);
    } catch (error) {
      throw cannotOpen(place, error);
    }
    servers.push(server);
  }
  return () => servers.forEach(server => server.close());
}
