import type { Because, KubeObject } from '../../../model';
import { pointer } from '../../because';
import type { PlatformContext, PlatformDerived } from '../../platformContext';
import type { Provider } from '../provider';
import { heldPolicies, unlessEmpty, type HeldPolicy } from './heldPolicy';
import { metadataReasons, platformMetadata } from './heldPolicy';

const API_VERSION = 'admissionregistration.k8s.io/v1';

/** Policies as the API server itself evaluates them: the documents of the contract, with its exceptions. */
export const admissionPolicies: Provider<'policy'> = {
  layer: 'policy',
  name: 'validating-admission-policy',
  derivePlatform: ctx => {
    sayThatImagesAreNotVerified(ctx, 'The API server cannot ask a registry');
    return heldPolicies(ctx).flatMap(held => [
      policyObject(held),
      ...bindingObjects(held),
    ]);
  },
};

/** Signatures are in the contract, so a product that does not check them has to say so. */
export function sayThatImagesAreNotVerified(
  ctx: PlatformContext,
  reason: string,
): void {
  const { signers, provenanceLevel } = ctx.contract.supplyChain;
  if (signers.length > 0) {
    ctx.leaveOut({
      what: 'Verification of image signatures',
      why: `${reason}; signatures are checked before admission only. Kyverno checks them in the cluster.`,
      from: 'contract:/supplyChain/signers',
    });
  }
  if (provenanceLevel > 0) {
    ctx.leaveOut({
      what: 'Verification of provenance',
      why: `${reason}; provenance is checked before admission only.`,
      from: 'contract:/supplyChain/provenanceLevel',
    });
  }
}

function policyObject(held: HeldPolicy): PlatformDerived {
  const { matchConditions, variables, validations, auditAnnotations, ...spec } =
    held.spec;
  const object: KubeObject = {
    apiVersion: API_VERSION,
    kind: 'ValidatingAdmissionPolicy',
    metadata: held.metadata,
    spec: {
      ...spec,
      ...unlessEmpty('matchConditions', matchConditions),
      ...unlessEmpty('variables', variables),
      ...unlessEmpty('validations', validations),
      ...unlessEmpty('auditAnnotations', auditAnnotations),
    },
  };
  return {
    folder: 'policies',
    object,
    because: [...held.because, ...conditionReasons(held)],
  };
}

function conditionReasons({ spec, exceptions }: HeldPolicy): Because[] {
  return (
    exceptions?.reasons(
      pointer('spec', 'matchConditions', spec.matchConditions.length - 1),
    ) ?? []
  );
}

function bindingObjects({ because, ...held }: HeldPolicy): PlatformDerived[] {
  return held.bindings.map(({ metadata, spec }) => ({
    folder: 'policies',
    object: {
      apiVersion: API_VERSION,
      kind: 'ValidatingAdmissionPolicyBinding',
      metadata: platformMetadata({ name: metadata.name }),
      spec,
    },
    because: [because[0], ...metadataReasons(undefined)],
  }));
}
