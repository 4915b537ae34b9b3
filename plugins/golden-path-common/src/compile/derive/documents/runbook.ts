import type { DerivedDocument } from '../../../model';
import type { IntentDependency } from '../../../schema/intent';
import { because } from '../../because';
import { type EnvironmentContext, workloadName } from '../../context';
import { dashboardUid } from '../../names';
import { documentPath } from '../../paths';
import { objectivesOf } from '../../slo/objectives';
import { errorBudget, rounded } from '../../telemetry';
import { code, plain } from './markdown';

/** The runbook that the on-call engineer begins with, filled from what the intent says. */
export function deriveRunbook(
  ctx: EnvironmentContext,
  contexts: EnvironmentContext[],
): DerivedDocument {
  const sections = [
    [`# Runbook: ${plain(ctx.intent.metadata.title ?? ctx.name)}`],
    [
      'Derived by Fairway from the intent and the platform contract; change the intent, not this file.',
    ],
    ownership(ctx),
    summary(ctx, contexts),
    ...ctx.notes.sections.map(({ title, lines }) => [
      `## ${title}`,
      '',
      ...lines.map(line => `- ${line}`),
    ]),
    objectives(ctx),
    dashboards(ctx),
    failureModes(ctx),
    firstTenMinutes(ctx),
    rollback(ctx),
    evidence(ctx),
  ];
  return {
    path: documentPath(ctx.name, 'runbook.md'),
    title: 'Runbook',
    text: `${sections.map(lines => lines.join('\n')).join('\n\n')}\n`,
    because: [
      because(
        '',
        'intent:',
        'Whoever is called at night finds owner, objectives, dependencies and the way back in one place.',
      ),
    ],
  };
}

function ownership(ctx: EnvironmentContext): string[] {
  const { operations } = ctx.intent.spec;
  return [
    '## Ownership',
    '',
    `- Team: ${code(ctx.team)}`,
    `- Channel: ${
      operations?.channel
        ? code(operations.channel)
        : 'not stated (spec.operations.channel)'
    }`,
    `- Escalation: ${
      operations?.escalation
        ? code(operations.escalation)
        : 'not stated (spec.operations.escalation)'
    }`,
    ...(operations?.runbook
      ? [
          `- The team's own runbook: ${code(operations.runbook)}${
            operations.repository ? ` in ${code(operations.repository)}` : ''
          }`,
        ]
      : []),
  ];
}

function summary(
  ctx: EnvironmentContext,
  contexts: EnvironmentContext[],
): string[] {
  const { metadata, spec } = ctx.intent;
  return [
    '## Service summary',
    '',
    ...(metadata.description ? [plain(metadata.description), ''] : []),
    `- Workload type: ${code(spec.workloadType)}`,
    `- Criticality: ${code(spec.tier)}`,
    `- Exposure: ${spec.exposure}${
      ctx.settings.host ? `, ${code(ctx.settings.host)}` : ''
    }`,
    `- Data: ${spec.dataClassification}`,
    `- System: ${code(metadata.system)}`,
    ...contexts.map(
      each =>
        `- ${code(each.environment.name)}: namespace ${code(
          each.namespace,
        )} on ${each.settings.clusters
          .map(({ name }) => code(name))
          .join(', ')}, ${each.notes.extent ?? replicas(each)}`,
    ),
  ];
}

function replicas({ settings: { scaling } }: EnvironmentContext): string {
  return `${scaling.min} to ${scaling.max} replicas`;
}

function objectives(ctx: EnvironmentContext): string[] {
  if (!ctx.features.sloAlerts) {
    return [
      '## SLO',
      '',
      '- None: nobody waits for an answer. Whether the work gets done is watched by alerts.',
    ];
  }
  return [
    '## SLO',
    '',
    ...objectivesOf(ctx).map(
      ({ title, target }) =>
        `- ${title}; the error budget is ${rounded(
          errorBudget(target) * 100,
        )}% of requests over 30 days`,
    ),
    '- When the budget is spent, releases stop until it recovers, except those that mend the service.',
  ];
}

function dashboards(ctx: EnvironmentContext): string[] {
  const { dashboardUrl } = ctx.contract.providers.metrics;
  const { namespace } = ctx.contract.providers.delivery;
  return [
    '## Dashboards',
    '',
    `- Service: ${
      dashboardUrl
        ? `<${dashboardUrl.replace(/\/$/, '')}/d/${dashboardUid(ctx)}>`
        : `ConfigMap ${code(`${ctx.name}-dashboard`)} in ${code(ctx.namespace)}`
    }`,
    `- Deployment: Application ${code(
      `${ctx.environment.name}-${ctx.name}`,
    )} in ${code(namespace)}`,
  ];
}

function failureModes(ctx: EnvironmentContext): string[] {
  const dependencies = ctx.intent.spec.dependencies ?? [];
  const rows = dependencies.map(dependency => {
    const name = nameOfDependency(dependency);
    return `- ${code(name)} is away: ${
      dependency.onFailure
        ? plain(dependency.onFailure)
        : 'what happens is not stated (onFailure)'
    }`;
  });
  return [
    '## Common failure modes',
    '',
    ...(ctx.features.service
      ? [
          '- A release that makes it worse: the error ratio differs by version on the dashboard; roll back.',
        ]
      : []),
    ...ctx.notes.failureModes.map(each => `- ${each}`),
    ...rows,
    ...(ctx.features.autoscaling
      ? [
          `- Load beyond ${ctx.settings.scaling.max} replicas: alert ScaledToTheMaximum; raise scaling.max in the intent.`,
        ]
      : []),
    '- DNS or network: a connection that times out at once everywhere is a missing agreement or a network rule; compare with the agreements in the portal.',
  ];
}

function nameOfDependency(dependency: IntentDependency): string {
  if ('service' in dependency) {
    return dependency.service;
  }
  if ('topic' in dependency) {
    return dependency.topic;
  }
  return 'resource' in dependency ? dependency.resource : dependency.external;
}

function firstTenMinutes(ctx: EnvironmentContext): string[] {
  const { namespace } = ctx;
  const steps = [
    ...(ctx.features.sloAlerts
      ? [
          'Look at the error budget and its burn rate: who is hurt, and since when?',
        ]
      : []),
    `What was deployed? ${code(
      `kubectl -n ${namespace} get ${
        ctx.rollout.carrier.resource
      } ${workloadName(ctx)}`,
    )} and the history of the Application.`,
    ...ctx.notes.firstSteps,
    ...(ctx.features.service ? ['Error ratio and latency by version.'] : []),
    `Events: ${code(
      `kubectl -n ${namespace} get events --sort-by=.lastTimestamp`,
    )}`,
    'The dependencies above: which of them shows errors?',
    ctx.features.service
      ? 'Decide: roll back, shift traffic, scale, or soften the dependency.'
      : 'Decide: roll back, stop it, or mend the dependency.',
  ];
  return [
    '## First 10 minutes',
    '',
    ...steps.map((step, index) => `${index + 1}. ${step}`),
  ];
}

function rollback(ctx: EnvironmentContext): string[] {
  const stated = ctx.intent.spec.rollout?.rollback;
  const { undo } = ctx.rollout.carrier;
  return [
    '## Rollback',
    '',
    ...(stated ? [`- The team says: ${plain(stated)}`] : []),
    ...(ctx.notes.wayBack?.map(each => `- ${each}`) ?? [
      `- At once: ${code(
        undo.command({ name: workloadName(ctx), namespace: ctx.namespace }),
      )}`,
      '- For good: revert the commit in the GitOps repository; delivery undoes what Git does not say.',
      `- Expected duration: about ${undo.takes}.`,
    ]),
    '- Risk: a change of data or of an API that the former version does not understand.',
  ];
}

function evidence(ctx: EnvironmentContext): string[] {
  const selector = `namespace="${ctx.namespace}",service="${ctx.name}"`;
  return [
    '## Evidence to keep after an incident',
    '',
    `- Logs and traces of ${code(ctx.name)}, ${code(
      `deployment.environment.name=${ctx.environment.name}`,
    )}`,
    `- Metrics: ${code(`{${selector}}`)}`,
    `- Events of the namespace ${code(ctx.namespace)}`,
    `- Git: commits of ${code(
      `clusters/*/${ctx.namespace}/${ctx.name}`,
    )} and ${code(`services/${ctx.name}`)}`,
    '- Which path back was used, how long it took, and what should become a policy or a check',
  ];
}
