import type { IIngress } from 'kubernetes-models/networking.k8s.io/v1';
import type { Finding, PlatformContract } from '../../../model';
import { because, pointer } from '../../because';
import {
  type Derived,
  type EnvironmentContext,
  derivedForService,
  metadataOf,
} from '../../context';
import type { Manifest } from '../../manifest';
import { SERVING_PORT, serviceHost, stableServiceName } from '../../names';
import type { Provider } from '../provider';
import { deriveCertificate } from './certificate';
import { type Controls, nginxControls } from './nginx';
import { type WayIn, wayInOf } from './wayIn';

/** Terms that only the controller can keep. */
const ENFORCED: ReadonlySet<string> = new Set([
  'fairway.dev/authentication',
  'fairway.dev/rate-limit',
]);

/**
 * Public routes by Ingress. The certificate is an object of its own, as with every traffic provider, so there is no
 * annotation for cert-manager: two makers of one Secret would fight over it.
 */
export const ingress: Provider<'traffic'> = {
  layer: 'traffic',
  name: 'ingress',
  // The engine writes an Ingress of its own beside ours, so nothing moves in what Git holds.
  trafficSplit: (canary, contract) =>
    canary === 'route' && settingsOf(contract).controller === 'ingress-nginx'
      ? { kind: 'Ingress', picksPods: true, moves: [] }
      : undefined,
  derive: ctx => {
    const wayIn = wayInOf(ctx, 'Ingress');
    if (!wayIn) {
      return [];
    }
    return [
      ...wayIn.hosts.map(entered => deriveCertificate(ctx, entered)),
      deriveIngress(ctx, wayIn),
    ];
  },
  check: ctx => {
    const wayIn = wayInOf({ ...ctx, leaveOut: () => {} }, 'Ingress');
    return wayIn
      ? controlsOf(ctx, wayIn).unkept.map(unkept => unkeptFinding(ctx, unkept))
      : [];
  },
};

type IngressSettings = NonNullable<
  PlatformContract['providers']['traffic']['ingress']
>;

/** A class that the contract says nothing of may be any product, so its annotations are unknown. */
function settingsOf({ providers }: PlatformContract): IngressSettings {
  const { ingress: stated, gatewayClass } = providers.traffic;
  return stated ?? { class: gatewayClass, controller: 'other' };
}

function controlsOf(ctx: EnvironmentContext, { terms }: WayIn): Controls {
  const settings = settingsOf(ctx.contract);
  return settings.controller === 'ingress-nginx'
    ? nginxControls({
        terms,
        settings,
        protocol: ctx.main.protocol,
        ...(ctx.routedByName && { service: serviceHost(ctx) }),
      })
    : {
        annotations: {},
        reasons: {},
        unkept: terms
          .filter(({ key, value }) => ENFORCED.has(key) && value !== 'none')
          .map(term => ({
            term,
            why: `An Ingress has no field for it, and Fairway does not know the annotations of class ${settings.class}`,
          })),
      };
}

function deriveIngress(ctx: EnvironmentContext, wayIn: WayIn): Derived {
  const { hosts, terms, reach } = wayIn;
  const settings = settingsOf(ctx.contract);
  const className =
    reach === 'internal'
      ? settings.internalClass ?? wayIn.className
      : settings.class;
  const controls = controlsOf(ctx, wayIn);
  for (const { term, why } of controls.unkept) {
    ctx.leaveOut({
      what: `${wordOf(term.key)} (${term.value}) at the ingress`,
      why: `${why}; the Ingress carries it as ${term.key}.`,
      from: term.from,
    });
  }
  if (ctx.routedByName && settings.controller === 'other') {
    ctx.leaveOut({
      what: 'The name of the Service in requests from the ingress',
      why: `Fairway does not know the annotations of class ${
        settings.class
      }: its controller has to ask for ${serviceHost(
        ctx,
      )} and not for a pod, or the mesh refuses it in strict mode.`,
      from: 'contract:/providers/mesh',
    });
  }
  const paths = wayIn.paths ?? ['/'];
  const backend = backendOf(ctx);
  const object: Manifest<IIngress> = {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: metadataOf(ctx, ctx.name, {
      annotations: {
        ...Object.fromEntries(terms.map(({ key, value }) => [key, value])),
        ...controls.annotations,
      },
    }),
    spec: {
      ingressClassName: className,
      tls: hosts.map(({ host, secret }) => ({
        hosts: [host],
        secretName: secret,
      })),
      rules: hosts.map(({ host }) => ({
        host,
        http: {
          paths: paths.map(path => ({
            path,
            pathType: 'Prefix',
            backend: {
              service: { name: backend, port: { name: SERVING_PORT } },
            },
          })),
        },
      })),
    },
  };
  return derivedForService(ctx, object, [
    because(
      '',
      'intent:/spec/exposure',
      reach === 'public'
        ? 'The service is public.'
        : 'The service lets the company in.',
    ),
    ...terms.map(({ key, from }) =>
      because(
        pointer('metadata', 'annotations', key),
        from,
        'What the intent asks of the way in; it is read from here.',
      ),
    ),
    ...Object.entries(controls.reasons).map(([key, { from, why }]) =>
      because(pointer('metadata', 'annotations', key), from, why),
    ),
    because(
      '/spec/ingressClassName',
      'contract:/providers/traffic/ingress',
      `${className} is the way in that the platform runs.`,
    ),
    because(
      '/spec/tls',
      'policy:ingress-tls',
      'Every host has TLS, with the certificate that is derived beside it.',
    ),
    because(
      '/spec/rules',
      hosts[0].from,
      `The ${reach} ${hosts.length > 1 ? 'hosts' : 'host'} in ${
        ctx.environment.name
      }.`,
    ),
    ...hosts.map((_, index) =>
      because(
        `/spec/rules/${index}/http/paths`,
        wayIn.paths ? 'intent:/spec/route/paths' : 'fairway:every-path',
        `${
          wayIn.paths
            ? `Only ${paths.join(', ')} and below`
            : 'The intent names no paths, so every path of the host is served'
        }; ${
          backend === ctx.name
            ? 'all to the pods of the service'
            : 'all to the released pods, and the engine puts an Ingress for the canary beside it'
        }.`,
      ),
    ),
  ]);
}

/** Where an engine splits by the Ingress, it looks for the Service of the released pods in it. */
function backendOf(ctx: EnvironmentContext): string {
  return ctx.trafficSplits.some(({ kind }) => kind === 'Ingress') &&
    !ctx.rollout.carrier.released
    ? stableServiceName(ctx.name)
    : ctx.name;
}

function wordOf(key: string): string {
  return key === 'fairway.dev/rate-limit' ? 'Rate limit' : 'Authentication';
}

/** A deny where the contract asks it of whoever is public, else a warning. */
function unkeptFinding(
  ctx: EnvironmentContext,
  { term, why }: Controls['unkept'][number],
): Finding {
  const field = term.key.endsWith('rate-limit')
    ? 'rateLimit'
    : 'authentication';
  const required = ctx.contract.exposurePolicy.required.some(
    ({ requires }) => requires === `/spec/route/${field}`,
  );
  return {
    policy: 'exposure',
    title: 'A service is exposed as its type and data allow',
    severity: required ? 'deny' : 'warn',
    message: `${wordOf(term.key)} (${
      term.value
    }) would be stated and not kept. ${why}.`,
    at: term.from.replace(/^intent:/, ''),
    remedy: `Ask the platform team to state providers.traffic.ingress in the contract (controller ingress-nginx, and what checks ${
      term.key.endsWith('rate-limit') ? 'callers' : term.value
    }), or to choose gateway-api`,
    environments: [ctx.environment.name],
  };
}
