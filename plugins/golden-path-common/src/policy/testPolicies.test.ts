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
});
