import { countOf } from '../../../words/phrases';
import { because } from '../../because';
import {
  type Derived,
  type EnvironmentContext,
  derivedForService,
  metadataOf,
} from '../../context';
import { rollout as carrier } from '../../carriers/rollout';
import type { Rollout, RolloutStep } from '../../crds/rollout';
import { derivePodTemplate } from '../../derive/podTemplate';
import { goDuration } from '../../goDuration';
import { canaryServiceName, stableServiceName } from '../../names';
import type { Provider } from '../provider';
import { deriveAnalysis } from './analysis';
import { deriveDeployment } from './rolling';
import { trafficRoutingOf } from './trafficRouting';
import { progressOf, workloadAnnotations, workloadReasons } from './workload';

/** Releases up to this many revisions back skip steps and analysis: going back must be fast. */
const ROLLBACK_WINDOW = 3;

/** Canaries by Argo Rollouts; a service that rolls plainly stays a Deployment. */
export const argoRollouts: Provider<'rollout'> = {
  layer: 'rollout',
  name: 'argo-rollouts',
  canaryCarrier: carrier,
  derive: ctx =>
    ctx.rollout.carrier === carrier
      ? [deriveRollout(ctx), deriveAnalysis(ctx)]
      : [deriveDeployment(ctx)],
};

function deriveRollout(ctx: EnvironmentContext): Derived {
  const { template, reasons } = derivePodTemplate(ctx);
  const { canary, steps, from } = ctx.rollout;
  const byRoute = canary === 'route';
  const routing = trafficRoutingOf(ctx);
  const rollout: Rollout = {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Rollout',
    metadata: metadataOf(ctx, ctx.name, workloadAnnotations(ctx)),
    spec: {
      ...progressOf(ctx),
      progressDeadlineAbort: true,
      rollbackWindow: { revisions: ROLLBACK_WINDOW },
      selector: { matchLabels: ctx.selector },
      strategy: {
        canary: {
          ...(byRoute
            ? {
                stableService: stableServiceName(ctx.name),
                canaryService: canaryServiceName(ctx.name),
              }
            : undefined),
          ...(routing ? { trafficRouting: routing.fields } : undefined),
          maxSurge: '25%',
          maxUnavailable: 0,
          analysis: {
            templates: [{ templateName: ctx.name }],
            startingStep: 1,
            args: [
              {
                name: 'canary-hash',
                valueFrom: { podTemplateHashValue: 'Latest' },
              },
            ],
          },
          steps: rolloutSteps(steps),
        },
      },
      template,
    },
  };
  const canaryPath = '/spec/strategy/canary';
  return derivedForService(ctx, rollout, [
    ...workloadReasons(ctx),
    because(
      '/spec/progressDeadlineAbort',
      'fairway:progress',
      'A canary that gets nowhere is taken back by itself.',
    ),
    because(
      '/spec/rollbackWindow',
      'fairway:fast-rollback',
      `Going back to one of the last ${countOf(
        ROLLBACK_WINDOW,
        'revision',
      )} skips steps and pauses.`,
    ),
    because(
      '/spec/strategy',
      ctx.intent.spec.rollout
        ? 'intent:/spec/rollout/strategy'
        : `contract:/tiers/${ctx.intent.spec.tier}/rollout/strategy`,
      'A new version proves itself on a small share of the traffic first.',
    ),
    because(
      `${canaryPath}/steps`,
      from,
      `${steps
        .map(
          step =>
            `${step.weight}%${
              step.pause ? ` for ${step.pause}` : ' until somebody promotes it'
            }`,
        )
        .join(', ')}, then all.`,
    ),
    because(
      `${canaryPath}/maxSurge`,
      'fairway:no-capacity-lost',
      'A quarter more pods while both versions run.',
    ),
    because(
      `${canaryPath}/maxUnavailable`,
      'fairway:no-capacity-lost',
      'No pod of the released version goes before its successor is ready.',
    ),
    because(
      `${canaryPath}/analysis`,
      ctx.objectives.from,
      `From the first pause on the canary is measured against the service's own objective; a breach takes it back without anybody awake.`,
    ),
    ...(byRoute
      ? [
          because(
            `${canaryPath}/stableService`,
            'fairway:service-roles',
            'The route sends the rest of the traffic here.',
          ),
          because(
            `${canaryPath}/canaryService`,
            'fairway:service-roles',
            'The route sends the weight of the step here.',
          ),
        ]
      : []),
    ...(routing?.reasons.map(({ at, from: layer, why }) =>
      because(`${canaryPath}/trafficRouting${at}`, layer, why),
    ) ?? []),
    ...reasons,
  ]);
}

/** A step without a pause waits for a person. */
function rolloutSteps(
  steps: EnvironmentContext['rollout']['steps'],
): RolloutStep[] {
  return steps.flatMap(({ weight, pause }): RolloutStep[] =>
    weight === 100
      ? [{ setWeight: weight }]
      : [
          { setWeight: weight },
          { pause: pause ? { duration: goDuration(pause) } : {} },
        ],
  );
}
