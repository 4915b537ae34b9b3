import type { KubeObject } from '../model';
import type { ValueChange } from './objects';
import { isRecord, pointerOf, pointerSegments, valueAt } from '../json/pointer';
import { policyRuleWords } from './policyRule';
import { transition } from './transition';

/** Fields that have a name of their own in the words of people. */
const NAMES: Record<string, string> = {
  '/spec/replicas': 'replicas',
  '/spec/minReplicas': 'least replicas',
  '/spec/maxReplicas': 'most replicas',
  '/spec/minReplicaCount': 'least replicas',
  '/spec/maxReplicaCount': 'most replicas',
  '/spec/strategy/canary/steps': 'canary steps',
  '/spec/hostnames': 'hosts',
};

/** Fields below a container. */
const CONTAINER_NAMES: Record<string, string> = {
  'resources/requests/cpu': 'CPU request',
  'resources/requests/memory': 'memory request',
  'resources/limits/cpu': 'CPU limit',
  'resources/limits/memory': 'memory limit',
  image: 'image',
  startupProbe: 'startup probe',
  readinessProbe: 'readiness probe',
  livenessProbe: 'liveness probe',
  securityContext: 'security context',
};

/** A difference as a reviewer would say it: `memory limit of app 1Gi → 1536Mi`. */
export function wordsOf(change: ValueChange, object: KubeObject): string {
  return `${subjectOf(change, object)} ${transition(change)}`;
}

function subjectOf({ at }: ValueChange, object: KubeObject): string {
  const known = NAMES[at];
  if (known) {
    return known;
  }
  const segments = pointerSegments(at);
  return (
    inContainer(segments, object) ??
    inMetadata(segments) ??
    inQuota(segments, object) ??
    inRule(segments, object) ??
    generic(segments, object)
  );
}

function inContainer(
  segments: string[],
  object: KubeObject,
): string | undefined {
  const index = segments.findIndex(
    segment => segment === 'containers' || segment === 'initContainers',
  );
  if (index < 0 || segments.length < index + 2) {
    return undefined;
  }
  const name = nameAt(object, segments.slice(0, index + 2));
  const rest = segments.slice(index + 2);
  if (rest.length === 0) {
    return `container ${name}`;
  }
  if (rest[0] === 'env' && rest.length >= 2) {
    return `variable ${nameAt(
      object,
      segments.slice(0, index + 4),
    )} of ${name}`;
  }
  const known = CONTAINER_NAMES[rest.join('/')];
  return `${known ?? generic(rest, object)} of ${name}`;
}

function inMetadata(segments: string[]): string | undefined {
  const index = segments.indexOf('metadata');
  const [kind, key] = segments.slice(index + 1);
  if (index < 0 || key === undefined) {
    return undefined;
  }
  const where = index === 0 ? '' : ' of the pods';
  if (kind === 'labels') {
    return `label ${key}${where}`;
  }
  return kind === 'annotations' ? `annotation ${key}${where}` : undefined;
}

function inQuota(segments: string[], object: KubeObject): string | undefined {
  return object.kind === 'ResourceQuota' && segments[1] === 'hard'
    ? `quota of ${segments.slice(2).join(' ')}`
    : undefined;
}

/** Rules of Prometheus have no name, but record or alert under one. */
function inRule(segments: string[], object: KubeObject): string | undefined {
  const index = segments.indexOf('rules') + 2;
  const [last] = segments.slice(-1);
  if (
    object.kind !== 'PrometheusRule' ||
    index < 2 ||
    segments.length <= index
  ) {
    return undefined;
  }
  const rule = valueAt(object, pointerOf(segments.slice(0, index)));
  const name = isRecord(rule) ? rule.alert ?? rule.record : undefined;
  return typeof name === 'string' ? `${spaced(last)} of ${name}` : undefined;
}

/** The last parts of the pointer as words: `/spec/template/spec/terminationGracePeriodSeconds`. */
function generic(segments: string[], object: KubeObject): string {
  const named = segments.filter(segment => !/^\d+$/.test(segment));
  const last = segments[segments.length - 1] ?? '';
  if (/^\d+$/.test(last)) {
    const name = nameAt(object, segments);
    const list = spaced(named[named.length - 1] ?? 'list');
    return name === last
      ? `${list} ${Number(last) + 1}${ruleAt(object, segments)}`
      : `${list} ${name}`;
  }
  const tail = named.slice(-2).filter(segment => segment !== 'spec');
  return tail.map(spaced).join(' ') || object.kind;
}

/** What a rule of a NetworkPolicy lets through, where that is short. */
function ruleAt(object: KubeObject, segments: string[]): string {
  const [spec, list, , ...deeper] = segments;
  if (
    object.kind !== 'NetworkPolicy' ||
    spec !== 'spec' ||
    (list !== 'ingress' && list !== 'egress') ||
    deeper.length > 0
  ) {
    return '';
  }
  const words = policyRuleWords(valueAt(object, pointerOf(segments)), list);
  return words ? ` (${words})` : '';
}

/** `terminationGracePeriodSeconds` → `termination grace period seconds`. */
function spaced(segment: string): string {
  return segment.replace(
    /([a-z])([A-Z])/g,
    (_, a, b) => `${a} ${b.toLowerCase()}`,
  );
}

/** Name of the list element at a pointer, or its index. */
function nameAt(object: KubeObject, segments: string[]): string {
  const element = valueAt(object, `/${segments.join('/')}`);
  return isRecord(element) && typeof element.name === 'string'
    ? element.name
    : segments[segments.length - 1];
}
