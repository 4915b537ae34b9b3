import { readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { buildFleet } from '../fleet';
import {
  StrictSchemas,
  strictSchemasAvailable,
} from '../__testUtils__/strictSchemas';
import type { KubeObject, PlatformContract, Policy } from '../model';
import { createPolicyEngine, parsePolicies, testPolicies } from '../policy';
import { valueAt } from '../json/pointer';
import {
  policiesOfGatekeeper,
  policiesOfKyverno,
} from './__testUtils__/policyForms';
import { intentOf, NOW, shippedContract } from './__testUtils__/shipped';
import { goldenFiles } from './__testUtils__/golden';
import { derivePlatform } from './derivePlatform';
import { renderObject } from './render';

const PRODUCTS = [
  'validating-admission-policy',
  'kyverno',
  'gatekeeper',
] as const;
type Product = (typeof PRODUCTS)[number];

const shipped = shippedContract();

function contractWith(
  product: Product,
  more: Partial<PlatformContract> = {},
): PlatformContract {
  return {
    ...shipped,
    ...more,
    providers: { ...shipped.providers, policy: { provider: product } },
  };
}

/** The services that the exceptions of the contract name. */
const intents = ['environment-registry-service', 'platform-api'].map(name =>
  intentOf(`
apiVersion: fairway.dev/v1alpha1
kind: ServiceIntent
metadata: { name: ${name}, system: estate, owner: group:platform }
spec:
  workloadType: internal-api
  tier: tier-3
  dataClassification: internal
  exposure: none
  runtime: go
  containers: { app: { image: "registry.example.com/registry:1.0" } }
  environments: [dev, staging, prod]
`),
);

/** What a cluster gets for a product, among the services that the exceptions name. */
function platformOf(
  product: Product,
  options: {
    contract?: Partial<PlatformContract>;
    cluster?: string;
    now?: string;
    fleet?: boolean;
  } = {},
) {
  const contract = contractWith(product, options.contract);
  const result = derivePlatform({
    contract,
    now: options.now ?? NOW,
    ...(options.fleet !== false && {
      fleet: buildFleet({ intents, contract }),
    }),
  });
  const cluster = options.cluster ?? 'prod-eu-1';
  const placed = result.objects.filter(each => each.cluster === cluster);
  return { ...result, placed, objects: placed.map(({ object }) => object) };
}

const READERS: Record<Product, (objects: KubeObject[]) => Policy[]> = {
  'validating-admission-policy': objects =>
    parsePolicies(
      Object.fromEntries(
        objects.map((object, index) => [`${index}`, JSON.stringify(object)]),
      ),
    ).policies,
  kyverno: policiesOfKyverno,
  gatekeeper: policiesOfGatekeeper,
};

const TESTS = resolve(__dirname, '../../../../platform/policies/tests');

/** Every manifest beside the policies, with the folder it lies in. */
const manifests = readdirSync(TESTS, { withFileTypes: true })
  .filter(entry => entry.isDirectory())
  .flatMap(({ name }) =>
    readdirSync(join(TESTS, name)).map(file => ({
      policy: name,
      resources: parseAllDocuments(
        readFileSync(join(TESTS, name, file), 'utf8'),
      ).map((document): KubeObject => document.toJS()),
    })),
  );

/** The expressions of an object, wherever they stand. */
function expressionsOf(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(expressionsOf);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, entry]) =>
    /^(expression|messageExpression|valueExpression)$/.test(key)
      ? [String(entry)]
      : expressionsOf(entry),
  );
}

describe.each(PRODUCTS)(
  'The platform of a cluster whose policies are by %s',
  product => {
    const { placed, objects } = platformOf(product);
    const policies = READERS[product](objects).sort((a, b) =>
      a.id < b.id ? -1 : 1,
    );

    it('holds every policy of the contract', () => {
      expect(policies.map(({ id }) => id)).toEqual(
        shipped.policies.map(({ id }) => id),
      );
      expect(createPolicyEngine(policies).broken).toEqual({});
    });

    it('judges every manifest beside the policies as the contract does', () => {
      expect(manifests.length).toBeGreaterThan(62);
      for (const { resources } of manifests) {
        expect(testPolicies({ policies, resources })).toEqual(
          testPolicies({ policies: shipped.policies, resources }),
        );
      }
    });

    it('has the same expressions as the contract, word for word', () => {
      for (const { policy } of shipped.policies) {
        const form = objects.filter(({ metadata }) =>
          [
            policy.metadata.name,
            `fairway${policy.metadata.name.replaceAll('-', '')}`,
          ].includes(metadata.name),
        );
        expect(expressionsOf(form)).toEqual(
          expect.arrayContaining(expressionsOf(policy)),
        );
      }
    });

    it('says of every object why it is there, and of every reason where', () => {
      for (const { path, object, because } of placed) {
        expect(path).toMatch(
          /^clusters\/prod-eu-1\/(_platform\/(policies|policy-templates|classes)|argocd)\/[a-z0-9-]+\.yaml$/,
        );
        expect(because[0].at).toBe('');
        for (const { at, from, why } of because) {
          expect(`${at} ${JSON.stringify(valueAt(object, at))}`).not.toMatch(
            /undefined$/,
          );
          expect(from).toMatch(/^(policy|contract|fairway):/);
          expect(why).not.toBe('');
        }
      }
      expect(new Set(placed.map(({ path }) => path)).size).toBe(placed.length);
    });

    it('gives the same in every run', () => {
      expect(JSON.stringify(platformOf(product))).toBe(
        JSON.stringify(platformOf(product)),
      );
    });
  },
);

it.each(PRODUCTS)('%s, byte for byte', product => {
  const files = platformOf(product)
    .placed.filter(({ path }) =>
      /(service-account-token|serviceaccounttoken|image-(signature|provenance)|platform-polic[a-z-]+)\.yaml$/.test(
        path,
      ),
    )
    .map(({ path, object }) => ({ path, text: renderObject(object) }));
  expect(files).toEqual(goldenFiles(`providers/${product}`, files));
});

describe('What a product cannot do', () => {
  const foreign = (spec: string, binding = 'validationActions: [Deny]') => {
    const { policies } = parsePolicies({
      'foreign.yaml': `
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicy
metadata: { name: foreign }
spec:
  matchConstraints:
    resourceRules: [{ apiGroups: [apps], apiVersions: [v1], operations: [CREATE], resources: [deployments] }]
${spec}
---
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicyBinding
metadata: { name: foreign }
spec: { policyName: foreign, ${binding} }
`,
    });
    return { policies };
  };
  const objectOf = (product: Product, contract: Partial<PlatformContract>) =>
    platformOf(product, { contract }).objects.find(
      ({ metadata }) => metadata.name === 'foreign',
    );
  const validation =
    '  validations: [{ expression: "object.spec.replicas > 1" }]';
  const saysOf = (product: Product, contract: Partial<PlatformContract>) =>
    platformOf(product, { contract }).notDerived.map(
      ({ what, why }) => `${what}: ${why}`,
    );

  it('is said: parameters, permissions, single objects, kinds that nobody knows', () => {
    const withParams = foreign(
      `  paramKind: { apiVersion: v1, kind: ConfigMap }\n${validation}`,
      'validationActions: [Deny], paramRef: { name: limits, parameterNotFoundAction: Deny }',
    );
    const asking = foreign(
      `  validations: [{ expression: "authorizer.group('apps').resource('deployments').check('delete').allowed()" }]`,
    );
    for (const product of ['kyverno', 'gatekeeper'] as const) {
      expect(saysOf(product, withParams)).toContainEqual(
        expect.stringMatching(/^Policy foreign: .*ConfigMap/),
      );
      expect(saysOf(product, asking)).toContainEqual(
        expect.stringMatching(/^Policy foreign: .*authorizer/),
      );
    }
    const named = foreign(
      validation,
      'validationActions: [Deny], matchResources: { resourceRules: [{ apiGroups: ["*"], apiVersions: ["*"], operations: ["*"], resources: ["*"], resourceNames: [api] }] }',
    );
    expect(saysOf('gatekeeper', named)).toContainEqual(
      expect.stringContaining('single objects'),
    );
    expect(saysOf('kyverno', named)).not.toContainEqual(
      expect.stringContaining('foreign'),
    );
    expect(objectOf('kyverno', named)?.spec).toMatchObject({
      matchConstraints: {
        resourceRules: [
          {
            apiGroups: ['apps'],
            operations: ['CREATE'],
            resources: ['deployments'],
            resourceNames: ['api'],
          },
        ],
      },
    });
  });

  it('is said of images too: only Kyverno asks a registry', () => {
    for (const product of [
      'validating-admission-policy',
      'gatekeeper',
    ] as const) {
      expect(saysOf(product, {})).toContainEqual(
        expect.stringContaining('Verification of image signatures'),
      );
    }
    expect(saysOf('kyverno', {})).toEqual([
      expect.stringMatching(/^StorageClass local-nvme: /),
      expect.stringContaining('SLSA build level 3'),
    ]);
  });

  it('leaves deletions alone that a policy does not name', () => {
    const { objects } = platformOf('gatekeeper', {
      contract: foreign(validation),
    });
    expect(expressionsOf(objects)).toContain(
      "!(request.operation in ['UPDATE', 'DELETE', 'CONNECT']) && request.subResource in ['']",
    );
  });

  it('keeps several actions of a binding', () => {
    const warned = foreign(validation, 'validationActions: [Warn, Audit]');
    expect(objectOf('kyverno', warned)?.spec).toMatchObject({
      validationActions: ['Warn', 'Audit'],
    });
    expect(
      policiesOfGatekeeper(
        platformOf('gatekeeper', { contract: warned }).objects,
      )[0].bindings[0].spec,
    ).toMatchObject({ validationActions: ['Warn', 'Audit'] });
  });
});

describe('An exception of the contract in the clusters', () => {
  /** What the policy says of a pod of the excepted service. */
  const verdict = (
    product: Product,
    metadata: Record<string, unknown> = {},
    options: Parameters<typeof platformOf>[1] = {},
  ) => {
    const { objects } = platformOf(product, options);
    const pod = {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: {
        name: 'environment-registry-service-1',
        namespace: 'prod-platform-estate',
        labels: { 'app.kubernetes.io/name': 'environment-registry-service' },
        ...metadata,
      },
      spec: { containers: [{ name: 'app', image: 'x' }] },
    };
    return createPolicyEngine(READERS[product](objects))
      .evaluate({ object: pod, includeSkipped: true })
      .find(({ policy }) => policy === 'service-account-token')?.result;
  };

  it.each(PRODUCTS)(
    'holds for its service in its namespaces alone (%s)',
    product => {
      expect(verdict(product)).toBe('skip');
      expect(verdict(product, { namespace: 'prod-payments-billing' })).toBe(
        'fail',
      );
      expect(
        verdict(product, { labels: { 'app.kubernetes.io/name': 'other' } }),
      ).toBe('fail');
      // The exception is for staging and prod.
      expect(
        verdict(
          product,
          { namespace: 'dev-platform-estate' },
          { cluster: 'nonprod-1' },
        ),
      ).toBe('fail');
    },
  );

  it.each(PRODUCTS)(
    'ends to the second for what is created after it, even before the next render (%s)',
    product => {
      expect(
        verdict(product, { creationTimestamp: '2027-06-30T23:59:59Z' }),
      ).toBe('skip');
      expect(
        verdict(product, { creationTimestamp: '2027-07-01T00:00:00Z' }),
      ).toBe('fail');
      expect(verdict(product, { creationTimestamp: null })).toBe('skip');
    },
  );

  it.each(PRODUCTS)('is left out by a render after its end (%s)', product => {
    expect(verdict(product, {}, { now: '2027-06-30T23:59:59Z' })).toBe('skip');
    expect(verdict(product, {}, { now: '2027-07-01T00:00:00Z' })).toBe('fail');
  });

  it('can be read on the object, with its end', () => {
    const { placed } = platformOf('validating-admission-policy');
    const held = placed.find(
      ({ object }) =>
        object.kind === 'ValidatingAdmissionPolicy' &&
        object.metadata.name === 'service-account-token',
    )!;
    expect(held.object.metadata.annotations).toMatchObject({
      'fairway.dev/exceptions': 'environment-registry-token until 2027-06-30',
    });
    expect(held.because).toContainEqual({
      at: '/spec/matchConditions/1',
      from: 'contract:/exceptions/1',
      why: expect.stringContaining('SEC-1388'),
    });
  });

  it('is refused and said where nobody knows the namespaces of the service', () => {
    const options = { fleet: false };
    expect(verdict('validating-admission-policy', {}, options)).toBe('fail');
    expect(
      platformOf('validating-admission-policy', options).notDerived,
    ).toContainEqual({
      what: 'Exception environment-registry-token',
      why: expect.stringContaining('No intent of environment-registry-service'),
      from: 'contract:/exceptions/1',
    });
  });
});

describe('The classes that pods and volumes name', () => {
  const classesOf = (contract: Partial<PlatformContract> = {}) => {
    const { placed, notDerived } = platformOf('kyverno', { contract });
    return {
      placed: placed.filter(
        ({ path }) =>
          path.includes('-platform-classes') || path.includes('/classes/'),
      ),
      notDerived: notDerived
        .filter(({ what }) => /^(Priority|Storage)Class /.test(what))
        .map(({ what, why }) => `${what}: ${why}`),
    };
  };

  it('come to every cluster before anything that needs them, byte for byte', () => {
    const files = classesOf().placed.map(({ path, object }) => ({
      path,
      text: renderObject(object),
    }));
    expect(files).toEqual(goldenFiles('platform-classes', files));
  });

  it('are there under each name that a pod of any service may have', () => {
    const derived = classesOf().placed.map(({ object }) => object);
    const named = [
      ...Object.values(shipped.tiers),
      ...Object.values(shipped.workloadTypes),
    ].flatMap(({ priorityClass = [] }) => priorityClass);
    expect(
      derived
        .filter(({ kind }) => kind === 'PriorityClass')
        .map(({ metadata }) => metadata.name)
        .sort(),
    ).toEqual([...new Set(named)].sort());
  });

  it('keep what was deleted by mistake, where the contract does not say otherwise', () => {
    const storage = structuredClone(shipped.storage!);
    storage.classes['zonal-ssd'].provisioning = {
      provisioner: 'ebs.csi.aws.com',
    };
    storage.classes['regional-ssd'].expansion = 'not-supported';
    storage.classes['regional-ssd'].provisioning!.reclaimPolicy = 'Delete';
    const objects = classesOf({ storage }).placed.map(({ object }) => object);
    expect(objects).toContainEqual({
      apiVersion: 'storage.k8s.io/v1',
      kind: 'StorageClass',
      metadata: {
        name: 'zonal-ssd',
        labels: { 'app.kubernetes.io/managed-by': 'fairway' },
      },
      provisioner: 'ebs.csi.aws.com',
      reclaimPolicy: 'Retain',
      volumeBindingMode: 'WaitForFirstConsumer',
      allowVolumeExpansion: true,
    });
    expect(objects).toContainEqual(
      expect.objectContaining({
        metadata: expect.objectContaining({ name: 'regional-ssd' }),
        reclaimPolicy: 'Delete',
        allowVolumeExpansion: false,
      }),
    );
  });

  it('are left to the cluster where the contract only names them, and that is said', () => {
    expect(classesOf().notDerived).toEqual([
      'StorageClass local-nvme: The contract does not say how its volumes are made, so each cluster has to bring it.',
    ]);
    const bare = classesOf({ priorityClasses: undefined, storage: undefined });
    expect(bare.placed).toEqual([]);
    expect(bare.notDerived).toEqual(
      ['tier-1', 'tier-2', 'tier-3', 'node-agent', 'batch'].map(
        name =>
          `PriorityClass ${name}: The contract states no value of it, so each cluster has to bring it.`,
      ),
    );
  });

  it('do not hold back the policies by Flux when a cluster refuses one', () => {
    const contract = contractWith('gatekeeper', {});
    contract.providers.delivery = {
      ...contract.providers.delivery,
      provider: 'flux',
    };
    const needs = derivePlatform({ contract, now: NOW })
      .objects.filter(
        ({ cluster, object }) =>
          cluster === 'prod-eu-1' && object.kind === 'Kustomization',
      )
      .map(({ object }) => [
        object.metadata.name,
        valueAt(object, '/spec/dependsOn'),
      ]);
    expect(needs).toEqual([
      ['platform-classes', undefined],
      ['platform-policies', [{ name: 'platform-policy-templates' }]],
      ['platform-policy-templates', undefined],
    ]);
  });
});

const onlyWithSchemas = strictSchemasAvailable ? describe : describe.skip;
const note = strictSchemasAvailable
  ? ''
  : ' (SKIPPED: the schemas are not on this machine; set FAIRWAY_SHARED)';

onlyWithSchemas(`The platform under the strict schemas${note}`, () => {
  it.each(PRODUCTS)('%s', product => {
    const schemas = new StrictSchemas();
    const problems = platformOf(product)
      // The kinds of constraints are made by their templates, so no schema of them can be there.
      .objects.filter(
        ({ apiVersion }) =>
          !apiVersion.startsWith('constraints.gatekeeper.sh/'),
      )
      .flatMap(object => schemas.problems(object));
    expect(problems).toEqual([]);
  });
});
