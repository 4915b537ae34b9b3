import type { WorkloadType } from '../schema/intent';

/**
 * What the form of a template holds. Its parts are those of the intent, as a form likes them: flat where a page
 * has one question, lists where the intent has maps. Everything is optional: a form is filled in bit by bit.
 * @public
 */
export interface IntentForm {
  name?: string;
  title?: string;
  description?: string;
  /** `group:payments`, or the catalog's `group:default/payments`. */
  owner?: string;
  /** `billing`, or the catalog's `system:default/billing`. */
  system?: string;
  tier?: string;
  dataClassification?: string;
  runtime?: string;
  image?: string;
  port?: number;
  env?: { name?: string; value?: string }[];
  resources?: Record<string, unknown>;
  health?: Record<string, unknown>;
  exposure?: string;
  route?: Record<string, unknown>;
  dependencies?: unknown[];
  accepts?: string[];
  secrets?: { name?: string; keys?: string[] }[];
  scaling?: Record<string, unknown>;
  capacity?: Record<string, unknown>;
  rollout?: Record<string, unknown>;
  slo?: Record<string, unknown>;
  operations?: Record<string, unknown>;
  environments?: string[];
  /** Services whose side of an agreement the same request adds. Not part of the intent. */
  acceptOn?: string[];
}

/** Leaves out what nobody filled in, so that the compiler's defaults apply. */
function withoutBlanks(value: unknown): unknown {
  if (value === undefined || value === null || value === '') {
    return undefined;
  }
  if (Array.isArray(value)) {
    const items = value
      .map(withoutBlanks)
      .filter(item => item !== undefined && item !== null);
    return items.length ? items : undefined;
  }
  if (typeof value === 'object') {
    const entries = Object.entries(value)
      .map(([key, member]) => [key, withoutBlanks(member)] as const)
      .filter(([, member]) => member !== undefined);
    return entries.length ? Object.fromEntries(entries) : undefined;
  }
  return value;
}

/** `group:default/payments` and `payments` become `group:payments`; anything else stays for the schema to name. */
function ownerOf(ref: string | undefined): string | undefined {
  if (!ref) {
    return undefined;
  }
  const match = /^(?:group:)?(?:default\/)?([^/:]+)$/.exec(ref);
  return match ? `group:${match[1]}` : ref;
}

function systemOf(ref: string | undefined): string | undefined {
  return ref?.replace(/^system:/, '').replace(/^default\//, '') || undefined;
}

function mapOf<T>(
  items: readonly T[] | undefined,
  entry: (item: T) => [string | undefined, unknown],
): Record<string, unknown> | undefined {
  const map: [string, unknown][] = [];
  for (const item of items ?? []) {
    const [key, value] = entry(item);
    if (key && value !== undefined) {
      map.push([key, value]);
    }
  }
  return map.length ? Object.fromEntries(map) : undefined;
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
  const isPublic = form.exposure === 'public';
  return withoutBlanks({
    apiVersion: 'fairway.dev/v1alpha1',
    kind: 'ServiceIntent',
    metadata: {
      name: form.name,
      title: form.title,
      description: form.description,
      system: systemOf(form.system),
      owner: ownerOf(form.owner),
    },
    spec: {
      workloadType,
      tier: form.tier,
      dataClassification: form.dataClassification,
      exposure: form.exposure,
      runtime: form.runtime,
      containers: {
        app: {
          image: form.image,
          port: form.port,
          env: mapOf(form.env, ({ name, value }) => [name, value]),
          resources: form.resources,
          health: form.health,
        },
      },
      dependencies: form.dependencies,
      accepts: form.accepts,
      secrets: mapOf(form.secrets, ({ name, keys }) => [
        name,
        keys?.length ? { keys } : undefined,
      ]),
      scaling: form.scaling,
      // A rolling update has no steps; the form may still hold those of a canary that was chosen before.
      rollout:
        form.rollout?.strategy === 'rolling'
          ? { ...form.rollout, steps: undefined }
          : form.rollout,
      slo: form.slo,
      // A route that was filled in before the exposure changed is kept by the form, not by the intent.
      route: isPublic ? form.route : undefined,
      capacity: form.capacity,
      operations: form.operations,
      environments: form.environments,
    },
  });
}

const PREFIXES: [string, string][] = [
  ['/metadata/', '/'],
  ['/spec/containers/app/', '/'],
  ['/spec/', '/'],
];

/**
 * Where in the form the value of an intent pointer is entered: `/spec/route/host` → `['route', 'host']`. Lists
 * that the form holds instead of maps (env, secrets) are found by name. An empty path means the form as a whole.
 * @public
 */
export function formPathOf(options: {
  pointer: string;
  form: IntentForm;
}): (string | number)[] {
  const { pointer, form } = options;
  const prefix = PREFIXES.find(([start]) => pointer.startsWith(start));
  if (!prefix) {
    return [];
  }
  const path: (string | number)[] = pointer
    .slice(prefix[0].length)
    .split('/')
    .map(part => part.replace(/~1/g, '/').replace(/~0/g, '~'));
  const [head, key] = path;
  if ((head === 'env' || head === 'secrets') && key !== undefined) {
    const index = (form[head] ?? []).findIndex(({ name }) => name === key);
    return index < 0 ? [head] : [head, index];
  }
  return path.map(part =>
    typeof part === 'string' && /^(0|[1-9][0-9]*)$/.test(part)
      ? Number(part)
      : part,
  );
}
