import type { LabelSelector } from '../../../kube/selector';
import type { MatchResources, ResourceRule } from '../../../policy/documents';

/**
 * What a policy and one of its bindings match together, for products that have one place for both. `lost` says
 * what of the binding could not be kept.
 */
export function bothMatches(
  policy: MatchResources,
  binding: MatchResources | undefined,
): { match: MatchResources; lost?: string } {
  if (!binding) {
    return { match: policy };
  }
  const match: MatchResources = { ...policy };
  const rules = bothRules(policy.resourceRules, binding.resourceRules);
  const excluded = [
    ...(policy.excludeResourceRules ?? []),
    ...(binding.excludeResourceRules ?? []),
  ];
  const namespaces = bothSelectors(
    policy.namespaceSelector,
    binding.namespaceSelector,
  );
  const objects = bothSelectors(policy.objectSelector, binding.objectSelector);
  if (rules) match.resourceRules = rules;
  if (excluded.length > 0) match.excludeResourceRules = excluded;
  if (namespaces) match.namespaceSelector = namespaces;
  if (objects) match.objectSelector = objects;
  if (rules?.length === 0) {
    return { match, lost: 'the binding matches nothing that the policy does' };
  }
  return binding.matchPolicy !== undefined &&
    binding.matchPolicy !== (policy.matchPolicy ?? 'Equivalent')
    ? { match, lost: `the binding has another matchPolicy than the policy` }
    : { match };
}

function bothSelectors(
  a: LabelSelector | undefined,
  b: LabelSelector | undefined,
): LabelSelector | undefined {
  if (!a || !b) {
    return a ?? b;
  }
  const expressions = [...expressionsOf(a), ...expressionsOf(b)];
  return expressions.length > 0 ? { matchExpressions: expressions } : {};
}

/** Labels as expressions, since two selectors may ask for different values of one label. */
function expressionsOf({ matchLabels, matchExpressions }: LabelSelector) {
  return [
    ...Object.entries(matchLabels ?? {}).map(([key, value]) => ({
      key,
      operator: 'In' as const,
      values: [value],
    })),
    ...(matchExpressions ?? []),
  ];
}

function bothRules(
  a: ResourceRule[] | undefined,
  b: ResourceRule[] | undefined,
): ResourceRule[] | undefined {
  if (!a || !b) {
    return a ?? b;
  }
  return a.flatMap(one => b.flatMap(other => bothRule(one, other) ?? []));
}

function bothRule(a: ResourceRule, b: ResourceRule): ResourceRule | undefined {
  const names =
    a.resourceNames && b.resourceNames
      ? a.resourceNames.filter(name => b.resourceNames?.includes(name))
      : a.resourceNames ?? b.resourceNames;
  const scopes = [a.scope, b.scope].filter(
    scope => scope !== undefined && scope !== '*',
  );
  const rule: ResourceRule = {
    apiGroups: bothLists(a.apiGroups, b.apiGroups),
    apiVersions: bothLists(a.apiVersions, b.apiVersions),
    operations: bothLists(a.operations, b.operations),
    resources: bothLists(a.resources, b.resources),
  };
  if (names) rule.resourceNames = names;
  if (scopes[0]) rule.scope = scopes[0];
  const nothing =
    [rule.apiGroups, rule.apiVersions, rule.operations, rule.resources, names]
      .filter(list => list !== undefined)
      .some(list => list.length === 0) || new Set(scopes).size > 1;
  return nothing ? undefined : rule;
}

/** What both lists name; `*` names everything but subresources, and a wildcard for both parts these too. */
function bothLists(a: readonly string[], b: readonly string[]): string[] {
  const covers = (list: readonly string[], item: string) =>
    list.includes(item) ||
    list.includes('*/*') ||
    (list.includes('*') && !item.includes('/'));
  return [
    ...new Set([
      ...a.filter(item => covers(b, item)),
      ...b.filter(item => covers(a, item)),
    ]),
  ];
}
