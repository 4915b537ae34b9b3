import type { KubeObject, Policy } from '../../model';
import { createPolicyEngine } from '../engine';
import type { PolicyRequest } from '../engine';

export const DEPLOYMENT: KubeObject = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'api', namespace: 'prod-payments', labels: { app: 'api' } },
  spec: { replicas: 3 },
};

/** Rules that name Deployments. */
export const RULES = [
  {
    apiGroups: ['apps'],
    apiVersions: ['v1'],
    operations: ['CREATE'],
    resources: ['deployments'],
  },
];

interface Options {
  spec?: Record<string, unknown>;
  /** Specifications of the bindings; one that denies everywhere when left out. */
  bindings?: Record<string, unknown>[];
  severity?: Policy['severity'];
}

/** A policy named `rule` with the parts that a test is about. */
export function policyOf({
  spec,
  bindings = [{}],
  severity = 'deny',
}: Options): Policy {
  const apiVersion = 'admissionregistration.k8s.io/v1';
  return {
    id: 'rule',
    title: 'A rule',
    reason: 'Because',
    remedy: 'Mend it',
    severity,
    file: 'rule.yaml',
    policy: {
      apiVersion,
      kind: 'ValidatingAdmissionPolicy',
      metadata: { name: 'rule' },
      spec: { matchConstraints: { resourceRules: RULES }, ...spec },
    },
    bindings: bindings.map((binding, index) => ({
      apiVersion,
      kind: 'ValidatingAdmissionPolicyBinding',
      metadata: { name: `rule-${index}` },
      spec: { policyName: 'rule', validationActions: ['Deny'], ...binding },
    })),
  };
}

/** What the policy says of the Deployment, or of the object in the request. */
export function judge(
  options: Options,
  request: Partial<PolicyRequest> & { params?: KubeObject[] } = {},
) {
  const { params, ...rest } = request;
  return createPolicyEngine([policyOf(options)], { params }).evaluate({
    object: DEPLOYMENT,
    ...rest,
  });
}

/** One validation. */
export const valid = (
  expression: string,
  more: Record<string, unknown> = {},
) => ({
  validations: [{ expression, ...more }],
});
