import { countOf } from '../../../words/phrases';
import type { EnvironmentContext } from '../../context';
import { DATA_VOLUME } from '../../derive/container/volumes';
import type { BackupPlan, StorePlan } from '../../storePlan';
import type { WorkAlert } from '../../workNotes';

/** Beyond this many of its intervals a backup is not late any more but missing. */
const MISSED_BACKUPS = 2;

type Context = Pick<EnvironmentContext, 'name' | 'namespace' | 'leaveOut'>;

/** Series of the kubelet about the volumes of the members. */
export function volumeSelector({ name, namespace }: Context): string {
  return `namespace="${namespace}",persistentvolumeclaim=~"${DATA_VOLUME}-${name}-[0-9]+"`;
}

/** What costs data or the majority, told while there is time. */
export function alertsOfStore(ctx: Context, store: StorePlan): WorkAlert[] {
  const { backup } = store;
  return [
    ...(store.members > 1 ? [majorityLost(ctx, store)] : []),
    ...volumeAlerts(ctx),
    ...(backup?.lastSuccess
      ? [backupMissing(ctx, backup, backup.lastSuccess)]
      : []),
  ];
}

function majorityLost(
  { name, namespace }: Context,
  { members, majority }: StorePlan,
): WorkAlert {
  return {
    alert: 'MajorityLost',
    expr: `kube_statefulset_status_replicas_ready{namespace="${namespace}",statefulset="${name}"} < ${majority}`,
    for: '2m',
    severity: 'page',
    summary: `${name}: fewer than ${majority} of ${members} members are ready`,
    description:
      'Without a majority nothing can be written. Bring members back before anything else; do not delete claims.',
    from: 'intent:/spec/stateful/quorum',
    why: `${majority} of ${countOf(
      members,
      'member',
    )} have to agree, so with fewer the store stands still.`,
  };
}

function volumeAlerts(ctx: Context): WorkAlert[] {
  const volumes = volumeSelector(ctx);
  const left = `kubelet_volume_stats_available_bytes{${volumes}} / kubelet_volume_stats_capacity_bytes{${volumes}}`;
  return [
    {
      alert: 'VolumeFillsUp',
      expr: `${left} < 0.2`,
      for: '15m',
      summary: `${ctx.name}: {{ $labels.persistentvolumeclaim }} has less than a fifth left`,
      description:
        'Grow the volumes as the runbook says, or delete what is not needed any more.',
      from: 'intent:/spec/stateful/storage/size',
      why: 'Growing a volume takes a change and a review; a fifth leaves time for both.',
    },
    {
      alert: 'VolumeFullSoon',
      expr: `${left} < 0.05 or predict_linear(kubelet_volume_stats_available_bytes{${volumes}}[6h], 4 * 3600) < 0 and ${left} < 0.4`,
      for: '10m',
      severity: 'page',
      summary: `${ctx.name}: {{ $labels.persistentvolumeclaim }} is full within hours`,
      description:
        'A full volume stops writes, and often the start as well. Grow it now.',
      from: 'intent:/spec/stateful/storage/size',
      why: 'At the pace of the last 6 hours it is full in 4, or hardly anything is left already.',
    },
  ];
}

function backupMissing(
  { name }: Context,
  { schedule, every, everySeconds }: BackupPlan,
  lastSuccess: string,
): WorkAlert {
  return {
    alert: 'BackupTooOld',
    expr: `time() - max(${lastSuccess}) > ${
      MISSED_BACKUPS * everySeconds
    } or absent(${lastSuccess})`,
    for: '15m',
    summary: `${name}: the backups of the schedule ${schedule} do not come`,
    description: `A good backup is due every ${every}, and ${MISSED_BACKUPS} are missing. What was written since the last one is lost if the store is.`,
    from: 'intent:/spec/stateful/backup/frequency',
    why: 'A backup that fails is noticed here or on the day when it is needed.',
  };
}
