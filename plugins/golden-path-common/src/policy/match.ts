import type { KubeObject } from '../model';
import { selectorMatches, type Labels } from '../kube/selector';
import type { MatchResources, ResourceRule } from './documents';
import type { ResourceType } from './kinds';

/** Which objects a policy or a binding is about, as the API server decides it. */

export interface MatchSubject {
  object: KubeObject;
  type: ResourceType;
  operation: 'CREATE' | 'UPDATE';
  /** Labels of the namespace, of the object itself for a Namespace; `undefined` for other cluster-scoped objects. */
  namespaceLabels?: Labels;
  /** The namespace may have other labels too. */
  namespaceIsUnknown?: boolean;
  oldObject?: KubeObject;
}

function has(list: readonly string[], value: string): boolean {
  return list.includes('*') || list.includes(value);
}

function namesResource(resources: readonly string[], resource: string) {
  return (
    has(resources, resource) ||
    // All subresources, and with them the resource itself, as the API server has it.
    resources.includes(`${resource}/*`) ||
    resources.includes('*/*')
  );
}

/** Groups through which the API server gives the same objects of a resource. */
const EQUIVALENT: Record<string, readonly string[]> = {
  daemonsets: ['apps', 'extensions'],
  deployments: ['apps', 'extensions'],
  events: ['', 'events.k8s.io'],
  ingresses: ['networking.k8s.io', 'extensions'],
  networkpolicies: ['networking.k8s.io', 'extensions'],
  replicasets: ['apps', 'extensions'],
};

function namesGroup(
  groups: readonly string[],
  { group, resource }: ResourceType,
  exact: boolean,
): boolean {
  if (has(groups, group)) return true;
  const same = exact ? undefined : EQUIVALENT[resource];
  return !!same?.includes(group) && same.some(each => groups.includes(each));
}

/** The part of a rule that the type and the operation decide; `Equivalent` looks past the version and the group. */
function ruleMatchesType(options: {
  rule: ResourceRule;
  type: ResourceType;
  operation: string;
  exact: boolean;
}): boolean {
  const { rule, type, operation, exact } = options;
  const scope = type.namespaced ? 'Namespaced' : 'Cluster';
  return (
    namesGroup(rule.apiGroups, type, exact) &&
    (!exact || has(rule.apiVersions, type.version)) &&
    namesResource(rule.resources, type.resource) &&
    has(rule.operations, operation) &&
    (rule.scope === undefined || rule.scope === '*' || rule.scope === scope)
  );
}

/** Whether any object of the type can match; the answer is the same for all of them, so it can be kept. */
export function typeCanMatch(
  match: MatchResources | undefined,
  type: ResourceType,
  operation: string,
): boolean {
  if (!match?.resourceRules?.length) return true;
  const exact = match.matchPolicy === 'Exact';
  return match.resourceRules.some(rule =>
    ruleMatchesType({ rule, type, operation, exact }),
  );
}

/**
 * What is left of `match` to ask of each object of a type that {@link typeCanMatch}: its rules are not, where one of
 * them takes every object of the type.
 */
export function leftToAsk(
  match: MatchResources,
  type: ResourceType,
  operation: string,
): MatchResources {
  if (!match.resourceRules?.length) return match;
  const exact = match.matchPolicy === 'Exact';
  const isSettled = match.resourceRules.some(
    rule =>
      !rule.resourceNames?.length &&
      ruleMatchesType({ rule, type, operation, exact }),
  );
  return isSettled ? { ...match, resourceRules: undefined } : match;
}

function anyRuleMatches(
  rules: readonly ResourceRule[],
  subject: MatchSubject,
  exact: boolean,
): boolean {
  const { type, operation, object } = subject;
  return rules.some(
    rule =>
      ruleMatchesType({ rule, type, operation, exact }) &&
      (!rule.resourceNames?.length ||
        rule.resourceNames.includes(object.metadata.name)),
  );
}

/**
 * Whether only labels that nobody here knows keep the namespace of the object from being selected: with those that
 * are known alone it would be.
 */
export function mayBeSelected(
  match: MatchResources | undefined,
  { namespaceLabels = {}, namespaceIsUnknown }: MatchSubject,
): boolean {
  const selector = match?.namespaceSelector;
  if (!namespaceIsUnknown || !selector) return false;
  const { matchLabels = {}, matchExpressions = [] } = selector;
  const isKnown = (key: string) => Object.hasOwn(namespaceLabels, key);
  return (
    !selectorMatches(selector, namespaceLabels) &&
    selectorMatches(
      {
        matchLabels: Object.fromEntries(
          Object.entries(matchLabels).filter(([key]) => isKnown(key)),
        ),
        matchExpressions: matchExpressions.filter(({ key }) => isKnown(key)),
      },
      namespaceLabels,
    )
  );
}

/** Whether the object is one of those that `match` describes. Everything, when there is no `match`. */
export function resourcesMatch(
  match: MatchResources | undefined,
  subject: MatchSubject,
): boolean {
  if (!match) return true;
  const { object, oldObject, namespaceLabels } = subject;
  const exact = match.matchPolicy === 'Exact';
  if (
    match.resourceRules?.length &&
    !anyRuleMatches(match.resourceRules, subject, exact)
  )
    return false;
  if (
    match.excludeResourceRules &&
    anyRuleMatches(match.excludeResourceRules, subject, exact)
  )
    return false;
  const isSelected =
    !namespaceLabels ||
    selectorMatches(match.namespaceSelector, namespaceLabels);
  if (!isSelected && !mayBeSelected(match, subject)) return false;
  return (
    selectorMatches(match.objectSelector, object.metadata.labels ?? {}) ||
    (oldObject !== undefined &&
      selectorMatches(match.objectSelector, oldObject.metadata.labels ?? {}))
  );
}
