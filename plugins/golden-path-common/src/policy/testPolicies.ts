import type { KubeObject, Policy } from '../model';
import { createPolicyEngine } from './engine';
import type { PolicyOutcome } from './engine';
import { customTypesOf, resourceTypeOf, type CustomTypes } from './kinds';

/** One policy on one object, as `fairway policy test` prints it. @public */
export interface PolicyTestRow {
  policy: string;
  /**
   * `Kind/namespace/name`; `Kind/name` for what lives in no namespace. `Kind.group/…` where objects of two groups
   * share kind and name.
   */
  resource: string;
  result: PolicyOutcome['result'];
  message: string;
}

/** Namespaces that every cluster has, with no labels but their names. */
const OF_EVERY_CLUSTER =
  /^(?:default|kube-system|kube-public|kube-node-lease)$/;
const ENVIRONMENT = 'fairway.dev/environment';

/**
 * Evaluates every policy on every object, policies that do not apply as `skip`. The objects also serve as each
 * other's surroundings: a Namespace among them gives the labels, a CustomResourceDefinition plural and scope of its
 * kind, and parameters are looked up among them. An object without a namespace goes to `default`, as it would in a
 * cluster; one whose Namespace is missing counts to the environment that its own label names. A policy without a
 * binding, which a cluster would never apply, is tested as if it were bound everywhere.
 * @public
 */
export function testPolicies(options: {
  policies: readonly Policy[];
  resources: readonly KubeObject[];
}): PolicyTestRow[] {
  const { resources } = options;
  const policies = options.policies.map(withBinding);
  const engine = createPolicyEngine(policies, { params: resources });
  const namespaces = new Map(
    resources
      .filter(
        ({ apiVersion, kind }) => apiVersion === 'v1' && kind === 'Namespace',
      )
      .map(({ metadata }) => [metadata.name, metadata.labels ?? {}]),
  );
  const custom = customTypesOf(resources);
  const groups = new Map<string, Set<string>>();
  const groupsOf = ({ kind, metadata }: KubeObject): Set<string> => {
    const name = [kind, metadata.namespace ?? '', metadata.name].join('/');
    const known = groups.get(name) ?? new Set<string>();
    groups.set(name, known);
    return known;
  };
  for (const object of resources) {
    groupsOf(object).add(groupOf(object.apiVersion));
  }
  return resources.flatMap(object => {
    const namespace = object.metadata.namespace ?? 'default';
    const own = object.metadata.labels?.[ENVIRONMENT];
    const known = namespaces.get(namespace);
    const namespaceLabels = known ?? (own ? { [ENVIRONMENT]: own } : {});
    return engine
      .evaluate({
        object: inNamespace(object, custom),
        namespaceLabels,
        namespaceIsUnknown: !known && !OF_EVERY_CLUSTER.test(namespace),
        includeSkipped: true,
      })
      .map(({ policy, result, message }) => ({
        policy,
        resource: resourceName(object, groupsOf(object)),
        result,
        message,
      }));
  });
}

function groupOf(apiVersion: string): string {
  const cut = apiVersion.indexOf('/');
  return cut < 0 ? '' : apiVersion.slice(0, cut);
}

/** As the API server completes an object before any policy sees it. */
function inNamespace(object: KubeObject, custom: CustomTypes): KubeObject {
  return object.metadata.namespace === undefined &&
    resourceTypeOf(object, custom).namespaced
    ? { ...object, metadata: { ...object.metadata, namespace: 'default' } }
    : object;
}

function withBinding(policy: Policy): Policy {
  if (policy.bindings.length > 0) return policy;
  const { apiVersion, spec } = policy.policy;
  const takesParams =
    typeof spec === 'object' && spec !== null && 'paramKind' in spec;
  const binding = {
    apiVersion,
    kind: 'ValidatingAdmissionPolicyBinding',
    metadata: { name: policy.id },
    spec: {
      policyName: policy.id,
      validationActions: ['Deny'],
      // An empty selector takes every parameter there is.
      ...(takesParams && {
        paramRef: { selector: {}, parameterNotFoundAction: 'Deny' },
      }),
    },
  };
  return { ...policy, bindings: [binding] };
}

/** Where several groups have a kind and an object of this name, the group tells which one it is. */
function resourceName(
  { apiVersion, kind, metadata }: KubeObject,
  groups: ReadonlySet<string>,
): string {
  const group = groupOf(apiVersion);
  const shown = groups.size > 1 && group !== '' ? `${kind}.${group}` : kind;
  return [shown, metadata.namespace, metadata.name].filter(Boolean).join('/');
}
