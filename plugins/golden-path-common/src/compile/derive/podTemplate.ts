import type {
  IContainer,
  IPodSpec,
  IPodTemplateSpec,
  ITopologySpreadConstraint,
  IVolume,
} from 'kubernetes-models/v1';
import type { Because } from '../../model';
import { secondsOf } from '../../quantity';
import { because, pointer } from '../because';
import type { EnvironmentContext } from '../context';
import { SCRAPE_LABEL } from '../names';
import type { StorePlan } from '../storePlan';
import { deriveContainer } from './container/container';
import { temporaryVolume } from './container/volumes';
import { onNodePool } from './nodePool';

const POD = '/spec/template/spec';
const TEMPORARY_SPACE = '256Mi';

/** What one shape of work has different in its pods. */
export interface PodDifference {
  fields: Pick<
    IPodSpec,
    | 'priorityClassName'
    | 'restartPolicy'
    | 'tolerations'
    | 'terminationGracePeriodSeconds'
    | 'securityContext'
    | 'affinity'
  >;
  /** A label of the pods besides those of the taxonomy. */
  label?: { key: string; value: string; from: string; why: string };
  /** With pointers from the pod's specification: `/tolerations/0`. */
  reasons: Because[];
  /** Whether metrics are collected from the pods; they are when left out. */
  scraped?: false;
  /** Why the pods are not spread over zones and nodes; they are when left out. */
  withoutSpread?: { why: string; from: string };
}

/** The pods of a workload, the same for every kind that has a pod template. */
export function derivePodTemplate(
  ctx: EnvironmentContext,
  difference?: PodDifference,
): {
  template: IPodTemplateSpec;
  reasons: Because[];
} {
  const grace = graceOf(ctx);
  const priority = priorityOf(ctx);
  const reasons: Because[] = [
    because(
      '/spec/template/metadata/labels',
      'contract:/labels/taxonomy',
      'Labels that the taxonomy puts on pods, so that cost, network rules and signals find them.',
    ),
    because(
      `${POD}/serviceAccountName`,
      'fairway:own-service-account',
      'An account of its own, so that no right given to another service reaches this one.',
    ),
    because(
      `${POD}/automountServiceAccountToken`,
      'policy:service-account-token',
      'The service does not call the Kubernetes API, so it holds no token that could be stolen.',
    ),
    because(
      `${POD}/enableServiceLinks`,
      'fairway:no-service-links',
      'Services are found by DNS; variables for every Service of the namespace would only slow the start.',
    ),
    because(
      `${POD}/securityContext`,
      'contract:/tenancy/podSecurity',
      `The namespace enforces Pod Security ${ctx.contract.tenancy.podSecurity.enforce}: not as root, and with the runtime's seccomp profile.`,
    ),
    because(`${POD}/priorityClassName`, priority.from, priority.why),
    grace.reason,
    because(
      `${POD}/volumes`,
      'fairway:read-only-root',
      `Space for /tmp, at most ${TEMPORARY_SPACE} for each container, so that a full /tmp fills no node.`,
    ),
  ];
  const label = difference?.label;
  if (label) {
    reasons.push(
      because(
        pointer('spec', 'template', 'metadata', 'labels', label.key),
        label.from,
        label.why,
      ),
    );
  }
  const { annotations } = ctx.podAnnotations;
  for (const { at, from, why } of ctx.podAnnotations.reasons) {
    reasons.push(because(`/spec/template${at}`, from, why));
  }
  const containers: IContainer[] = [];
  for (const settings of Object.values(ctx.settings.containers)) {
    const derived = deriveContainer({
      ctx,
      container: settings,
      at: `${POD}/containers/${containers.length}`,
    });
    containers.push(derived.container);
    for (const reason of derived.reasons) {
      reasons.push(reason);
    }
  }
  const pool = onNodePool(ctx);
  const spread = difference?.withoutSpread
    ? withoutSpread(ctx, difference.withoutSpread)
    : spreadOf(ctx, reasons);
  for (const own of [pool.reasons, difference?.reasons ?? []]) {
    for (const { at, from, why } of own) {
      reasons.push(because(`${POD}${at}`, from, why));
    }
  }
  return {
    reasons,
    template: {
      metadata: {
        labels: {
          ...ctx.podLabels,
          ...(difference?.scraped ?? true
            ? { [SCRAPE_LABEL]: 'true' }
            : undefined),
          ...(label ? { [label.key]: label.value } : undefined),
        },
        ...(Object.keys(annotations).length > 0 ? { annotations } : undefined),
      },
      spec: {
        serviceAccountName: ctx.name,
        automountServiceAccountToken: false,
        enableServiceLinks: false,
        priorityClassName: priority.name,
        terminationGracePeriodSeconds: grace.seconds,
        securityContext: {
          runAsNonRoot: true,
          seccompProfile: { type: 'RuntimeDefault' },
        },
        ...pool.fields,
        ...difference?.fields,
        ...(spread.length > 0
          ? { topologySpreadConstraints: spread }
          : undefined),
        containers,
        volumes: volumesOf(ctx, reasons),
      },
    },
  };
}

/** Seconds beyond the longest message until a worker has said that it is done. */
const ACKNOWLEDGE_SECONDS = 10;

/** How long a pod may take to stop: as long as its tier gives, and never less than what it has in hand takes. */
function graceOf(ctx: EnvironmentContext): {
  seconds: number;
  reason: Because;
} {
  const { terminationGracePeriod } = ctx.tier;
  const at = `${POD}/terminationGracePeriodSeconds`;
  const ofTier = secondsOf(terminationGracePeriod);
  const message = ctx.queue?.longestMessage;
  if (message !== undefined && message + ACKNOWLEDGE_SECONDS > ofTier) {
    return {
      seconds: message + ACKNOWLEDGE_SECONDS,
      reason: because(
        at,
        'intent:/spec/queue/longestMessage',
        `A message takes up to ${message} seconds; it is finished, not killed and delivered again.`,
      ),
    };
  }
  return {
    seconds: ofTier,
    reason: because(
      at,
      `contract:/tiers/${ctx.intent.spec.tier}/terminationGracePeriod`,
      `${ctx.intent.spec.tier} gets ${terminationGracePeriod} to drain before it is killed.`,
    ),
  };
}

function volumesOf(ctx: EnvironmentContext, reasons: Because[]): IVolume[] {
  const volumes: IVolume[] = Object.values(ctx.settings.containers).map(
    container => ({
      name: temporaryVolume(container),
      emptyDir: { sizeLimit: TEMPORARY_SPACE },
    }),
  );
  for (const { volume, from, why } of ctx.secretAccess.volumes(ctx)) {
    reasons.push(because(`${POD}/volumes/${volumes.length}`, from, why));
    volumes.push(volume);
  }
  return volumes;
}

/** The class of the workload type where it has one, else that of the tier. */
function priorityOf({ contract, intent, tier }: EnvironmentContext) {
  const { workloadType } = intent.spec;
  const own = contract.workloadTypes[workloadType].priorityClass;
  return own
    ? {
        name: own,
        from: `contract:/workloadTypes/${workloadType}/priorityClass`,
        why: `What a ${workloadType} is scheduled before, and evicted after, whatever its tier.`,
      }
    : {
        name: tier.priorityClass,
        from: `contract:/tiers/${intent.spec.tier}/priorityClass`,
        why: `What ${intent.spec.tier} is scheduled before, and evicted after, when nodes are short.`,
      };
}

function withoutSpread(
  ctx: EnvironmentContext,
  reason: { why: string; from: string },
): ITopologySpreadConstraint[] {
  ctx.leaveOut({ what: 'Topology spread', ...reason });
  return [];
}

/** Over zones and nodes as the tier asks; not for a service that never has a second pod. */
function spreadOf(
  ctx: EnvironmentContext,
  reasons: Because[],
): ITopologySpreadConstraint[] {
  const { scaling } = ctx.settings;
  if (scaling.max < 2) {
    ctx.leaveOut({
      what: 'Topology spread',
      why: 'One pod cannot be spread over zones or nodes.',
      from: scaling.from,
    });
    return [];
  }
  if (ctx.store) {
    return memberSpread(ctx, ctx.store, reasons);
  }
  // Each revision is spread for itself; counting the old pods too would pile the new ones up.
  const { revisionLabel } = ctx.rollout.carrier;
  const constraints: ITopologySpreadConstraint[] = [];
  const domains = [
    ['zones', 'topology.kubernetes.io/zone'],
    ['nodes', 'kubernetes.io/hostname'],
  ] as const;
  for (const [domain, topologyKey] of domains) {
    const wish = ctx.tier.spread[domain];
    if (wish === 'none') {
      continue;
    }
    reasons.push(
      because(
        `${POD}/topologySpreadConstraints/${constraints.length}`,
        `contract:/tiers/${ctx.intent.spec.tier}/spread/${domain}`,
        `${
          ctx.intent.spec.tier
        } spreads its pods over ${domain} (${wish}), so that losing one ${domain.slice(
          0,
          -1,
        )} takes only its share of them.`,
      ),
    );
    constraints.push({
      maxSkew: 1,
      topologyKey,
      whenUnsatisfiable:
        wish === 'required' ? 'DoNotSchedule' : 'ScheduleAnyway',
      labelSelector: { matchLabels: ctx.selector },
      matchLabelKeys: [revisionLabel],
    });
  }
  return constraints;
}

/** Members over zones, without exception: a majority in one zone is lost with it. */
function memberSpread(
  ctx: EnvironmentContext,
  { members }: StorePlan,
  reasons: Because[],
): ITopologySpreadConstraint[] {
  const zones = Math.min(
    ...ctx.settings.clusters.map(cluster => cluster.zones.length),
  );
  const domains = Math.max(1, Math.min(members, zones));
  reasons.push(
    because(
      `${POD}/topologySpreadConstraints/0`,
      'intent:/spec/stateful/zoneLoss',
      `${members} members over at least ${domains} zones, or they wait: a majority in one zone would be lost with it.`,
    ),
  );
  return [
    {
      maxSkew: 1,
      minDomains: domains,
      topologyKey: 'topology.kubernetes.io/zone',
      whenUnsatisfiable: 'DoNotSchedule',
      labelSelector: { matchLabels: ctx.selector },
    },
  ];
}
