import { selectorMatches } from '../kube/selector';
import type { KubeObject, Policy, Severity } from '../model';
import { namespaceName, RequestFacts } from './activation';
import { compilePolicy } from './compiledPolicy';
import type { CompiledPolicy } from './compiledPolicy';
import type { BindingDocument, MatchResources } from './documents';
import { evaluatePolicy } from './evaluatePolicy';
import type { Verdict } from './evaluatePolicy';
import { customTypesOf, resourceTypeOf, scopeOf } from './kinds';
import type { CustomTypes, ResourceType } from './kinds';
import {
  leftToAsk,
  mayBeSelected,
  resourcesMatch,
  typeCanMatch,
} from './match';
import type { MatchSubject } from './match';
import type { SharedVariables } from './sharedVariables';

/** What one policy says of one object. @public */
export interface PolicyOutcome {
  /** Id of the policy. */
  policy: string;
  /** `error`: the policy could not be evaluated and its failurePolicy is Fail, so it stops the object too. */
  result: 'pass' | 'fail' | 'error' | 'skip';
  /** `deny` when the policy and one of the bindings that match deny; else `warn`. */
  severity: Severity;
  /** Empty for a pass; several messages are joined with `; `. */
  message: string;
  /** What the policy would write into the audit log. */
  auditAnnotations?: Record<string, string>;
}

/** @public */
export interface PolicyRequest {
  object: KubeObject;
  /** Labels of the namespace the object goes to. `kubernetes.io/metadata.name` is added. */
  namespaceLabels?: Record<string, string>;
  /** The Namespace is not there to be read: it may have other labels than `namespaceLabels`. */
  namespaceIsUnknown?: boolean;
  /** Makes the operation an UPDATE. */
  oldObject?: KubeObject;
  /** Also list policies that do not apply to the object. */
  includeSkipped?: boolean;
}

/** @public */
export interface PolicyEngine {
  /** Outcomes in the order of the policies. Never throws because of a policy: that is an `error` outcome. */
  evaluate(request: PolicyRequest): PolicyOutcome[];
  /** Expressions that could not be compiled, by policy id. */
  readonly broken: Readonly<Record<string, string[]>>;
}

const PASS: Verdict = { result: 'pass', messages: [] };
const SKIP: Verdict = { result: 'skip', messages: [] };
const RANK = { skip: 0, pass: 1, error: 2, fail: 3 };

/**
 * Compiles the policies once. `params` are the objects that bindings name in `paramRef`; CustomResourceDefinitions
 * among them tell plural and scope of their kinds.
 * @public
 */
export function createPolicyEngine(
  policies: readonly Policy[],
  options: { params?: readonly KubeObject[] } = {},
): PolicyEngine {
  const shared: SharedVariables = new Map();
  const compiled = policies.map(policy => compilePolicy(policy, shared));
  const params = options.params ?? [];
  const custom = customTypesOf(params);
  const byType = new Map<string, CompiledPolicy[]>();

  /**
   * Policies whose rules name the type; the rest cost nothing for its objects, and what the type decides is not
   * asked again for each of them.
   */
  function candidates(type: ResourceType, operation: string): CompiledPolicy[] {
    const key = `${type.group}/${type.version}/${type.kind}/${type.namespaced}/${operation}`;
    let list = byType.get(key);
    if (!list) {
      list = compiled
        .filter(({ spec }) =>
          typeCanMatch(spec.matchConstraints, type, operation),
        )
        .map(policy => forType(policy, type, operation))
        .filter(({ bindings }) => bindings.length > 0);
      byType.set(key, list);
    }
    return list;
  }

  function evaluate(request: PolicyRequest): PolicyOutcome[] {
    const subject = subjectOf(request, custom);
    const applicable = request.includeSkipped
      ? compiled
      : candidates(subject.type, subject.operation);
    if (applicable.length === 0) return [];
    const facts = new RequestFacts(subject);
    const outcomes: PolicyOutcome[] = [];
    for (const policy of applicable) {
      const outcome = judge({
        compiled: policy,
        subject,
        facts,
        params,
        custom,
      });
      if (outcome.result !== 'skip' || request.includeSkipped) {
        outcomes.push(outcome);
      }
    }
    return outcomes;
  }

  return {
    evaluate,
    broken: Object.fromEntries(
      compiled
        .filter(({ broken }) => broken.length > 0)
        .map(({ policy, broken }) => [policy.id, broken]),
    ),
  };
}

/** The policy as it is for objects of one type, with the bindings that may be about them. */
function forType(
  policy: CompiledPolicy,
  type: ResourceType,
  operation: string,
): CompiledPolicy {
  const { spec, bindings } = policy;
  const left = (match: MatchResources) => leftToAsk(match, type, operation);
  return {
    ...policy,
    spec: {
      ...spec,
      matchConstraints: left(spec.matchConstraints),
    },
    bindings: bindings
      .filter(binding =>
        typeCanMatch(binding.spec.matchResources, type, operation),
      )
      .map(binding => ({
        ...binding,
        spec: {
          ...binding.spec,
          matchResources:
            binding.spec.matchResources && left(binding.spec.matchResources),
        },
      })),
  };
}

function subjectOf(request: PolicyRequest, custom: CustomTypes): MatchSubject {
  const { object, oldObject } = request;
  const type = resourceTypeOf(object, custom);
  return {
    object,
    type,
    operation: oldObject ? 'UPDATE' : 'CREATE',
    namespaceLabels: labelsFor(request, type),
    ...(oldObject && { oldObject }),
    ...(request.namespaceIsUnknown &&
      type.namespaced && { namespaceIsUnknown: true }),
  };
}

/** A Namespace is selected by its own labels, other cluster-scoped objects by every selector. */
function labelsFor(
  { object, namespaceLabels }: PolicyRequest,
  type: ResourceType,
): Record<string, string> | undefined {
  const nameLabel = 'kubernetes.io/metadata.name';
  if (type.namespaced) {
    return { ...namespaceLabels, [nameLabel]: namespaceName(object) };
  }
  return type.kind === 'Namespace' && type.group === ''
    ? { ...object.metadata.labels, [nameLabel]: object.metadata.name }
    : undefined;
}

interface Case {
  compiled: CompiledPolicy;
  subject: MatchSubject;
  facts: RequestFacts;
  params: readonly KubeObject[];
  custom: CustomTypes;
}

/** Each binding judges on its own; the worst verdict is the policy's. */
function judge(options: Case): PolicyOutcome {
  const { compiled, subject } = options;
  const { policy, bindings, spec } = compiled;
  let verdict = SKIP;
  let denies = false;
  if (resourcesMatch(spec.matchConstraints, subject)) {
    for (const binding of bindings) {
      if (!resourcesMatch(binding.spec.matchResources, subject)) continue;
      const one = surely(judgeBinding(binding, options), binding, options);
      if (one.result === 'fail' || one.result === 'error') {
        denies ||= binding.spec.validationActions.includes('Deny');
      }
      verdict = worse(verdict, one);
    }
  }
  const stops = verdict.result === 'fail' || verdict.result === 'error';
  return {
    policy: policy.id,
    result: verdict.result,
    severity: stops && !denies ? 'warn' : policy.severity,
    message: verdict.messages.join('; '),
    ...(verdict.auditAnnotations && {
      auditAnnotations: verdict.auditAnnotations,
    }),
  };
}

/** A verdict that stops the object may hang on labels of its namespace that nobody here knows. */
function surely(
  verdict: Verdict,
  { spec: { matchResources } }: BindingDocument,
  { compiled, subject }: Case,
): Verdict {
  if (verdict.result !== 'fail' && verdict.result !== 'error') return verdict;
  const hangs =
    mayBeSelected(compiled.spec.matchConstraints, subject) ||
    mayBeSelected(matchResources, subject);
  if (!hangs) return verdict;
  const namespace = namespaceName(subject.object);
  const said = verdict.messages.join('; ');
  return {
    result: 'error',
    messages: [
      `the policy is for namespaces with certain labels, and the Namespace ${namespace} is not among the manifests: add it (if it applies it says: ${said})`,
    ],
  };
}

function worse(a: Verdict, b: Verdict): Verdict {
  if (a.result === b.result && b.messages.length > 0) {
    return { ...a, messages: [...new Set([...a.messages, ...b.messages])] };
  }
  return RANK[b.result] > RANK[a.result] ? b : a;
}

function judgeBinding(binding: BindingDocument, options: Case): Verdict {
  const { compiled, facts } = options;
  if (compiled.broken.length > 0) {
    return { result: 'error', messages: compiled.broken };
  }
  const { paramKind, failurePolicy } = compiled.spec;
  if (!paramKind) {
    return binding.spec.paramRef
      ? refuse(
          failurePolicy,
          'the binding has a paramRef, the policy no paramKind',
        )
      : evaluatePolicy({ compiled, facts });
  }
  if (!binding.spec.paramRef) {
    return refuse(
      failurePolicy,
      'the policy has a paramKind, the binding no paramRef',
    );
  }
  const found = findParams(binding, options);
  if (typeof found === 'string') return refuse(failurePolicy, found);
  if (found.length === 0) {
    return binding.spec.paramRef.parameterNotFoundAction === 'Allow'
      ? PASS
      : refuse(
          failurePolicy,
          `no ${paramKind.kind} was found for the paramRef of the binding`,
        );
  }
  return found
    .map(params => evaluatePolicy({ compiled, facts, params }))
    .reduce(worse);
}

function refuse(failurePolicy: 'Fail' | 'Ignore', message: string): Verdict {
  return {
    result: failurePolicy === 'Fail' ? 'error' : 'skip',
    messages: [message],
  };
}

/**
 * The parameters that a binding refers to, or why it refers to none that could be. Without a namespace in the
 * reference, a namespaced parameter is looked for beside the object.
 */
function findParams(
  { spec: { paramRef } }: BindingDocument,
  { compiled, subject, params, custom }: Case,
): KubeObject[] | string {
  const { paramKind } = compiled.spec;
  if (!paramRef || (paramRef.name !== undefined) === !!paramRef.selector) {
    return 'the paramRef of the binding needs a name or a selector, and not both';
  }
  const ofKind = params.filter(
    ({ apiVersion, kind }) =>
      apiVersion === paramKind?.apiVersion && kind === paramKind.kind,
  );
  const [first] = ofKind;
  const scope = first && scopeOf(first, custom);
  if (scope === 'Cluster' && paramRef.namespace !== undefined) {
    return `the paramRef of the binding names a namespace, and ${paramKind?.kind} is cluster-scoped`;
  }
  if (
    scope === 'Namespaced' &&
    paramRef.namespace === undefined &&
    !subject.type.namespaced
  ) {
    return `the paramRef of the binding names no namespace, and ${subject.type.kind} is in none`;
  }
  const namespace = paramRef.namespace ?? namespaceName(subject.object);
  return ofKind.filter(
    candidate =>
      (scopeOf(candidate, custom) !== 'Namespaced' ||
        namespaceName(candidate) === namespace) &&
      (paramRef.name !== undefined
        ? candidate.metadata.name === paramRef.name
        : selectorMatches(paramRef.selector, candidate.metadata.labels ?? {})),
  );
}
