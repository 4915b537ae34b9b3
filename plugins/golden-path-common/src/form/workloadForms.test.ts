import {
  addColumn,
  logAgent,
  nightlyReport,
  trainModel,
} from '../compile/__testUtils__/endingWork';
import {
  ledgerStore,
  ordersWorker,
  shopGateway,
} from '../compile/__testUtils__/longRunning';
import {
  neighbours,
  NOW,
  shippedContract,
} from '../compile/__testUtils__/shipped';
import { buildFleet } from '../fleet';
import { WORKLOAD_TYPES, partOf, type WorkloadType } from '../schema/intent';
import { checkIntent } from '../schema/parse';
import { formFromIntent } from './formFromIntent';
import { formPathOf } from './formPath';
import type { IntentForm } from './intentForm';
import { intentFromForm } from './intentFromForm';
import { previewForm } from './preview';

const contract = shippedContract();
const fleet = buildFleet({ intents: neighbours(), contract });
const preview = (workloadType: WorkloadType, form: IntentForm) =>
  previewForm({ workloadType, form, contract, fleet, now: NOW });

/** What every form asks. */
const smallest: IntentForm = {
  name: 'refunds',
  owner: 'group:default/payments',
  system: 'system:default/billing',
  tier: 'tier-3',
  dataClassification: 'internal',
  runtime: 'go',
  image: `registry.example.com/refunds@sha256:${'ab'.repeat(32)}`,
  operations: { channel: '#payments', runbook: 'docs/runbook.md' },
  environments: ['dev', 'prod'],
};
const serving: IntentForm = {
  exposure: 'internal',
  port: 8080,
  health: { ready: '/ready' },
};
/** What a type asks besides. */
const answers: Record<WorkloadType, IntentForm> = {
  'http-api': serving,
  'internal-api': serving,
  'queue-worker': {
    exposure: 'none',
    queue: {
      topic: 'kafka-payments',
      targetDepth: 100,
      idempotency: 'the refund id is the key',
    },
  },
  'scheduled-task': {
    exposure: 'none',
    schedule: {
      cron: '15 2 * * *',
      concurrency: 'forbid',
      idempotency: 'a run replaces what an earlier one wrote',
    },
  },
  'migration-job': {
    exposure: 'none',
    migration: { approval: 'the database team', backup: 'snapshot 2026-11-21' },
  },
  'node-agent': {
    exposure: 'none',
    port: 8080,
    health: { ready: '/ready' },
    agent: { reason: 'logs are wanted from every node', tolerations: [] },
  },
  stateful: {
    ...serving,
    stateful: {
      storage: { size: '20Gi', storageClass: 'zonal-ssd', expansion: 'online' },
      replicas: 3,
      consistency: 'a read sees the last write that was confirmed',
      quorum: 'two of three',
      drain: 'the leader hands over',
      zoneLoss: 'two members are left',
      splitBrain: 'a minority refuses writes',
      backup: {
        frequency: '6h',
        restoreTested: '2026-10-01',
        rpo: '6h',
        rto: '4h',
      },
    },
  },
  'batch-compute': {
    exposure: 'none',
    batch: { completions: 12, parallelism: 3, nodePool: 'batch' },
  },
  gateway: {
    ...serving,
    gateway: {
      waf: 'managed rules',
      hosts: ['refunds.example.com'],
      authentication: 'oauth2',
      rateLimit: '500rps',
    },
  },
};

describe('the form of each type of work', () => {
  it.each(WORKLOAD_TYPES)(
    'of %s shows what the least answers give, and nothing denies it',
    type => {
      const shown = preview(type, { ...smallest, ...answers[type] });
      expect({
        problems: shown.problems,
        missing: shown.missing,
        denied: shown.findings.filter(({ severity }) => severity === 'deny'),
        ready: shown.ready,
        estimated: shown.estimated,
      }).toEqual({
        problems: [],
        missing: [],
        denied: [],
        ready: true,
        estimated: true,
      });
      expect(shown.result?.objects.length).toBeGreaterThan(3);
    },
  );

  it.each(WORKLOAD_TYPES)(
    'of %s shows objects from the first keystroke, and asks for what the type needs',
    type => {
      const { result, missing, estimated, ready } = preview(type, {
        name: 'r',
        tier: 'tier-3',
        environments: ['dev'],
      });
      const part = partOf(type);
      expect(result?.objects.length).toBeGreaterThan(3);
      expect(ready).toBe(false);
      expect(missing.some(({ at }) => at.startsWith(`/spec/${part}/`))).toBe(
        part !== undefined,
      );
      // A price of placeholders would be nobody's.
      expect(estimated).toBe(part === undefined);
    },
  );

  it.each([
    ordersWorker(),
    nightlyReport(),
    addColumn(),
    logAgent(),
    trainModel(),
    ledgerStore(),
    shopGateway(),
  ])('changes $metadata.name from what it says now', intent => {
    const form = formFromIntent(intent);
    const { workloadType } = intent.spec;
    expect(
      checkIntent(intentFromForm({ workloadType, form: { ...form } })),
    ).toMatchObject({ ok: true, value: intent });
  });

  it('states nothing of a part that another type asks for', () => {
    expect(
      intentFromForm({
        workloadType: 'scheduled-task',
        form: { ...answers['scheduled-task'], ...answers['queue-worker'] },
      }),
    ).not.toHaveProperty('spec.queue');
  });

  it('asks a public gateway for its hosts once, and for nothing of an internal one', () => {
    const open: IntentForm = {
      ...answers.gateway,
      exposure: 'public',
      route: { authentication: 'oauth2', rateLimit: '500rps' },
    };
    const stated = (form: IntentForm) =>
      intentFromForm({ workloadType: 'gateway', form });
    expect(stated(open)).toMatchObject({
      spec: {
        route: { host: 'refunds.example.com', authentication: 'oauth2' },
        gateway: { hosts: ['refunds.example.com'] },
      },
    });
    expect(stated(open)).not.toHaveProperty('spec.gateway.authentication');
    expect(stated(open)).not.toHaveProperty('spec.gateway.rateLimit');
    expect(
      stated({
        ...open,
        gateway: { hosts: ['a.example.com'] },
        route: { host: 'b.example.com' },
      }),
    ).toHaveProperty('spec.route.host', 'a.example.com');
  });

  it('takes an agent that tolerates no taint, and one that leaves the question open', () => {
    for (const tolerations of [undefined, []]) {
      expect(
        intentFromForm({
          workloadType: 'node-agent',
          form: { agent: { reason: 'logs', tolerations } },
        }),
      ).toHaveProperty('spec.agent', { reason: 'logs', tolerations: [] });
    }
  });

  it('finds the question of a problem', () => {
    const form = { ...smallest, ...answers.stateful };
    expect(formPathOf({ pointer: '/spec/stateful/backup/rpo', form })).toEqual([
      'stateful',
      'backup',
      'rpo',
    ]);
    const { problems, result } = preview('stateful', {
      ...form,
      stateful: { ...form.stateful, replicas: 0 },
    });
    expect(problems.map(({ at }) => at)).toEqual(['/spec/stateful/replicas']);
    expect(result?.objects.length).toBeGreaterThan(3);
  });
});
