import type {
  IContainer,
  IEnvVar,
  IHTTPGetAction,
  IProbe,
} from 'kubernetes-models/v1';
import type { Because } from '../../model';
import type { ServiceIntent } from '../../schema/intent';
import { because, pointer } from '../because';
import type { EnvironmentContext } from '../context';
import { METRICS_PORT, SERVING_PORT, envSecretName } from '../names';
import { SECRET_FILES_PATH, variableKey, variablePointer } from '../secretPlan';
import type { ContainerSettings } from '../settings';

/** Seconds that a pod keeps serving after it was told to stop, so that every proxy has heard of it. */
const DRAIN_SECONDS = 10;
const PROBE_PERIOD = 2;
/** Runtimes that warm up for long get three minutes to start, the others one. */
const SLOW_RUNTIMES: ServiceIntent['spec']['runtime'][] = ['java', 'dotnet'];

/** A container and its reasons; `at` is where it stands in the object. */
export function deriveContainer(options: {
  ctx: EnvironmentContext;
  container: ContainerSettings;
  at: string;
}): { container: IContainer; reasons: Because[] } {
  const { ctx, container: settings, at } = options;
  const stated = `intent:/spec/containers/${settings.name}`;
  const reasons: Because[] = [
    because(at, stated, `Container ${settings.name} of the intent.`),
    because(
      `${at}/image`,
      settings.from.image,
      'The image that the intent names for this environment.',
    ),
    because(`${at}/resources`, settings.from.resources, resourcesWhy(settings)),
    because(
      `${at}/securityContext`,
      'fairway:hardened-security-context',
      'No privilege escalation, no capabilities and a root file system that cannot be written: a break-in finds nothing to build on.',
    ),
    because(
      `${at}/volumeMounts`,
      'fairway:read-only-root',
      'The root file system is read-only, so /tmp is a volume of its own, and secrets without a variable are files.',
    ),
  ];
  const container: IContainer = {
    name: settings.name,
    image: settings.image,
    imagePullPolicy: 'IfNotPresent',
    ...(settings.command ? { command: settings.command } : undefined),
    ...(settings.args ? { args: settings.args } : undefined),
    ...portsOf(settings, at, reasons),
    env: deriveEnv(options, reasons),
    resources: {
      requests: {
        cpu: settings.resources.cpu,
        memory: settings.resources.memory,
      },
      limits: {
        ...(settings.resources.cpuLimit
          ? { cpu: settings.resources.cpuLimit }
          : undefined),
        memory: settings.resources.memoryLimit,
      },
    },
    ...probesOf(options, reasons),
    securityContext: {
      allowPrivilegeEscalation: false,
      capabilities: { drop: ['ALL'] },
      privileged: false,
      readOnlyRootFilesystem: true,
      runAsNonRoot: true,
    },
    volumeMounts: [
      { name: temporaryVolume(settings), mountPath: '/tmp' },
      ...(settings.main && ctx.secrets.files.length > 0
        ? [{ name: 'secrets', mountPath: SECRET_FILES_PATH, readOnly: true }]
        : []),
    ],
  };
  reasons.push(
    because(
      `${at}/imagePullPolicy`,
      'fairway:image-pull-policy',
      'An image by digest never changes, so a copy on the node is as good as a new one.',
    ),
  );
  return { container, reasons };
}

/** Name of the volume behind /tmp of a container. */
export function temporaryVolume(container: ContainerSettings): string {
  return `tmp-${container.name}`;
}

function resourcesWhy({ resources }: ContainerSettings): string {
  const cpu = resources.cpuLimit
    ? `at most ${resources.cpuLimit}`
    : 'no limit, because throttling a busy service helps nobody';
  return `Requests ${resources.cpu} CPU (${cpu}) and ${resources.memory} memory, with a memory limit of ${resources.memoryLimit} so that a leak stays on its own pod.`;
}

function portsOf(
  settings: ContainerSettings,
  at: string,
  reasons: Because[],
): Pick<IContainer, 'ports'> {
  const ports: NonNullable<IContainer['ports']> = [];
  if (settings.port !== undefined) {
    ports.push({
      name: settings.main ? SERVING_PORT : `port-${settings.port}`,
      containerPort: settings.port,
      protocol: 'TCP',
    });
    reasons.push(
      because(
        `${at}/ports`,
        settings.from.port ?? `intent:/spec/containers/${settings.name}/port`,
        `Container ${settings.name} serves on port ${settings.port}.`,
      ),
    );
  }
  if (
    settings.main &&
    settings.metricsPort !== undefined &&
    settings.metricsPort !== settings.port
  ) {
    reasons.push(
      because(
        `${at}/ports/${ports.length}`,
        `intent:/spec/containers/${settings.name}/metricsPort`,
        `Metrics are served on port ${settings.metricsPort}.`,
      ),
    );
    ports.push({
      name: METRICS_PORT,
      containerPort: settings.metricsPort,
      protocol: 'TCP',
    });
  }
  return ports.length > 0 ? { ports } : {};
}

/** The telemetry contract's variables first, so that the intent may set its own. */
function deriveEnv(
  options: {
    ctx: EnvironmentContext;
    container: ContainerSettings;
    at: string;
  },
  reasons: Because[],
): IEnvVar[] {
  const { ctx, container, at } = options;
  const env: IEnvVar[] = [];
  const telemetry: [string, string, string][] = [
    [
      'OTEL_SERVICE_NAME',
      ctx.name,
      'so that logs, metrics and traces carry the same service',
    ],
    [
      'OTEL_RESOURCE_ATTRIBUTES',
      `service.namespace=${ctx.intent.metadata.system},deployment.environment.name=${ctx.environment.name}`,
      'so that signals of two environments are never mixed up',
    ],
  ];
  for (const [name, value, why] of telemetry) {
    if (!Object.hasOwn(container.env, name)) {
      reasons.push(
        because(
          `${at}/env/${env.length}`,
          'contract:/telemetry/signals',
          `The telemetry contract names the service and its environment, ${why}.`,
        ),
      );
      env.push({ name, value });
    }
  }
  const composed = new Map(
    ctx.secrets.variables
      .filter(variable => variable.container === container.name)
      .map(variable => [variable.variable, variable]),
  );
  for (const [name, value] of Object.entries(container.env)) {
    const variable = composed.get(name);
    const from = `intent:${
      variable?.at ?? variablePointer(ctx, container, name)
    }`;
    if (!variable) {
      reasons.push(
        because(
          `${at}/env/${env.length}`,
          from,
          `Variable ${name} as the intent states it.`,
        ),
      );
      env.push({ name, value });
      continue;
    }
    reasons.push(
      because(
        `${at}/env/${env.length}`,
        from,
        `${name} holds a secret, so its value is composed in the Secret ${envSecretName(
          ctx.name,
        )} and never stands in Git.`,
      ),
    );
    env.push({
      name,
      valueFrom: {
        secretKeyRef: {
          name: envSecretName(ctx.name),
          key: variableKey(variable),
        },
      },
    });
  }
  return env;
}

function probesOf(
  options: {
    ctx: EnvironmentContext;
    container: ContainerSettings;
    at: string;
  },
  reasons: Because[],
): Pick<
  IContainer,
  'startupProbe' | 'readinessProbe' | 'livenessProbe' | 'lifecycle'
> {
  const { ctx, container, at } = options;
  const { health, port } = container;
  if (!ctx.features.probes || port === undefined) {
    return {};
  }
  const portName = container.main ? SERVING_PORT : port;
  const stated = pointer('spec', 'containers', container.name, 'health');
  if (!health) {
    ctx.leaveOut({
      what: `Probes of container ${container.name}`,
      why: `The intent states no health paths for container ${container.name}; a guessed path would take healthy pods out of traffic.`,
      from: `intent:${stated}`,
    });
    return {};
  }
  const get = (path: string): IHTTPGetAction => ({
    path,
    port: portName,
    scheme: 'HTTP',
  });
  const { runtime } = ctx.intent.spec;
  const attempts = SLOW_RUNTIMES.includes(runtime) ? 90 : 30;
  const startupPath =
    (['startup', 'live'] as const).find(key => health[key]) ?? 'ready';
  const startup: IProbe = {
    httpGet: get(health[startupPath] ?? health.ready),
    periodSeconds: PROBE_PERIOD,
    timeoutSeconds: 2,
    failureThreshold: attempts,
  };
  const readiness: IProbe = {
    httpGet: get(health.ready),
    periodSeconds: 5,
    timeoutSeconds: 2,
    failureThreshold: 3,
  };
  reasons.push(
    because(
      `${at}/startupProbe`,
      'intent:/spec/runtime',
      `Runtime ${runtime} gets ${
        attempts * PROBE_PERIOD
      } seconds to start (${attempts} attempts, ${PROBE_PERIOD} s apart) before liveness counts.`,
    ),
    because(
      `${at}/startupProbe/httpGet/path`,
      `intent:${stated}/${startupPath}`,
      'The path that the intent states.',
    ),
    because(
      `${at}/readinessProbe`,
      `intent:${stated}/ready`,
      'A pod that is not ready leaves traffic within 15 seconds (3 failures, 5 s apart) and is not restarted.',
    ),
  );
  if (health.live) {
    reasons.push(
      because(
        `${at}/livenessProbe`,
        `intent:${stated}/live`,
        'Conservative on purpose: only a minute of failures (6, 10 s apart) restarts a container, so that a slow dependency does not.',
      ),
    );
  } else {
    ctx.leaveOut({
      what: `Liveness probe of container ${container.name}`,
      why: 'The intent states no health.live; restarting on the readiness path would turn a slow dependency into an outage.',
      from: `intent:${stated}/live`,
    });
  }
  reasons.push(
    health.drain
      ? because(
          `${at}/lifecycle`,
          `intent:${stated}/drain`,
          'Before it is stopped, the container is told to drain, and finishes what it holds.',
        )
      : because(
          `${at}/lifecycle`,
          'fairway:drain',
          `The intent states no drain path, so a pod serves ${DRAIN_SECONDS} seconds longer until every proxy knows that it leaves.`,
        ),
  );
  return {
    startupProbe: startup,
    readinessProbe: readiness,
    ...(health.live
      ? {
          livenessProbe: {
            httpGet: get(health.live),
            periodSeconds: 10,
            timeoutSeconds: 2,
            failureThreshold: 6,
          },
        }
      : undefined),
    lifecycle: {
      preStop: health.drain
        ? { httpGet: get(health.drain) }
        : { sleep: { seconds: DRAIN_SECONDS } },
    },
  };
}
