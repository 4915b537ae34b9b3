import {
  type InsidePeer,
  type OutsidePeer,
  type Way,
  waysIn,
  waysOut,
} from '../../agreedTraffic';
import { because } from '../../because';
import {
  type Derived,
  type EnvironmentContext,
  type NamespaceContext,
  type PlatformTraffic,
  derivedForNamespace,
  derivedForService,
  metadataOf,
} from '../../context';
import type {
  CiliumEgressRule,
  CiliumIngressRule,
  CiliumNetworkPolicy,
  EndpointSelector,
  PortRule,
} from '../../crds/cilium';
import { NAME_LABEL } from '../../names';
import type { Provider } from '../provider';
import { labelOf } from './labelOf';
import { PUBLIC_ADDRESSES, isAddress } from './outside';

/** Label that Cilium gives every endpoint. */
const NAMESPACE = 'k8s:io.kubernetes.pod.namespace';

/**
 * Network rules as CiliumNetworkPolicies: the same agreements as plain NetworkPolicies, but hosts outside are opened
 * by name. For that Cilium has to see the answers of DNS, so names are asked for through its proxy.
 */
export const cilium: Provider<'network'> = {
  layer: 'network',
  name: 'cilium',
  derive: ctx => [deriveServicePolicy(ctx)],
  deriveNamespace: ctx => [
    defaultDeny(ctx),
    allowDns(ctx),
    ...ctx.platformTraffic.map(traffic => allowPlatform(ctx, traffic)),
  ],
};

function defaultDeny(ctx: NamespaceContext): Derived {
  const policy = baselinePolicy(ctx, 'default-deny', {
    endpointSelector: {},
    enableDefaultDeny: { ingress: true, egress: true },
    ingress: [{}],
    egress: [{}],
  });
  return derivedForNamespace(ctx, policy, [
    because(
      '',
      'policy:namespace-network-baseline',
      'No namespace is open by default: what is not agreed does not connect.',
    ),
    because(
      '/spec',
      'policy:namespace-network-baseline',
      'Every pod, both directions, no exception: to Cilium an empty rule is one that nothing matches, so these close both and open nothing.',
    ),
  ]);
}

function allowDns(ctx: NamespaceContext): Derived {
  const { dns } = ctx.contract.tenancy;
  const policy = baselinePolicy(ctx, 'allow-dns', {
    endpointSelector: {},
    enableDefaultDeny: { ingress: false, egress: true },
    egress: [
      {
        toEndpoints: [endpoints(dns.namespace, labelOf(dns.podLabel))],
        toPorts: [
          {
            ports: [
              { port: '53', protocol: 'UDP' },
              { port: '53', protocol: 'TCP' },
            ],
            rules: { dns: [{ matchPattern: '*' }] },
          },
        ],
      },
    ],
  });
  return derivedForNamespace(ctx, policy, [
    because(
      '',
      'contract:/tenancy/dns',
      'Everything begins with a name, so every pod may ask for one.',
    ),
    because(
      '/spec',
      'contract:/tenancy/dns',
      `Only the DNS of the cluster (${dns.podLabel} in ${dns.namespace}) on port 53; asking elsewhere would be a way out.`,
    ),
    because(
      '/spec/egress/0/toPorts/0/rules',
      'fairway:hosts-by-name',
      'Answers pass through the DNS proxy of Cilium, which learns from them which addresses a host has; without it no rule for a host name would open anything.',
    ),
  ]);
}

/** What a part of the platform needs of every pod. */
function allowPlatform(
  ctx: NamespaceContext,
  traffic: PlatformTraffic,
): Derived {
  const { direction, from, why } = traffic;
  const peers = [endpoints(traffic.namespace, traffic.podLabels)];
  const toPorts = portsOf(traffic.ports);
  const inward = direction === 'ingress';
  const policy = baselinePolicy(ctx, `allow-${traffic.name}`, {
    endpointSelector: {},
    enableDefaultDeny: { ingress: inward, egress: !inward },
    ...(inward
      ? { ingress: [{ fromEndpoints: peers, toPorts }] }
      : { egress: [{ toEndpoints: peers, toPorts }] }),
  });
  return derivedForNamespace(ctx, policy, [
    because('', from, why),
    because('/spec', from, why),
  ]);
}

function baselinePolicy(
  ctx: NamespaceContext,
  name: string,
  spec: CiliumNetworkPolicy['spec'],
): CiliumNetworkPolicy {
  return {
    apiVersion: 'cilium.io/v2',
    kind: 'CiliumNetworkPolicy',
    metadata: { name, namespace: ctx.namespace, labels: ctx.labels.labels },
    spec,
  };
}

/** What the agreements open for the pods of one service, and nothing more. */
function deriveServicePolicy(ctx: EnvironmentContext): Derived {
  const ingress = waysIn(ctx);
  const egress = waysOut(ctx).map(way => told(ctx, way));
  const policy: CiliumNetworkPolicy = {
    apiVersion: 'cilium.io/v2',
    kind: 'CiliumNetworkPolicy',
    metadata: metadataOf(ctx, ctx.name),
    spec: {
      endpointSelector: { matchLabels: k8s(ctx.selector) },
      enableDefaultDeny: { ingress: true, egress: true },
      // Cilium refuses a policy without rules; an empty rule opens nothing.
      ingress:
        ingress.length > 0 ? ingress.map(way => ingressRule(ctx, way)) : [{}],
      ...(egress.length > 0 ? { egress: egress.map(egressRule) } : undefined),
    },
  };
  leaveOut(ctx);
  return derivedForService(ctx, policy, [
    because(
      '',
      'fairway:agreements',
      `Opens what ${ctx.name} agreed on with others: ${ingress.length} ways in, ${egress.length} ways out.`,
    ),
    because(
      '/spec/endpointSelector',
      'fairway:selector',
      'The pods of this service only.',
    ),
    because(
      '/spec/enableDefaultDeny',
      'policy:namespace-network-baseline',
      'Both directions are closed unless a rule below opens them.',
    ),
    ...ingress.map(({ from, why }, index) =>
      because(`/spec/ingress/${index}`, from, why),
    ),
    ...egress.map(({ from, why }, index) =>
      because(`/spec/egress/${index}`, from, why),
    ),
  ]);
}

function leaveOut(ctx: EnvironmentContext): void {
  ctx.leaveOut({
    what: 'Network rules on HTTP methods and paths',
    why: 'An agreement is about a service and a port, not about paths, and requests that a mesh encrypts could not be read on the way; what a caller may do is decided by the service itself.',
    from: 'intent:/spec/accepts',
  });
  ctx.leaveOut({
    what: 'Network rule to the Kubernetes API',
    why: 'The pods hold no token for it, so nothing is opened to the entity kube-apiserver.',
    from: 'policy:service-account-token',
  });
}

function ingressRule(
  ctx: EnvironmentContext,
  { peer, ports }: Way<InsidePeer>,
): CiliumIngressRule {
  const { gatewayEntity } = ctx.contract.providers.network;
  return peer.kind === 'gateway' && gatewayEntity !== undefined
    ? { fromEntities: [gatewayEntity], toPorts: portsOf(ports) }
    : { fromEndpoints: [endpointsOf(peer)], toPorts: portsOf(ports) };
}

function egressRule({ peer, ports }: Way): CiliumEgressRule {
  return { ...toPeer(peer), toPorts: portsOf(ports) };
}

function toPeer(peer: InsidePeer | OutsidePeer): CiliumEgressRule {
  if (peer.kind !== 'outside') {
    return { toEndpoints: [endpointsOf(peer)] };
  }
  if (peer.host !== undefined && !isAddress(peer.host)) {
    return { toFQDNs: [{ matchName: peer.host }] };
  }
  return peer.cidr === undefined
    ? { toCIDRSet: [PUBLIC_ADDRESSES] }
    : { toCIDR: [peer.cidr] };
}

/** Says by what the other end is told from others. */
function told(ctx: EnvironmentContext, way: Way): Way {
  const { peer, from } = way;
  if (peer.kind !== 'outside' || peer.host === undefined) {
    return way;
  }
  if (!isAddress(peer.host)) {
    return {
      ...way,
      why: `${way.why} Opened by name: the addresses that DNS gives for ${peer.host}, and no other host.`,
    };
  }
  ctx.leaveOut({
    what: `Egress limited to ${peer.host}`,
    why: 'The intent gives an address where a host name belongs, and an address may be anybody; every public one is opened on this port, as a plain NetworkPolicy would.',
    from,
  });
  return way;
}

function endpointsOf({ namespace, name }: InsidePeer): EndpointSelector {
  return endpoints(namespace, name === undefined ? {} : { [NAME_LABEL]: name });
}

function endpoints(
  namespace: string,
  labels: Record<string, string>,
): EndpointSelector {
  return { matchLabels: { [NAMESPACE]: namespace, ...k8s(labels) } };
}

function k8s(labels: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(labels).map(([key, value]) => [`k8s:${key}`, value]),
  );
}

function portsOf(ports: number[]): PortRule[] {
  return [
    {
      ports: ports.map(port => ({ port: String(port), protocol: 'TCP' })),
    },
  ];
}
