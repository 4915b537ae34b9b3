import {
  compileShipped,
  fraudService,
  paymentsApi,
  shippedContract,
} from '../compile/__testUtils__/shipped';
import { testContract, testIntent } from '../checks/__testUtils__/fixtures';
import type { ServiceIntent } from '../schema/intent';
import { tierDuties } from './duties';
import { previewReadiness } from './readiness';

const contract = testContract();
const previewOf = (
  spec: NonNullable<Parameters<typeof testIntent>[0]>['spec'],
) => previewReadiness({ intent: testIntent({ spec }), contract });

describe('The readiness preview', () => {
  it('tells what is missing and what to do', () => {
    const preview = previewOf({});
    expect(
      preview.duties
        .filter(({ state }) => state === 'missing')
        .map(({ id, remedy, at }) => [id, remedy, at]),
    ).toEqual([
      [
        'escalation',
        'Add "escalation" to "operations"',
        '/spec/operations/escalation',
      ],
      ['channel', 'Add "channel" to "operations"', '/spec/operations/channel'],
      ['runbook', 'Add "runbook" to "operations"', '/spec/operations/runbook'],
      ['slo', 'Add "slo" with an availability', '/spec/slo'],
      [
        'probes',
        'Add "health" with "ready" to the container app',
        '/spec/containers/app/health',
      ],
    ]);
    expect(preview).toMatchObject({ met: 3, total: 8 });
  });

  it('asks more of a tier-1 and of a public service, and each thing once', () => {
    const preview = previewOf({
      tier: 'tier-1',
      workloadType: 'http-api',
      exposure: 'public',
      route: {
        host: 'payments.example.com',
        authentication: 'jwt',
        rateLimit: '5rps',
      },
      operations: { escalation: 'payments-primary' },
    });
    const states = Object.fromEntries(
      preview.duties.map(({ id, state }) => [id, state]),
    );
    expect(states).toMatchObject({
      escalation: 'met',
      'rate-limit': 'met',
      // Nothing in an intent can show these: unknown is never a pass.
      restore: 'unknown',
      tls: 'unknown',
    });
    expect(preview.duties).toHaveLength(
      new Set(preview.duties.map(({ id }) => id)).size,
    );
    expect(preview.met).toBe(
      preview.duties.filter(({ state }) => state === 'met').length,
    );
  });

  it('asks nothing of a type of work that cannot have it', () => {
    const duty = (id: string, feature?: 'probes' | 'sloAlerts') => ({
      id,
      title: id,
      why: 'Because',
      remedy: 'State it',
      requires: `/spec/${id}`,
      feature,
    });
    const asking = {
      ...contract,
      tiers: {
        ...contract.tiers,
        'tier-2': {
          ...contract.tiers['tier-2'],
          duties: [duty('slo', 'sloAlerts'), duty('capacity')],
        },
      },
    };
    const owed = (workloadType: 'internal-api' | 'scheduled-task') =>
      tierDuties({
        intent: testIntent({ spec: { tier: 'tier-2', workloadType } }),
        contract: asking,
      }).map(({ id }) => id);
    expect(owed('internal-api')).toEqual(['slo', 'capacity']);
    expect(owed('scheduled-task')).toEqual(['capacity']);
  });

  it('looks at the image that production runs', () => {
    const digest = `registry.example.com/app@sha256:${'b'.repeat(64)}`;
    const stateOf = (image: string, ofProd: string) =>
      previewOf({
        containers: { app: { image } },
        environments: ['dev', { name: 'prod', image: ofProd }],
      }).duties.find(({ id }) => id === 'image-digest')?.state;
    expect(stateOf('registry.example.com/app:1', digest)).toBe('met');
    expect(stateOf(digest, 'registry.example.com/app:1')).toBe('missing');
  });

  it('asks a store for what its answers leave open, and counts no drill that nobody saw', () => {
    const { duties } = previewOf({
      workloadType: 'stateful',
      stateful: {
        storage: {
          size: '20Gi',
          storageClass: 'unknown-class',
          expansion: 'online',
          reclaimPolicy: 'retain',
        },
        replicas: 3,
        consistency: 'reads go to the leader',
        quorum: 'two of three',
        drain: 'the leader hands over',
        zoneLoss: 'two are left',
        splitBrain: 'a minority refuses writes',
        backup: {
          frequency: '6h',
          restoreTested: '2026-09-15',
          rpo: '6h',
          rto: '1h',
        },
      },
    });
    const stateOf = (id: string) => duties.find(each => each.id === id)?.state;
    expect(stateOf('storage-class')).toBe('missing');
    expect(stateOf('reclaim-policy')).toBe('met');
    expect(stateOf('schema-migration')).toBe('missing');
    expect(stateOf('restore-drill')).toBe('unknown');
  });
});

describe('What the platform derives', () => {
  const tlsOf = (intent: ServiceIntent, shipped = shippedContract()) =>
    compileShipped(intent, { contract: shipped }).readiness.duties.find(
      ({ id }) => id === 'tls',
    )?.state;

  it('meets a duty that asks for it: TLS, where there is a certificate in each environment', () => {
    expect(tlsOf(paymentsApi())).toBe('met');
    expect(tlsOf(fraudService())).toBeUndefined();
  });

  it('cannot be told from the intent alone, nor where the contract does not say so', () => {
    const shipped = shippedContract();
    const alone = previewReadiness({
      intent: paymentsApi(),
      contract: shipped,
    });
    expect(alone.duties).toContainEqual(
      expect.objectContaining({ id: 'tls', state: 'unknown' }),
    );
    const silent = structuredClone(shipped);
    for (const duty of silent.exposurePolicy.required) {
      delete duty.derived;
    }
    expect(tlsOf(paymentsApi(), silent)).toBe('unknown');
  });
});
