import { because, pointer } from '../../because';
import type { ValidatingPolicy } from '../../crds/policies';
import type { PlatformContext, PlatformDerived } from '../../platformContext';
import type { Provider } from '../provider';
import { bothMatches } from './bothMatches';
import {
  boundName,
  heldPolicies,
  unlessEmpty,
  unportable,
  type HeldPolicy,
} from './heldPolicy';
import { imagePolicies } from './kyvernoImages';

/** Policies by Kyverno: the same expressions in a ValidatingPolicy, and images verified as the contract asks. */
export const kyverno: Provider<'policy'> = {
  layer: 'policy',
  name: 'kyverno',
  derivePlatform: ctx => [
    ...heldPolicies(ctx).flatMap(held => validatingPolicies(held, ctx)),
    ...imagePolicies(ctx),
  ],
};

/** One for each binding, because a ValidatingPolicy has one place for what both of them match. */
function validatingPolicies(
  held: HeldPolicy,
  ctx: PlatformContext,
): PlatformDerived[] {
  const { id, spec } = held;
  const cannot = unportable(held);
  if (cannot) {
    ctx.leaveOut({
      what: `Policy ${id}`,
      why: `Kyverno cannot hold it: ${cannot}.`,
      from: `policy:${id}`,
    });
    return [];
  }
  return held.bindings.flatMap(binding => {
    const { match, lost } = bothMatches(
      spec.matchConstraints,
      binding.spec.matchResources,
    );
    const name = boundName(held, binding);
    if (lost) {
      ctx.leaveOut({
        what: `Policy ${name}`,
        why: `Kyverno cannot hold it: ${lost}.`,
        from: `policy:${id}`,
      });
      return [];
    }
    const object: ValidatingPolicy = {
      apiVersion: 'policies.kyverno.io/v1alpha1',
      kind: 'ValidatingPolicy',
      metadata: {
        ...held.metadata,
        name,
        annotations: {
          ...held.metadata.annotations,
          'policies.kyverno.io/title': held.policy.title,
          ...(held.policy.reason && {
            'policies.kyverno.io/description': held.policy.reason,
          }),
        },
      },
      spec: {
        validationActions: binding.spec.validationActions,
        failurePolicy: spec.failurePolicy,
        autogen: { podControllers: { controllers: [] } },
        matchConstraints: match,
        ...unlessEmpty('matchConditions', spec.matchConditions),
        ...unlessEmpty('variables', spec.variables),
        validations: spec.validations,
        ...unlessEmpty('auditAnnotations', spec.auditAnnotations),
      },
    };
    return [
      {
        folder: 'policies',
        object,
        because: [
          ...held.because,
          because(
            '/spec/autogen',
            'fairway:policies-name-their-kinds',
            'The policy names the kinds that carry pods itself; Kyverno must not rewrite it for others.',
          ),
          ...(held.exceptions?.reasons(
            pointer('spec', 'matchConditions', spec.matchConditions.length - 1),
          ) ?? []),
        ],
      },
    ];
  });
}
