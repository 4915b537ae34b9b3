import { because } from '../../because';
import type { ImageValidatingPolicy } from '../../crds/policies';
import type { PlatformContext, PlatformDerived } from '../../platformContext';
import { exceptionsOf } from './exceptions';
import { metadataReasons, platformMetadata, unlessEmpty } from './heldPolicy';

type Validations = ImageValidatingPolicy['spec']['validations'];

/** The container lists that Kyverno collects the images of. */
const LISTS = ['containers', 'initContainers', 'ephemeralContainers'];
const PROVENANCE = 'https://slsa.dev/provenance/v1';

/**
 * Whose images run in production, by the supply chain of the contract: signed by one of its identities, and, where
 * it asks for a build level, with provenance that one of them signed.
 */
export function imagePolicies(ctx: PlatformContext): PlatformDerived[] {
  const { signers, registries, provenanceLevel } = ctx.contract.supplyChain;
  if (signers.length === 0 || registries.length === 0) {
    ctx.leaveOut({
      what: 'Verification of image signatures',
      why: 'The contract names no registry, or nobody whose signatures count.',
      from: 'contract:/supplyChain/signers',
    });
    return [];
  }
  const trusted = `[${signers
    .map(({ name }) => `attestors[${quoted(name)}]`)
    .join(', ')}]`;
  const policies = [
    imagePolicy(ctx, {
      name: 'image-signature',
      title: 'In production, images are signed by a build of the house',
      why: 'An image that none of these identities signed was built by nobody we know.',
      from: 'contract:/supplyChain/signers',
      attestations: [],
      validations: LISTS.map(list => ({
        expression: `images.${list}.map(image, verifyImageSignatures(image, ${trusted})).all(count, count > 0)`,
        message: `an image of ${list} is not signed by ${namesOf(ctx)}`,
      })),
    }),
  ];
  if (provenanceLevel > 0) {
    policies.push(
      imagePolicy(ctx, {
        name: 'image-provenance',
        title: 'In production, images say how they were built',
        why: `The contract asks for SLSA build level ${provenanceLevel}: provenance signed by the build platform.`,
        from: 'contract:/supplyChain/provenanceLevel',
        attestations: [{ name: 'provenance', intoto: { type: PROVENANCE } }],
        validations: LISTS.map(list => ({
          expression: `images.${list}.map(image, verifyAttestationSignatures(image, attestations.provenance, ${trusted})).all(count, count > 0)`,
          message: `an image of ${list} has no provenance signed by ${namesOf(
            ctx,
          )}`,
        })),
      }),
    );
    ctx.leaveOut({
      what: `SLSA build level ${provenanceLevel}`,
      why: 'Provenance does not state its level: the level is that of the build platform whose identity signs. Kyverno checks that one of these identities signed it.',
      from: 'contract:/supplyChain/provenanceLevel',
    });
  }
  return policies;
}

function imagePolicy(
  ctx: PlatformContext,
  options: {
    name: string;
    title: string;
    why: string;
    from: string;
    attestations: { name: string; intoto: { type: string } }[];
    validations: Validations;
  },
): PlatformDerived {
  const { name, title, why, from } = options;
  const { signers, registries } = ctx.contract.supplyChain;
  const exceptions = exceptionsOf(name, ctx);
  const object: ImageValidatingPolicy = {
    apiVersion: 'policies.kyverno.io/v1alpha1',
    kind: 'ImageValidatingPolicy',
    metadata: platformMetadata({
      name,
      annotations: { 'policies.kyverno.io/title': title },
      exceptions,
    }),
    spec: {
      validationActions: ['Deny'],
      failurePolicy: 'Fail',
      webhookConfiguration: { timeoutSeconds: 20 },
      autogen: {
        podControllers: {
          controllers: [
            'cronjobs',
            'daemonsets',
            'deployments',
            'jobs',
            'statefulsets',
          ],
        },
      },
      matchConstraints: {
        resourceRules: [
          {
            apiGroups: [''],
            apiVersions: ['v1'],
            operations: ['CREATE', 'UPDATE'],
            resources: ['pods'],
          },
        ],
        namespaceSelector: { matchExpressions: productionNamespaces(ctx) },
      },
      ...unlessEmpty(
        'matchConditions',
        exceptions ? [exceptions.condition] : [],
      ),
      matchImageReferences: registries.map(({ prefix }) => ({
        glob: `${prefix}*`,
      })),
      validationConfigurations: {
        mutateDigest: false,
        verifyDigest: false,
        required: true,
      },
      attestors: signers.map(({ name: signer, issuer, subject }) => ({
        name: signer,
        cosign: { keyless: { identities: [{ issuer, subject }] } },
      })),
      ...unlessEmpty('attestations', options.attestations),
      validations: options.validations,
    },
  };
  return {
    folder: 'policies',
    object,
    because: [
      because('', from, why),
      because(
        '/spec/attestors',
        'contract:/supplyChain/signers',
        'Keyless signatures: the identity is the workflow that built the image.',
      ),
      because(
        '/spec/matchImageReferences',
        'contract:/supplyChain/registries',
        'Other registries are refused by a policy of their own.',
      ),
      because(
        '/spec/matchConstraints/namespaceSelector',
        'contract:/environments',
        'Signatures are a rule of production; a namespace that does not say what it is counts as production.',
      ),
      because(
        '/spec/validationConfigurations/mutateDigest',
        'fairway:git-is-the-truth',
        'What is in Git is what runs; admission changes nothing.',
      ),
      because(
        '/spec/validationConfigurations/verifyDigest',
        'policy:image-digest',
        'Digests are asked for by a policy of their own, with its own exceptions.',
      ),
      ...metadataReasons(exceptions),
      ...(exceptions?.reasons('/spec/matchConditions/0') ?? []),
    ],
  };
}

/** As the policies of production choose them: all but the platform's own and those of another environment. */
function productionNamespaces({ contract }: PlatformContext) {
  const others = contract.environments.filter(({ production }) => !production);
  return [
    {
      key: 'kubernetes.io/metadata.name',
      operator: 'NotIn',
      values: ['kube-system', 'kube-public', 'kube-node-lease'],
    },
    {
      key: 'fairway.dev/tenancy',
      operator: 'NotIn',
      values: ['platform'],
    },
    ...(others.length > 0
      ? [
          {
            key: 'fairway.dev/environment',
            operator: 'NotIn',
            values: others.map(({ name }) => name),
          },
        ]
      : []),
  ];
}

function namesOf({ contract }: PlatformContext): string {
  return contract.supplyChain.signers.map(({ name }) => name).join(' or ');
}

/** A name as a text of CEL: names of signers are DNS labels, which may hold a hyphen but nothing to escape. */
function quoted(name: string): string {
  return `"${name}"`;
}
