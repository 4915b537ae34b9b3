import type { KubeObject } from '../model';
import { createPolicyEngine } from './engine';
import {
  DEPLOYMENT,
  RULES,
  judge,
  policyOf,
  valid,
} from './__testUtils__/policyFixture';

describe('validations', () => {
  it('pass when true', () => {
    expect(judge({ spec: valid('object.spec.replicas + 1 == 4') })).toEqual([
      { policy: 'rule', result: 'pass', severity: 'deny', message: '' },
    ]);
  });

  it('fail with the message, or with the expression when there is none', () => {
    expect(
      judge({
        spec: valid('object.spec.replicas > 5', { message: 'too few' }),
      }),
    ).toEqual([
      { policy: 'rule', result: 'fail', severity: 'deny', message: 'too few' },
    ]);
    expect(judge({ spec: valid('1 > 2') })[0]?.message).toBe(
      'failed expression: 1 > 2',
    );
  });

  it('give every message once', () => {
    const validations = ['too few', 'too old', 'too few'].map(message => ({
      expression: 'false',
      message,
    }));
    expect(judge({ spec: { validations } })[0]?.message).toBe(
      'too few; too old',
    );
  });

  it.each([
    [`'has ' + string(object.spec.replicas)`, 'has 3'],
    [`'two\\nlines'`, 'fallback'],
    [`'  '`, 'fallback'],
    [`string(object.spec.missing)`, 'fallback'],
  ])('take the message from %s: %s', (messageExpression, message) => {
    const spec = valid('false', { message: 'fallback', messageExpression });
    expect(judge({ spec })[0]?.message).toBe(message);
  });
});

describe('what cannot be evaluated', () => {
  it.each([
    [
      'a missing field',
      'object.spec.template.spec.hostNetwork == true',
      'no such key: template',
    ],
    [
      'an answer that is no bool',
      'object.spec.replicas',
      'must evaluate to bool but got dyn',
    ],
    ['an unknown function', 'authorize(object)', 'authorize'],
    ['an unknown variable', 'variables.none == 1', 'none'],
    ['a syntax error', 'object.spec.', ''],
  ])('%s is an error that denies', (_, expression, reason) => {
    expect(judge({ spec: valid(expression) })).toEqual([
      {
        policy: 'rule',
        result: 'error',
        severity: 'deny',
        message: expect.stringContaining(reason),
      },
    ]);
  });

  it('is skipped when failurePolicy is Ignore, but a failure still counts', () => {
    const failurePolicy = 'Ignore';
    expect(
      judge({ spec: { failurePolicy, ...valid('object.none == 1') } }),
    ).toEqual([]);
    expect(
      judge({ spec: { failurePolicy, ...valid('false') } })[0]?.result,
    ).toBe('fail');
  });

  it('is told of what failurePolicy Ignore lets through, when skipped policies are asked for', () => {
    const [outcome] = judge(
      { spec: { failurePolicy: 'Ignore', ...valid('object.none == 1') } },
      { includeSkipped: true },
    );
    expect(outcome?.result).toBe('skip');
    expect(outcome?.message).toMatch(/could not be evaluated.*none/);
  });

  it('is an error whatever the failurePolicy where no cluster would take the policy, or only a cluster could tell', () => {
    const failurePolicy = 'Ignore';
    const messageOf = (expression: string) => {
      const [outcome] = judge({
        spec: { failurePolicy, ...valid(expression) },
      });
      return `${outcome?.result}: ${outcome?.message}`;
    };
    expect(messageOf('nonsense()')).toMatch(/^error: .*nonsense/);
    expect(
      messageOf(`authorizer.group('').resource('pods').check('get').allowed()`),
    ).toMatch(/^error: .*only a cluster knows/);
  });

  it('is told before anything is evaluated', () => {
    const engine = createPolicyEngine([
      policyOf({ spec: valid('nonsense()') }),
    ]);
    expect(engine.broken).toEqual({
      rule: [expect.stringMatching(/^validation 1: .*nonsense/)],
    });
  });
});

describe('match conditions', () => {
  const conditions = (...expressions: string[]) => ({
    ...valid('false'),
    matchConditions: expressions.map((expression, i) => ({
      name: `c${i}`,
      expression,
    })),
  });

  it('all have to hold', () => {
    expect(
      judge({ spec: conditions('true', 'object.spec.replicas == 3') })[0]
        ?.result,
    ).toBe('fail');
    expect(judge({ spec: conditions('true', 'false') })).toEqual([]);
  });

  it('a false one settles it even beside one that fails', () => {
    expect(judge({ spec: conditions('object.none == 1', 'false') })).toEqual(
      [],
    );
    expect(
      judge({ spec: conditions('object.none == 1', 'true') })[0],
    ).toMatchObject({
      result: 'error',
      message: expect.stringContaining('match condition c0'),
    });
  });
});

describe('variables', () => {
  it('build on each other and are evaluated only when they are read', () => {
    const spec = {
      variables: [
        { name: 'replicas', expression: 'object.spec.replicas' },
        { name: 'twice', expression: 'variables.replicas * 2' },
        { name: 'broken', expression: 'object.none.none' },
      ],
      ...valid('variables.twice == 6 || variables.broken == 1'),
    };
    expect(judge({ spec })[0]?.result).toBe('pass');
  });

  it('that fail make the validation that reads them an error', () => {
    const spec = {
      variables: [{ name: 'broken', expression: 'object.none' }],
      ...valid('variables.broken == 1'),
    };
    expect(judge({ spec })[0]).toMatchObject({
      result: 'error',
      message: expect.stringContaining('no such key: none'),
    });
  });

  it('the API server gives are there', () => {
    const expression = `
      request.operation == 'CREATE' && request.namespace == 'prod-payments' && request.name == 'api' &&
      request.kind.kind == 'Deployment' && request.resource.resource == 'deployments' &&
      oldObject == null &&
      namespaceObject.metadata.labels['fairway.dev/environment'] == 'prod'`;
    const namespaceLabels = { 'fairway.dev/environment': 'prod' };
    expect(
      judge(
        { spec: valid(expression, { message: 'm' }) },
        { namespaceLabels },
      )[0]?.result,
    ).toBe('pass');
  });

  it('an update sees the old object', () => {
    const spec = {
      matchConstraints: {
        resourceRules: [{ ...RULES[0], operations: ['UPDATE'] }],
      },
      ...valid('object.spec.replicas <= oldObject.spec.replicas * 2'),
    };
    const oldObject = { ...DEPLOYMENT, spec: { replicas: 1 } };
    expect(judge({ spec })).toEqual([]);
    expect(judge({ spec }, { oldObject })[0]?.result).toBe('fail');
  });
});

describe('bindings', () => {
  it('without one, a policy says nothing', () => {
    expect(judge({ spec: valid('false'), bindings: [] })).toEqual([]);
  });

  it('narrow what the policy is about, and one that denies is enough', () => {
    const prod = { namespaceSelector: { matchLabels: { env: 'prod' } } };
    const bindings = [
      { validationActions: ['Warn'] },
      { validationActions: ['Deny', 'Audit'], matchResources: prod },
    ];
    const severityIn = (env: string) =>
      judge({ spec: valid('false'), bindings }, { namespaceLabels: { env } })[0]
        ?.severity;
    expect(severityIn('prod')).toBe('deny');
    expect(severityIn('dev')).toBe('warn');
  });

  it('leave a policy that only warns at that', () => {
    expect(judge({ spec: valid('false'), severity: 'warn' })[0]?.severity).toBe(
      'warn',
    );
  });
});

describe('parameters', () => {
  const limit = (name: string, max: number, labels = {}): KubeObject => ({
    apiVersion: 'rules.example.com/v1',
    kind: 'ReplicaLimit',
    metadata: { name, labels },
    max,
  });
  const spec = {
    paramKind: { apiVersion: 'rules.example.com/v1', kind: 'ReplicaLimit' },
    ...valid('object.spec.replicas <= params.max', {
      messageExpression: `'at most ' + string(params.max)`,
    }),
  };

  it('are found by name', () => {
    const bindings = [
      { paramRef: { name: 'small', parameterNotFoundAction: 'Deny' } },
    ];
    const params = [limit('small', 2), limit('large', 10)];
    expect(judge({ spec, bindings }, { params })[0]).toMatchObject({
      result: 'fail',
      message: 'at most 2',
    });
  });

  it('are found by label, and each counts', () => {
    const bindings = [
      {
        paramRef: {
          selector: { matchLabels: { on: 'yes' } },
          parameterNotFoundAction: 'Deny',
        },
      },
    ];
    const on = { on: 'yes' };
    const params = [
      limit('a', 10, on),
      limit('b', 1, on),
      limit('c', 2, on),
      limit('d', 0),
    ];
    expect(judge({ spec, bindings }, { params })[0]?.message).toBe(
      'at most 1; at most 2',
    );
  });

  it('that are missing deny or allow, as the binding says', () => {
    const missing = (parameterNotFoundAction: string) =>
      judge({
        spec,
        bindings: [{ paramRef: { name: 'none', parameterNotFoundAction } }],
      })[0]?.result;
    expect(missing('Deny')).toBe('error');
    expect(missing('Allow')).toBe('pass');
  });

  it('a binding that names none for a policy that needs them is an error', () => {
    expect(judge({ spec })[0]?.result).toBe('error');
  });

  it('lie beside the object, or in the namespace that the binding names', () => {
    const config = (
      namespace: string | undefined,
      max: string,
    ): KubeObject => ({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'limits', ...(namespace && { namespace }) },
      data: { max },
    });
    const ofConfig = {
      paramKind: { apiVersion: 'v1', kind: 'ConfigMap' },
      ...valid('object.spec.replicas <= int(params.data.max)', {
        messageExpression: `'at most ' + params.data.max`,
      }),
    };
    const params = [
      config('prod-payments', '2'),
      config('elsewhere', '1'),
      // No namespace is the namespace default.
      config(undefined, '0'),
    ];
    const messageWith = (paramRef: Record<string, unknown>) =>
      judge(
        {
          spec: ofConfig,
          bindings: [
            { paramRef: { parameterNotFoundAction: 'Deny', ...paramRef } },
          ],
        },
        { params },
      )[0]?.message;
    expect(messageWith({ name: 'limits' })).toBe('at most 2');
    expect(messageWith({ name: 'limits', namespace: 'elsewhere' })).toBe(
      'at most 1',
    );
    expect(messageWith({ name: 'limits', namespace: 'default' })).toBe(
      'at most 0',
    );
    expect(messageWith({ name: 'limits', namespace: 'nowhere' })).toMatch(
      /^no ConfigMap was found/,
    );
    expect(messageWith({})).toMatch(/name or a selector/);
  });

  it('cannot be beside what is in no namespace, and a definition tells whether their kind is', () => {
    const definition = (scope: string): KubeObject => ({
      apiVersion: 'apiextensions.k8s.io/v1',
      kind: 'CustomResourceDefinition',
      metadata: { name: 'replicalimits.rules.example.com' },
      spec: {
        group: 'rules.example.com',
        names: { kind: 'ReplicaLimit', plural: 'replicalimits' },
        scope,
      },
    });
    const messageWith = (scope: string, paramRef: Record<string, unknown>) =>
      judge(
        {
          spec: {
            ...spec,
            matchConstraints: {
              resourceRules: [
                { ...RULES[0], apiGroups: ['*'], resources: ['*'] },
              ],
            },
          },
          bindings: [
            { paramRef: { parameterNotFoundAction: 'Deny', ...paramRef } },
          ],
        },
        {
          params: [definition(scope), limit('small', 2)],
          object: {
            apiVersion: 'v1',
            kind: 'Namespace',
            metadata: { name: 'n' },
            spec: { replicas: 3 },
          },
        },
      )[0]?.message;
    expect(messageWith('Cluster', { name: 'small' })).toBe('at most 2');
    expect(messageWith('Cluster', { name: 'small', namespace: 'n' })).toMatch(
      /cluster-scoped/,
    );
    expect(messageWith('Namespaced', { name: 'small' })).toMatch(/is in none/);
  });
});

describe('audit annotations', () => {
  it('are evaluated, null leaves one out, and a failure follows failurePolicy', () => {
    const auditAnnotations = [
      {
        key: 'replicas',
        valueExpression: `'replicas: ' + string(object.spec.replicas)`,
      },
      { key: 'nothing', valueExpression: 'null' },
    ];
    expect(
      judge({ spec: { ...valid('true'), auditAnnotations } })[0],
    ).toMatchObject({
      result: 'pass',
      auditAnnotations: { replicas: 'replicas: 3' },
    });
    const broken = [{ key: 'x', valueExpression: 'string(object.none)' }];
    expect(
      judge({ spec: { ...valid('true'), auditAnnotations: broken } })[0]
        ?.result,
    ).toBe('error');
  });
});
