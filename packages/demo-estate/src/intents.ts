import type {
  DataClassification,
  IntentDependency,
  ServiceIntent,
} from '@fairway/plugin-golden-path-common';
import type { Blueprint } from './blueprint';
import { titleOf } from './company';
import { createRandom } from './random';
import type { Random } from './random';
import type { SystemResources } from './resources';
import { grantedSecrets } from './secrets';
import { workloadDetails } from './workloads';

type Spec = ServiceIntent['spec'];

/** Accepted by the estate's own services though they are not in it: the newcomer creates `payments-api`. */
const expectedCallers: Record<string, readonly string[]> = {
  'fraud-service': ['payments-api'],
};

const environments = ['dev', 'test', 'staging', 'prod'] as const;

/** Requests and bounds by tier: small enough that a team's quota holds all of its services. */
const sizes = {
  'tier-1': { cpu: '250m', memory: '384Mi', limit: '768Mi', min: 3, max: 6 },
  'tier-2': { cpu: '150m', memory: '256Mi', limit: '512Mi', min: 2, max: 4 },
  'tier-3': { cpu: '50m', memory: '128Mi', limit: '256Mi', min: 1, max: 2 },
} as const;

const objectives = {
  'tier-1': { availability: 99.95, latency: [120, 250] },
  'tier-2': { availability: 99.9, latency: [200, 400] },
  'tier-3': { availability: 99.5, latency: [300, 800] },
} as const;

const failureModes = [
  'answer from the last known value for 5 min',
  'leave the part out and say so',
  'queue and retry for 15 min',
  'refuse the request with a clear error',
];

/** Other companies that some domains call. */
const partners: Record<string, string> = {
  'payments-and-risk': 'api.acquirer.example:443',
  delivery: 'api.parcels.example:443',
  lending: 'api.bureau.example:443',
  compliance: 'lists.sanctions.example:443',
  marketing: 'ads.network.example:443',
};

/** The intent of one service as its team would have written it. */
export function createIntent(options: {
  seed: number;
  blueprint: Blueprint;
  calls: readonly string[];
  callers: readonly string[];
  resources: SystemResources;
}): ServiceIntent {
  const { seed, blueprint, calls, resources } = options;
  const { name, team, tier, workloadType } = blueprint;
  const random = createRandom(seed, 'intent', name);
  const accepts = [
    ...new Set([...options.callers, ...(expectedCallers[name] ?? [])]),
  ].sort();
  const dependencies = createDependencies({
    blueprint,
    calls,
    resources,
    random,
  });
  const isApi = workloadType === 'http-api' || workloadType === 'internal-api';

  return {
    apiVersion: 'fairway.dev/v1alpha1',
    kind: 'ServiceIntent',
    metadata: {
      name,
      title: titleOf(name),
      description: `${titleOf(name)} of ${team.title}`,
      system: team.system,
      owner: `group:${team.name}`,
      tags: [team.domain],
    },
    spec: {
      workloadType,
      tier,
      dataClassification: classify({ blueprint, random }),
      exposure: exposureOf(blueprint),
      runtime: runtimeOf({ blueprint, random }),
      containers: { app: createContainer({ blueprint, random }) },
      ...(dependencies.length > 0 && { dependencies }),
      ...(accepts.length > 0 && { accepts }),
      ...(servesRequests(blueprint) && {
        slo: { availability: objectives[tier].availability },
      }),
      ...(isApi && servingSpec({ blueprint, random })),
      ...secretsOf(name),
      ...workloadDetails({ blueprint, resources, random }),
      operations: {
        channel: team.channel,
        escalation: `${team.name}-primary`,
        runbook: 'docs/runbook.md',
        repository: `https://git.example.com/${team.name}/${name}`,
      },
      environments: createEnvironments({ seed, blueprint, isApi }),
    },
  };
}

function exposureOf(blueprint: Blueprint): Spec['exposure'] {
  if (blueprint.public) {
    return 'public';
  }
  return servesRequests(blueprint) ? 'internal' : 'none';
}

function servesRequests({ workloadType }: Blueprint): boolean {
  return (
    workloadType.endsWith('-api') ||
    workloadType === 'stateful' ||
    workloadType === 'gateway'
  );
}

function classify(options: {
  blueprint: Blueprint;
  random: Random;
}): DataClassification {
  const { blueprint, random } = options;
  const { domain } = blueprint.team;
  if (blueprint.public) {
    return domain === 'payments-and-risk' || random.chance(0.5)
      ? 'confidential'
      : 'public';
  }
  if (domain === 'compliance' || domain === 'people') {
    return random.chance(0.4) ? 'restricted' : 'confidential';
  }
  return random.chance(0.4) ? 'confidential' : 'internal';
}

function runtimeOf(options: {
  blueprint: Blueprint;
  random: Random;
}): Spec['runtime'] {
  const { blueprint, random } = options;
  if (blueprint.layer === 0) {
    return blueprint.workloadType === 'gateway' ? 'go' : 'nodejs';
  }
  if (blueprint.workloadType === 'batch-compute') {
    return 'python';
  }
  return random.pick([
    'java',
    'java',
    'java',
    'go',
    'go',
    'nodejs',
    'python',
    'dotnet',
  ]);
}

function createContainer(options: {
  blueprint: Blueprint;
  random: Random;
}): Spec['containers'][string] {
  const { blueprint, random } = options;
  const { name, team, tier } = blueprint;
  // Agents answer too: the kubelet asks whether they are ready.
  const serves =
    servesRequests(blueprint) || blueprint.workloadType === 'node-agent';
  const { cpu, memory, limit } = sizes[tier];
  return {
    image: `registry.example.com/${team.name}/${name}@sha256:${random.hex(64)}`,
    ...(serves && { port: 8080 }),
    env: { LOG_LEVEL: 'info', ...secretEnv(name) },
    resources: { cpu, memory, memoryLimit: limit },
    ...(serves && {
      health: {
        startup: '/health/startup',
        ready: '/health/ready',
        live: '/health/live',
        ...(tier === 'tier-1' && { drain: '/shutdown/drain' }),
      },
    }),
  };
}

function secretsOf(name: string): Pick<Spec, 'secrets'> {
  const secrets = grantedSecrets[name];
  return secrets
    ? {
        secrets: Object.fromEntries(
          secrets.map(({ secret, key }) => [secret, { keys: [key] }]),
        ),
      }
    : {};
}

function secretEnv(name: string): Record<string, string> {
  return Object.fromEntries(
    (grantedSecrets[name] ?? []).map(({ variable, value }) => [
      variable,
      value,
    ]),
  );
}

function createDependencies(options: {
  blueprint: Blueprint;
  calls: readonly string[];
  resources: SystemResources;
  random: Random;
}): IntentDependency[] {
  const { blueprint, calls, resources, random } = options;
  const { layer, workloadType, team } = blueprint;
  const onFailure = () => random.pick(failureModes);
  const result: IntentDependency[] = calls.map(service => ({
    service,
    timeout: '2s',
    onFailure: onFailure(),
  }));
  const ownsData =
    layer === 2 || layer === 3 || workloadType === 'scheduled-task';
  if (ownsData) {
    result.push({ resource: resources.database, onFailure: onFailure() });
  }
  if (
    workloadType === 'queue-worker' ||
    (layer >= 1 && layer <= 3 && random.chance(0.4))
  ) {
    result.push({
      topic: resources.topic,
      onFailure: 'keep in the outbox and send later',
    });
  }
  const partner = partners[team.domain];
  if (partner && layer === 2 && random.chance(0.2)) {
    result.push({
      external: partner,
      owner: `group:${team.name}`,
      onFailure: 'queue and retry for 15 min',
    });
  }
  return result;
}

/** What services that answer requests state besides. */
function servingSpec(options: {
  blueprint: Blueprint;
  random: Random;
}): Partial<Spec> {
  const { blueprint, random } = options;
  const { tier, name } = blueprint;
  const { min, max } = sizes[tier];
  const { availability, latency } = objectives[tier];
  const rps =
    tier === 'tier-1' ? random.between(20, 90) * 10 : random.between(1, 20) * 5;
  return {
    scaling: { min, max, metric: 'cpu' },
    rollout: {
      strategy: tier === 'tier-3' ? 'rolling' : 'canary',
      rollback: 'revert the commit; the last version needs no migration back',
    },
    slo: { availability, latencyP95Ms: random.between(latency[0], latency[1]) },
    ...(blueprint.public && {
      route: {
        host: `${name}.example.com`,
        authentication: random.chance(0.8) ? 'oauth2' : 'jwt',
        rateLimit: `${rps}rps`,
        accessLogRetention: '90d',
        abuseMonitoring: 'alerts on bursts of 401 and 429 by client',
      },
    }),
    capacity: { expectedRps: rps },
  };
}

/** Services that guides and tests go by: nothing of them is a surprise. */
const wellKnown = ['checkout-api', 'fraud-service', 'mobile-bff'];

/** Of the team of the engineer of the demo, who can promote them. */
const toPromote = ['payment-orders-api'];

/**
 * Less is enough before staging; tier-1 keeps its second replica everywhere, as the policies want it. Some have a newer
 * image that production does not have yet.
 */
function createEnvironments(options: {
  seed: number;
  blueprint: Blueprint;
  isApi: boolean;
}): Spec['environments'] {
  const { seed, blueprint, isApi } = options;
  const { name: service, team } = blueprint;
  const random = createRandom(seed, 'behind', service);
  const behind =
    toPromote.includes(service) ||
    (isApi && !wellKnown.includes(service) && random.chance(0.15));
  const min = blueprint.tier === 'tier-1' ? 2 : 1;
  return environments
    .map(name =>
      isApi &&
      blueprint.tier !== 'tier-3' &&
      (name === 'dev' || name === 'test')
        ? { name, scaling: { min, max: 2 }, env: { LOG_LEVEL: 'debug' } }
        : name,
    )
    .map(entry =>
      entry === 'prod' && behind
        ? {
            name: entry,
            image: `registry.example.com/${
              team.name
            }/${service}@sha256:${random.hex(64)}`,
          }
        : entry,
    );
}
