import { partOf, type WorkloadType } from '../schema/intent';
import { withoutBlanks, withValue } from './data';
import type { IntentForm } from './intentForm';
import { publicGateway, publicRoute } from './publicGateway';
import { environmentsOf, mapOf, variablesOf } from './lists';

/** `group:default/payments` and `payments` become `group:payments`; anything else stays for the schema to name. */
function ownerOf(ref: unknown): unknown {
  if (!ref || typeof ref !== 'string') {
    return ref;
  }
  const match = /^(?:group:)?(?:default\/)?([^/:]+)$/.exec(ref);
  return match ? `group:${match[1]}` : ref;
}

function systemOf(ref: unknown): unknown {
  return typeof ref === 'string'
    ? ref.replace(/^system:/, '').replace(/^default\//, '')
    : ref;
}

/** What the service states outside of the form, as it stands. */
function keptParts({ name, kept }: IntentForm): {
  path: string[];
  value: unknown;
}[] {
  if (!kept?.name || kept.name !== name) {
    return [];
  }
  return [
    ...Object.entries(kept.containers ?? {}).map(([container, value]) => ({
      path: ['spec', 'containers', container],
      value,
    })),
    { path: ['spec', 'overrides'], value: kept.overrides },
  ];
}

/** What the workload type asks for; what the form holds for another type says nothing here. */
function ownPartOf(options: { workloadType: WorkloadType; form: IntentForm }) {
  const { workloadType, form } = options;
  const part = partOf(workloadType);
  if (part === undefined) {
    return {};
  }
  return part === 'gateway' && form.exposure === 'public'
    ? { gateway: publicGateway(form) }
    : { [part]: form[part] };
}

/** What is no exposure at all is told of as such; it says nothing about the route. */
function mayBePublic(exposure: unknown): boolean {
  return Boolean(exposure) && exposure !== 'internal' && exposure !== 'none';
}

function routeOf(options: { workloadType: WorkloadType; form: IntentForm }) {
  const { workloadType, form } = options;
  return workloadType === 'gateway' && form.exposure === 'public'
    ? publicRoute(form)
    : form.route;
}

/** An agent that runs on no tainted node says so with an empty list, which is no blank. */
function noTolerations({ agent }: IntentForm): unknown {
  return withoutBlanks(agent?.tolerations) === undefined ? [] : undefined;
}

/**
 * The intent that a form states, as data that still has to pass `checkIntent`: a form in the middle of being
 * filled in gives an intent with gaps, and the check names them.
 * @public
 */
export function intentFromForm(options: {
  workloadType: WorkloadType;
  form: IntentForm;
}): unknown {
  const { workloadType, form } = options;
  const isPublic = mayBePublic(form.exposure);
  const stated = withoutBlanks({
    apiVersion: 'fairway.dev/v1alpha1',
    kind: 'ServiceIntent',
    metadata: {
      name: form.name,
      title: form.title,
      description: form.description,
      system: systemOf(form.system),
      owner: ownerOf(form.owner),
      tags: form.tags,
    },
    spec: {
      workloadType,
      tier: form.tier,
      dataClassification: form.dataClassification,
      exposure: form.exposure,
      runtime: form.runtime,
      containers: {
        app: {
          ...form.container,
          image: form.image,
          port: form.port,
          resources: form.resources,
          health: form.health,
        },
      },
      dependencies: form.dependencies,
      accepts: form.accepts,
      secrets: mapOf(form.secrets, ({ keys }) =>
        Array.isArray(keys) && !keys.length ? undefined : keys && { keys },
      ),
      scaling: form.scaling,
      // A rolling update has no steps; the form may still hold those of a canary that was chosen before.
      rollout:
        form.rollout?.strategy === 'rolling'
          ? { ...form.rollout, steps: undefined }
          : form.rollout,
      slo: form.slo,
      // A route that was filled in before the exposure changed is kept by the form, not by the intent.
      route: isPublic ? routeOf(options) : undefined,
      capacity: form.capacity,
      operations: form.operations,
      ...ownPartOf(options),
    },
  });
  // Variables may be empty; the other blanks of a form say nothing.
  const exact = [
    {
      path: ['spec', 'containers', 'app', 'env'],
      value: variablesOf(form.env),
    },
    {
      path: ['spec', 'environments'],
      value: environmentsOf({ form, isPublic }),
    },
    {
      path: ['spec', 'agent', 'tolerations'],
      value: workloadType === 'node-agent' ? noTolerations(form) : undefined,
    },
    ...keptParts(form),
  ];
  return exact
    .filter(({ value }) => value !== undefined)
    .reduce((target, part) => withValue({ target, ...part }), stated);
}
