import { z } from 'zod';
import type { KubeObject, Policy } from '../../model';
import { pluralOf } from '../../policy/kinds';

/**
 * Reads the forms that Kyverno and Gatekeeper take back into policies of our engine, by what their own sources do
 * with each field, so that both forms can be judged by the same manifests.
 */

const admission = 'admissionregistration.k8s.io/v1';
const selector = z.looseObject({}).optional();
const conditions = z
  .array(z.strictObject({ name: z.string(), expression: z.string() }))
  .min(1)
  .optional();
const validations = z
  .array(
    z.strictObject({
      expression: z.string(),
      message: z.string().optional(),
      messageExpression: z.string().optional(),
    }),
  )
  .min(1);

const kyvernoSpec = z.looseObject({
  validationActions: z.array(z.string()),
  failurePolicy: z.string(),
  matchConstraints: z.looseObject({}),
  matchConditions: conditions,
  variables: conditions,
  validations,
  // Kyverno's own: whether it makes the same for what carries pods.
  autogen: z.unknown(),
});

const templateSpec = z.strictObject({
  crd: z.strictObject({
    spec: z.strictObject({ names: z.strictObject({ kind: z.string() }) }),
  }),
  targets: z.tuple([
    z.strictObject({
      target: z.literal('admission.k8s.gatekeeper.sh'),
      code: z.tuple([
        z.strictObject({
          engine: z.literal('K8sNativeValidation'),
          // As in pkg/drivers/k8scel/schema: another field would be passed over in silence.
          source: z.strictObject({
            failurePolicy: z.enum(['Fail', 'Ignore']),
            matchCondition: conditions,
            variables: conditions,
            validations,
          }),
        }),
      ]),
    }),
  ]),
});

const constraintSpec = z.strictObject({
  enforcementAction: z.enum(['deny', 'warn', 'dryrun', 'scoped']),
  scopedEnforcementActions: z
    .array(
      z.strictObject({
        action: z.enum(['deny', 'warn', 'dryrun']),
        enforcementPoints: z.array(z.strictObject({ name: z.string() })),
      }),
    )
    .optional(),
  match: z.strictObject({
    kinds: z
      .array(
        z.strictObject({
          apiGroups: z.array(z.string()),
          kinds: z.array(z.string()),
        }),
      )
      .optional(),
    scope: z.enum(['*', 'Cluster', 'Namespaced']).optional(),
    namespaceSelector: selector,
    labelSelector: selector,
  }),
});

const ACTIONS = { deny: 'Deny', warn: 'Warn', dryrun: 'Audit' } as const;

export function policiesOfKyverno(objects: KubeObject[]): Policy[] {
  return objects
    .filter(({ kind }) => kind === 'ValidatingPolicy')
    .map(({ metadata, spec }) => {
      const { validationActions, autogen, ...rest } = kyvernoSpec.parse(spec);
      expect(autogen).toBeDefined();
      return policy(metadata.name, rest, { validationActions });
    });
}

export function policiesOfGatekeeper(objects: KubeObject[]): Policy[] {
  const templates = new Map(
    objects
      .filter(({ kind }) => kind === 'ConstraintTemplate')
      .map(({ metadata, spec }) => {
        const { crd, targets } = templateSpec.parse(spec);
        const { kind } = crd.spec.names;
        // Gatekeeper refuses a template of another name.
        expect(metadata.name).toBe(kind.toLowerCase());
        return [kind, targets[0].code[0].source];
      }),
  );
  return objects
    .filter(({ apiVersion }) =>
      apiVersion.startsWith('constraints.gatekeeper.sh/'),
    )
    .map(({ kind, metadata, spec }) => {
      const source = templates.get(kind)!;
      const { match, ...enforcement } = constraintSpec.parse(spec);
      const { enforcementAction: action } = enforcement;
      const actions =
        action === 'scoped'
          ? enforcement.scopedEnforcementActions!.map(each => each.action)
          : [action];
      const { matchCondition, ...rest } = source;
      return policy(
        metadata.name,
        {
          ...rest,
          ...(matchCondition && { matchConditions: matchCondition }),
          matchConstraints: {
            resourceRules: match.kinds?.map(({ apiGroups, kinds }) => ({
              apiGroups,
              apiVersions: ['*'],
              operations: ['*'],
              resources: kinds.map(each =>
                each === '*' ? '*' : pluralOf(each),
              ),
              ...(match.scope && { scope: match.scope }),
            })),
            namespaceSelector: match.namespaceSelector,
            objectSelector: match.labelSelector,
          },
        },
        { validationActions: actions.map(each => ACTIONS[each]) },
      );
    });
}

function policy(
  name: string,
  spec: Record<string, unknown>,
  binding: Record<string, unknown>,
): Policy {
  return {
    id: name,
    title: name,
    reason: '',
    remedy: '',
    severity: 'deny',
    file: '',
    policy: {
      apiVersion: admission,
      kind: 'ValidatingAdmissionPolicy',
      metadata: { name },
      spec,
    },
    bindings: [
      {
        apiVersion: admission,
        kind: 'ValidatingAdmissionPolicyBinding',
        metadata: { name },
        spec: { policyName: name, ...binding },
      },
    ],
  };
}
