import type {
  ILimitRange,
  INamespace,
  IResourceQuota,
} from 'kubernetes-models/v1';
import { because, pointer } from '../because';
import {
  type Derived,
  type NamespaceContext,
  derivedForNamespace,
} from '../context';
import type { Manifest } from '../manifest';
import { deriveRoles } from './roles';

/** The label that says which network baseline a namespace has. */
const NETWORK_BASELINE = 'fairway.dev/network-baseline';

/** What every namespace of a tenant begins with, whatever runs in it and whoever is its first service. */
export function deriveNamespace(ctx: NamespaceContext): Derived[] {
  return [
    namespaceObject(ctx),
    resourceQuota(ctx),
    limitRange(ctx),
    ...deriveRoles(ctx),
  ];
}

function namespaceObject(ctx: NamespaceContext): Derived {
  const { podSecurity } = ctx.contract.tenancy;
  const security: Record<string, string> = {};
  for (const mode of ['enforce', 'audit', 'warn'] as const) {
    security[`pod-security.kubernetes.io/${mode}`] = podSecurity[mode];
    security[`pod-security.kubernetes.io/${mode}-version`] = 'latest';
  }
  const namespace: Manifest<INamespace> = {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: {
      name: ctx.namespace,
      labels: {
        ...ctx.labels.labels,
        // Policies tell production from the rest by this label, so the taxonomy cannot leave it out.
        'fairway.dev/environment': ctx.environment.name,
        'fairway.dev/team': ctx.team,
        [NETWORK_BASELINE]: 'default-deny',
        ...security,
        ...ctx.providerLabels.labels,
      },
    },
  };
  return {
    place: 'namespace',
    object: namespace,
    because: [
      because(
        '',
        'contract:/tenancy',
        `Team ${ctx.team} has a namespace for system ${ctx.system} in ${ctx.environment.name}; every cluster that runs one of its services there has it.`,
      ),
      because(
        '/metadata/name',
        'contract:/tenancy/namespacePattern',
        `The pattern ${ctx.contract.tenancy.namespacePattern} gives ${ctx.namespace}.`,
      ),
      ...Object.keys(security).map(key =>
        because(
          pointer('metadata', 'labels', key),
          'contract:/tenancy/podSecurity',
          `Pod Security: enforce ${podSecurity.enforce}, audit ${podSecurity.audit}, warn ${podSecurity.warn}.`,
        ),
      ),
      because(
        pointer('metadata', 'labels', NETWORK_BASELINE),
        'policy:namespace-network-baseline',
        'No traffic goes in or out unless an agreement opens it.',
      ),
      because(
        pointer('metadata', 'labels', 'fairway.dev/environment'),
        'policy:namespace-network-baseline',
        'Policies read the environment here.',
      ),
      because(
        pointer('metadata', 'labels', 'fairway.dev/team'),
        'policy:namespace-network-baseline',
        'Whom the namespace belongs to.',
      ),
      ...ctx.providerLabels.reasons,
      ...ctx.labels.reasons,
    ],
  };
}

function resourceQuota(ctx: NamespaceContext): Derived {
  const { quotas } = ctx.contract;
  const environment = ctx.environment.name;
  const own = quotas.teams?.[ctx.team]?.[environment];
  const amounts = own ?? quotas.default[environment];
  const from = own
    ? `contract:/quotas/teams/${ctx.team}/${environment}`
    : `contract:/quotas/default/${environment}`;
  const quota: Manifest<IResourceQuota> = {
    apiVersion: 'v1',
    kind: 'ResourceQuota',
    metadata: {
      name: 'tenant-quota',
      namespace: ctx.namespace,
      labels: ctx.labels.labels,
    },
    spec: {
      hard: amounts
        ? {
            'requests.cpu': amounts.cpu,
            'requests.memory': amounts.memory,
            ...(amounts.storage
              ? { 'requests.storage': amounts.storage }
              : undefined),
            pods: String(amounts.pods),
            'count/services': String(amounts.objects),
            'count/configmaps': String(amounts.objects),
            'count/secrets': String(amounts.objects),
          }
        : // An environment without a row gets nothing rather than everything.
          { pods: '0' },
    },
  };
  return derivedForNamespace(ctx, quota, [
    because('', from, 'One team cannot use up what all share.'),
    because(
      '/spec/hard',
      from,
      amounts
        ? `Team ${ctx.team} has ${amounts.cpu} CPU, ${amounts.memory} memory, ${
            amounts.storage ? `${amounts.storage} storage, ` : ''
          }${amounts.pods} pods and ${
            amounts.objects
          } objects of a kind in ${environment}; the compiler checks the sum over its namespaces, the cluster each one of them.`
        : `The contract gives nobody a quota in ${environment}, so nothing may run there.`,
    ),
  ]);
}

function limitRange(ctx: NamespaceContext): Derived {
  const { limitRange: limits } = ctx.contract.tenancy;
  const range: Manifest<ILimitRange> = {
    apiVersion: 'v1',
    kind: 'LimitRange',
    metadata: {
      name: 'container-defaults',
      namespace: ctx.namespace,
      labels: ctx.labels.labels,
    },
    spec: {
      limits: [
        {
          type: 'Container',
          defaultRequest: {
            cpu: limits.defaultCpuRequest,
            memory: limits.defaultMemoryRequest,
          },
          // Kubernetes would fill in the CPU from `max` by itself, and delivery would call that drift.
          default: { cpu: limits.maxCpu, memory: limits.defaultMemoryLimit },
          max: { cpu: limits.maxCpu, memory: limits.maxMemory },
        },
      ],
    },
  };
  return derivedForNamespace(ctx, range, [
    because(
      '',
      'contract:/tenancy/limitRange',
      'What somebody starts by hand, such as a debugging container, is bounded too.',
    ),
    because(
      '/spec/limits',
      'contract:/tenancy/limitRange',
      `A container that says nothing requests ${limits.defaultCpuRequest} CPU and ${limits.defaultMemoryRequest} memory and is limited to ${limits.defaultMemoryLimit}; none may have more than ${limits.maxCpu} CPU and ${limits.maxMemory}.`,
    ),
  ]);
}
