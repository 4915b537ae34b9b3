import type { SchedulePlan } from '../../settings';
import { durationInWords } from '../../words/duration';
import { type EnvironmentContext, workloadName } from '../context';
import type { Panel, WorkAlert } from '../workNotes';

type Context = Omit<EnvironmentContext, 'notes'>;

/** PromQL about the runs of a CronJob, by kube-state-metrics. */
function seriesOf(ctx: Context) {
  const name = workloadName(ctx);
  const task = `namespace="${ctx.namespace}",cronjob="${name}"`;
  const runs = `namespace="${ctx.namespace}",job_name=~"${name}-[0-9]+"`;
  return {
    // A task that never ended well counts from the moment it was created.
    lastGood: `max by (namespace) (kube_cronjob_status_last_successful_time{${task}} or kube_cronjob_created{${task}})`,
    lastBad: `max by (namespace) (kube_job_status_start_time{${runs}} and on (namespace, job_name) kube_job_failed{${runs},condition="true"} == 1)`,
    running: `sum(kube_job_status_active{${runs}})`,
    duration: `max(kube_job_status_completion_time{${runs}} - kube_job_status_start_time{${runs}})`,
  };
}

/** What of a schedule somebody has to be told of. */
export function scheduleAlerts(ctx: Context, plan: SchedulePlan): WorkAlert[] {
  const { rhythm, startWithin, endWithin, schedule } = plan;
  const series = seriesOf(ctx);
  const late = rhythm.longest + startWithin.seconds + (endWithin?.seconds ?? 0);
  return [
    {
      alert: 'RunMissed',
      expr: `time() - ${series.lastGood} > ${late}`,
      for: '5m',
      summary: `${ctx.name}: no run has ended well for too long`,
      description: `The schedule ${
        schedule.cron
      } comes around within ${durationInWords(
        rhythm.longest,
      )}; with the time to start and to run, one should have ended well within ${durationInWords(
        late,
      )}.`,
      from: 'intent:/spec/schedule/cron',
      why: `The longest time between two runs is ${durationInWords(
        rhythm.longest,
      )}; a run may start up to ${durationInWords(startWithin.seconds)} late${
        endWithin ? ` and take up to ${durationInWords(endWithin.seconds)}` : ''
      }.`,
    },
    {
      alert: 'RunFailed',
      expr: `${series.lastBad} > on (namespace) ${series.lastGood}`,
      for: '1m',
      summary: `${ctx.name}: the last run failed`,
      description:
        'Every attempt of it failed. Its pods are kept: look at their last log lines. The alert ends with the next good run.',
      from: 'fairway:workload-alerts',
      why: 'Failed after the last good run; a failure that a later run made up for wakes nobody.',
    },
  ];
}

/** Whether the work gets done, at a glance. */
export function schedulePanels(ctx: Context): Panel[] {
  const series = seriesOf(ctx);
  return [
    {
      title: 'Time since the last good run',
      unit: 's',
      queries: [{ expr: `time() - ${series.lastGood}`, legend: 'since' }],
    },
    {
      title: 'Runs going on',
      unit: 'none',
      queries: [{ expr: series.running, legend: 'running' }],
    },
    {
      title: 'Duration of the last runs',
      unit: 's',
      queries: [{ expr: series.duration, legend: 'duration' }],
    },
  ];
}
