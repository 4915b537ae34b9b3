import type { PlatformContract } from '../../../model';
import type { WayIn } from './wayIn';

/** Annotations that make an ingress controller keep the terms of a way in. */
export interface Controls {
  annotations: Record<string, string>;
  /** Reason for each annotation, by its key. */
  reasons: Record<string, { from: string; why: string }>;
  /** Terms that it cannot keep, and why. */
  unkept: { term: Term; why: string }[];
}

export type Term = WayIn['terms'][number];

type IngressSettings = NonNullable<
  PlatformContract['providers']['traffic']['ingress']
>;

const PREFIX = 'nginx.ingress.kubernetes.io/';
const TRAFFIC = 'contract:/providers/traffic/ingress';

/** The terms of a way in as ingress-nginx takes them. */
export function nginxControls(options: {
  terms: readonly Term[];
  settings: IngressSettings;
  protocol: 'http' | 'grpc';
  /** Name of the Service inside the clusters, where requests have to ask for it. */
  service?: string;
}): Controls {
  const controls: Controls = { annotations: {}, reasons: {}, unkept: [] };
  const add = (key: string, value: string, from: string, why: string) => {
    controls.annotations[`${PREFIX}${key}`] = value;
    controls.reasons[`${PREFIX}${key}`] = { from, why };
  };
  add(
    'force-ssl-redirect',
    'true',
    'policy:ingress-tls',
    'Who comes without TLS is sent to the address with it, whatever the controller does by default.',
  );
  if (options.protocol === 'grpc') {
    add(
      'backend-protocol',
      'GRPC',
      'intent:/spec/containers',
      'The service speaks gRPC.',
    );
  }
  if (options.service !== undefined) {
    const from = 'contract:/providers/mesh';
    add(
      'service-upstream',
      'true',
      from,
      'The sidecar of the controller balances over the pods; a pod that the controller picks itself would be called without an identity, and strict mode refuses that.',
    );
    add(
      'upstream-vhost',
      options.service,
      from,
      'By this name the mesh finds the service, its identity and the share of a canary; the host that was asked for stays in X-Forwarded-Host.',
    );
  }
  for (const term of options.terms) {
    const why = keep(term, options.settings, add);
    if (why !== undefined) {
      controls.unkept.push({ term, why });
    }
  }
  return controls;
}

/** Adds what keeps a term; gives the reason when nothing does. */
function keep(
  term: Term,
  settings: IngressSettings,
  add: (key: string, value: string, from: string, why: string) => void,
): string | undefined {
  const { key, value, from } = term;
  switch (key) {
    case 'fairway.dev/rate-limit':
      add(
        `limit-${value.slice(-3)}`,
        value.slice(0, -3),
        from,
        `At most ${value} from one address.`,
      );
      return undefined;
    case 'fairway.dev/authentication':
      return authenticate(value, settings, add);
    // Whoever keeps logs and firewall rules reads them from our own annotation; the controller has no part in it.
    default:
      return undefined;
  }
}

function authenticate(
  method: string,
  { authentication = {} }: IngressSettings,
  add: (key: string, value: string, from: string, why: string) => void,
): string | undefined {
  if (method === 'none') {
    return undefined;
  }
  const missing = `The contract names nothing that checks ${method} (providers.traffic.ingress.authentication.${method})`;
  if (method === 'mtls') {
    const { mtls } = authentication;
    if (!mtls) {
      return missing;
    }
    const from = `${TRAFFIC}/authentication/mtls`;
    add(
      'auth-tls-secret',
      mtls.authorities,
      from,
      'Certificates of callers are checked against these authorities.',
    );
    add(
      'auth-tls-verify-client',
      'on',
      from,
      'A caller without a certificate gets no further than the controller.',
    );
    return undefined;
  }
  const known = Object.entries(authentication).find(([key]) => key === method);
  const endpoint = known?.[1];
  if (!endpoint || !('url' in endpoint)) {
    return missing;
  }
  const from = `${TRAFFIC}/authentication/${method}`;
  add(
    'auth-url',
    endpoint.url,
    from,
    `Each request is asked about here first (${method}); only what is answered with 2xx reaches the service.`,
  );
  if (endpoint.signIn) {
    add(
      'auth-signin',
      endpoint.signIn,
      from,
      'Who has not signed in is sent here.',
    );
  }
  if (endpoint.responseHeaders?.length) {
    add(
      'auth-response-headers',
      endpoint.responseHeaders.join(','),
      from,
      'Who the caller is reaches the service in these headers, and a caller cannot set them.',
    );
  }
  return undefined;
}
