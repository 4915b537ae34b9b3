import type {
  INetworkPolicy,
  INetworkPolicyPeer,
  INetworkPolicyPort,
} from 'kubernetes-models/networking.k8s.io/v1';
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
import type { Manifest } from '../../manifest';
import { NAMESPACE_NAME_LABEL, NAME_LABEL } from '../../names';
import type { Provider } from '../provider';
import { labelOf } from './labelOf';
import { PUBLIC_ADDRESSES } from './outside';

/** Network rules as plain NetworkPolicies, which every cluster with a network plugin enforces. */
export const kubernetesNetwork: Provider<'network'> = {
  layer: 'network',
  name: 'kubernetes',
  derive: ctx => [deriveServicePolicy(ctx)],
  deriveNamespace: ctx => [
    defaultDeny(ctx),
    allowDns(ctx),
    ...ctx.platformTraffic.map(traffic => allowPlatform(ctx, traffic)),
  ],
};

function defaultDeny(ctx: NamespaceContext): Derived {
  const policy: Manifest<INetworkPolicy> = {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: {
      name: 'default-deny',
      namespace: ctx.namespace,
      labels: ctx.labels.labels,
    },
    spec: { podSelector: {}, policyTypes: ['Ingress', 'Egress'] },
  };
  return derivedForNamespace(ctx, policy, [
    because(
      '',
      'policy:namespace-network-baseline',
      'No namespace is open by default: what is not agreed does not connect.',
    ),
    because(
      '/spec',
      'policy:namespace-network-baseline',
      'Every pod, both directions, no exception; the other policies open what was agreed.',
    ),
  ]);
}

function allowDns(ctx: NamespaceContext): Derived {
  const { dns } = ctx.contract.tenancy;
  const peer: INetworkPolicyPeer = {
    namespaceSelector: {
      matchLabels: { [NAMESPACE_NAME_LABEL]: dns.namespace },
    },
    podSelector: { matchLabels: labelOf(dns.podLabel) },
  };
  const policy: Manifest<INetworkPolicy> = {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: {
      name: 'allow-dns',
      namespace: ctx.namespace,
      labels: ctx.labels.labels,
    },
    spec: {
      podSelector: {},
      policyTypes: ['Egress'],
      egress: [
        {
          to: [peer],
          ports: [
            { protocol: 'UDP', port: 53 },
            { protocol: 'TCP', port: 53 },
          ],
        },
      ],
    },
  };
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
  ]);
}

/** What a part of the platform needs of every pod. */
function allowPlatform(
  ctx: NamespaceContext,
  traffic: PlatformTraffic,
): Derived {
  const { name, direction, from, why } = traffic;
  const peer: INetworkPolicyPeer = {
    namespaceSelector: {
      matchLabels: { [NAMESPACE_NAME_LABEL]: traffic.namespace },
    },
    podSelector: { matchLabels: traffic.podLabels },
  };
  const ports = traffic.ports.map(tcp);
  const policy: Manifest<INetworkPolicy> = {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: {
      name: `allow-${name}`,
      namespace: ctx.namespace,
      labels: ctx.labels.labels,
    },
    spec: {
      podSelector: {},
      policyTypes: [direction === 'ingress' ? 'Ingress' : 'Egress'],
      ...(direction === 'ingress'
        ? { ingress: [{ from: [peer], ports }] }
        : { egress: [{ to: [peer], ports }] }),
    },
  };
  return derivedForNamespace(ctx, policy, [
    because('', from, why),
    because('/spec', from, why),
  ]);
}

/** What the agreements open for the pods of one service, and nothing more. */
function deriveServicePolicy(ctx: EnvironmentContext): Derived {
  const ingress = waysIn(ctx);
  const egress = waysOut(ctx).map(way => limitToAddresses(ctx, way));
  const policy: Manifest<INetworkPolicy> = {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: metadataOf(ctx, ctx.name),
    spec: {
      podSelector: { matchLabels: ctx.selector },
      policyTypes: ['Ingress', 'Egress'],
      ...(ingress.length > 0
        ? {
            ingress: ingress.map(({ peer, ports }) => ({
              from: [peerOf(peer)],
              ports: ports.map(tcp),
            })),
          }
        : undefined),
      ...(egress.length > 0
        ? {
            egress: egress.map(({ peer, ports }) => ({
              to: [peerOf(peer)],
              ports: ports.map(tcp),
            })),
          }
        : undefined),
    },
  };
  return derivedForService(ctx, policy, [
    because(
      '',
      'fairway:agreements',
      `Opens what ${ctx.name} agreed on with others: ${ingress.length} ways in, ${egress.length} ways out.`,
    ),
    because(
      '/spec/podSelector',
      'fairway:selector',
      'The pods of this service only.',
    ),
    because(
      '/spec/policyTypes',
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

/** Addresses are all that a NetworkPolicy knows of the world outside. */
function limitToAddresses(ctx: EnvironmentContext, way: Way): Way {
  if (way.peer.kind !== 'outside' || way.peer.cidr !== undefined) {
    return way;
  }
  const { host } = way.peer;
  const port = way.ports.join(', ');
  ctx.leaveOut({
    what: `Egress limited to ${host}`,
    why: `NetworkPolicies know addresses, not host names, so port ${port} is opened to every public address; a provider that knows names (cilium) would open ${host} only.`,
    from: way.from,
  });
  return {
    ...way,
    why: `${host} is outside: port ${port} of public addresses, never a private range.`,
  };
}

function peerOf(peer: InsidePeer | OutsidePeer): INetworkPolicyPeer {
  if (peer.kind === 'outside') {
    return {
      ipBlock: peer.cidr === undefined ? PUBLIC_ADDRESSES : { cidr: peer.cidr },
    };
  }
  return peer.name === undefined
    ? inNamespace(peer.namespace)
    : {
        ...inNamespace(peer.namespace),
        podSelector: { matchLabels: { [NAME_LABEL]: peer.name } },
      };
}

function inNamespace(namespace: string): INetworkPolicyPeer {
  return {
    namespaceSelector: { matchLabels: { [NAMESPACE_NAME_LABEL]: namespace } },
  };
}

function tcp(port: number): INetworkPolicyPort {
  return { protocol: 'TCP', port };
}
