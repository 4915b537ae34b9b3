import type { WorkloadType } from '../../schema/intent';
import type { IntentForm } from '../intentForm';

const digest = `sha256:${'ab'.repeat(32)}`;

/** What every form asks. */
const work: IntentForm = {
  name: 'refunds-api',
  title: 'Refunds',
  description: 'Gives money back',
  tags: ['money'],
  owner: 'group:default/payments',
  system: 'system:default/billing',
  tier: 'tier-2',
  dataClassification: 'internal',
  exposure: 'none',
  runtime: 'java',
  image: `registry.example.com/refunds-api@${digest}`,
  env: [{ name: 'LOG_LEVEL', value: 'info' }],
  resources: {
    cpu: '250m',
    memory: '512Mi',
    memoryLimit: '1Gi',
    cpuLimit: '2',
  },
  container: {
    metricsPort: 9090,
    metricsPath: '/prom',
    command: ['/app'],
    args: ['--fast'],
  },
  dependencies: [{ resource: 'postgres-payments', onFailure: 'retry' }],
  secrets: [{ name: 'payments-db', keys: ['dsn'] }],
  operations: {
    channel: '#payments',
    escalation: 'payments-primary',
    runbook: 'docs/runbook.md',
    repository: 'https://git.example.com/refunds',
  },
  environments: ['dev', 'prod'],
  perEnvironment: [
    { name: 'dev', resources: { cpu: '100m', memory: '256Mi' } },
  ],
};

const serving: IntentForm = {
  ...work,
  exposure: 'internal',
  port: 8080,
  health: {
    startup: '/health/startup',
    ready: '/health/ready',
    live: '/health/live',
    drain: '/drain',
  },
  accepts: ['checkout-api'],
};

const promising: IntentForm = {
  ...serving,
  capacity: { expectedRps: 100 },
  slo: { availability: 99.5, latencyP95Ms: 250 },
};

const growing: IntentForm = {
  ...promising,
  scaling: { min: 2, max: 10, metric: 'cpu' },
  rollout: {
    strategy: 'canary',
    steps: [{ weight: 10, pause: '5m' }, { weight: 50 }],
    rollback: 'the team decides',
  },
  perEnvironment: [
    {
      name: 'dev',
      scaling: { min: 1, max: 2 },
      resources: { cpu: '100m', memory: '256Mi' },
    },
  ],
};

const open: IntentForm = {
  ...growing,
  exposure: 'public',
  route: {
    host: 'refunds.example.com',
    paths: ['/v1'],
    authentication: 'oauth2',
    rateLimit: '500rps',
    accessLogRetention: '90d',
    abuseMonitoring: 'Refunds above the usual',
  },
};

/** A form of each type with every field filled in. */
export const wholeForms: Record<WorkloadType, IntentForm> = {
  'http-api': open,
  'internal-api': growing,
  'queue-worker': {
    ...work,
    scaling: { min: 2, max: 10 },
    queue: {
      topic: 'kafka-payments',
      targetDepth: 100,
      maxAge: '15m',
      longestMessage: '2m',
      idempotency: 'the refund id is the key',
    },
  },
  'scheduled-task': {
    ...work,
    schedule: {
      cron: '15 2 * * *',
      timeZone: 'Europe/Berlin',
      concurrency: 'forbid',
      deadline: '30m',
      timeout: '2h',
      idempotency: 'a run replaces what an earlier one wrote',
    },
  },
  'migration-job': {
    ...work,
    migration: {
      approval: 'the database team',
      backup: 'snapshot 2026-11-21',
      timeout: '2h',
    },
  },
  'batch-compute': {
    ...work,
    batch: {
      completions: 12,
      parallelism: 3,
      nodePool: 'batch',
      timeout: '6h',
    },
  },
  stateful: {
    ...promising,
    stateful: {
      replicas: 3,
      storage: {
        size: '20Gi',
        storageClass: 'zonal-ssd',
        expansion: 'online',
        reclaimPolicy: 'retain',
      },
      mountPath: '/var/lib/data',
      memberPorts: [2380],
      consistency: 'a read sees the last write that was confirmed',
      quorum: 'two of three',
      drain: 'the leader hands over',
      zoneLoss: 'two members are left',
      splitBrain: 'a minority refuses writes',
      schemaMigration: 'a job of its own',
      backup: {
        frequency: '6h',
        restoreTested: '2026-10-01',
        rpo: '6h',
        rto: '4h',
      },
    },
  },
  // An internal one: of a public one the form drops what is not asked, and the route follows the hosts.
  gateway: {
    ...growing,
    gateway: {
      waf: 'managed rules',
      hosts: ['partners.example.com'],
      authentication: 'oauth2',
      rateLimit: '500rps',
    },
  },
  'node-agent': {
    ...serving,
    agent: {
      reason: 'logs are wanted from every node',
      tolerations: [
        {
          key: 'fairway.dev/node-pool',
          operator: 'Equal',
          value: 'batch',
          effect: 'NoSchedule',
        },
      ],
    },
  },
};
