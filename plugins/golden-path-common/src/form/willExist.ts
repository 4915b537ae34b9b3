import { z } from 'zod';
import { cronInWords } from '../cron';
import { podOf } from '../kube/pods';
import type { CompileResult, KubeObject, PlatformContract } from '../model';
import { ownPart } from '../schema/intent';
import { resolveSettings, type EnvironmentSettings } from '../settings';
import { durationInWords } from '../words/duration';
import { countOf, listOf } from '../words/phrases';

/** What will run in one environment. @public */
export interface WillExist {
  environment: string;
  /** `StatefulSet of 3 members with 20Gi of zonal-ssd each` */
  work: string;
  /** `prod-eu-1, prod-us-1 and, standing by, prod-dr-1` */
  clusters: string;
  namespace: string;
  /** How the cluster treats its pods, each in words: spread, priority, pool of nodes, time to finish. */
  pods: string[];
  /** Hosts, or who may call it. */
  reachedBy: string;
}

/** What of a pod decides where it runs, which of several gives way, and how it ends. */
const podSpecSchema = z.object({
  priorityClassName: z.string().optional(),
  terminationGracePeriodSeconds: z.number().optional(),
  nodeSelector: z.record(z.string(), z.string()).optional(),
  tolerations: z.array(z.object({ key: z.string().optional() })).default([]),
  topologySpreadConstraints: z
    .array(z.object({ topologyKey: z.string(), whenUnsatisfiable: z.string() }))
    .default([]),
  affinity: z
    .object({
      podAntiAffinity: z
        .object({
          requiredDuringSchedulingIgnoredDuringExecution: z
            .array(z.object({ topologyKey: z.string() }))
            .default([]),
        })
        .optional(),
    })
    .optional(),
});
type PodSpec = z.infer<typeof podSpecSchema>;

const DOMAINS: Record<string, string> = {
  'topology.kubernetes.io/zone': 'zones',
  'kubernetes.io/hostname': 'nodes',
};

/**
 * What will exist in each environment of a compiled service, in words and without placeholders for what is not there:
 * the work itself, in which clusters, how its pods are placed, and who reaches it.
 * @public
 */
export function willExist(options: {
  result: CompileResult;
  contract: PlatformContract;
}): WillExist[] {
  const { result, contract } = options;
  const { intent } = result;
  return resolveSettings({ intent, contract }).flatMap(
    (settings): WillExist[] => {
      const { name } = settings.environment;
      const carrier = result.objects.find(
        ({ env, object }) =>
          env === name && podOf(object) && isOfService(object, result.name),
      )?.object;
      const spec = podSpecSchema.safeParse(carrier && podOf(carrier)?.spec);
      return carrier
        ? [
            {
              environment: name,
              work: workOf({ carrier, settings, result }),
              clusters: clustersInWords(settings),
              namespace: settings.namespace,
              pods: spec.success
                ? podsInWords({ spec: spec.data, contract })
                : [],
              reachedBy: reachedBy({ settings, result }),
            },
          ]
        : [];
    },
  );
}

function isOfService({ metadata }: KubeObject, name: string): boolean {
  return metadata.labels?.['app.kubernetes.io/name'] === name;
}

function workOf(options: {
  carrier: KubeObject;
  settings: EnvironmentSettings;
  result: CompileResult;
}): string {
  const { carrier, settings, result } = options;
  const { min, max, metric, perNode } = settings.scaling;
  const { intent } = result;
  const store = ownPart(intent, 'stateful');
  const batch = ownPart(intent, 'batch');
  const schedule = ownPart(intent, 'schedule');
  const queue = ownPart(intent, 'queue');
  const { kind } = carrier;
  if (store) {
    const { size, storageClass } = store.storage;
    return `${kind} of ${countOf(
      max,
      'member',
    )} with ${size} of ${storageClass} each`;
  }
  if (perNode) {
    return `${kind}: one pod on every node`;
  }
  if (schedule) {
    const zone = schedule.timeZone ?? 'Etc/UTC';
    return `${kind} that runs ${
      cronInWords(schedule.cron) ?? schedule.cron
    } (${zone})`;
  }
  if (batch) {
    return `${kind} of ${countOf(batch.completions, 'piece')} of work, ${
      batch.parallelism
    } at a time`;
  }
  if (kind === 'Job') {
    return 'Job that runs once';
  }
  const grows = queue
    ? `, by what waits in ${queue.topic}`
    : `, by ${metric === 'cpu' ? 'CPU' : 'CPU and requests'}`;
  return min === max
    ? `${kind} of ${countOf(max, 'replica')}`
    : `${kind} of ${min} to ${countOf(max, 'replica')}${grows}`;
}

/** Clusters that serve, then those that stand by for recovery. */
function clustersInWords({ clusters }: EnvironmentSettings): string {
  const named = (role: 'active' | 'standby') =>
    clusters.filter(each => each.role === role).map(({ name }) => name);
  const standby = named('standby');
  return [
    listOf(named('active')),
    ...(standby.length ? [`standing by: ${listOf(standby)}`] : []),
  ]
    .filter(Boolean)
    .join('; ');
}

function podsInWords(options: {
  spec: PodSpec;
  contract: PlatformContract;
}): string[] {
  const { spec, contract } = options;
  const apart =
    spec.affinity?.podAntiAffinity
      ?.requiredDuringSchedulingIgnoredDuringExecution ?? [];
  const spread = [
    ...spec.topologySpreadConstraints.map(
      ({ topologyKey, whenUnsatisfiable }) =>
        `${DOMAINS[topologyKey] ?? topologyKey}${
          whenUnsatisfiable === 'DoNotSchedule'
            ? ' (always)'
            : ' (where possible)'
        }`,
    ),
    ...apart.map(
      ({ topologyKey }) => `${DOMAINS[topologyKey] ?? topologyKey} (always)`,
    ),
  ];
  const pool = Object.entries(contract.nodePools ?? {}).find(
    ([, { labels }]) =>
      spec.nodeSelector !== undefined &&
      Object.entries(labels).every(
        ([key, value]) => spec.nodeSelector?.[key] === value,
      ),
  )?.[0];
  const tolerated = pool
    ? []
    : spec.tolerations.flatMap(({ key }) => (key ? [key] : []));
  return [
    ...(spread.length ? [`spread over ${listOf(spread)}`] : []),
    ...(spec.priorityClassName
      ? [`priority class ${spec.priorityClassName}`]
      : []),
    ...(pool ? [`on the nodes of the pool ${pool}`] : []),
    ...(tolerated.length ? [`also on nodes tainted ${listOf(tolerated)}`] : []),
    ...(spec.terminationGracePeriodSeconds === undefined
      ? []
      : [
          `${durationInWords(
            spec.terminationGracePeriodSeconds,
          )} to finish when stopped`,
        ]),
  ];
}

function reachedBy(options: {
  settings: EnvironmentSettings;
  result: CompileResult;
}): string {
  const { settings, result } = options;
  const hosts = [
    ...(settings.host ? [settings.host] : []),
    ...(settings.gatewayHosts ?? []).map(({ host }) => host),
  ];
  const callers = result.agreements
    .filter(({ callee, state }) => callee === result.name && state === 'agreed')
    .map(({ caller }) => caller);
  const ways = [
    ...(hosts.length ? [`at ${listOf([...new Set(hosts)])}`] : []),
    ...(callers.length ? [`by ${listOf(callers)}`] : []),
  ];
  return ways.length ? ways.join(', ') : 'by no other service';
}

/** `prod: StatefulSet of 3 members …, in prod-eu-1; …`: one environment as a line of text. @public */
export function existsInWords(each: WillExist): string {
  return `${each.environment}: ${[
    `${each.work}, in ${each.clusters}`,
    `namespace ${each.namespace}`,
    ...each.pods,
    `reached ${each.reachedBy}`,
  ].join('; ')}.`;
}
