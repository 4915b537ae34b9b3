import { because, pointer } from '../../because';
import type { Constraint, ConstraintTemplate } from '../../crds/policies';
import type { PlatformContext, PlatformDerived } from '../../platformContext';
import type { BindingDocument } from '../../../policy/documents';
import type { Provider } from '../provider';
import { sayThatImagesAreNotVerified } from './admissionPolicy';
import { bothMatches } from './bothMatches';
import { constraintMatch, requestCondition } from './gatekeeperMatch';
import {
  boundName,
  heldPolicies,
  unlessEmpty,
  unportable,
  type HeldPolicy,
} from './heldPolicy';

type Action = BindingDocument['spec']['validationActions'][number];

const ACTIONS = { Deny: 'deny', Warn: 'warn', Audit: 'dryrun' } as const;
const RESERVED = /^(params|anyObject|gatekeeper_internal_.*)$/;
const SOURCE = pointer('spec', 'targets', 0, 'code', 0, 'source');

/**
 * Policies by Gatekeeper: each is a template with the same expressions, and a constraint for each of its bindings.
 * `object` stays `object`: it is there for every request but a deletion, and a deletion that the policy does not
 * name is left out by a condition.
 */
export const gatekeeper: Provider<'policy'> = {
  layer: 'policy',
  name: 'gatekeeper',
  derivePlatform: ctx => {
    sayThatImagesAreNotVerified(
      ctx,
      'Expressions in Gatekeeper cannot ask a registry',
    );
    return heldPolicies(ctx).flatMap(held => derivePolicy(held, ctx));
  },
};

function derivePolicy(
  held: HeldPolicy,
  ctx: PlatformContext,
): PlatformDerived[] {
  const leaveOut = (what: string, why: string) =>
    ctx.leaveOut({ what, why, from: `policy:${held.id}` });
  const request = requestCondition(held.spec.matchConstraints);
  const reserved = held.spec.variables.find(({ name }) => RESERVED.test(name));
  const cannot =
    unportable(held) ??
    (reserved && `the variable ${reserved.name} has a name of Gatekeeper's`) ??
    request.cannot;
  if (cannot) {
    leaveOut(`Policy ${held.id}`, `Gatekeeper cannot hold it: ${cannot}.`);
    return [];
  }
  const kind = kindOf(held.id);
  const constraints = held.bindings.flatMap(binding => {
    const name = boundName(held, binding);
    const both = bothMatches(
      held.spec.matchConstraints,
      binding.spec.matchResources,
    );
    const { match, cannot: why = both.lost } = constraintMatch(both.match);
    if (why !== undefined) {
      leaveOut(`Policy ${name}`, `Gatekeeper cannot hold it: ${why}.`);
      return [];
    }
    const object: Constraint = {
      apiVersion: 'constraints.gatekeeper.sh/v1beta1',
      kind,
      metadata: { ...held.metadata, name },
      spec: { ...actionsOf(binding.spec.validationActions), match },
    };
    return [{ folder: 'policies' as const, object, because: held.because }];
  });
  if (constraints.length === 0) {
    return [];
  }
  if (held.spec.auditAnnotations.length > 0) {
    leaveOut(
      `Audit annotations of ${held.id}`,
      'Gatekeeper writes none into the audit log of the API server.',
    );
  }
  return [
    template({ held, kind, condition: request.condition }),
    ...constraints,
  ];
}

function template(options: {
  held: HeldPolicy;
  kind: string;
  /** Which requests it is about at all; all of them without one. */
  condition?: string;
}): PlatformDerived {
  const { held, kind, condition } = options;
  const { spec, exceptions } = held;
  const conditions = [
    ...(condition ? [{ name: 'fairway-requests', expression: condition }] : []),
    ...spec.matchConditions,
  ];
  const object: ConstraintTemplate = {
    apiVersion: 'templates.gatekeeper.sh/v1',
    kind: 'ConstraintTemplate',
    metadata: { ...held.metadata, name: kind.toLowerCase() },
    spec: {
      crd: { spec: { names: { kind } } },
      targets: [
        {
          target: 'admission.k8s.gatekeeper.sh',
          code: [
            {
              engine: 'K8sNativeValidation',
              source: {
                failurePolicy: spec.failurePolicy,
                ...unlessEmpty('matchCondition', conditions),
                ...unlessEmpty('variables', spec.variables),
                validations: spec.validations.map(
                  ({ expression, message, messageExpression }) => ({
                    expression,
                    ...(message !== undefined && { message }),
                    ...(messageExpression !== undefined && {
                      messageExpression,
                    }),
                  }),
                ),
              },
            },
          ],
        },
      ],
    },
  };
  return {
    folder: 'policy-templates',
    object,
    because: [
      ...held.because,
      ...(condition
        ? [
            because(
              `${SOURCE}/matchCondition/0`,
              `policy:${held.id}`,
              'A constraint matches kinds; the operations and subresources of the policy are a condition.',
            ),
          ]
        : []),
      ...(exceptions?.reasons(
        `${SOURCE}/matchCondition/${conditions.length - 1}`,
      ) ?? []),
    ],
  };
}

/** `image-digest` is `FairwayImageDigest`: templates of other origin keep their names. */
function kindOf(id: string): string {
  const words = id.split(/[^A-Za-z0-9]+/).filter(Boolean);
  return `Fairway${words
    .map(word => `${word[0].toUpperCase()}${word.slice(1)}`)
    .join('')}`;
}

/** One action is the constraint's; several are scoped, each at every place where constraints are enforced. */
function actionsOf(
  actions: readonly Action[],
): Pick<Constraint['spec'], 'enforcementAction' | 'scopedEnforcementActions'> {
  const mapped = [...new Set(actions)].map(action => ACTIONS[action]);
  return mapped.length === 1
    ? { enforcementAction: mapped[0] }
    : {
        enforcementAction: 'scoped',
        scopedEnforcementActions: mapped.map(action => ({
          action,
          enforcementPoints: [{ name: '*' }],
        })),
      };
}
