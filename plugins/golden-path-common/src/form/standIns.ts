import type { PlatformContract } from '../model';
import type { WorkloadType } from '../schema/intent';
import { valueAt } from '../json/path';

/** What the preview compiles in place of something that the form does not state, or not well-formed. */
export interface Placeholder {
  /** Path in the intent. */
  path: string[];
  /** What people call it. */
  title: string;
  /** Some value that makes the rest valid, given the rest. */
  value(intent: unknown): unknown;
}

const spec = (...path: string[]) => ['spec', ...path];
const ZEROS = '0'.repeat(64);

function textAt(intent: unknown, path: string[], otherwise: string): string {
  const value = valueAt(intent, path);
  return typeof value === 'string' ? value : otherwise;
}

function countAt(intent: unknown, path: string[]): number | undefined {
  const value = valueAt(intent, path);
  return typeof value === 'number' ? value : undefined;
}

/** Everything without which an intent is none. */
export function requiredPlaceholders(options: {
  contract: PlatformContract;
  workloadType: WorkloadType;
}): Placeholder[] {
  const { contract, workloadType } = options;
  const { exposures } = contract.workloadTypes[workloadType];
  const registry = contract.supplyChain.registries[0]?.prefix ?? '';
  const of = (title: string, path: string[], value: unknown): Placeholder => ({
    path,
    title,
    value: () => value,
  });
  return [
    of('name', ['metadata', 'name'], 'new-service'),
    of('owner', ['metadata', 'owner'], 'group:new-team'),
    of('system', ['metadata', 'system'], 'new-system'),
    of('tier', spec('tier'), 'tier-3'),
    of('data classification', spec('dataClassification'), 'internal'),
    of(
      'exposure',
      spec('exposure'),
      exposures.includes('internal') ? 'internal' : exposures[0],
    ),
    of('runtime', spec('runtime'), 'other'),
    of(
      'image',
      spec('containers', 'app', 'image'),
      `${registry.replace(/\/$/, '')}/new-service@sha256:${ZEROS}`,
    ),
    of('environments', spec('environments'), [contract.environments[0].name]),
  ];
}

/** What a part needs once it is there at all. */
export function dependentPlaceholders(options: {
  contract: PlatformContract;
  workloadType: WorkloadType;
}): Placeholder[] {
  const { contract, workloadType } = options;
  const { resources } = contract.workloadTypes[workloadType].defaults;
  const tierOf = (intent: unknown) => {
    const tier = valueAt(intent, spec('tier'));
    return tier === 'tier-1' || tier === 'tier-2'
      ? contract.tiers[tier]
      : contract.tiers['tier-3'];
  };
  return [
    {
      path: spec('route', 'host'),
      title: 'host',
      value: intent =>
        `${textAt(intent, ['metadata', 'name'], 'new-service')}.${
          contract.providers.traffic.domains[0] ?? 'example.com'
        }`,
    },
    {
      path: spec('scaling', 'min'),
      title: 'least replicas',
      value: intent =>
        Math.min(
          tierOf(intent).minReplicas,
          countAt(intent, spec('scaling', 'max')) ?? Infinity,
        ),
    },
    {
      path: spec('scaling', 'max'),
      title: 'most replicas',
      value: intent =>
        Math.max(
          tierOf(intent).maxReplicas,
          countAt(intent, spec('scaling', 'min')) ?? 0,
        ),
    },
    {
      path: spec('containers', 'app', 'resources', 'cpu'),
      title: 'CPU request',
      value: () => resources.cpu,
    },
    {
      path: spec('containers', 'app', 'resources', 'memory'),
      title: 'memory request',
      value: () => resources.memory,
    },
    {
      path: spec('containers', 'app', 'health', 'ready'),
      title: 'readiness path',
      value: () => '/health/ready',
    },
    {
      path: spec('rollout', 'strategy'),
      title: 'rollout strategy',
      value: intent => tierOf(intent).rollout.strategy,
    },
    {
      path: spec('route', 'authentication'),
      title: 'authentication',
      value: () => 'oauth2',
    },
  ];
}
