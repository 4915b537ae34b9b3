import type { Because } from '../../../model';
import { secondsOf } from '../../../quantity';
import { because } from '../../because';
import {
  type Derived,
  type EnvironmentContext,
  type TrafficSplit,
  derivedForService,
  metadataOf,
} from '../../context';
import type { Canary } from '../../crds/flagger';
import { appProtocolOf } from '../../derive/services';
import { goDuration } from '../../goDuration';
import { SERVICE_ROLE_LABEL, SERVING_PORT } from '../../names';
import { listenerName } from '../traffic/gateway';
import { STRICT_TRANSPORT_SECURITY, wayInOf } from '../traffic/wayIn';
import { canaryMeasures, canarySight, templateName } from './metricTemplates';
import { PROGRESS_DEADLINE_SECONDS } from './workload';
import { MEASURED_WINDOW } from './measures';

/** A failed look takes the canary back: each one is over minutes, so a blip does not fail it. */
const THRESHOLD = 1;
/** Where no step says how long it lasts. */
const DEFAULT_INTERVAL = '5m';

type Step = EnvironmentContext['rollout']['steps'][number];
type Service = Canary['spec']['service'];

/** A step that waits for a person, which Flagger cannot without somebody to ask. */
export function heldStep(ctx: EnvironmentContext): Step | undefined {
  return ctx.rollout.steps.find(
    ({ weight, pause }) => pause === undefined && weight < 100,
  );
}

/** How the new version of a service comes in by Flagger. */
export function deriveCanary(
  ctx: EnvironmentContext,
  split: TrafficSplit['kind'],
): Derived {
  const { steps, from, carrier } = ctx.rollout;
  const byRoute = split === 'HTTPRoute';
  const { autoscaler } = ctx;
  const interval = intervalOf(steps);
  const weights = stepWeights(steps);
  const measures = canaryMeasures(ctx);
  const sight = canarySight(ctx);
  const held = heldStep(ctx);
  if (held) {
    ctx.leaveOut({
      what: `Waiting for a person at ${held.weight}%`,
      why: `Flagger waits only for what a web hook answers; the step lasts ${interval} and goes on by itself.`,
      from,
    });
  }
  const canary: Canary = {
    apiVersion: 'flagger.app/v1beta1',
    kind: 'Canary',
    metadata: metadataOf(ctx, ctx.name),
    spec: {
      provider: byRoute ? 'gatewayapi:v1' : 'nginx',
      targetRef: {
        apiVersion: carrier.apiVersion,
        kind: 'Deployment',
        name: ctx.name,
      },
      ...(autoscaler
        ? {
            autoscalerRef: {
              apiVersion: autoscaler.apiVersion,
              kind: autoscaler.kind,
              name: ctx.name,
              ...(Object.keys(autoscaler.queries ?? {}).length > 0
                ? { primaryScalerQueries: autoscaler.queries }
                : undefined),
            },
          }
        : undefined),
      ...(byRoute
        ? undefined
        : {
            ingressRef: {
              apiVersion: 'networking.k8s.io/v1',
              kind: 'Ingress' as const,
              name: ctx.name,
            },
          }),
      progressDeadlineSeconds: PROGRESS_DEADLINE_SECONDS,
      service: serviceOf(ctx, byRoute),
      analysis: {
        interval: goDuration(interval),
        threshold: THRESHOLD,
        stepWeights: weights,
        metrics: [
          ...measures.map(measure => ({
            name: measure.name,
            interval: MEASURED_WINDOW,
            templateRef: { name: templateName(ctx, measure) },
            thresholdRange: { max: measure.limit },
          })),
          ...(sight
            ? [
                {
                  name: sight.name,
                  interval: MEASURED_WINDOW,
                  templateRef: { name: templateName(ctx, sight) },
                  thresholdRange: { min: 1 },
                },
              ]
            : []),
        ],
      },
    },
  };
  return derivedForService(ctx, canary, [
    because(
      '',
      ctx.intent.spec.rollout
        ? 'intent:/spec/rollout/strategy'
        : `contract:/tiers/${ctx.intent.spec.tier}/rollout/strategy`,
      'A new version proves itself on a small share of the traffic first.',
    ),
    because(
      '/spec/provider',
      'contract:/providers/traffic',
      byRoute
        ? 'The weights are set on an HTTPRoute, so 5% means 5% of the requests, however many pods there are.'
        : 'The ingress controller splits by weight, so 5% means 5% of the requests, however many pods there are.',
    ),
    because(
      '/spec/targetRef',
      from,
      `New pods come up here; Flagger keeps the released ones in ${carrier.released?.name(
        ctx.name,
      )}.`,
    ),
    ...(autoscaler
      ? [
          because(
            '/spec/autoscalerRef',
            'contract:/providers/scaling',
            'The released pods get an autoscaler with the same range and the same measures.',
          ),
          ...(canary.spec.autoscalerRef?.primaryScalerQueries
            ? [
                because(
                  '/spec/autoscalerRef/primaryScalerQueries',
                  'contract:/telemetry/signals',
                  'The series carry the name of the service, not that of the Deployment, so nothing in the queries may change.',
                ),
              ]
            : []),
        ]
      : []),
    ...(byRoute
      ? []
      : [
          because(
            '/spec/ingressRef',
            'contract:/providers/traffic',
            'Flagger puts an Ingress for the canary beside this one, with the weight of the step.',
          ),
        ]),
    because(
      '/spec/progressDeadlineSeconds',
      'fairway:progress',
      'A canary that gets nowhere is taken back by itself.',
    ),
    ...serviceReasons(ctx, byRoute),
    because(
      '/spec/analysis',
      ctx.objectives.from,
      `The canary is measured against the service's own objective; a breach takes it back without anybody awake.`,
    ),
    because(
      '/spec/analysis/interval',
      from,
      `Flagger has one length for all steps: ${interval}, the longest that is asked for, so no share lasts shorter than stated.`,
    ),
    because(
      '/spec/analysis/threshold',
      'fairway:canary-only',
      `Each look is over ${MEASURED_WINDOW} and counts only enough requests to tell, so a blip does not fail it, and the first that fails takes the canary back.`,
    ),
    because(
      '/spec/analysis/stepWeights',
      from,
      `${weights.map(weight => `${weight}%`).join(', ')}, then all.`,
    ),
    ...measures.map((measure, index) =>
      because(`/spec/analysis/metrics/${index}`, measure.from, measure.why),
    ),
    ...(sight
      ? [
          because(
            `/spec/analysis/metrics/${measures.length}`,
            sight.from,
            sight.why,
          ),
        ]
      : []),
  ]);
}

/** The longest pause: no share may last shorter than the intent asks. */
function intervalOf(steps: readonly Step[]): string {
  return steps.reduce(
    (longest, { pause }) =>
      pause !== undefined && secondsOf(pause) > secondsOf(longest)
        ? pause
        : longest,
    steps.find(({ pause }) => pause !== undefined)?.pause ?? DEFAULT_INTERVAL,
  );
}

/** All of the traffic comes with the promotion, so it is no step. */
function stepWeights(steps: readonly Step[]): number[] {
  const weights = steps
    .map(({ weight }) => weight)
    .filter(weight => weight < 100);
  return weights.length > 0 ? weights : [100];
}

/** What Flagger makes Services and route of; with the same ports as the Service in Git, which it would set back. */
function serviceOf(ctx: EnvironmentContext, byRoute: boolean): Service {
  const { labels } = ctx.labels;
  const wayIn = wayInOf(ctx, 'HTTPRoute');
  const role = (name: string) => ({
    labels: { ...labels, [SERVICE_ROLE_LABEL]: name },
  });
  return {
    port: ctx.main.port ?? 0,
    portName: SERVING_PORT,
    targetPort: SERVING_PORT,
    appProtocol: appProtocolOf(ctx),
    ...(byRoute && wayIn
      ? {
          hosts: wayIn.hosts.map(({ host }) => host),
          gatewayRefs: wayIn.hosts.map((entered, index) => ({
            group: 'gateway.networking.k8s.io',
            kind: 'Gateway' as const,
            name: ctx.name,
            sectionName: listenerName(entered, index),
          })),
          match: (wayIn.paths ?? ['/']).map(prefix => ({ uri: { prefix } })),
          headers: {
            response: {
              set: { 'Strict-Transport-Security': STRICT_TRANSPORT_SECURITY },
            },
          },
        }
      : undefined),
    apex: {
      labels,
      ...(byRoute && wayIn && wayIn.terms.length > 0
        ? {
            annotations: Object.fromEntries(
              wayIn.terms.map(({ key, value }) => [key, value]),
            ),
          }
        : undefined),
    },
    primary: role('stable'),
    canary: role('canary'),
  };
}

function serviceReasons(ctx: EnvironmentContext, byRoute: boolean): Because[] {
  const at = '/spec/service';
  return [
    because(
      at,
      'fairway:service-roles',
      'Flagger makes one Service for the released pods and one for the canary, on the port of the service and with its labels.',
    ),
    ...(byRoute
      ? [
          because(
            `${at}/hosts`,
            'intent:/spec/route/host',
            `The public host in ${ctx.environment.name}.`,
          ),
          because(
            `${at}/gatewayRefs`,
            'policy:route-tls',
            'The route is attached to the HTTPS listener by name.',
          ),
          because(
            `${at}/match`,
            ctx.intent.spec.route?.paths
              ? 'intent:/spec/route/paths'
              : 'fairway:every-path',
            'The paths that are served.',
          ),
          because(
            `${at}/headers`,
            'fairway:strict-transport',
            'Browsers that came once by HTTPS never try without it again.',
          ),
          because(
            `${at}/apex`,
            'intent:/spec/route',
            'What the intent asks of the gateway; the route that Flagger makes carries it.',
          ),
        ]
      : []),
  ];
}
