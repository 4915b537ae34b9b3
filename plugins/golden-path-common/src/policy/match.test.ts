import { pluralOf } from './kinds';
import { RULES, judge, valid } from './__testUtils__/policyFixture';

describe('what a policy is about', () => {
  const no = valid('false');
  it.each<[string, Record<string, unknown>, boolean]>([
    ['its kind', { resourceRules: RULES }, true],
    [
      'everything',
      {
        resourceRules: [
          {
            apiGroups: ['*'],
            apiVersions: ['*'],
            operations: ['*'],
            resources: ['*'],
          },
        ],
      },
      true,
    ],
    [
      'another kind',
      { resourceRules: [{ ...RULES[0], resources: ['statefulsets'] }] },
      false,
    ],
    [
      'another version of the same kind',
      { resourceRules: [{ ...RULES[0], apiVersions: ['v1beta1'] }] },
      true,
    ],
    [
      'exactly another version',
      {
        matchPolicy: 'Exact',
        resourceRules: [{ ...RULES[0], apiVersions: ['v1beta1'] }],
      },
      false,
    ],
    [
      'another name',
      { resourceRules: [{ ...RULES[0], resourceNames: ['web'] }] },
      false,
    ],
    [
      'cluster scope',
      { resourceRules: [{ ...RULES[0], scope: 'Cluster' }] },
      false,
    ],
    [
      'all but its kind',
      { resourceRules: RULES, excludeResourceRules: RULES },
      false,
    ],
    [
      'its labels',
      { resourceRules: RULES, objectSelector: { matchLabels: { app: 'api' } } },
      true,
    ],
    [
      'other labels',
      {
        resourceRules: RULES,
        objectSelector: {
          matchExpressions: [
            { key: 'app', operator: 'NotIn', values: ['api'] },
          ],
        },
      },
      false,
    ],
    [
      'its namespace',
      {
        resourceRules: RULES,
        namespaceSelector: {
          matchExpressions: [
            {
              key: 'kubernetes.io/metadata.name',
              operator: 'In',
              values: ['prod-payments'],
            },
          ],
        },
      },
      true,
    ],
    [
      'namespaces with a label',
      {
        resourceRules: RULES,
        namespaceSelector: {
          matchExpressions: [{ key: 'env', operator: 'Exists' }],
        },
      },
      false,
    ],
    [
      'namespaces without a label',
      {
        resourceRules: RULES,
        namespaceSelector: {
          matchExpressions: [{ key: 'env', operator: 'DoesNotExist' }],
        },
      },
      true,
    ],
  ])('%s', (_, matchConstraints, applies) => {
    const outcomes = judge({ spec: { ...no, matchConstraints } });
    expect(outcomes).toHaveLength(applies ? 1 : 0);
  });

  it('a Namespace is selected by its own labels', () => {
    const resourceRules = [
      {
        apiGroups: [''],
        apiVersions: ['v1'],
        operations: ['*'],
        resources: ['namespaces'],
      },
    ];
    const namespaceSelector = { matchLabels: { env: 'prod' } };
    const namespace = (env: string) => ({
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: 'x', labels: { env } },
    });
    const spec = {
      ...no,
      matchConstraints: { resourceRules, namespaceSelector },
    };
    expect(judge({ spec }, { object: namespace('prod') })).toHaveLength(1);
    expect(judge({ spec }, { object: namespace('dev') })).toHaveLength(0);
  });

  it.each([
    ['NetworkPolicy', 'networkpolicies'],
    ['Ingress', 'ingresses'],
    ['Gateway', 'gateways'],
    ['HTTPRoute', 'httproutes'],
    ['Endpoints', 'endpoints'],
    ['DestinationRule', 'destinationrules'],
    ['StorageClass', 'storageclasses'],
    ['HorizontalPodAutoscaler', 'horizontalpodautoscalers'],
    ['ResourceQuota', 'resourcequotas'],
    ['Repository', 'repositories'],
  ])('the resource of %s is %s', (kind, plural) => {
    expect(pluralOf(kind)).toBe(plural);
  });
});
