import type { Evidence } from '../estate';
import { nearestName } from '../names';
import { DEFAULT_NAMESPACE, type Workload } from './folder';

/** Where manifests say whose they are, the most exact first. */
const OWNER_KEYS = [
  'fairway.dev/team',
  'backstage.io/owner',
  'app.kubernetes.io/team',
  'owner',
  'team',
];
const SYSTEM_KEYS = [
  'fairway.dev/system',
  'backstage.io/system',
  'app.kubernetes.io/part-of',
];
const TIER_KEYS = ['fairway.dev/tier', 'tier', 'criticality'];
const CLASS_KEYS = ['fairway.dev/data-classification', 'data-classification'];

/** What labels, annotations and the namespace of a workload say of its ownership. */
export function ownershipOf(workload: Workload): {
  owner?: Evidence;
  system?: Evidence;
  tier?: Evidence;
  dataClassification?: Evidence;
} {
  const owner = stated(workload, OWNER_KEYS, groupName);
  const system =
    stated(workload, SYSTEM_KEYS, nearestName) ?? byNamespace(workload);
  const tier = stated(workload, TIER_KEYS, text =>
    /^tier-[123]$/.test(text) ? text : undefined,
  );
  const dataClassification = stated(workload, CLASS_KEYS, text =>
    /^(public|internal|confidential|restricted)$/.test(text) ? text : undefined,
  );
  return {
    ...(owner && { owner: { ...owner, value: `group:${owner.value}` } }),
    ...(system && { system }),
    ...(tier && { tier }),
    ...(dataClassification && { dataClassification }),
  };
}

/** The group in a reference such as `group:default/shop`. */
function groupName(text: string): string | undefined {
  return nearestName(text.replace(/^.*[:/]/, ''));
}

/** Whether a label or annotation that may say whose something is says what a draft says, by its key. */
export function ownershipKeys(
  agrees: (at: string, value: unknown) => boolean,
): Record<string, (value: unknown) => boolean> {
  const reader =
    (at: string, read: (text: string) => string | undefined) =>
    (value: unknown) =>
      typeof value === 'string' && agrees(at, read(value));
  const owner = reader('/metadata/owner', text => `group:${groupName(text)}`);
  return Object.fromEntries([
    ...OWNER_KEYS.map(key => [key, owner]),
    ...SYSTEM_KEYS.map(key => [key, reader('/metadata/system', nearestName)]),
    ...TIER_KEYS.map(key => [key, reader('/spec/tier', text => text)]),
    ...CLASS_KEYS.map(key => [
      key,
      reader('/spec/dataClassification', text => text),
    ]),
  ]);
}

function stated(
  { ownLabels, annotations }: Workload,
  keys: string[],
  read: (text: string) => string | undefined,
): Evidence | undefined {
  for (const key of keys) {
    for (const [kind, values] of [
      ['label', ownLabels],
      ['annotation', annotations],
    ] as const) {
      const text = Object.hasOwn(values, key) ? values[key] : undefined;
      const value = text === undefined ? undefined : read(text);
      if (value !== undefined) {
        return { value, from: `${kind} ${key}` };
      }
    }
  }
  return undefined;
}

function byNamespace({ namespace }: Workload): Evidence | undefined {
  const value =
    namespace === DEFAULT_NAMESPACE ? undefined : nearestName(namespace);
  return value === undefined ? undefined : { value, from: 'the namespace' };
}
