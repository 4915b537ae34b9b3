import type { IContainer, IHTTPGetAction } from 'kubernetes-models/v1';
import type { Because } from '../../../model';
import type { IntentContainer } from '../../../schema/intent';
import { because, pointer } from '../../because';
import { SERVING_PORT } from '../../names';
import { grpcProbesOf } from './grpcProbes';
import type { ContainerPart, ContainerPlace } from './part';
import { DRAIN_SECONDS, READY_TIMING, startupOf } from './probeTiming';

type Health = NonNullable<IntentContainer['health']>;
type Part<Field extends keyof IContainer> = ContainerPart<
  Pick<IContainer, Field>
>;

/** What a probe is derived from. */
interface Probed extends ContainerPlace {
  health: Health;
  /** The health of the container in the intent. */
  stated: string;
  get(path: string): IHTTPGetAction;
}

/** When the container has started, when it is ready and alive, and how it leaves. */
export function probesOf(
  place: ContainerPlace,
): Part<'startupProbe' | 'readinessProbe' | 'livenessProbe' | 'lifecycle'> {
  const { ctx, container } = place;
  const { name, main, health, port } = container;
  // A worker that answers all the same says so by its health paths.
  const asked = ctx.features.probes || (ctx.queue && container.health);
  if (!asked || port === undefined) {
    return { fields: {}, reasons: [] };
  }
  if (container.protocol === 'grpc') {
    return grpcProbesOf(place, port);
  }
  const stated = `intent:${pointer('spec', 'containers', name, 'health')}`;
  if (!health) {
    ctx.leaveOut({
      what: `Probes of container ${name}`,
      why: `The intent states no health paths for container ${name}; a guessed path would take healthy pods out of traffic.`,
      from: stated,
    });
    // Who is reached by a name leaves slowly all the same.
    return main && ctx.features.service
      ? lifecycle({ at: place.at, stated })
      : { fields: {}, reasons: [] };
  }
  const portName = main ? SERVING_PORT : port;
  const probed: Probed = {
    ...place,
    health,
    stated,
    get: path => ({ path, port: portName, scheme: 'HTTP' }),
  };
  const started = startup(probed);
  const ready = readiness(probed);
  const alive = liveness(probed);
  const leaving = lifecycle({
    at: place.at,
    stated,
    ...(health.drain && { drain: probed.get(health.drain) }),
  });
  return {
    fields: {
      ...started.fields,
      ...ready.fields,
      ...alive.fields,
      ...leaving.fields,
    },
    reasons: [
      ...started.reasons,
      ...ready.reasons,
      ...alive.reasons,
      ...leaving.reasons,
    ],
  };
}

function startup({
  ctx,
  at,
  health,
  stated,
  get,
}: Probed): Part<'startupProbe'> {
  const { timing, why } = startupOf(ctx.intent.spec.runtime);
  const asked =
    (['startup', 'live'] as const).find(key => health[key]) ?? 'ready';
  return {
    fields: {
      startupProbe: {
        httpGet: get(health[asked] ?? health.ready),
        ...timing,
      },
    },
    reasons: [
      because(`${at}/startupProbe`, 'intent:/spec/runtime', why),
      because(
        `${at}/startupProbe/httpGet/path`,
        `${stated}/${asked}`,
        'The path that the intent states.',
      ),
    ],
  };
}

function readiness({
  at,
  health,
  stated,
  get,
}: Probed): Part<'readinessProbe'> {
  return {
    fields: {
      readinessProbe: {
        httpGet: get(health.ready),
        ...READY_TIMING,
      },
    },
    reasons: [
      because(
        `${at}/readinessProbe`,
        `${stated}/ready`,
        'A pod that is not ready leaves traffic within 15 seconds (3 failures, 5 s apart) and is not restarted.',
      ),
    ],
  };
}

function liveness(probed: Probed): Part<'livenessProbe'> {
  const { ctx, container, at, health, stated, get } = probed;
  if (!health.live) {
    ctx.leaveOut({
      what: `Liveness probe of container ${container.name}`,
      why: 'The intent states no health.live; restarting on the readiness path would turn a slow dependency into an outage.',
      from: `${stated}/live`,
    });
    return { fields: {}, reasons: [] };
  }
  return {
    fields: {
      livenessProbe: {
        httpGet: get(health.live),
        periodSeconds: 10,
        timeoutSeconds: 2,
        failureThreshold: 6,
      },
    },
    reasons: [
      because(
        `${at}/livenessProbe`,
        `${stated}/live`,
        'Conservative on purpose: only a minute of failures (6, 10 s apart) restarts a container, so that a slow dependency does not.',
      ),
    ],
  };
}

function lifecycle({
  at,
  stated,
  drain,
}: Pick<Probed, 'at' | 'stated'> & {
  drain?: IHTTPGetAction;
}): Part<'lifecycle'> {
  const reason: Because = drain
    ? because(
        `${at}/lifecycle`,
        `${stated}/drain`,
        'Before it is stopped, the container is told to drain, and finishes what it holds.',
      )
    : because(
        `${at}/lifecycle`,
        'fairway:drain',
        `The intent states no drain path, so a pod serves ${DRAIN_SECONDS} seconds longer until every proxy knows that it leaves.`,
      );
  return {
    fields: {
      lifecycle: {
        preStop: drain
          ? { httpGet: drain }
          : { sleep: { seconds: DRAIN_SECONDS } },
      },
    },
    reasons: [reason],
  };
}
