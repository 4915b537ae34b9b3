import type { Finding, PlatformContract } from '../model';
import { ownPart, type ServiceIntent } from '../schema/intent';
import { nodePoolOf, type NodePoolChoice } from '../settings';
import { nearestName } from '../words/nearest';
import { listOf } from '../words/phrases';
import type { CheckOptions } from './options';

const TITLE = 'The nodes that the work needs are there';

/**
 * Whether the pool of nodes that work is to run on is in every cluster it runs in, whether it is known how many nodes
 * an agent runs on, and whether it really is on each of them.
 * @public
 */
export function checkNodes(options: CheckOptions): Finding[] {
  return [
    ...checkPool(options),
    ...checkCounts(options),
    ...checkTaints(options),
  ];
}

function checkPool({ intent, contract, settings }: CheckOptions): Finding[] {
  const choice = nodePoolOf({ intent, contract });
  if (!choice || settings.some(({ scaling }) => scaling.perNode)) {
    return [];
  }
  const { name, from } = choice;
  const known = Object.keys(contract.nodePools ?? {});
  const at = placeOf(from);
  const deny = (
    message: string,
    remedy: string,
    environments?: string[],
  ): Finding => ({
    policy: 'node-pool',
    title: TITLE,
    severity: 'deny',
    message,
    at,
    remedy,
    ...(environments && { environments }),
  });
  if (!known.includes(name)) {
    const nearest = nearestName(name, known);
    return [
      deny(
        `The contract has no node pool ${name}${
          known.length > 0 ? `; it has ${listOf(known)}` : ''
        }.`,
        nearest
          ? `Write ${nearest}`
          : `Ask the platform team for a pool${
              known.length > 0 ? `, or use ${known.join(' or ')}` : ''
            }`,
      ),
    ];
  }
  const lacking = settings.flatMap(({ environment, clusters }) =>
    clusters
      .filter(({ nodePools = [] }) => !nodePools.includes(name))
      .map(cluster => ({ environment: environment.name, name: cluster.name })),
  );
  return lacking.length > 0
    ? [
        deny(
          `The node pool ${name} is not in ${listOf(
            lacking.map(cluster => cluster.name),
          )}.`,
          from.startsWith('intent:')
            ? 'Ask the platform team for the pool there, use another, or leave the environment out'
            : 'Ask the platform team for the pool there, or leave the environment out',
          [...new Set(lacking.map(({ environment }) => environment))],
        ),
      ]
    : [];
}

/** What the intent can change about it: the pool itself, or the type or tier that brings it. */
function placeOf(from: NodePoolChoice['from']): string {
  if (from.startsWith('intent:')) {
    return from.slice('intent:'.length);
  }
  return from.startsWith('contract:/tiers/')
    ? '/spec/tier'
    : '/spec/workloadType';
}

function checkCounts({ settings }: CheckOptions): Finding[] {
  const uncounted = settings
    .filter(({ scaling }) => scaling.perNode)
    .flatMap(({ environment, clusters }) =>
      clusters
        .filter(({ nodes }) => nodes === undefined)
        .map(({ name }) => ({ environment: environment.name, name })),
    );
  return uncounted.length > 0
    ? [
        {
          policy: 'node-count',
          title: TITLE,
          severity: 'warn',
          message: `The contract does not say how many nodes ${listOf(
            uncounted.map(({ name }) => name),
          )} ${
            uncounted.length > 1 ? 'have' : 'has'
          }, so quota and cost count one.`,
          at: '/spec/workloadType',
          remedy: 'Ask the platform team to add "nodes" to the cluster',
          environments: [
            ...new Set(uncounted.map(({ environment }) => environment)),
          ],
        },
      ]
    : [];
}

/** An agent that is to be on every node is kept away from a pool by each taint that it does not tolerate. */
function checkTaints({ intent, contract, settings }: CheckOptions): Finding[] {
  const agent = ownPart(intent, 'agent');
  if (!agent) {
    return [];
  }
  const { tolerations } = agent;
  const places = settings.flatMap(({ environment, clusters }) =>
    clusters.flatMap(({ nodePools = [] }) =>
      nodePools.map(pool => ({ pool, environment: environment.name })),
    ),
  );
  return [...new Set(places.map(({ pool }) => pool))].flatMap(
    (pool): Finding[] => {
      const repelling = (contract.nodePools?.[pool]?.taints ?? []).filter(
        taint =>
          taint.effect !== 'PreferNoSchedule' &&
          !tolerations.some(toleration => tolerates(toleration, taint)),
      );
      if (repelling.length === 0) {
        return [];
      }
      const taints = repelling.map(
        ({ key, value, effect }) =>
          `${key}${value === undefined ? '' : `=${value}`}:${effect}`,
      );
      return [
        {
          policy: 'node-agent',
          title: TITLE,
          severity: 'warn',
          message: `It would not run on the nodes of pool ${pool}, whose ${
            taints.length > 1 ? 'taints' : 'taint'
          } ${listOf(taints)} it does not tolerate.`,
          at: '/spec/agent/tolerations',
          remedy: repelling
            .map(({ key }) => `Add { key: ${key}, operator: Exists }`)
            .join('; '),
          environments: [
            ...new Set(
              places
                .filter(place => place.pool === pool)
                .map(({ environment }) => environment),
            ),
          ],
        },
      ];
    },
  );
}

type Toleration = NonNullable<
  ServiceIntent['spec']['agent']
>['tolerations'][number];
type Taint = NonNullable<
  NonNullable<PlatformContract['nodePools']>[string]['taints']
>[number];

/** As the scheduler does it. */
function tolerates(toleration: Toleration, taint: Taint): boolean {
  const { key, operator, value = '', effect } = toleration;
  return (
    key === taint.key &&
    (effect === undefined || effect === taint.effect) &&
    (operator === 'Exists' || value === (taint.value ?? ''))
  );
}
