import { type EnvironmentContext, workloadName } from '../context';
import type { Panel, WorkAlert } from '../workNotes';

type Context = Omit<EnvironmentContext, 'notes'>;

function selectorOf(ctx: Context): string {
  return `namespace="${ctx.namespace}",job_name="${workloadName(ctx)}"`;
}

/** The alert of a Job that failed for good. */
export function jobAlert(
  ctx: Context,
  words: Pick<
    WorkAlert,
    'alert' | 'severity' | 'summary' | 'description' | 'why'
  >,
): WorkAlert {
  return {
    ...words,
    expr: `max by (namespace, job_name) (kube_job_failed{${selectorOf(
      ctx,
    )},condition="true"}) > 0`,
    for: '1m',
    from: ctx.rollout.from,
  };
}

/** How far a Job has come. */
export function jobPanels(ctx: Context): Panel[] {
  const job = selectorOf(ctx);
  return [
    {
      title: 'Pods of the work',
      unit: 'none',
      queries: [
        { expr: `max(kube_job_status_succeeded{${job}})`, legend: 'done' },
        { expr: `max(kube_job_status_active{${job}})`, legend: 'running' },
        { expr: `max(kube_job_status_failed{${job}})`, legend: 'failed' },
      ],
    },
    {
      title: 'Time since it began',
      unit: 's',
      queries: [
        {
          expr: `(max(kube_job_status_completion_time{${job}}) or vector(time())) - max(kube_job_status_start_time{${job}})`,
          legend: 'duration',
        },
      ],
    },
  ];
}
