import type { IConfigMap } from 'kubernetes-models/v1';
import { because, pointer } from '../because';
import {
  type Derived,
  type EnvironmentContext,
  derivedForService,
  metadataOf,
} from '../context';
import type { Manifest } from '../manifest';
import type { Panel } from '../workNotes';
import { dashboardUid } from '../names';
import { podSelector, requestSelector, requestSeries } from '../telemetry';

/** Label that Grafana's sidecar looks for. */
const DASHBOARD_LABEL = 'grafana_dashboard';

/** One dashboard for each service and environment, in the order in which an on-call engineer asks. */
export function deriveDashboard(ctx: EnvironmentContext): Derived {
  const file = `${ctx.name}.json`;
  const configMap: Manifest<IConfigMap> = {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: metadataOf(ctx, `${ctx.name}-dashboard`, {
      labels: { [DASHBOARD_LABEL]: '1' },
    }),
    data: { [file]: JSON.stringify(dashboardOf(ctx), undefined, 2) },
  };
  return derivedForService(ctx, configMap, [
    because(
      '',
      'contract:/providers/metrics',
      'Every service has a dashboard from its first day.',
    ),
    because(
      pointer('metadata', 'labels', DASHBOARD_LABEL),
      'contract:/providers/metrics',
      'Grafana loads every ConfigMap that carries it.',
    ),
    because(
      pointer('data', file),
      ctx.features.sloAlerts ? ctx.objectives.from : 'contract:/telemetry',
      ctx.features.sloAlerts
        ? 'Objectives first, then traffic, errors, latency by version, then what may be short: the questions of an incident in their order.'
        : 'Whether the work gets done first, then what may be short: the questions of an incident in their order.',
    ),
  ]);
}

function panelsOf(ctx: EnvironmentContext): Panel[] {
  return [
    ...(ctx.features.sloAlerts ? objectivePanels(ctx) : []),
    ...(ctx.features.service ? requestPanels(ctx) : []),
    ...ctx.notes.panels,
    ...podPanels(ctx),
  ];
}

function objectivePanels(ctx: EnvironmentContext): Panel[] {
  const slo = `{service="${ctx.name}",environment="${ctx.environment.name}"}`;
  return [
    {
      title: 'Error budget left',
      unit: 'percentunit',
      queries: [
        {
          expr: `slo:period_error_budget_remaining:ratio${slo}`,
          legend: '{{slo}}',
        },
      ],
    },
    {
      title: 'Burn rate',
      unit: 'none',
      queries: [
        { expr: `slo:current_burn_rate:ratio${slo}`, legend: '{{slo}}' },
      ],
    },
  ];
}

function requestPanels(ctx: EnvironmentContext): Panel[] {
  const requests = requestSelector(ctx);
  const { total, bucket, failed, unit } = requestSeries(ctx);
  // Prometheus writes labels of pods with underscores.
  const version = ctx.rollout.carrier.revisionLabel.replaceAll(/[-./]/g, '_');
  return [
    {
      title: 'Requests by version',
      unit: 'reqps',
      queries: [
        {
          expr: `sum by (${version}) (rate(${total}{${requests}}[5m]))`,
          legend: `{{${version}}}`,
        },
      ],
    },
    {
      title: 'Error ratio by version',
      unit: 'percentunit',
      queries: [
        {
          expr: `sum by (${version}) (rate(${total}{${requests},${failed}}[5m])) / sum by (${version}) (rate(${total}{${requests}}[5m]))`,
          legend: `{{${version}}}`,
        },
      ],
    },
    {
      title: 'Latency p95 by version',
      unit: unit === 'seconds' ? 's' : 'ms',
      queries: [
        {
          expr: `histogram_quantile(0.95, sum by (le, ${version}) (rate(${bucket}{${requests}}[5m])))`,
          legend: `{{${version}}}`,
        },
      ],
    },
  ];
}

function podPanels(ctx: EnvironmentContext): Panel[] {
  const pods = podSelector(ctx);
  const ready: Panel = {
    title: 'Ready pods',
    unit: 'none',
    queries: [
      {
        expr: `sum(kube_pod_status_ready{${pods},condition="true"})`,
        legend: 'ready',
      },
    ],
  };
  return [
    ...(ctx.rollout.carrier.ends ? [] : [ready]),
    {
      title: 'CPU of its request',
      unit: 'percentunit',
      queries: [
        {
          expr: `sum by (pod) (rate(container_cpu_usage_seconds_total{${pods},container!=""}[5m])) / sum by (pod) (kube_pod_container_resource_requests{${pods},resource="cpu"})`,
          legend: '{{pod}}',
        },
      ],
    },
    {
      title: 'Memory of its limit',
      unit: 'percentunit',
      queries: [
        {
          expr: `sum by (pod) (container_memory_working_set_bytes{${pods},container!=""}) / sum by (pod) (kube_pod_container_resource_limits{${pods},resource="memory"})`,
          legend: '{{pod}}',
        },
      ],
    },
  ];
}

/** Grafana's model, as small as it takes it. */
function dashboardOf(ctx: EnvironmentContext) {
  const datasource = { type: 'prometheus', uid: 'prometheus' };
  return {
    uid: dashboardUid(ctx),
    title: `${ctx.name} (${ctx.environment.name})`,
    tags: ['fairway', ctx.team, ctx.intent.spec.tier],
    timezone: 'utc',
    schemaVersion: 39,
    refresh: '1m',
    time: { from: 'now-6h', to: 'now' },
    panels: panelsOf(ctx).map((panel, index) => ({
      id: index + 1,
      type: 'timeseries',
      title: panel.title,
      datasource,
      gridPos: {
        x: (index % 2) * 12,
        y: Math.floor(index / 2) * 8,
        w: 12,
        h: 8,
      },
      fieldConfig: { defaults: { unit: panel.unit }, overrides: [] },
      targets: panel.queries.map(({ expr, legend }, query) => ({
        refId: String.fromCharCode(65 + query),
        datasource,
        expr,
        legendFormat: legend,
      })),
    })),
  };
}
