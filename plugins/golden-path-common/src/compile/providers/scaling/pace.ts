import type { Because } from '../../../model';
import { secondsOf } from '../../../quantity';
import { because } from '../../because';
import type { EnvironmentContext } from '../../context';

/** How fast replicas go: up at once, down slowly, as the tier asks. */
export function paceOf(ctx: EnvironmentContext) {
  return {
    scaleDown: {
      stabilizationWindowSeconds: secondsOf(ctx.tier.scaleDownStabilization),
      policies: [{ type: 'Percent' as const, value: 50, periodSeconds: 60 }],
      selectPolicy: 'Max' as const,
    },
  };
}

/** Reason for {@link paceOf}. */
export function paceReason(ctx: EnvironmentContext, at: string): Because {
  return because(
    at,
    `contract:/tiers/${ctx.intent.spec.tier}/scaleDownStabilization`,
    `Up at once; down only to the highest number wanted within ${ctx.tier.scaleDownStabilization}, and by half a minute at most, so that a short lull costs no capacity.`,
  );
}

/** Reasons for being scaled at all, for the target and for the range. */
export function rangeReasons(
  ctx: EnvironmentContext,
  at: { min: string; max: string },
): Because[] {
  const { min, max, from } = ctx.settings.scaling;
  return [
    because(
      '',
      `contract:/workloadTypes/${ctx.intent.spec.workloadType}/features/autoscaling`,
      max > min
        ? 'Load changes; the number of pods follows it.'
        : 'The range is a single number, and the engine that keeps the released pods takes it from here.',
    ),
    because(
      '/spec/scaleTargetRef',
      ctx.rollout.from,
      `The ${ctx.rollout.carrier.kind} that carries the pods.`,
    ),
    because(at.min, from, `Never fewer than ${min}.`),
    because(
      at.max,
      from,
      `Never more than ${max}, which quota and budget hold.`,
    ),
  ];
}
