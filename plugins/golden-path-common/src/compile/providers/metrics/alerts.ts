import { because } from '../../because';
import type { EnvironmentContext } from '../../context';
import type { AlertingRule } from '../../crds/monitoring';
import { documentPath } from '../../paths';
import { podSelector } from '../../telemetry';
import { certificateName, dashboardUid } from '../../names';
import type { ReasonedGroup } from './reasonedGroup';

/** Nobody is woken up for an environment that is not production. */
export function alertSeverity(
  ctx: EnvironmentContext,
  severity: 'page' | 'ticket',
): 'page' | 'ticket' | 'info' {
  return ctx.environment.production ? severity : 'info';
}

/** Where the person who is called goes first. */
export function alertLinks(ctx: EnvironmentContext): Record<string, string> {
  const { dashboardUrl } = ctx.contract.providers.metrics;
  const { repository, branch } = ctx.contract.providers.delivery;
  const runbook = documentPath(ctx.name, 'runbook.md');
  return {
    ...(repository.startsWith('https://')
      ? {
          runbook_url: `${repository.replace(
            /(\.git)?\/?$/,
            '',
          )}/blob/${branch}/${runbook}`,
        }
      : { runbook }),
    ...(dashboardUrl
      ? {
          dashboard_url: `${dashboardUrl.replace(/\/$/, '')}/d/${dashboardUid(
            ctx,
          )}`,
        }
      : undefined),
  };
}

/** Causes beside the symptoms that the objectives watch: what will hurt users soon, and needs no page yet. */
export function workloadAlerts(ctx: EnvironmentContext): ReasonedGroup {
  const { name, namespace } = ctx;
  const { max, min } = ctx.settings.scaling;
  const pods = podSelector(ctx);
  const rules: { rule: AlertingRule; from: string; why: string }[] = [];
  const add = (options: {
    alert: string;
    expr: string;
    for: string;
    severity?: 'page' | 'ticket';
    summary: string;
    description: string;
    from: string;
    why: string;
  }) =>
    rules.push({
      rule: {
        alert: options.alert,
        expr: options.expr,
        for: options.for,
        labels: {
          service: name,
          environment: ctx.environment.name,
          team: ctx.team,
          tier: ctx.intent.spec.tier,
          severity: alertSeverity(ctx, options.severity ?? 'ticket'),
        },
        annotations: {
          summary: options.summary,
          description: options.description,
          ...alertLinks(ctx),
        },
      },
      from: options.from,
      why: options.why,
    });

  // What ends is not started again in place: how it failed is told by alerts of its own.
  if (!ctx.rollout.carrier.ends) {
    add({
      alert: 'PodsCrashLooping',
      expr: `max by (namespace, pod, container) (kube_pod_container_status_waiting_reason{${pods},reason="CrashLoopBackOff"}) > 0`,
      for: '10m',
      summary: `${name}: {{ $labels.pod }} does not stay up`,
      description:
        'Container {{ $labels.container }} has crashed again and again for 10 minutes. Look at its last log lines and at what was deployed.',
      from: 'fairway:workload-alerts',
      why: 'One restart is nothing; ten minutes of them are.',
    });
  }
  add({
    alert: 'MemoryNearLimit',
    expr: `max by (namespace, pod, container) (container_memory_working_set_bytes{${pods},container="${ctx.main.name}"}) / max by (namespace, pod, container) (kube_pod_container_resource_limits{${pods},container="${ctx.main.name}",resource="memory"}) > 0.9`,
    for: '15m',
    summary: `${name}: {{ $labels.pod }} is close to its memory limit`,
    description: `More than 90% of ${ctx.main.resources.memoryLimit} for 15 minutes: the next step is that it is killed.`,
    from: ctx.main.from.resources,
    why: `The limit is ${ctx.main.resources.memoryLimit}; whoever knows at 90% can still act.`,
  });
  const unwell = ctx.rollout.carrier.alert?.(ctx);
  if (unwell) {
    add({
      ...unwell,
      from: { rollout: ctx.rollout.from, scaling: ctx.settings.scaling.from }[
        unwell.from
      ],
    });
  }
  ctx.notes.alerts.forEach(add);
  if (ctx.features.autoscaling && max > min) {
    const scaler = ctx.rollout.carrier.released?.name(name) ?? name;
    add({
      alert: 'ScaledToTheMaximum',
      expr: `kube_horizontalpodautoscaler_status_current_replicas{namespace="${namespace}",horizontalpodautoscaler="${scaler}"} >= kube_horizontalpodautoscaler_spec_max_replicas{namespace="${namespace}",horizontalpodautoscaler="${scaler}"}`,
      for: '15m',
      summary: `${name}: all ${max} replicas are in use`,
      description:
        'Load that still grows is not carried any more. Is it real traffic? Then raise scaling.max in the intent.',
      from: ctx.settings.scaling.from,
      why: `${max} replicas are the most; beyond them latency grows.`,
    });
  }
  if (ctx.settings.host !== undefined) {
    add({
      alert: 'CertificateExpiresSoon',
      expr: `certmanager_certificate_expiration_timestamp_seconds{namespace="${namespace}",name="${name}"} - time() < 14 * 86400`,
      for: '1h',
      summary: `${name}: the certificate of ${ctx.settings.host} was not renewed`,
      description: `Less than 14 days are left of ${certificateName(
        name,
      )}. cert-manager renews at a third of the lifetime, so something is in its way.`,
      from: 'intent:/spec/route/host',
      why: 'A certificate that renews itself needs nobody, until it does not.',
    });
  }
  return {
    group: { name: `workload-${name}`, rules: rules.map(({ rule }) => rule) },
    reasons: [
      because(
        '',
        'fairway:workload-alerts',
        'Causes that users do not feel yet; nothing here wakes anybody.',
      ),
      ...rules.map(({ from, why }, index) =>
        because(`/rules/${index}`, from, why),
      ),
    ],
  };
}
