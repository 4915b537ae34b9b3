import { paymentsApi } from '../compile/__testUtils__/shipped';
import type { ServiceIntent } from '../schema/intent';
import { checkIntent } from '../schema/parse';
import { formFromIntent } from './formFromIntent';
import { formPathOf } from './formPath';
import type { IntentForm } from './intentForm';
import { intentFromForm } from './intentFromForm';

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

  it('counts the rows of a list as people see them, blank ones too', () => {
    const form: IntentForm = {
      dependencies: [{ service: '' }, { external: 'http://x' }],
      tags: ['', 'Money'],
    };
    const at = (pointer: string) => formPathOf({ pointer, form });
    expect(at('/spec/dependencies/0/external')).toEqual([
      'dependencies',
      1,
      'external',
    ]);
    expect(at('/metadata/tags/0')).toEqual(['tags', 1]);
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

  it('changes a service from what it says now, and loses nothing that the form has no field for', () => {
    const overrides = [
      {
        target: { kind: 'Rollout' },
        patch: [
          { op: 'add' as const, path: '/spec/paused', value: '' },
          { op: 'add' as const, path: '/spec/extra', value: [null, {}] },
        ],
        reason: 'a migration',
        approvedBy: 'group:sre',
        expires: '2027-01-31',
      },
    ];
    const written = paymentsApi();
    const intent: ServiceIntent = {
      ...written,
      spec: {
        ...written.spec,
        containers: {
          ...written.spec.containers,
          app: {
            ...written.spec.containers.app,
            metricsPort: 9090,
            args: ['--fast'],
            env: { ...written.spec.containers.app.env, EMPTY: '' },
          },
          proxy: {
            image: `registry.example.com/proxy@sha256:${'cd'.repeat(32)}`,
          },
        },
        environments: [
          'staging',
          {
            name: 'prod',
            env: { LOG_LEVEL: '' },
            scaling: { min: 3, max: 9 },
            host: 'pay.example.com',
          },
        ],
        overrides,
      },
    };
    const form = formFromIntent(intent);
    const { spec } = intent;
    const again = (changed: IntentForm) =>
      checkIntent(
        intentFromForm({ workloadType: spec.workloadType, form: changed }),
      );
    expect(again({ ...form })).toMatchObject({ ok: true, value: intent });
    const changed = again({ ...form, tier: 'tier-2' });
    expect(changed).toMatchObject({
      value: { spec: { tier: 'tier-2', overrides } },
    });
    // Under another name it is another service.
    const renamed = again({ ...form, name: 'refunds-api' });
    expect(JSON.stringify(renamed)).not.toMatch(/migration|proxy/);
  });

  it('finds what differs in an environment', () => {
    const form: IntentForm = {
      environments: ['dev', 'prod'],
      perEnvironment: [
        { name: 'prod', scaling: { min: 3, max: 1 }, env: [{ name: 'a b' }] },
      ],
    };
    const at = (pointer: string) => formPathOf({ pointer, form });
    expect(at('/spec/environments/1/scaling/max')).toEqual([
      'perEnvironment',
      0,
      'scaling',
      'max',
    ]);
    expect(at('/spec/environments/1/env/a b')).toEqual([
      'perEnvironment',
      0,
      'env',
      0,
    ]);
    expect(at('/spec/environments/0')).toEqual(['environments']);
    expect(at('/spec/containers/app/metricsPort')).toEqual([
      'container',
      'metricsPort',
    ]);
    expect(at('/spec/containers/proxy/image')).toEqual([]);
  });
});
