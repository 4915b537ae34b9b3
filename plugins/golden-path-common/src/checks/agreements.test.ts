import fc from 'fast-check';
import { checkAgreements } from './agreements';
import { checkOptions, testIntent } from './__testUtils__/fixtures';

const fraud = (accepts: string[], environments = ['dev', 'prod']) =>
  testIntent({
    name: 'fraud-service',
    owner: 'group:risk',
    spec: { accepts, environments },
  });
const payments = (dependencies: object[], accepts?: string[]) =>
  testIntent({
    spec: {
      dependencies: dependencies as never,
      ...(accepts ? { accepts } : {}),
    },
  });

describe('Agreements', () => {
  it('allow a call that both sides state', () => {
    const { agreements, findings } = checkAgreements(
      checkOptions({
        intent: payments([{ service: 'fraud-service' }]),
        others: [fraud(['payments-api'])],
      }),
    );
    expect(findings).toEqual([]);
    expect(agreements).toEqual([
      {
        caller: 'payments-api',
        callee: 'fraud-service',
        callerOwner: 'group:payments',
        kind: 'service',
        state: 'agreed',
      },
    ]);
  });

  it('name the missing party and the line to add when the callee does not accept', () => {
    const { agreements, findings } = checkAgreements(
      checkOptions({
        intent: payments([{ service: 'fraud-service' }]),
        others: [fraud([])],
      }),
    );
    expect(agreements[0]).toMatchObject({
      state: 'missing-accept',
      mend: {
        service: 'fraud-service',
        at: '/spec/accepts/-',
        add: 'payments-api',
      },
    });
    expect(findings).toEqual([
      expect.objectContaining({
        severity: 'deny',
        at: '/spec/dependencies/0/service',
        message:
          'payments-api depends on fraud-service, and fraud-service does not accept payments-api.',
        remedy:
          'Add "payments-api" to "accepts" in the intent of fraud-service, which is a change that group:risk approves',
      }),
    ]);
  });

  it('only warn of a caller that is accepted and does not call', () => {
    const { agreements, findings } = checkAgreements(
      checkOptions({
        intent: payments([], ['fraud-service', 'mobile-app']),
        others: [fraud([])],
      }),
    );
    expect(agreements.map(({ state }) => state)).toEqual([
      'missing-dependency',
      'unknown',
    ]);
    expect(findings.map(({ severity, at }) => [severity, at])).toEqual([
      ['warn', '/spec/accepts/0'],
      ['warn', '/spec/accepts/1'],
    ]);
    expect(findings[0].remedy).toContain(
      'Add "- service: payments-api" to "dependencies" in the intent of fraud-service',
    );
  });

  it('suggest the nearest name for a service nobody knows', () => {
    const { findings } = checkAgreements(
      checkOptions({
        intent: payments([{ service: 'fruad-service' }]),
        others: [fraud(['payments-api'])],
      }),
    );
    expect(findings[0]).toMatchObject({
      severity: 'deny',
      message:
        'Nobody knows a service called fruad-service. Did you mean "fraud-service"?',
    });
  });

  it('refuse a service that depends on itself, and one that has no port', () => {
    const worker = testIntent({
      name: 'ledger-worker',
      spec: {
        workloadType: 'queue-worker',
        exposure: 'none',
        accepts: ['payments-api'],
      },
    });
    const { findings } = checkAgreements(
      checkOptions({
        intent: payments([
          { service: 'payments-api' },
          { service: 'ledger-worker' },
        ]),
        others: [worker],
      }),
    );
    expect(findings.map(({ message }) => message)).toEqual([
      'payments-api depends on itself.',
      'ledger-worker is a queue-worker without a port, so nothing can call it.',
    ]);
  });

  it('name the environments in which the callee does not run', () => {
    const { findings } = checkAgreements(
      checkOptions({
        intent: payments([{ service: 'fraud-service' }]),
        others: [fraud(['payments-api'], ['prod'])],
      }),
    );
    expect(findings[0]).toMatchObject({
      severity: 'deny',
      environments: ['dev'],
      message:
        'payments-api runs in dev, and fraud-service does not: it runs in prod.',
    });
  });

  it('read the same from both sides, whatever the two state', () => {
    fc.assert(
      fc.property(fc.boolean(), fc.boolean(), (depends, accepts) => {
        const caller = payments(depends ? [{ service: 'fraud-service' }] : []);
        const callee = fraud(accepts ? ['payments-api'] : []);
        const seenBy = (intent: typeof caller, other: typeof caller) =>
          checkAgreements(checkOptions({ intent, others: [other] })).agreements;
        const agreed = depends && accepts;
        const ofCaller = seenBy(caller, callee);
        const ofCallee = seenBy(callee, caller);
        expect(ofCaller.some(({ state }) => state === 'agreed')).toBe(agreed);
        expect(ofCallee.some(({ state }) => state === 'agreed')).toBe(agreed);
        expect(ofCaller.filter(({ state }) => state === 'agreed')).toEqual(
          ofCallee.filter(({ state }) => state === 'agreed'),
        );
      }),
    );
  });
});

describe('Topics and resources', () => {
  const findingsOf = (dependencies: object[], owner = 'group:payments') =>
    checkAgreements(
      checkOptions({
        intent: testIntent({
          owner,
          spec: { dependencies: dependencies as never, environments: ['prod'] },
        }),
        resources: [
          {
            name: 'ledger-cache',
            type: 'cache',
            engine: 'Redis',
            owner: 'group:risk',
            endpoint: { namespace: 'redis', ports: [6379] },
          },
        ],
      }),
    ).findings;

  it('are declared by the platform or by a team', () => {
    expect(
      findingsOf([
        { topic: 'kafka-payments' },
        { resource: 'postgres-payments' },
        { resource: 'ledger-cache' },
        {
          external: 'api.stripe.com:443',
          owner: 'group:payments',
          onFailure: 'queue',
        },
      ]),
    ).toEqual([]);
  });

  it('are refused when unknown, of the other kind, or not for this team', () => {
    expect(
      findingsOf([
        { topic: 'kafka-payment' },
        { resource: 'kafka-payments' },
      ]).map(({ message }) => message),
    ).toEqual([
      'Nobody has declared a topic called kafka-payment. Did you mean "kafka-payments"?',
      'kafka-payments is a topic, and the intent calls it a resource.',
    ]);
    expect(
      findingsOf([{ resource: 'postgres-payments' }], 'group:risk')[0],
    ).toMatchObject({
      severity: 'deny',
      remedy:
        'Ask group:platform to add "group:risk" to "consumers" of postgres-payments',
    });
  });

  it('are refused in an environment where they do not exist', () => {
    const { findings } = checkAgreements(
      checkOptions({
        intent: testIntent({
          spec: { dependencies: [{ resource: 'postgres-payments' }] },
        }),
      }),
    );
    expect(findings[0]).toMatchObject({ environments: ['dev'] });
  });
});
