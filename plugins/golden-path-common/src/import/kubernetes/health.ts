import { isRecord } from '../../json/pointer';
import type { Draft } from '../draft';
import { itemsAt, mappingAt, textAt, wholeAt } from '../read';
import { placeOf, type ImportSource } from '../report';
import { portNumber, type PodContainer, type Serving } from './pod';

const PROBES = [
  { field: 'startupProbe', health: 'startup' },
  { field: 'readinessProbe', health: 'ready' },
  { field: 'livenessProbe', health: 'live' },
] as const;

const TIMINGS = [
  'initialDelaySeconds',
  'periodSeconds',
  'timeoutSeconds',
  'failureThreshold',
  'successThreshold',
];

/** Whether a container speaks gRPC on the port that it serves on, and what says so. */
export function speaksGrpc(
  container: PodContainer,
  serving: Serving,
): string | undefined {
  if (container.at !== serving.container.at) {
    return undefined;
  }
  const probed = PROBES.find(({ field }) =>
    isRecord(container.value[field])
      ? isRecord(mappingAt(container.value, `/${field}`).grpc)
      : false,
  );
  if (probed) {
    return `the gRPC ${probed.field}`;
  }
  const { appProtocol = '', portName = '' } = serving;
  const byHttp = PROBES.some(({ field }) =>
    isRecord(mappingAt(container.value, `/${field}`).httpGet),
  );
  if (byHttp) {
    return undefined;
  }
  if (/^(grpc|kubernetes\.io\/h2c)$/.test(appProtocol)) {
    return `appProtocol ${appProtocol} of the Service`;
  }
  return /^grpc(-|$)/.test(portName) ? `the port name ${portName}` : undefined;
}

/** Carries the probes of a container over to its health. */
export function draftHealth(
  draft: Draft,
  options: {
    source: ImportSource;
    container: PodContainer;
    /** Container in the draft: `/spec/containers/app`. */
    at: string;
    port: number | undefined;
    grpc: boolean;
  },
): void {
  const { source, container, at, port, grpc } = options;
  const timings = new Set<string>();
  let timed: string | undefined;
  for (const { field, health } of PROBES) {
    const probe = container.value[field];
    if (!isRecord(probe)) {
      continue;
    }
    const where = `${container.at}/${field}`;
    const place = placeOf(source, where);
    for (const timing of TIMINGS) {
      if (Object.hasOwn(probe, timing)) {
        timings.add(timing);
        timed ??= where;
      }
    }
    const { httpGet } = probe;
    if (grpc && isRecord(probe.grpc)) {
      if (textAt(probe, '/grpc/service') !== undefined) {
        draft.leaveOut(
          `${field}.grpc.service`,
          'the health of the whole server is asked for',
          placeOf(source, `${where}/grpc/service`),
        );
      }
    } else if (isRecord(httpGet) && !grpc) {
      carryHttp(draft, {
        httpGet,
        container,
        port,
        to: `${at}/health/${health}`,
        what: field,
        place,
      });
    } else {
      const way = ['exec', 'tcpSocket', 'grpc', 'httpGet'].find(each =>
        Object.hasOwn(probe, each),
      );
      draft.leaveOut(
        `${field} by ${way ?? 'nothing'}`,
        'an intent states health as HTTP paths, or as the health service of gRPC',
        place,
      );
    }
  }
  if (timings.size > 0) {
    draft.leaveOut(
      `timing of the probes (${[...timings].join(', ')})`,
      'the platform decides how often and how long probes ask; slow starters are told by their runtime',
      placeOf(source, timed),
    );
  }
  carryDrain(draft, options);
  completeHealth(draft, at);
}

function carryHttp(
  draft: Draft,
  options: {
    httpGet: Record<string, unknown>;
    container: PodContainer;
    port: number | undefined;
    to: string;
    what: string;
    place: { file: string; line: number };
  },
): void {
  const { httpGet, container, port, to, what, place } = options;
  const asked = portNumber(
    container,
    wholeAt(httpGet, '/port') ?? textAt(httpGet, '/port'),
  );
  if (asked !== undefined && port !== undefined && asked !== port) {
    draft.leaveOut(
      `${what} on port ${asked}`,
      `health is asked on the port that it serves on, ${port}`,
      place,
    );
    return;
  }
  // A query is no part of a path.
  const [path = '/'] = (textAt(httpGet, '/path') ?? '/').split('?');
  draft.set(to, path.startsWith('/') ? path : `/${path}`, place);
  const headers = itemsAt(httpGet, '/httpHeaders')
    .map(header => textAt(header, '/name'))
    .filter(name => name !== undefined);
  if (headers.length > 0) {
    draft.leaveOut(
      `header ${headers.join(', ')} of the ${what}`,
      'the platform asks health without headers; the path has to answer so',
      place,
    );
  }
  if (textAt(httpGet, '/scheme') === 'HTTPS') {
    draft.leaveOut(
      `HTTPS of the ${what}`,
      'health is asked over HTTP; the mesh or the gateway ends TLS',
      place,
    );
  }
}

function carryDrain(
  draft: Draft,
  options: {
    source: ImportSource;
    container: PodContainer;
    at: string;
    grpc: boolean;
  },
): void {
  const { source, container, at, grpc } = options;
  const lifecycle = container.value.lifecycle;
  if (!isRecord(lifecycle)) {
    return;
  }
  const where = `${container.at}/lifecycle`;
  const path = textAt(lifecycle, '/preStop/httpGet/path');
  if (path !== undefined && !grpc) {
    draft.set(`${at}/health/drain`, path, placeOf(source, where));
  } else if (
    lifecycle.preStop !== undefined &&
    lifecycle.preStop !== null &&
    !isRecord(mappingAt(lifecycle, '/preStop').sleep)
  ) {
    draft.leaveOut(
      'lifecycle.preStop',
      'before it stops, a container serves some seconds longer, or is told at a path (health.drain)',
      placeOf(source, where),
    );
  }
  if (lifecycle.postStart !== undefined && lifecycle.postStart !== null) {
    draft.leaveOut(
      'lifecycle.postStart',
      'the image does what it needs to start',
      placeOf(source, where),
    );
  }
}

/** Health without readiness is none: what says that it lives stands in. */
function completeHealth(draft: Draft, at: string): void {
  if (
    draft.get(`${at}/health`) === undefined ||
    draft.get(`${at}/health/ready`) !== undefined
  ) {
    return;
  }
  const found = ['startup', 'live'].find(
    key => draft.get(`${at}/health/${key}`) !== undefined,
  );
  if (found === undefined) {
    return;
  }
  const value = String(draft.get(`${at}/health/${found}`));
  draft.set(`${at}/health/ready`, value);
  draft.changes(
    'readiness',
    `there was none, and the path of the ${
      found === 'live' ? 'livenessProbe' : 'startupProbe'
    } stands in for it: what fails there takes no requests, and is not only started anew`,
    draft.originOf(`${at}/health/${found}`),
  );
  draft.ask({
    at: `${at}/health/ready`,
    question: 'Which path answers 200 only while it can take requests?',
    value,
    basis: 'placeholder',
    from: `health.${found}`,
  });
}
