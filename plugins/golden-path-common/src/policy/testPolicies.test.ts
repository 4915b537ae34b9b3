import type { KubeObject } from '../model';
import { testPolicies } from './testPolicies';
import { DEPLOYMENT, policyOf, valid } from './__testUtils__/policyFixture';

describe('testing policies over a folder of manifests', () => {
  it('gives a row for each policy and object, with skip for what does not apply', () => {
    const service = {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: 'n' },
    };
    expect(
      testPolicies({
        policies: [
          policyOf({ spec: valid('false', { message: 'no' }), bindings: [] }),
        ],
        resources: [DEPLOYMENT, service],
      }),
    ).toEqual([
      {
        policy: 'rule',
        resource: 'Deployment/prod-payments/api',
        result: 'fail',
        message: 'no',
      },
      { policy: 'rule', resource: 'Namespace/n', result: 'skip', message: '' },
    ]);
  });

  it('takes the environment from the Namespace in the folder, else from the object', () => {
    const bindings = [
      {
        matchResources: {
          namespaceSelector: {
            matchLabels: { 'fairway.dev/environment': 'prod' },
          },
        },
      },
    ];
    const policies = [policyOf({ spec: valid('false'), bindings })];
    const label = (environment: string) => ({
      'fairway.dev/environment': environment,
    });
    const object = (environment: string) => ({
      ...DEPLOYMENT,
      metadata: { ...DEPLOYMENT.metadata, labels: label(environment) },
    });
    const namespace = {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: 'prod-payments', labels: label('prod') },
    };
    const resultFor = (...resources: KubeObject[]) =>
      testPolicies({ policies, resources })[0]?.result;
    expect(resultFor(object('prod'))).toBe('fail');
    expect(resultFor(object('dev'))).toBe('skip');
    expect(resultFor(object('dev'), namespace)).toBe('fail');
  });

  it('judges objects as the API server completes them: without a namespace they are in default, and definitions tell plural and scope', () => {
    const spec = {
      matchConstraints: {
        resourceRules: [
          {
            apiGroups: ['apps', 'farm.example.com'],
            apiVersions: ['*'],
            operations: ['*'],
            resources: ['deployments', 'geese'],
          },
        ],
      },
      ...valid(
        `!has(object.metadata.namespace) || object.metadata.namespace != 'default'`,
        {
          message: 'in default',
        },
      ),
    };
    const goose: KubeObject = {
      apiVersion: 'farm.example.com/v1',
      kind: 'Goose',
      metadata: { name: 'akka' },
    };
    const definition: KubeObject = {
      apiVersion: 'apiextensions.k8s.io/v1',
      kind: 'CustomResourceDefinition',
      metadata: { name: 'geese.farm.example.com' },
      spec: {
        group: 'farm.example.com',
        names: { kind: 'Goose', plural: 'geese' },
        scope: 'Cluster',
      },
    };
    const homeless = {
      ...DEPLOYMENT,
      metadata: { ...DEPLOYMENT.metadata, namespace: undefined },
    };
    const resultsOf = (...resources: KubeObject[]) =>
      testPolicies({ policies: [policyOf({ spec })], resources }).map(
        ({ result }) => result,
      );
    expect(resultsOf(homeless, DEPLOYMENT)).toEqual(['fail', 'pass']);
    expect(resultsOf(goose)).toEqual(['skip']);
    expect(resultsOf(goose, definition)).toEqual(['pass', 'skip']);
  });
});
