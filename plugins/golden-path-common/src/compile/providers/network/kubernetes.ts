import type {
  INetworkPolicy,
  INetworkPolicyPeer,
} from 'kubernetes-models/networking.k8s.io/v1';
import { because } from '../../because';
import {
  type Derived,
  type EnvironmentContext,
  type NamespaceContext,
  derivedForNamespace,
  derivedForService,
  metadataOf,
} from '../../context';
import type { Manifest } from '../../manifest';
import { NAMESPACE_NAME_LABEL } from '../../names';
import type { Provider } from '../provider';
import { egressRules, ingressRules } from './agreedTraffic';

/** Network rules as plain NetworkPolicies, which every cluster with a network plugin enforces. */
export const kubernetesNetwork: Provider<'network'> = {
  layer: 'network',
  name: 'kubernetes',
  derive: ctx => [deriveServicePolicy(ctx)],
  deriveNamespace: ctx => [defaultDeny(ctx), allowDns(ctx)],
};

/** Labels of a contract line such as `k8s-app=kube-dns` or `k8s-app: kube-dns`. */
function labelOf(text: string): Record<string, string> {
  const [key, value = ''] = text.split(/\s*[=:]\s*/, 2);
  return { [key.trim()]: value.trim() };
}

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

/** What the agreements open for the pods of one service, and nothing more. */
function deriveServicePolicy(ctx: EnvironmentContext): Derived {
  const ingress = ingressRules(ctx);
  const egress = egressRules(ctx);
  const policy: Manifest<INetworkPolicy> = {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: metadataOf(ctx, ctx.name),
    spec: {
      podSelector: { matchLabels: ctx.selector },
      policyTypes: ['Ingress', 'Egress'],
      ...(ingress.length > 0
        ? { ingress: ingress.map(({ rule }) => rule) }
        : undefined),
      ...(egress.length > 0
        ? { egress: egress.map(({ rule }) => rule) }
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
