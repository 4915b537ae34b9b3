import type { IStatefulSet } from 'kubernetes-models/apps/v1';
import type { IAffinity } from 'kubernetes-models/v1';
import type { Because } from '../../../model';
import { secondsOf } from '../../../quantity';
import { countOf } from '../../../words/phrases';
import { because, pointer } from '../../because';
import {
  type Derived,
  type EnvironmentContext,
  derivedForService,
  metadataOf,
} from '../../context';
import { DATA_VOLUME } from '../../derive/container/volumes';
import {
  type PodDifference,
  derivePodTemplate,
} from '../../derive/podTemplate';
import type { Manifest } from '../../manifest';
import { membersServiceName } from '../../names';
import {
  progressOf,
  workloadAnnotations,
  workloadReasons,
} from '../../providers/rollout/workload';
import type { StorePlan } from '../../storePlan';
import { answersOf } from './answers';

/** Group that may write to the volume; any that is not root will do, because the volume is the member's alone. */
const VOLUME_GROUP = 10_000;
/** Least time to hand over and write everything down: what is killed in between has to repair itself first. */
const FLUSH_SECONDS = 120;

/** The members, their volumes, and the order in which they change. */
export function deriveStatefulSet(
  ctx: EnvironmentContext,
  store: StorePlan,
): Derived {
  const { template, reasons } = derivePodTemplate(ctx, podOf(ctx, store));
  const { storage } = store.answers;
  const { replicas, revisionHistoryLimit, minReadySeconds } = progressOf(ctx);
  const answers = answersOf(store);
  const set: Manifest<IStatefulSet> = {
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata: metadataOf(ctx, ctx.name, {
      annotations: {
        ...workloadAnnotations(ctx).annotations,
        ...Object.fromEntries(answers.map(({ key, value }) => [key, value])),
      },
    }),
    spec: {
      serviceName: membersServiceName(ctx.name),
      replicas,
      revisionHistoryLimit,
      minReadySeconds,
      podManagementPolicy: 'Parallel',
      updateStrategy: {
        type: 'RollingUpdate',
        rollingUpdate: { partition: 0 },
      },
      persistentVolumeClaimRetentionPolicy: {
        whenDeleted: storage.reclaimPolicy === 'delete' ? 'Delete' : 'Retain',
        whenScaled: 'Retain',
      },
      selector: { matchLabels: ctx.selector },
      template,
      volumeClaimTemplates: [
        {
          apiVersion: 'v1',
          kind: 'PersistentVolumeClaim',
          // Nothing that may change: the template of a claim never can.
          metadata: { name: DATA_VOLUME, labels: ctx.selector },
          spec: {
            accessModes: ['ReadWriteOncePod'],
            storageClassName: storage.storageClass,
            resources: { requests: { storage: storage.size } },
            volumeMode: 'Filesystem',
          },
        },
      ],
    },
  };
  return derivedForService(ctx, set, [
    // A StatefulSet has no deadline for its progress.
    ...workloadReasons(ctx).filter(
      ({ at }) => at !== '/spec/progressDeadlineSeconds',
    ),
    ...answers.map(({ key, from, question }) =>
      because(pointer('metadata', 'annotations', key), from, question),
    ),
    ...orderReasons(store),
    ...volumeReasons(store),
    ...reasons,
  ]);
}

function orderReasons({ answers }: StorePlan): Because[] {
  return [
    because(
      '/spec/serviceName',
      'fairway:member-names',
      'The Service that gives each member a name that stays.',
    ),
    because(
      '/spec/podManagementPolicy',
      'fairway:members-start-together',
      'After all members were lost they start together: one that waits for the majority would wait for ever if the others waited for it.',
    ),
    because(
      '/spec/updateStrategy',
      'intent:/spec/stateful/drain',
      'One member after the other, each ready before the next, from the last to the first.',
    ),
    because(
      '/spec/persistentVolumeClaimRetentionPolicy',
      answers.storage.reclaimPolicy
        ? 'intent:/spec/stateful/storage/reclaimPolicy'
        : 'fairway:data-outlives-mistakes',
      answers.storage.reclaimPolicy === 'delete'
        ? 'The intent lets the volumes go with the store; a member that is taken away keeps its own until somebody deletes it.'
        : 'Volumes outlive the store and each member: what was deleted by mistake is still there.',
    ),
  ];
}

function volumeReasons({ answers }: StorePlan): Because[] {
  const { size, storageClass } = answers.storage;
  const at = '/spec/volumeClaimTemplates/0';
  const from = 'intent:/spec/stateful/storage';
  return [
    because(at, from, `A volume of ${size} for each member.`),
    because(
      `${at}/metadata`,
      'fairway:claims-never-change',
      'A name and a label that stay: Kubernetes refuses any change of the template of a claim.',
    ),
    because(
      `${at}/spec/accessModes`,
      'intent:/spec/stateful/splitBrain',
      'One pod at a time, enforced by the volume itself: no second one can write while the first is not known to be gone.',
    ),
    because(
      `${at}/spec/storageClassName`,
      `${from}/storageClass`,
      `${storageClass}, which the contract knows.`,
    ),
    because(`${at}/spec/resources`, `${from}/size`, `${size} each.`),
    because(
      `${at}/spec/volumeMode`,
      'fairway:claims-never-change',
      'The default, stated so that delivery sees no difference.',
    ),
  ];
}

/** What the pods of a store have different. */
function podOf(ctx: EnvironmentContext, store: StorePlan): PodDifference {
  const { members, backup } = store;
  const grace = Math.max(
    FLUSH_SECONDS,
    secondsOf(ctx.tier.terminationGracePeriod),
  );
  const affinity = members > 1 ? apart(ctx) : undefined;
  const reasons: Because[] = [
    because(
      '/terminationGracePeriodSeconds',
      'intent:/spec/stateful/drain',
      `${grace} seconds to hand over and to write everything down before it is killed.`,
    ),
    because(
      '/securityContext/fsGroup',
      'fairway:volume-group',
      'Not root, so the volume belongs to a group that the member is in.',
    ),
    because(
      '/securityContext/fsGroupChangePolicy',
      'fairway:volume-group',
      'Set once: walking through all files at each start would take longer the more there are.',
    ),
  ];
  if (affinity) {
    reasons.push(
      because(
        '/affinity',
        'intent:/spec/stateful/quorum',
        ctx.environment.production
          ? `No two of ${countOf(
              members,
              'member',
            )} on one node: a node that dies takes one vote.`
          : 'Members on nodes of their own where there are enough of them.',
      ),
    );
  }
  return {
    fields: {
      terminationGracePeriodSeconds: grace,
      securityContext: {
        runAsNonRoot: true,
        fsGroup: VOLUME_GROUP,
        fsGroupChangePolicy: 'OnRootMismatch',
        seccompProfile: { type: 'RuntimeDefault' },
      },
      ...(affinity ? { affinity } : undefined),
    },
    reasons,
    ...(backup
      ? {
          label: {
            key: backup.label,
            value: backup.schedule,
            from: 'intent:/spec/stateful/backup/frequency',
            why: `${backup.provider}: the schedule ${backup.schedule} (every ${backup.every}) takes the volumes of pods with this label.`,
          },
        }
      : undefined),
  };
}

function apart(ctx: EnvironmentContext): IAffinity {
  const term = {
    labelSelector: { matchLabels: ctx.selector },
    topologyKey: 'kubernetes.io/hostname',
  };
  return {
    podAntiAffinity: ctx.environment.production
      ? { requiredDuringSchedulingIgnoredDuringExecution: [term] }
      : {
          preferredDuringSchedulingIgnoredDuringExecution: [
            { weight: 100, podAffinityTerm: term },
          ],
        },
  };
}
