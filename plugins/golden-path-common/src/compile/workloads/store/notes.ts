import { countOf } from '../../../words/phrases';
import { code } from '../../derive/documents/markdown';
import type { EnvironmentContext } from '../../context';
import { DATA_VOLUME } from '../../derive/container/volumes';
import type { StorePlan } from '../../storePlan';
import type { Panel, WorkNotes } from '../../workNotes';
import { alertsOfStore, volumeSelector } from './alerts';
import { answersOf } from './answers';

type Context = Omit<EnvironmentContext, 'notes'>;

/** What people and signals are told of a store: its answers, its volumes, its backups. */
export function notesOfStore(
  ctx: Context,
  store: StorePlan,
): Partial<WorkNotes> {
  sayWhatIsLeftOut(ctx, store);
  const { size, storageClass } = store.answers.storage;
  return {
    extent: `${countOf(store.members, 'member')}, each with ${size} of ${code(
      storageClass,
    )}`,
    alerts: alertsOfStore(ctx, store),
    panels: panelsOf(ctx, store),
    sections: [
      {
        title: 'Data',
        lines: answersOf(store).map(
          ({ question, value }) => `${question} ${code(value)}`,
        ),
      },
    ],
    failureModes: [expansion(ctx, store)],
    firstSteps: [
      `How many members are ready? ${store.majority} of ${
        store.members
      } have to agree. ${code(
        `kubectl -n ${ctx.namespace} get statefulset ${ctx.name}`,
      )}`,
      `Never delete a claim to mend a member before a backup is known to be good: ${code(
        `kubectl -n ${ctx.namespace} get pvc -l app.kubernetes.io/name=${ctx.name}`,
      )}`,
    ],
  };
}

function expansion(ctx: Context, { answers, members }: StorePlan): string {
  const { size, expansion: how } = answers.storage;
  if (how === 'not-supported') {
    return `A volume is full: it cannot grow. Add a member with a larger volume, let it copy the data, and take the old one away, one after the other.`;
  }
  return `A volume is full: let each claim grow (${code(
    `kubectl -n ${ctx.namespace} patch pvc ${DATA_VOLUME}-${ctx.name}-0 -p '{"spec":{"resources":{"requests":{"storage":"<more than ${size}>"}}}}'`,
  )}, and the same to ordinal ${members - 1})${
    how === 'offline' ? ', stopping its member for that' : ''
  }; then state the new size in the intent, and delete the StatefulSet with ${code(
    '--cascade=orphan',
  )} so that delivery writes it anew: Kubernetes refuses a change of its claim.`;
}

function panelsOf(ctx: Context, { backup }: StorePlan): Panel[] {
  const volumes = volumeSelector(ctx);
  return [
    {
      title: 'Members ready',
      unit: 'none',
      queries: [
        {
          expr: `kube_statefulset_status_replicas_ready{namespace="${ctx.namespace}",statefulset="${ctx.name}"}`,
          legend: 'ready',
        },
      ],
    },
    {
      title: 'Volume in use',
      unit: 'percentunit',
      queries: [
        {
          expr: `kubelet_volume_stats_used_bytes{${volumes}} / kubelet_volume_stats_capacity_bytes{${volumes}}`,
          legend: '{{persistentvolumeclaim}}',
        },
      ],
    },
    ...(backup?.lastSuccess
      ? [
          {
            title: 'Age of the last good backup',
            unit: 's',
            queries: [
              {
                expr: `time() - max(${backup.lastSuccess})`,
                legend: backup.schedule,
              },
            ],
          },
        ]
      : []),
  ];
}

function sayWhatIsLeftOut(ctx: Context, { answers, backup }: StorePlan): void {
  if (!backup) {
    ctx.leaveOut({
      what: 'Backup',
      why: ctx.contract.storage?.backup
        ? `The contract has no schedule that runs every ${answers.backup.frequency} or more often.`
        : 'The contract names nothing that takes backups (storage.backup), so the team takes its own.',
      from: 'contract:/storage/backup',
    });
  } else if (!backup.lastSuccess) {
    ctx.leaveOut({
      what: 'Alert on backups that do not come',
      why: 'The contract names no series of the last good backup (storage.backup.lastSuccess).',
      from: 'contract:/storage/backup/lastSuccess',
    });
  }
}
