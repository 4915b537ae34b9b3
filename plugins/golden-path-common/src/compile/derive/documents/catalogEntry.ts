import type { Because, DerivedDocument } from '../../../model';
import type { ServiceIntent, WorkloadType } from '../../../schema/intent';
import { writeYaml } from '../../../yaml';
import { because, pointer } from '../../because';
import type { EnvironmentContext } from '../../context';
import { NAME_LABEL, dashboardUid } from '../../names';
import { documentPath } from '../../paths';

/** What the catalog calls each type of work, so that people can filter by it. */
const COMPONENT_TYPES: Record<WorkloadType, string> = {
  'http-api': 'service',
  'internal-api': 'service',
  'queue-worker': 'worker',
  'scheduled-task': 'scheduled-task',
  'migration-job': 'job',
  'node-agent': 'agent',
  stateful: 'stateful-service',
  'batch-compute': 'job',
  gateway: 'gateway',
};

/** The Component that the catalog shows, with our annotations and its relations. */
export function deriveCatalogEntry(
  ctx: EnvironmentContext,
  contexts: EnvironmentContext[],
): DerivedDocument {
  const { metadata, spec } = ctx.intent;
  const { annotations, reasons } = annotationsOf(ctx, contexts);
  const dependsOn = dependsOnOf(ctx.intent);
  const links = linksOf(ctx);
  const tags = [...new Set([spec.runtime, ...(metadata.tags ?? [])])];
  const entity = {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name: metadata.name,
      ...(metadata.title ? { title: metadata.title } : undefined),
      ...(metadata.description
        ? { description: metadata.description }
        : undefined),
      tags,
      annotations,
      ...(links.length > 0 ? { links } : undefined),
    },
    spec: {
      type: COMPONENT_TYPES[spec.workloadType],
      lifecycle: ctx.environment.production ? 'production' : 'experimental',
      owner: `group:default/${ctx.team}`,
      system: metadata.system,
      ...(dependsOn.length > 0 ? { dependsOn } : undefined),
    },
  };
  return {
    path: documentPath(ctx.name, 'catalog-info.yaml'),
    title: 'Catalog entry',
    text: writeYaml(entity),
    object: entity,
    because: [
      because(
        '',
        'intent:/metadata',
        'The service is found, with its owner, in the catalog as soon as the request is merged.',
      ),
      ...reasons,
      because(
        '/metadata/tags',
        'intent:/spec/runtime',
        'The runtime, and the tags of the intent.',
      ),
      because(
        '/metadata/links',
        'contract:/providers/metrics',
        'Where people go next: the dashboard, the public host and the repository, as far as they are known.',
      ),
      because(
        '/spec/type',
        'intent:/spec/workloadType',
        `What the catalog calls a ${spec.workloadType}.`,
      ),
      because(
        '/spec/lifecycle',
        'intent:/spec/environments',
        ctx.environment.production
          ? `It runs in ${ctx.environment.name}.`
          : 'It does not run in production yet.',
      ),
      because(
        '/spec/owner',
        'intent:/metadata/owner',
        'The group that owns it.',
      ),
      because(
        '/spec/system',
        'intent:/metadata/system',
        'The system it belongs to.',
      ),
      because(
        '/spec/dependsOn',
        'intent:/spec/dependencies',
        'Services, topics and resources that it calls.',
      ),
    ],
  };
}

function annotationsOf(
  ctx: EnvironmentContext,
  contexts: EnvironmentContext[],
): { annotations: Record<string, string>; reasons: Because[] } {
  const { intent, contract } = ctx;
  const { spec } = intent;
  const rows: [string, string | undefined, string][] = [
    ['intent', documentPath(ctx.name, 'intent.yaml'), 'fairway:paths'],
    [
      'contract-version',
      contract.metadata.version,
      'contract:/metadata/version',
    ],
    ['tier', spec.tier, 'intent:/spec/tier'],
    ['workload-type', spec.workloadType, 'intent:/spec/workloadType'],
    ['exposure', spec.exposure, 'intent:/spec/exposure'],
    [
      'data-classification',
      spec.dataClassification,
      'intent:/spec/dataClassification',
    ],
    [
      'environments',
      contexts.map(({ environment }) => environment.name).join(','),
      'intent:/spec/environments',
    ],
    [
      'accepts',
      spec.accepts?.length ? spec.accepts.join(',') : undefined,
      'intent:/spec/accepts',
    ],
    [
      'slo',
      ctx.features.sloAlerts ? documentPath(ctx.name, 'slo.yaml') : undefined,
      'fairway:paths',
    ],
    ['runbook', documentPath(ctx.name, 'runbook.md'), 'fairway:paths'],
    ['channel', spec.operations?.channel, 'intent:/spec/operations/channel'],
    [
      'escalation',
      spec.operations?.escalation,
      'intent:/spec/operations/escalation',
    ],
  ];
  const annotations: Record<string, string> = {};
  const reasons: Because[] = [];
  for (const [name, value, from] of rows) {
    if (value !== undefined) {
      const key = `fairway.dev/${name}`;
      annotations[key] = value;
      reasons.push(
        because(
          pointer('metadata', 'annotations', key),
          from,
          'What the pages of the portal read about the service.',
        ),
      );
    }
  }
  const selector = 'backstage.io/kubernetes-label-selector';
  annotations[selector] = `${NAME_LABEL}=${ctx.name}`;
  reasons.push(
    because(
      pointer('metadata', 'annotations', selector),
      'fairway:selector',
      'How its objects are found in the clusters.',
    ),
  );
  return { annotations, reasons };
}

function dependsOnOf(intent: ServiceIntent): string[] {
  const refs = (intent.spec.dependencies ?? []).flatMap(dependency => {
    if ('service' in dependency) {
      return [`component:default/${dependency.service}`];
    }
    if ('external' in dependency) {
      return [];
    }
    return [
      `resource:default/${
        'topic' in dependency ? dependency.topic : dependency.resource
      }`,
    ];
  });
  return [...new Set(refs)];
}

function linksOf(ctx: EnvironmentContext): { url: string; title: string }[] {
  const { dashboardUrl } = ctx.contract.providers.metrics;
  const { host } = ctx.settings;
  const repository = ctx.intent.spec.operations?.repository;
  return [
    ...(dashboardUrl
      ? [
          {
            url: `${dashboardUrl.replace(/\/$/, '')}/d/${dashboardUid(ctx)}`,
            title: 'Dashboard',
          },
        ]
      : []),
    ...(host ? [{ url: `https://${host}`, title: 'Public host' }] : []),
    ...(repository ? [{ url: repository, title: 'Repository' }] : []),
  ];
}
