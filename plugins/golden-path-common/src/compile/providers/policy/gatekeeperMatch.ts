import type { MatchResources, ResourceRule } from '../../../policy/documents';
import { kindOfResource } from '../../../policy/kinds';
import type { Constraint } from '../../crds/policies';

const OPERATIONS = ['CREATE', 'UPDATE', 'DELETE', 'CONNECT'];
/** Subresources whose requests carry the object itself. */
const WHOLE_OBJECT = ['ephemeralcontainers', 'status', 'resize'];

/**
 * The operations and subresources of a policy as an expression, since a constraint matches neither; nothing when
 * the policy is about all of them. A request of Gatekeeper's audit has no operation, so what is left out is named.
 */
export function requestCondition({ resourceRules = [] }: MatchResources): {
  condition?: string;
  cannot?: string;
} {
  const operations = new Set(
    resourceRules.map(rule => [...rule.operations].sort().join()),
  );
  if (operations.size > 1) {
    return { cannot: 'its rules are about different operations' };
  }
  const named = resourceRules[0]?.operations ?? ['*'];
  const left = named.includes('*')
    ? []
    : OPERATIONS.filter(operation => !named.includes(operation));
  const resources = resourceRules.flatMap(rule => rule.resources);
  const parts = new Set(resources.map(resource => partsOf(resource)[1] ?? ''));
  const terms: string[] = [];
  if (left.length > 0) {
    terms.push(`!(request.operation in ${listOf(left)})`);
  }
  if (!parts.has('*')) {
    terms.push(`request.subResource in ${listOf([...parts].sort())}`);
  }
  return terms.length > 0 ? { condition: terms.join(' && ') } : {};
}

/** What a constraint matches by; `cannot` names the first thing that it cannot say, and then it is not to be used. */
export function constraintMatch(matched: MatchResources): {
  match: Constraint['spec']['match'];
  cannot?: string;
} {
  const rules = matched.resourceRules ?? [];
  const cannot = beyondConstraints(matched, rules);
  if (cannot) {
    return { match: {}, cannot };
  }
  const kinds: { apiGroups: string[]; kinds: string[] }[] = [];
  for (const rule of rules) {
    const names: string[] = [];
    for (const resource of rule.resources) {
      const [plural] = partsOf(resource);
      const kind = plural === '*' ? '*' : kindOfResource(plural);
      if (!kind) {
        return { match: {}, cannot: `nothing says what kind ${plural} are` };
      }
      names.push(kind);
    }
    kinds.push({ apiGroups: rule.apiGroups, kinds: [...new Set(names)] });
  }
  const scope = rules[0]?.scope;
  return {
    match: {
      ...(kinds.length > 0 && { kinds }),
      ...(scope !== undefined && scope !== '*' && { scope }),
      ...(matched.namespaceSelector && {
        namespaceSelector: matched.namespaceSelector,
      }),
      ...(matched.objectSelector && { labelSelector: matched.objectSelector }),
    },
  };
}

function beyondConstraints(
  matched: MatchResources,
  rules: readonly ResourceRule[],
): string | undefined {
  if (matched.excludeResourceRules?.length) {
    return 'it leaves out resources (excludeResourceRules)';
  }
  if (rules.some(({ resourceNames }) => resourceNames?.length)) {
    return 'it names single objects (resourceNames)';
  }
  if (new Set(rules.map(({ scope = '*' }) => scope)).size > 1) {
    return 'its rules have different scopes';
  }
  if (matched.matchPolicy === 'Exact') {
    return 'it matches one version of a kind only (matchPolicy: Exact)';
  }
  const other = rules
    .flatMap(({ resources }) => resources)
    .map(partsOf)
    .find(([, part]) => part && part !== '*' && !WHOLE_OBJECT.includes(part));
  return other && `requests to ${other.join('/')} are of another kind`;
}

function partsOf(resource: string): string[] {
  return resource.split('/');
}

function listOf(texts: readonly string[]): string {
  return `[${texts.map(text => `'${text}'`).join(', ')}]`;
}
