import type { KubeObject } from '../../model';

/** The parts of Kyverno and Gatekeeper that Fairway writes. */

type Metadata = KubeObject['metadata'];

interface Named {
  name: string;
  expression: string;
}

interface Validation {
  expression: string;
  message?: string;
  messageExpression?: string;
}

/** Built-in parts that are taken over as they are, such as selectors and rules. */
type Verbatim = Record<string, unknown>;

export type ValidatingPolicy = {
  apiVersion: 'policies.kyverno.io/v1alpha1';
  kind: 'ValidatingPolicy';
  metadata: Metadata;
  spec: {
    validationActions: string[];
    failurePolicy: 'Fail' | 'Ignore';
    autogen: { podControllers: { controllers: string[] } };
    matchConstraints: Verbatim;
    matchConditions?: Named[];
    variables?: Named[];
    validations: (Validation & { reason?: string })[];
    auditAnnotations?: { key: string; valueExpression: string }[];
  };
};

export type ImageValidatingPolicy = {
  apiVersion: 'policies.kyverno.io/v1alpha1';
  kind: 'ImageValidatingPolicy';
  metadata: Metadata;
  spec: {
    validationActions: string[];
    failurePolicy: 'Fail' | 'Ignore';
    /** Registries are slower than expressions. */
    webhookConfiguration: { timeoutSeconds: number };
    autogen: { podControllers: { controllers: string[] } };
    matchConstraints: Verbatim;
    matchConditions?: Named[];
    matchImageReferences: { glob: string }[];
    validationConfigurations: {
      mutateDigest: boolean;
      verifyDigest: boolean;
      required: boolean;
    };
    attestors: {
      name: string;
      cosign: {
        keyless: { identities: { issuer: string; subject: string }[] };
      };
    }[];
    attestations?: { name: string; intoto: { type: string } }[];
    validations: Validation[];
  };
};

export type ConstraintTemplate = {
  apiVersion: 'templates.gatekeeper.sh/v1';
  kind: 'ConstraintTemplate';
  metadata: Metadata;
  spec: {
    crd: { spec: { names: { kind: string } } };
    targets: {
      target: 'admission.k8s.gatekeeper.sh';
      code: {
        engine: 'K8sNativeValidation';
        source: {
          failurePolicy: 'Fail' | 'Ignore';
          /** In the singular: Gatekeeper passes over a field called `matchConditions` without a word. */
          matchCondition?: Named[];
          variables?: Named[];
          validations: Validation[];
        };
      }[];
    }[];
  };
};

export type Constraint = {
  apiVersion: 'constraints.gatekeeper.sh/v1beta1';
  /** As the template names it. */
  kind: string;
  metadata: Metadata;
  spec: {
    enforcementAction: 'deny' | 'warn' | 'dryrun' | 'scoped';
    scopedEnforcementActions?: {
      action: 'deny' | 'warn' | 'dryrun';
      enforcementPoints: { name: string }[];
    }[];
    match: {
      kinds?: { apiGroups: string[]; kinds: string[] }[];
      scope?: 'Cluster' | 'Namespaced';
      namespaceSelector?: Verbatim;
      labelSelector?: Verbatim;
    };
  };
};
