import type { IPodSpec } from 'kubernetes-models/v1';
import { valueAt } from '../../json/pointer';
import { podOf } from '../../kube/pods';
import type { CompileResult, PlatformContract } from '../../model';
import { WORKLOAD_TYPES, type ServiceIntent } from '../../schema/intent';
import {
  addColumn,
  logAgent,
  nightlyReport,
  trainModel,
} from '../__testUtils__/endingWork';
import {
  ledgerStore,
  ordersWorker,
  shopGateway,
} from '../__testUtils__/longRunning';
import {
  compileShipped,
  fraudService,
  paymentsApi,
  shippedContract,
} from '../__testUtils__/shipped';

/** What pods and budget of a type say of nodes and of leaving; words where something is not derived. */
interface Row {
  intent: ServiceIntent;
  /** Which one of {@link POOLS} it runs on where its tier names one, or why on none. */
  nodePool: string;
  /** Topology keys, or why not. */
  spread: string[] | string;
  priority: string;
  /** Seconds until it is killed, and what happens before it is told to stop. */
  grace: [number, 'drain path' | 'sleep' | 'nothing'];
  /** Most pods away at a time, or why there is no budget. */
  budget: number | string;
}

const ZONE = 'topology.kubernetes.io/zone';
const NODE = 'kubernetes.io/hostname';
const ONE_POD = 'One pod cannot be spread over zones or nodes.';

function withoutOverrides(intent: ServiceIntent): ServiceIntent {
  return { ...intent, spec: { ...intent.spec, overrides: [] } };
}

const ROWS: Record<(typeof WORKLOAD_TYPES)[number], Row> = {
  'http-api': {
    intent: withoutOverrides(paymentsApi()),
    nodePool: 'of the tier',
    spread: [ZONE, NODE],
    priority: 'tier-1',
    grace: [60, 'drain path'],
    budget: 1,
  },
  'internal-api': {
    intent: fraudService(),
    nodePool: 'of the tier',
    spread: [ZONE, NODE],
    priority: 'tier-2',
    grace: [45, 'sleep'],
    budget: 1,
  },
  gateway: {
    intent: shopGateway(),
    nodePool: 'of the tier',
    spread: [ZONE, NODE],
    priority: 'tier-2',
    grace: [45, 'sleep'],
    budget: 1,
  },
  'queue-worker': {
    intent: ordersWorker(),
    nodePool: 'of the tier',
    spread: [ZONE, NODE],
    priority: 'tier-1',
    // Its longest message, and the acknowledgement. Nobody calls it, so nothing has to hear of it first.
    grace: [130, 'nothing'],
    budget: 1,
  },
  stateful: {
    intent: ledgerStore(),
    nodePool: 'of the tier',
    spread: [ZONE],
    priority: 'tier-1',
    grace: [120, 'drain path'],
    budget: 1,
  },
  'scheduled-task': {
    intent: nightlyReport(),
    nodePool: 'of the tier',
    spread: ONE_POD,
    priority: 'tier-2',
    grace: [45, 'nothing'],
    budget:
      'A run that is evicted starts again; a budget would only block drains.',
  },
  'migration-job': {
    intent: addColumn(),
    nodePool: 'of the tier',
    spread: ONE_POD,
    priority: 'tier-2',
    grace: [45, 'nothing'],
    budget:
      'There is one pod: a budget could only block drains, not make the migration safe.',
  },
  'batch-compute': {
    intent: trainModel(),
    nodePool: 'of the intent',
    spread:
      'Pieces of work go where the pool has room; one that is lost starts again.',
    priority: 'batch',
    grace: [30, 'nothing'],
    budget:
      'A piece that is evicted starts again and does not count as failed; a budget would only block drains.',
  },
  'node-agent': {
    intent: logAgent(),
    nodePool:
      'There is one pod on each node, whatever pool it is in; which taints it tolerates is what its intent states.',
    spread: 'There is one pod on each node already.',
    priority: 'node-agent',
    grace: [45, 'sleep'],
    budget:
      'A drain leaves the pods of a DaemonSet where they are; a budget would have nothing to hold.',
  },
};

/** What pods on a pool have. */
const POOLS: Record<string, Pick<IPodSpec, 'nodeSelector' | 'tolerations'>> = {
  'of the tier': {
    nodeSelector: { 'example.com/pool': 'services' },
    tolerations: [
      { key: 'example.com/services', operator: 'Exists', effect: 'NoExecute' },
    ],
  },
  'of the intent': {
    nodeSelector: { 'fairway.dev/node-pool': 'batch' },
    tolerations: [
      {
        key: 'fairway.dev/node-pool',
        operator: 'Equal',
        value: 'batch',
        effect: 'NoSchedule',
      },
    ],
  },
};

/** The contract that ships, with a pool for the services of every tier. */
function contractWithPools(): PlatformContract {
  const contract = structuredClone(shippedContract());
  contract.nodePools!.services = {
    title: 'Services',
    purpose: 'Nodes for services',
    labels: { 'example.com/pool': 'services' },
    taints: [{ key: 'example.com/services', effect: 'NoExecute' }],
  };
  for (const cluster of contract.clusters) {
    cluster.nodePools?.push('services');
  }
  for (const tier of Object.values(contract.tiers)) {
    tier.nodePool = 'services';
  }
  return contract;
}

const contract = contractWithPools();

const compiledIn = (within: PlatformContract, intent: ServiceIntent) =>
  compileShipped(intent, { contract: within, environments: ['prod'] });

/** The pods of the workload itself, with why they are as they are. */
function podsOf({ objects }: CompileResult) {
  const [derived] = objects.filter(({ object }) => podOf(object));
  return {
    spec: podOf(derived.object)!.spec as unknown as IPodSpec,
    because: derived.because,
  };
}

const whyNot = ({ notDerived }: CompileResult, what: string) =>
  notDerived.find(entry => entry.what === what)?.why;

describe.each(WORKLOAD_TYPES)('Work of the type %s', type => {
  const row = ROWS[type];
  const result = compiledIn(contract, row.intent);
  const { spec, because } = podsOf(result);

  it('compiles', () => {
    expect(row.intent.spec.workloadType).toBe(type);
    expect(
      result.findings.filter(({ severity }) => severity === 'deny'),
    ).toEqual([]);
  });

  it('runs on the nodes that intent, type or tier name, and nowhere else', () => {
    const { nodeSelector, tolerations } = spec;
    expect(
      nodeSelector
        ? { nodeSelector, tolerations }
        : whyNot(result, 'Node pool services'),
    ).toEqual(POOLS[row.nodePool] ?? row.nodePool);
    const explained = because
      .map(({ at }) => at)
      .filter(at => at.endsWith('/nodeSelector'));
    expect(explained).toHaveLength(nodeSelector ? 1 : 0);
  });

  it('runs anywhere where none of them names nodes', () => {
    const anywhere = compiledIn(shippedContract(), row.intent);
    expect(podsOf(anywhere).spec.nodeSelector).toEqual(
      row.nodePool === 'of the intent'
        ? { 'fairway.dev/node-pool': 'batch' }
        : undefined,
    );
  });

  it('is spread, or says why not', () => {
    expect(
      spec.topologySpreadConstraints?.map(({ topologyKey }) => topologyKey) ??
        whyNot(result, 'Topology spread'),
    ).toEqual(row.spread);
  });

  it('has a priority that the contract knows', () => {
    expect(spec.priorityClassName).toBe(row.priority);
    expect(contract.priorityClasses).toHaveProperty(row.priority);
  });

  it('has time to leave', () => {
    const { preStop } = spec.containers[0].lifecycle ?? {};
    const [seconds, before] = row.grace;
    expect(spec.terminationGracePeriodSeconds).toBe(seconds);
    expect(preStop).toEqual(
      {
        'drain path': {
          httpGet: expect.objectContaining({
            path: row.intent.spec.containers.app.health?.drain,
          }),
        },
        sleep: { sleep: { seconds: 10 } },
        nothing: undefined,
      }[before],
    );
    expect(seconds).toBeGreaterThan(preStop?.sleep?.seconds ?? 0);
  });

  it('is kept through drains, or says why not', () => {
    const budget = result.objects.find(
      ({ object }) => object.kind === 'PodDisruptionBudget',
    );
    expect(
      valueAt(budget?.object, '/spec/maxUnavailable') ??
        whyNot(result, 'PodDisruptionBudget'),
    ).toBe(row.budget);
  });
});

describe('A pool of nodes', () => {
  it('of a workload type comes before that of the tier', () => {
    const own = contractWithPools();
    own.workloadTypes.stateful.nodePool = 'batch';
    expect(podsOf(compiledIn(own, ledgerStore()))).toMatchObject({
      spec: { nodeSelector: { 'fairway.dev/node-pool': 'batch' } },
      because: expect.arrayContaining([
        expect.objectContaining({
          at: '/spec/template/spec/nodeSelector',
          from: 'contract:/workloadTypes/stateful/nodePool',
        }),
      ]),
    });
  });

  it('that a cluster lacks is denied where the tier brings it', () => {
    const lacking = contractWithPools();
    for (const cluster of lacking.clusters) {
      cluster.nodePools = ['batch'];
    }
    expect(compiledIn(lacking, fraudService()).findings).toContainEqual(
      expect.objectContaining({
        policy: 'node-pool',
        severity: 'deny',
        at: '/spec/tier',
        remedy:
          'Ask the platform team for the pool there, or leave the environment out',
      }),
    );
    expect(compiledIn(lacking, logAgent()).denied).toBe(false);
  });
});

it('What is called and states no health leaves as slowly as the rest', () => {
  const silent = fraudService();
  delete silent.spec.containers.app.health;
  expect(podsOf(compiledIn(contract, silent)).spec.containers[0]).toMatchObject(
    { lifecycle: { preStop: { sleep: { seconds: 10 } } } },
  );
});
