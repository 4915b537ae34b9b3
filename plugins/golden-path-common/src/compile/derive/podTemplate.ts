import type {
  IContainer,
  IPodSpec,
  IPodTemplateSpec,
  ITopologySpreadConstraint,
  IVolume,
} from 'kubernetes-models/v1';
import type { Because } from '../../model';
import { secondsOf } from '../../quantity';
import { because } from '../because';
import type { EnvironmentContext } from '../context';
import { SCRAPE_LABEL, filesSecretName } from '../names';
import { deriveContainer } from './container/container';
import { SECRETS_VOLUME, temporaryVolume } from './container/volumes';

const POD = '/spec/template/spec';
const TEMPORARY_SPACE = '256Mi';

/** What one shape of work has different in its pods. */
export interface PodDifference {
  fields: Pick<
    IPodSpec,
    | 'priorityClassName'
    | 'restartPolicy'
    | 'nodeSelector'
    | 'tolerations'
    | 'terminationGracePeriodSeconds'
  >;
  /** With pointers from the pod's specification: `/tolerations/0`. */
  reasons: Because[];
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
  const { tier } = ctx;
  const tierFrom = `contract:/tiers/${ctx.intent.spec.tier}`;
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
    because(
      `${POD}/priorityClassName`,
      `${tierFrom}/priorityClass`,
      `What ${ctx.intent.spec.tier} is scheduled before, and evicted after, when nodes are short.`,
    ),
    because(
      `${POD}/terminationGracePeriodSeconds`,
      `${tierFrom}/terminationGracePeriod`,
      `${ctx.intent.spec.tier} gets ${tier.terminationGracePeriod} to drain before it is killed.`,
    ),
    because(
      `${POD}/volumes`,
      'fairway:read-only-root',
      `Space for /tmp, at most ${TEMPORARY_SPACE} for each container, so that a full /tmp fills no node.`,
    ),
  ];
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
  const spread = difference?.withoutSpread
    ? withoutSpread(ctx, difference.withoutSpread)
    : spreadOf(ctx, reasons);
  for (const { at, from, why } of difference?.reasons ?? []) {
    reasons.push(because(`${POD}${at}`, from, why));
  }
  return {
    reasons,
    template: {
      metadata: {
        labels: { ...ctx.podLabels, [SCRAPE_LABEL]: 'true' },
        ...(Object.keys(annotations).length > 0 ? { annotations } : undefined),
      },
      spec: {
        serviceAccountName: ctx.name,
        automountServiceAccountToken: false,
        enableServiceLinks: false,
        priorityClassName: tier.priorityClass,
        terminationGracePeriodSeconds: secondsOf(tier.terminationGracePeriod),
        securityContext: {
          runAsNonRoot: true,
          seccompProfile: { type: 'RuntimeDefault' },
        },
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

function volumesOf(ctx: EnvironmentContext, reasons: Because[]): IVolume[] {
  const volumes: IVolume[] = Object.values(ctx.settings.containers).map(
    container => ({
      name: temporaryVolume(container),
      emptyDir: { sizeLimit: TEMPORARY_SPACE },
    }),
  );
  const { files } = ctx.secrets;
  if (files.length > 0) {
    reasons.push(
      because(
        `${POD}/volumes/${volumes.length}`,
        'intent:/spec/secrets',
        `No variable uses ${files
          .map(({ secret, key }) => `${secret}.${key}`)
          .join(
            ', ',
          )}, so each is a read-only file; a rotated secret arrives without a restart.`,
      ),
    );
    volumes.push({
      name: SECRETS_VOLUME,
      secret: {
        secretName: filesSecretName(ctx.name),
        defaultMode: 0o444,
        items: files.map(({ secret, key }) => ({
          key: `${secret}.${key}`,
          path: `${secret}/${key}`,
        })),
      },
    });
  }
  return volumes;
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
