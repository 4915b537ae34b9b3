import type { ServiceIntent } from '../../schema/intent';
import { intentOf } from './shipped';

const intent = (options: {
  name: string;
  type: string;
  tier?: string;
  rest: string;
  container?: string;
}) =>
  intentOf(`
apiVersion: fairway.dev/v1alpha1
kind: ServiceIntent
metadata: { name: ${options.name}, system: reports, owner: group:platform }
spec:
  workloadType: ${options.type}
  tier: ${options.tier ?? 'tier-2'}
  dataClassification: internal
  exposure: none
  runtime: python
  containers:
    app:
      image: registry.example.com/${options.name}@sha256:${'cd'.repeat(32)}
      resources: { cpu: 100m, memory: 128Mi, memoryLimit: 256Mi }${
        options.container ?? ''
      }
  operations: { channel: "#platform", escalation: platform-primary, runbook: docs/runbook.md }
  environments: [dev, prod]
${options.rest}
`);

/** A scheduled task that settles each night. */
export function nightlyReport(schedule = ''): ServiceIntent {
  return intent({
    name: 'nightly-report',
    type: 'scheduled-task',
    rest: `  schedule:
    cron: 15 2 * * mon-fri
    timeZone: Europe/Berlin
    concurrency: forbid
    deadline: 2h
    idempotency: a run replaces what an earlier one wrote
${schedule}`,
  });
}

/** A migration of a schema. */
export function addColumn(): ServiceIntent {
  return intent({
    name: 'add-column',
    type: 'migration-job',
    rest: `  migration:
    approval: owner of the ledger, and the database team
    backup: snapshot ledger-2026-11-21
    timeout: 2h
`,
  });
}

/** Many pieces of work on a pool of their own. */
export function trainModel(): ServiceIntent {
  return intent({
    name: 'train-model',
    type: 'batch-compute',
    tier: 'tier-3',
    rest: `  batch: { completions: 12, parallelism: 3, nodePool: batch, timeout: 6h }
`,
  });
}

/** An agent on every node, control plane included. */
export function logAgent(): ServiceIntent {
  return intent({
    name: 'log-agent',
    type: 'node-agent',
    container: `
      port: 8080
      health: { ready: /ready, live: /live }`,
    rest: `  agent:
    reason: logs are wanted from every node
    tolerations:
      - { key: node-role.kubernetes.io/control-plane, operator: Exists, effect: NoSchedule }
      - { key: fairway.dev/node-pool, operator: Exists }
`,
  });
}
