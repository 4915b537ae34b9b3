import { z } from 'zod';
import { selectorSchema } from '../kube/selector';

/**
 * The specs of `admissionregistration.k8s.io/v1`, strictly: a field that is misspelt would widen or narrow a policy
 * without a word, and kubectl refuses it too. Metadata may hold what it likes.
 */

const operation = z
  .string()
  .refine(
    name => ['*', 'CREATE', 'UPDATE', 'DELETE', 'CONNECT'].includes(name),
    { error: 'an operation is CREATE, UPDATE, DELETE, CONNECT or *' },
  );

const ruleSchema = z.strictObject({
  apiGroups: z.array(z.string()).default(['*']),
  apiVersions: z.array(z.string()).default(['*']),
  resources: z.array(z.string()).default(['*']),
  operations: z.array(operation).default(['*']),
  resourceNames: z.array(z.string()).optional(),
  scope: z.enum(['*', 'Cluster', 'Namespaced']).optional(),
});

const matchSchema = z.strictObject({
  resourceRules: z.array(ruleSchema).optional(),
  excludeResourceRules: z.array(ruleSchema).optional(),
  namespaceSelector: selectorSchema.optional(),
  objectSelector: selectorSchema.optional(),
  matchPolicy: z.enum(['Exact', 'Equivalent']).optional(),
});

const named = z.looseObject({ name: z.string().min(1) });
const condition = z.strictObject({
  name: z.string().min(1),
  expression: z.string().min(1),
});

export const policyDocument = z.looseObject({
  apiVersion: z.string().startsWith('admissionregistration.k8s.io/'),
  kind: z.literal('ValidatingAdmissionPolicy'),
  metadata: z.looseObject({
    name: z.string().min(1),
    labels: z.record(z.string(), z.string()).optional(),
    annotations: z.record(z.string(), z.string()).optional(),
  }),
  spec: z.strictObject({
    paramKind: z
      .strictObject({ apiVersion: z.string(), kind: z.string() })
      .optional(),
    failurePolicy: z.enum(['Fail', 'Ignore']).default('Fail'),
    matchConstraints: matchSchema,
    matchConditions: z.array(condition).default([]),
    variables: z.array(condition).default([]),
    validations: z
      .array(
        z.strictObject({
          expression: z.string().min(1),
          message: z.string().optional(),
          messageExpression: z.string().optional(),
          reason: z.string().optional(),
        }),
      )
      .default([]),
    auditAnnotations: z
      .array(
        z.strictObject({
          key: z.string().min(1),
          valueExpression: z.string().min(1),
        }),
      )
      .default([]),
  }),
});

export const bindingDocument = z.looseObject({
  apiVersion: z.string().startsWith('admissionregistration.k8s.io/'),
  kind: z.literal('ValidatingAdmissionPolicyBinding'),
  metadata: named,
  spec: z.strictObject({
    policyName: z.string().min(1),
    paramRef: z
      .strictObject({
        name: z.string().optional(),
        namespace: z.string().optional(),
        selector: selectorSchema.optional(),
        parameterNotFoundAction: z.enum(['Allow', 'Deny']).optional(),
      })
      .optional(),
    matchResources: matchSchema.optional(),
    validationActions: z
      .array(z.enum(['Deny', 'Warn', 'Audit']))
      .min(1)
      .refine(
        actions => !(actions.includes('Deny') && actions.includes('Warn')),
        { error: 'Deny and Warn are not taken together: a denial warns' },
      ),
  }),
});

export type PolicyDocument = z.infer<typeof policyDocument>;
export type BindingDocument = z.infer<typeof bindingDocument>;
export type MatchResources = z.infer<typeof matchSchema>;
export type ResourceRule = z.infer<typeof ruleSchema>;
