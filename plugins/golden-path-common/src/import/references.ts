import { entryOf } from './read';

/** A host that a text names, with where it stands in it. */
export interface HostReference {
  host: string;
  port?: number;
  scheme?: string;
  /** From the first character of the host to the last of host and port. */
  start: number;
  end: number;
}

/** Longer texts are no addresses, and searching them would take long. */
const MAX_LENGTH = 4096;

const HOST = '[A-Za-z0-9](?:[-A-Za-z0-9.]{0,251}[A-Za-z0-9])?';
/** With a scheme, or with a port: what has neither could be any word. */
const REFERENCE = new RegExp(
  `(?:\\b([a-z][a-z0-9+]{0,20}):\\/\\/(?:[^\\s\\/@,]{0,512}@)?(${HOST})(?::(\\d{1,5}))?)` +
    `|(?:(?<![-A-Za-z0-9._:/])(${HOST}):(\\d{1,5})(?![-A-Za-z0-9._:]))`,
  'g',
);

/** Ports of schemes whose addresses often leave them out. */
const DEFAULT_PORTS: Record<string, number> = {
  http: 80,
  https: 443,
  ws: 80,
  wss: 443,
  grpc: 80,
  postgres: 5432,
  postgresql: 5432,
  mysql: 3306,
  mongodb: 27017,
  redis: 6379,
  rediss: 6379,
  amqp: 5672,
  amqps: 5671,
  nats: 4222,
  kafka: 9092,
  smtp: 25,
  smtps: 465,
  ldap: 389,
  ldaps: 636,
};

/** Every host in a text that stands in an address: `http://cart:7070/v1`, `cart:7070`, `a:9092,b:9092`. */
export function hostReferences(text: string): HostReference[] {
  if (text.length > MAX_LENGTH) {
    return [];
  }
  return [...text.matchAll(REFERENCE)].map(match => {
    const [whole, scheme, urlHost, urlPort, plainHost, plainPort] = match;
    const host = urlHost ?? plainHost;
    const port = urlPort ?? plainPort;
    const length = host.length + (port === undefined ? 0 : port.length + 1);
    const end = match.index + whole.length;
    return {
      host: host.toLowerCase(),
      ...(port !== undefined && { port: Number(port) }),
      ...(scheme !== undefined && { scheme }),
      start: end - length,
      end,
    };
  });
}

/** The port that an address means, stated or by its scheme. */
export function portOf({ port, scheme }: HostReference): number | undefined {
  return (
    port ?? (scheme === undefined ? undefined : entryOf(DEFAULT_PORTS, scheme))
  );
}

/** Whether a host is a name with a domain, and no address, loopback or name of a cluster. */
export function isOutsideHost(host: string): boolean {
  return (
    /^(?=.{1,253}$)[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?(\.[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?)*\.[a-z]{2,63}$/.test(
      host,
    ) && !/\.(svc|local|localhost|internal\.local)$/.test(host)
  );
}

/** A text with some of its hosts written otherwise. */
export function rewritten(
  text: string,
  changes: { reference: HostReference; address: string }[],
): string {
  let result = text;
  for (const { reference, address } of [...changes].sort(
    (a, b) => b.reference.start - a.reference.start,
  )) {
    result =
      result.slice(0, reference.start) + address + result.slice(reference.end);
  }
  return result;
}
