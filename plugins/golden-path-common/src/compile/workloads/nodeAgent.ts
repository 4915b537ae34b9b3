import type { IDaemonSet } from 'kubernetes-models/apps/v1';
import type { Because } from '../../model';
import { ownPart } from '../../schema/intent';
import { because } from '../because';
import { daemonSet } from '../carriers/daemonSet';
import {
  type Derived,
  type EnvironmentContext,
  derivedForService,
  metadataOf,
  workloadName,
} from '../context';
import { plain } from '../derive/documents/markdown';
import { derivePodTemplate } from '../derive/podTemplate';
import type { Manifest } from '../manifest';
import type { WorkNotes } from '../workNotes';
import { originsOf } from './origins';
import type { WorkloadShape } from './shape';

const REVISION_HISTORY = 5;
const MIN_READY_SECONDS = 10;

type Agent = NonNullable<ReturnType<typeof agentOf>>;

/** One pod on each node, for the platform: a DaemonSet. */
export const nodeAgent: WorkloadShape = {
  types: ['node-agent'],
  plan: () => ({
    carrier: daemonSet,
    canary: 'none',
    steps: [],
    from: 'intent:/spec/agent',
  }),
  derive: ctx => {
    const agent = agentOf(ctx);
    return agent ? [deriveDaemonSet(ctx, agent)] : [];
  },
  notes: ctx => {
    const agent = agentOf(ctx);
    return agent ? notesOf(ctx, agent) : {};
  },
  without: {
    service:
      'Each agent serves its own node; a name for all of them would lead to any.',
    autoscaling: 'There is one on each node, so it grows with the cluster.',
    disruptionBudget:
      'A drain leaves the pods of a DaemonSet where they are; a budget would have nothing to hold.',
    sloAlerts: 'Nodes without it are told by an alert of their own.',
  },
};

function agentOf({ intent }: Pick<EnvironmentContext, 'intent'>) {
  return ownPart(intent, 'agent');
}

function deriveDaemonSet(ctx: EnvironmentContext, agent: Agent): Derived {
  const { tolerations } = agent;
  const { template, reasons } = derivePodTemplate(ctx, {
    fields: tolerations.length > 0 ? { tolerations } : {},
    reasons: tolerations.map(({ key }, index) =>
      because(
        `/tolerations/${index}`,
        `intent:/spec/agent/tolerations/${index}`,
        `It runs on nodes with the taint ${key} all the same: ${agent.reason}.`,
      ),
    ),
    withoutSpread: {
      why: 'There is one pod on each node already.',
      from: 'contract:/workloadTypes/node-agent',
    },
  });
  const origins = originsOf(ctx, [
    {
      key: 'fairway.dev/every-node',
      value: agent.reason,
      from: 'intent:/spec/agent/reason',
      why: 'Why it has to be on every node, for those who review its tolerations.',
    },
  ]);
  const { maxUnavailable } = ctx.tier.disruption;
  const object: Manifest<IDaemonSet> = {
    apiVersion: 'apps/v1',
    kind: 'DaemonSet',
    metadata: metadataOf(ctx, workloadName(ctx), origins),
    spec: {
      revisionHistoryLimit: REVISION_HISTORY,
      minReadySeconds: MIN_READY_SECONDS,
      selector: { matchLabels: ctx.selector },
      updateStrategy: {
        type: 'RollingUpdate',
        rollingUpdate: {
          maxUnavailable: /^[0-9]+$/.test(maxUnavailable)
            ? Number(maxUnavailable)
            : maxUnavailable,
        },
      },
      template,
    },
  };
  return derivedForService(ctx, object, [
    ...origins.reasons,
    ...agentReasons(ctx),
    ...reasons,
  ]);
}

function agentReasons(ctx: EnvironmentContext): Because[] {
  const { tier } = ctx.intent.spec;
  return [
    because(
      '/metadata/name',
      'intent:/metadata/name',
      'The name of the service.',
    ),
    because(
      '/spec/revisionHistoryLimit',
      'policy:rollback',
      `${REVISION_HISTORY} revisions are kept, so that a rollback is one command.`,
    ),
    because(
      '/spec/minReadySeconds',
      'fairway:progress',
      `A pod counts when it has been ready for ${MIN_READY_SECONDS} seconds: one that crashes at once stops the update at its node.`,
    ),
    because(
      '/spec/selector',
      'fairway:selector',
      'Selected by name only: selectors cannot change later, and a name never does.',
    ),
    because(
      '/spec/updateStrategy',
      `contract:/tiers/${tier}/disruption/maxUnavailable`,
      `A new version takes at most ${ctx.tier.disruption.maxUnavailable} of the nodes at a time, so that a bad one does not make every node unstable at once.`,
    ),
  ];
}

function notesOf(
  ctx: Omit<EnvironmentContext, 'notes'>,
  agent: Agent,
): Partial<WorkNotes> {
  const name = workloadName(ctx);
  const series = (metric: string) =>
    `max(${metric}{namespace="${ctx.namespace}",daemonset="${name}"})`;
  return {
    extent: 'one pod on each node',
    alerts: [
      {
        alert: 'AgentUpdateStuck',
        expr: `max by (namespace, daemonset) (kube_daemonset_status_updated_number_scheduled{namespace="${ctx.namespace}",daemonset="${name}"}) < max by (namespace, daemonset) (kube_daemonset_status_desired_number_scheduled{namespace="${ctx.namespace}",daemonset="${name}"})`,
        for: '2h',
        summary: `${ctx.name}: the new version does not reach every node`,
        description:
          'After two hours nodes still run the former version: the new one does not become ready on one of them.',
        from: ctx.rollout.from,
        why: 'An update that stopped protects the other nodes, and still waits for somebody.',
      },
    ],
    panels: [
      {
        title: 'Nodes',
        unit: 'none',
        queries: [
          {
            expr: series('kube_daemonset_status_desired_number_scheduled'),
            legend: 'wanted',
          },
          {
            expr: series('kube_daemonset_status_number_ready'),
            legend: 'ready',
          },
          {
            expr: series('kube_daemonset_status_updated_number_scheduled'),
            legend: 'on the new version',
          },
        ],
      },
    ],
    failureModes: [
      `A node is without it: alert AgentsUnavailable. Why it has to be there: ${plain(
        agent.reason,
      )}.`,
      'A release that makes nodes unstable: the update goes on from node to node; roll back before it has been everywhere.',
    ],
    firstSteps: ['How many nodes are without it, and what do they share?'],
  };
}
