import type { IDeployment } from 'kubernetes-models/apps/v1';
import { because } from '../../because';
import {
  type Derived,
  type EnvironmentContext,
  derivedForService,
  metadataOf,
} from '../../context';
import { derivePodTemplate } from '../../derive/podTemplate';
import type { Manifest } from '../../manifest';
import type { Provider } from '../provider';
import { progressOf, workloadAnnotations, workloadReasons } from './workload';

/** Rolling updates by Kubernetes itself. */
export const rolling: Provider<'rollout'> = {
  layer: 'rollout',
  name: 'rolling',
  derive: ctx => [deriveDeployment(ctx)],
};

/** The workload as a Deployment. */
export function deriveDeployment(ctx: EnvironmentContext): Derived {
  const { released } = ctx.rollout.carrier;
  const { template, reasons } = derivePodTemplate(
    ctx,
    released && {
      fields: {},
      reasons: [],
      label: {
        key: released.label,
        value: ctx.name,
        from: 'fairway:canary-pods',
        why: `Tells these pods from the released ones, which have ${released.name(
          ctx.name,
        )} here.`,
      },
    },
  );
  const deployment: Manifest<IDeployment> = {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: metadataOf(ctx, ctx.name, workloadAnnotations(ctx)),
    spec: {
      ...progressOf(ctx),
      selector: {
        matchLabels: released ? { [released.label]: ctx.name } : ctx.selector,
      },
      strategy: {
        type: 'RollingUpdate',
        rollingUpdate: { maxSurge: '25%', maxUnavailable: 0 },
      },
      template,
    },
  };
  return derivedForService(ctx, deployment, [
    ...workloadReasons(ctx),
    because(
      '/spec/strategy',
      ctx.rollout.from,
      'A rolling update starts a quarter more pods and takes none away before its successor is ready.',
    ),
    ...reasons,
  ]);
}
