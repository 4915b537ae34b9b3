import { type InsidePeer, type Way, waysIn } from '../../agreedTraffic';
import { because } from '../../because';
import {
  type Derived,
  type EnvironmentContext,
  type NamespaceContext,
  derivedForNamespace,
  derivedForService,
  metadataOf,
} from '../../context';
import type { AuthorizationPolicy, AuthorizationRule } from '../../crds/istio';
import { enforcement, modeOf } from './mode';
import { ownMetricsPort } from './metrics';

/** Nobody gets in whom no other policy of the namespace names. */
export function denyByDefault(ctx: NamespaceContext): Derived {
  const { annotations, reasons } = enforcement(modeOf(ctx));
  const policy: AuthorizationPolicy = {
    apiVersion: 'security.istio.io/v1',
    kind: 'AuthorizationPolicy',
    metadata: {
      name: 'default-deny',
      namespace: ctx.namespace,
      labels: ctx.labels.labels,
      ...(annotations ? { annotations } : undefined),
    },
    spec: {},
  };
  return derivedForNamespace(ctx, policy, [
    because(
      '',
      'policy:namespace-network-baseline',
      'No namespace is open by default: an identity that no agreement names gets no answer.',
    ),
    because(
      '/spec',
      'policy:namespace-network-baseline',
      'Empty on purpose: it selects every pod and allows nothing.',
    ),
    ...reasons,
  ]);
}

/** Which identities the agreements let in. */
export function deriveAuthorization(ctx: EnvironmentContext): Derived[] {
  const ways = waysIn(ctx).filter(way => !passesBy(ctx, way));
  if (ways.length === 0) {
    ctx.leaveOut({
      what: 'AuthorizationPolicy',
      why: `No agreement lets anybody call ${ctx.name}, so the one of the namespace, which refuses everybody, is enough.`,
      from: 'intent:/spec/accepts',
    });
    return [];
  }
  if (ways.some(({ peer }) => peer.kind === 'monitoring')) {
    ctx.leaveOut({
      what: 'Metrics for scrapers outside of the mesh',
      why: `Metrics and requests share port ${ctx.main.port}, so in strict mode Prometheus needs an identity of the mesh; a metricsPort of their own in the intent passes the sidecar by.`,
      from: 'intent:/spec/containers',
    });
  }
  const { annotations, reasons } = enforcement(modeOf(ctx));
  const policy: AuthorizationPolicy = {
    apiVersion: 'security.istio.io/v1',
    kind: 'AuthorizationPolicy',
    metadata: metadataOf(ctx, ctx.name, { annotations }),
    spec: {
      selector: { matchLabels: ctx.selector },
      action: 'ALLOW',
      rules: ways.map(way => ruleOf(ctx, way)),
    },
  };
  return [
    derivedForService(ctx, policy, [
      because(
        '',
        'fairway:agreements',
        `Lets in the identities that ${ctx.name} agreed on with others, beside the network rules that go by address.`,
      ),
      because(
        '/spec/selector',
        'fairway:selector',
        'The pods of this service only.',
      ),
      because(
        '/spec/action',
        'fairway:agreements',
        'Allows what a rule below names; what none names is refused.',
      ),
      ...ways.map(({ from, why }, index) =>
        because(`/spec/rules/${index}`, from, why),
      ),
      ...reasons,
    ]),
  ];
}

/** Metrics on a port of their own never meet the sidecar. */
function passesBy(ctx: EnvironmentContext, { peer }: Way<InsidePeer>): boolean {
  return peer.kind === 'monitoring' && ownMetricsPort(ctx.main) !== undefined;
}

function ruleOf(
  ctx: EnvironmentContext,
  { peer, ports }: Way<InsidePeer>,
): AuthorizationRule {
  const trustDomain =
    ctx.contract.providers.mesh.trustDomain ?? 'cluster.local';
  return {
    from: [
      {
        source:
          peer.name === undefined
            ? { namespaces: [peer.namespace] }
            : {
                // Every service has an account of its own, with its own name.
                principals: [
                  `${trustDomain}/ns/${peer.namespace}/sa/${peer.name}`,
                ],
              },
      },
    ],
    to: [
      {
        operation: {
          ports: ports.map(String),
          ...(peer.kind === 'monitoring'
            ? { methods: ['GET'], paths: [ctx.main.metricsPath ?? '/metrics'] }
            : undefined),
        },
      },
    ],
  };
}
