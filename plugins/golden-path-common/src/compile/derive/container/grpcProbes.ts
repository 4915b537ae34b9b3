import type { IContainer } from 'kubernetes-models/v1';
import { because, pointer } from '../../because';
import type { ContainerPart, ContainerPlace } from './part';
import { DRAIN_SECONDS, READY_TIMING, startupOf } from './probeTiming';

/**
 * Probes of a container that speaks gRPC: the kubelet asks its health service (`grpc.health.v1.Health`). It takes
 * the number of the port only, never its name.
 */
export function grpcProbesOf(
  { ctx, container, at }: ContainerPlace,
  port: number,
): ContainerPart<
  Pick<IContainer, 'startupProbe' | 'readinessProbe' | 'lifecycle'>
> {
  const stated = `intent:${pointer(
    'spec',
    'containers',
    container.name,
    'protocol',
  )}`;
  const startup = startupOf(ctx.intent.spec.runtime);
  ctx.leaveOut({
    what: `Liveness probe of container ${container.name}`,
    why: 'One health service answers whether it can take requests; restarting on that answer would turn a slow dependency into an outage.',
    from: stated,
  });
  return {
    fields: {
      startupProbe: { grpc: { port }, ...startup.timing },
      readinessProbe: { grpc: { port }, ...READY_TIMING },
      lifecycle: { preStop: { sleep: { seconds: DRAIN_SECONDS } } },
    },
    reasons: [
      because(`${at}/startupProbe`, 'intent:/spec/runtime', startup.why),
      because(
        `${at}/startupProbe/grpc`,
        stated,
        'It speaks gRPC, so its health service is asked on the port that it serves on.',
      ),
      because(
        `${at}/readinessProbe`,
        stated,
        'While the health service does not say SERVING, a pod leaves traffic within 15 seconds (3 failures, 5 s apart) and is not restarted.',
      ),
      because(
        `${at}/lifecycle`,
        'fairway:drain',
        `A pod serves ${DRAIN_SECONDS} seconds longer until every proxy knows that it leaves.`,
      ),
    ],
  };
}
