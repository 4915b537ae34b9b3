import { formPathOf, intentFromForm, type IntentForm } from './intentFromForm';

describe('the intent that a form states', () => {
  it('takes refs as the catalog writes them, and leaves out what nobody filled in', () => {
    const form: IntentForm = {
      name: 'payments-api',
      title: '',
      owner: 'group:default/payments',
      system: 'system:default/billing',
      tier: 'tier-1',
      image: 'registry.example.com/payments-api:1',
      port: 8080,
      env: [{ name: 'LOG_LEVEL', value: 'info' }, { name: '' }, {}],
      health: { ready: '/health/ready', live: '' },
      secrets: [{ name: 'payments-db', keys: ['dsn'] }, { name: 'unused' }],
      rollout: { strategy: 'canary', steps: [{ weight: 5, pause: '5m' }] },
      environments: ['dev', 'prod'],
    };
    expect(intentFromForm({ workloadType: 'http-api', form })).toEqual({
      apiVersion: 'fairway.dev/v1alpha1',
      kind: 'ServiceIntent',
      metadata: {
        name: 'payments-api',
        owner: 'group:payments',
        system: 'billing',
      },
      spec: {
        workloadType: 'http-api',
        tier: 'tier-1',
        containers: {
          app: {
            image: 'registry.example.com/payments-api:1',
            port: 8080,
            env: { LOG_LEVEL: 'info' },
            health: { ready: '/health/ready' },
          },
        },
        secrets: { 'payments-db': { keys: ['dsn'] } },
        rollout: { strategy: 'canary', steps: [{ weight: 5, pause: '5m' }] },
        environments: ['dev', 'prod'],
      },
    });
  });

  it('states a route only for a public service, and steps only for a canary', () => {
    const form: IntentForm = {
      exposure: 'internal',
      route: { host: 'payments.example.com' },
      rollout: { strategy: 'rolling', steps: [{ weight: 5 }] },
    };
    expect(intentFromForm({ workloadType: 'http-api', form })).toMatchObject({
      spec: { exposure: 'internal', rollout: { strategy: 'rolling' } },
    });
    expect(
      JSON.stringify(intentFromForm({ workloadType: 'http-api', form })),
    ).not.toMatch(/payments\.example\.com|steps/);
    expect(
      intentFromForm({
        workloadType: 'http-api',
        form: { ...form, exposure: 'public' },
      }),
    ).toMatchObject({ spec: { route: { host: 'payments.example.com' } } });
  });

  it('finds the field of a problem', () => {
    const form: IntentForm = {
      env: [
        { name: 'A', value: '1' },
        { name: 'B/C', value: '2' },
      ],
      secrets: [{ name: 'stripe', keys: ['api-key'] }],
    };
    const at = (pointer: string) => formPathOf({ pointer, form });
    expect(at('/metadata/name')).toEqual(['name']);
    expect(at('/spec/route/host')).toEqual(['route', 'host']);
    expect(at('/spec/containers/app/image')).toEqual(['image']);
    expect(at('/spec/containers/app/health/ready')).toEqual([
      'health',
      'ready',
    ]);
    expect(at('/spec/dependencies/2/service')).toEqual([
      'dependencies',
      2,
      'service',
    ]);
    expect(at('/spec/containers/app/env/B~1C')).toEqual(['env', 1]);
    expect(at('/spec/secrets/stripe/keys/0')).toEqual(['secrets', 0]);
    expect(at('/spec/secrets/other')).toEqual(['secrets']);
    expect(at('')).toEqual([]);
  });
});
