import { identifiersOf } from '../../../cel';
import type { Because, KubeObject, Policy } from '../../../model';
import { bindingDocument, policyDocument } from '../../../policy/documents';
import type {
  BindingDocument,
  PolicyDocument,
} from '../../../policy/documents';
import { because, pointer } from '../../because';
import { platformLabels, platformLabelsReason } from '../../platformLabels';
import type { PlatformContext } from '../../platformContext';
import { exceptionsOf, type HeldExceptions } from './exceptions';

/** A policy of the contract as one cluster holds it: its exceptions are among its conditions. */
export interface HeldPolicy {
  id: string;
  policy: Policy;
  spec: PolicyDocument['spec'];
  bindings: BindingDocument[];
  exceptions?: HeldExceptions;
  metadata: KubeObject['metadata'];
  /** Reasons for the object, its labels and annotations. */
  because: Because[];
}

const EXCEPTIONS = 'fairway.dev/exceptions';

/** Every policy of the contract, in the order of their ids. */
export function heldPolicies(ctx: PlatformContext): HeldPolicy[] {
  return ctx.contract.policies.map(policy => {
    const { spec, metadata } = policyDocument.parse(policy.policy);
    const exceptions = exceptionsOf(policy.id, ctx);
    return {
      id: policy.id,
      policy,
      spec: exceptions
        ? {
            ...spec,
            matchConditions: [...spec.matchConditions, exceptions.condition],
          }
        : spec,
      bindings: policy.bindings.map(each => bindingDocument.parse(each)),
      exceptions,
      metadata: platformMetadata({
        name: policy.id,
        annotations: metadata.annotations,
        exceptions,
      }),
      because: [
        because(
          '',
          `policy:${policy.id}`,
          policy.reason || `The contract has the policy ${policy.id}.`,
        ),
        ...metadataReasons(exceptions),
      ],
    };
  });
}

/** Name, labels and annotations of a policy object. */
export function platformMetadata(options: {
  name: string;
  annotations?: Record<string, string>;
  exceptions?: HeldExceptions;
}): KubeObject['metadata'] {
  const annotations = {
    ...options.annotations,
    ...(options.exceptions && { [EXCEPTIONS]: options.exceptions.note }),
  };
  return {
    name: options.name,
    labels: platformLabels(),
    ...(Object.keys(annotations).length > 0 && { annotations }),
  };
}

/** Reasons for what {@link platformMetadata} adds. */
export function metadataReasons(
  exceptions: HeldExceptions | undefined,
): Because[] {
  return [
    platformLabelsReason(),
    ...(exceptions?.reasons(pointer('metadata', 'annotations', EXCEPTIONS)) ??
      []),
  ];
}

/** The object's name for a policy as one of its bindings applies it. */
export function boundName(
  { id, bindings }: HeldPolicy,
  binding: BindingDocument,
): string {
  return bindings.length === 1 ? id : `${id}-${binding.metadata.name}`;
}

/** Names that any expression of the policy reads. */
export function namesIn(spec: PolicyDocument['spec']): ReadonlySet<string> {
  const expressions = [
    ...spec.matchConditions.map(({ expression }) => expression),
    ...spec.variables.map(({ expression }) => expression),
    ...spec.validations.flatMap(({ expression, messageExpression }) => [
      expression,
      messageExpression ?? '',
    ]),
    ...spec.auditAnnotations.map(({ valueExpression }) => valueExpression),
  ];
  return new Set(
    expressions.flatMap(expression => [...identifiersOf(expression)]),
  );
}

/**
 * Why another product than the API server cannot hold a policy at all; nothing when it can. Neither Kyverno nor
 * Gatekeeper looks up parameters by `paramKind`, and neither asks the API server what a person may do.
 */
export function unportable({ spec }: HeldPolicy): string | undefined {
  if (spec.paramKind) {
    return `it takes its parameters from ${spec.paramKind.kind} objects (paramKind)`;
  }
  return namesIn(spec).has('authorizer')
    ? 'it asks what a person may do (authorizer)'
    : undefined;
}

/** The list, or nothing for an empty one: empty lists say nothing and differ between products. */
export function unlessEmpty<Key extends string, Item>(
  key: Key,
  items: readonly Item[],
): { [K in Key]?: Item[] } {
  const part: { [K in Key]?: Item[] } = {};
  if (items.length > 0) {
    part[key] = [...items];
  }
  return part;
}
