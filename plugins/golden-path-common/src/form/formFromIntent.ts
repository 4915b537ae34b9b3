import type { ServiceIntent } from '../schema/intent';
import type { EnvironmentForm, IntentForm, VariableForm } from './intentForm';

/**
 * The form that states what an intent states, so that a service can be changed from what it says now. What the form
 * has no field for is kept beside it, and comes out of `intentFromForm` as it went in.
 *
 * @returns undefined when no container is called `app`: such an intent is changed by hand.
 * @public
 */
export function formFromIntent(intent: ServiceIntent): IntentForm | undefined {
  const { metadata, spec } = intent;
  const { app, ...others } = spec.containers;
  if (!app) {
    return undefined;
  }
  const { image, port, env, resources, health, ...container } = app;
  const perEnvironment = spec.environments.flatMap(
    (environment): EnvironmentForm[] =>
      typeof environment === 'string'
        ? []
        : [{ ...environment, env: variableList(environment.env) }],
  );
  return {
    name: metadata.name,
    title: metadata.title,
    description: metadata.description,
    tags: metadata.tags,
    owner: metadata.owner.replace(/^group:/, 'group:default/'),
    system: `system:default/${metadata.system}`,
    tier: spec.tier,
    dataClassification: spec.dataClassification,
    exposure: spec.exposure,
    runtime: spec.runtime,
    image,
    port,
    env: variableList(env),
    resources,
    health,
    container,
    route: spec.route,
    dependencies: spec.dependencies,
    accepts: spec.accepts,
    secrets: Object.entries(spec.secrets ?? {}).map(([name, { keys }]) => ({
      name,
      keys,
    })),
    scaling: spec.scaling,
    capacity: spec.capacity,
    rollout: spec.rollout,
    slo: spec.slo,
    operations: spec.operations,
    queue: spec.queue,
    schedule: spec.schedule,
    migration: spec.migration,
    agent: spec.agent,
    stateful: spec.stateful,
    batch: spec.batch,
    gateway: gatewayForm(spec),
    environments: spec.environments.map(environment =>
      typeof environment === 'string' ? environment : environment.name,
    ),
    perEnvironment,
    kept: {
      name: metadata.name,
      overrides: spec.overrides,
      containers: others,
    },
  };
}

/** The form asks for the public host among the others. */
function gatewayForm({
  gateway,
  route,
}: ServiceIntent['spec']): IntentForm['gateway'] {
  return gateway && route && !gateway.hosts.includes(route.host)
    ? { ...gateway, hosts: [route.host, ...gateway.hosts] }
    : gateway;
}

function variableList(
  env: Record<string, string> | undefined,
): VariableForm[] | undefined {
  return env && Object.entries(env).map(([name, value]) => ({ name, value }));
}
