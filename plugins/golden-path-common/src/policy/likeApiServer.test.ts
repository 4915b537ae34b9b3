import type { KubeObject } from '../model';
import { judge, policyOf, RULES, valid } from './__testUtils__/policyFixture';
import { testPolicies } from './testPolicies';

function verdictOf(spec: Record<string, unknown>, bindings?: object[]) {
  const [outcome] = judge(
    { spec, ...(bindings && { bindings }) } as Parameters<typeof judge>[0],
    { includeSkipped: true },
  );
  return `${outcome?.result}: ${outcome?.message}`;
}

describe('A policy that no API server takes is an error, never a pass', () => {
  const variable = (name: string, expression: string) => ({ name, expression });
  const condition = { name: 'a', expression: 'true' };
  it.each<[string, Record<string, unknown>, string]>([
    ['no validations', {}, 'neither validations nor auditAnnotations'],
    ['no rules', { ...valid('false'), matchConstraints: {} }, 'resourceRules'],
    [
      'a variable that reads a later one',
      {
        ...valid('variables.a == 1'),
        variables: [variable('a', 'variables.b'), variable('b', '1')],
      },
      `undefined field 'b'`,
    ],
    [
      'two variables of a name',
      {
        ...valid('true'),
        variables: [variable('a', '1'), variable('a', '2')],
      },
      'two of this name',
    ],
    [
      'a name that no variable has',
      { ...valid('true'), variables: [variable('a-b', '1')] },
      'not that of a variable',
    ],
    [
      'a text compared with a number',
      {
        ...valid('variables.a == 1 || true'),
        variables: [variable('a', '"x"')],
      },
      'no matching overload',
    ],
    [
      'a condition that reads variables',
      {
        ...valid('true'),
        variables: [variable('a', 'true')],
        matchConditions: [{ name: 'c', expression: 'variables.a' }],
      },
      `undeclared reference to 'variables'`,
    ],
    [
      'two conditions of a name',
      { ...valid('true'), matchConditions: [condition, condition] },
      'two of this name',
    ],
    ['params without a paramKind', valid('params.x == 1 || true'), 'params'],
    [
      'a message that is a number',
      valid('true', { messageExpression: '1' }),
      'must evaluate to string',
    ],
    [
      'a message of two lines',
      valid('true', { message: 'a\nb' }),
      'more than one line',
    ],
    [
      'a reason that is none',
      valid('true', { reason: 'Nope' }),
      'the reason Nope',
    ],
    [
      'a field that a request has not',
      valid(`request.uid == ''`),
      `undefined field 'uid'`,
    ],
    [
      'a request read as a map',
      valid(`request['name'] == ''`),
      'no matching overload',
    ],
    [
      'a kind of the namespaceObject',
      valid(`namespaceObject.kind == 'x'`),
      `undefined field 'kind'`,
    ],
    [
      'a number beyond 64 bits',
      valid('9223372036854775808 > 0'),
      'invalid number',
    ],
    [
      'a method that is a function',
      valid(`quantity('1').sign() == 1`),
      'no matching overload',
    ],
    ['functions of later versions', valid(`'x'.reverse() == 'x'`), 'reverse'],
    ['cel.bind', valid('cel.bind(x, 1, x == 1)'), 'undeclared reference'],
  ])('%s', (_, spec, reason) => {
    const verdict = verdictOf({ failurePolicy: 'Ignore', ...spec });
    expect(verdict).toMatch(/^error: /);
    expect(verdict).toContain(reason);
  });

  it('a binding that does not say what becomes of it without parameters', () => {
    const spec = {
      ...valid('true'),
      paramKind: { apiVersion: 'v1', kind: 'ConfigMap' },
    };
    expect(verdictOf(spec, [{ paramRef: { name: 'limits' } }])).toMatch(
      /^error: .*parameterNotFoundAction/,
    );
  });
});

describe('What costs more than the API server allows', () => {
  const list = Array.from({ length: 10_000 }, (_, i) => i);
  const object: KubeObject = {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'big', namespace: 'prod-payments' },
    list,
    text: 'a'.repeat(50_000),
  };
  const resultOf = (expression: string) =>
    judge({ spec: valid(expression) }, { object })[0];

  it('is an error instead of no end', () => {
    expect(
      resultOf('object.list.all(x, object.list.all(y, x + y >= 0))'),
    ).toMatchObject({
      result: 'error',
      message: expect.stringContaining('cost limit exceeded'),
    });
    expect(
      resultOf('object.list.all(x, object.list.all(y, true)) || true')?.result,
    ).toBe('error');
  });

  it('is not what a policy over ten thousand containers costs', () => {
    expect(resultOf('object.list.all(x, x >= 0 && x < 10000)')?.result).toBe(
      'pass',
    );
  });

  it('is no pattern, however it is nested', () => {
    expect(resultOf(`!object.text.matches('^(a+)+$b')`)?.result).toBe('pass');
  });
});

describe('What only a cluster knows', () => {
  it('is an error where the answer hangs on it, and none where it does not', () => {
    const asks = `request.userInfo.username == 'x'`;
    expect(verdictOf(valid(asks))).toMatch(/^error: .*who sends the request/);
    expect(
      verdictOf({ failurePolicy: 'Ignore', ...valid(`!(${asks})`) }),
    ).toMatch(/^error: /);
    expect(verdictOf(valid(`true || ${asks}`))).toMatch(/^pass/);
  });

  const pod: KubeObject = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'p', namespace: 'shop' },
  };
  const forProduction = (expression: string) =>
    policyOf({
      spec: {
        ...valid(expression, { message: 'no' }),
        matchConstraints: {
          resourceRules: [
            { ...RULES[0], apiGroups: [''], resources: ['pods/*'] },
          ],
          namespaceSelector: { matchLabels: { env: 'prod' } },
        },
      },
    });
  const namespace = (env: string): KubeObject => ({
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name: 'shop', labels: { env } },
  });
  const rowOf = (expression: string, ...more: KubeObject[]) =>
    testPolicies({
      policies: [forProduction(expression)],
      resources: [pod, ...more],
    }).find(({ resource }) => resource === 'Pod/shop/p');

  it('are the labels of a Namespace that is not among the manifests', () => {
    expect(rowOf('false')).toMatchObject({
      result: 'error',
      message: expect.stringMatching(/Namespace shop is not among.*add it/),
    });
    expect(rowOf('true')?.result).toBe('pass');
    expect(rowOf('false', namespace('prod'))?.result).toBe('fail');
    expect(rowOf('false', namespace('dev'))?.result).toBe('skip');
    expect(
      rowOf(`namespaceObject.metadata.labels.env == 'prod'`)?.message,
    ).toContain('labels of the Namespace');
  });
});

describe('What a rule names', () => {
  const resultOf = (rule: object, object: KubeObject, more: object = {}) =>
    judge(
      {
        spec: {
          ...valid('false'),
          matchConstraints: {
            resourceRules: [
              {
                apiGroups: ['*'],
                apiVersions: ['*'],
                operations: ['*'],
                ...rule,
              },
            ],
            ...more,
          },
        },
      },
      { object, includeSkipped: true },
    )[0]?.result;
  const named = (apiVersion: string, kind: string): KubeObject => ({
    apiVersion,
    kind,
    metadata: { name: 'x' },
  });

  it('is found through an equivalent group, unless it is to be exact', () => {
    const rule = { apiGroups: ['apps'], resources: ['deployments'] };
    const old = named('extensions/v1beta1', 'Deployment');
    expect(resultOf(rule, old)).toBe('fail');
    expect(resultOf(rule, old, { matchPolicy: 'Exact' })).toBe('skip');
  });

  it('is of the cluster or of a namespace as its kind is', () => {
    const of = (scope: string) => ({ resources: ['*'], scope });
    expect(
      resultOf(of('Namespaced'), named('cluster.x-k8s.io/v1', 'Cluster')),
    ).toBe('fail');
    expect(
      resultOf(of('Cluster'), named('resource.k8s.io/v1', 'DeviceClass')),
    ).toBe('fail');
  });

  it('is told with its group where two kinds share a name', () => {
    const rows = testPolicies({
      policies: [policyOf({ spec: valid('true') })],
      resources: [
        named('serving.knative.dev/v1', 'Service'),
        named('v1', 'Service'),
        named('v1', 'Secret'),
      ],
    });
    expect(rows.map(({ resource }) => resource)).toEqual([
      'Service.serving.knative.dev/x',
      'Service/x',
      'Secret/x',
    ]);
  });
});
