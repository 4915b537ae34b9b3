import type { ServiceIntent } from '@fairway/plugin-golden-path-common';
import type { Blueprint } from './blueprint';
import type { Random } from './random';
import type { SystemResources } from './resources';

type Spec = ServiceIntent['spec'];

/** What a workload type asks for beyond what every service states. */
export function workloadDetails(options: {
  blueprint: Blueprint;
  resources: SystemResources;
  random: Random;
}): Partial<Spec> {
  const { blueprint, resources, random } = options;
  switch (blueprint.workloadType) {
    case 'queue-worker':
      return {
        scaling: { min: 1, max: 4, metric: 'queue-depth' },
        queue: {
          topic: resources.topic,
          targetDepth: random.between(1, 10) * 50,
          maxAge: '15m',
          longestMessage: '30s',
          idempotency:
            'the event id is the key; a second delivery changes nothing',
        },
      };
    case 'scheduled-task':
      return {
        schedule: {
          cron: `${random.between(0, 59)} ${random.between(0, 5)} * * *`,
          timeZone: 'Etc/UTC',
          concurrency: 'forbid',
          deadline: '2h',
          timeout: '1h',
          idempotency:
            'a run covers one day and replaces what an earlier run wrote',
        },
      };
    case 'migration-job':
      return {
        migration: {
          approval: 'owner of the system and the database team',
          backup: 'snapshot taken within the hour before the run',
          timeout: '2h',
        },
      };
    case 'node-agent':
      return {
        agent: {
          tolerations: [
            {
              key: 'node-role.kubernetes.io/control-plane',
              operator: 'Exists',
              effect: 'NoSchedule',
            },
            { key: 'fairway.dev/node-pool', operator: 'Exists' },
          ],
          reason: 'signals are wanted from every node, control plane included',
        },
      };
    case 'batch-compute':
      return {
        batch: {
          completions: random.between(4, 40),
          parallelism: random.between(2, 4),
          nodePool: 'batch',
          timeout: '6h',
        },
      };
    case 'gateway':
      return {
        scaling: { min: 2, max: 4, metric: 'cpu' },
        rollout: {
          strategy: 'canary',
          rollback: 'revert the commit; the routes of the last version return',
        },
        gateway: {
          waf: 'managed rules of the edge team',
          hosts: [`${blueprint.name}.example.com`],
          ...(!blueprint.public && {
            authentication: 'mtls',
            rateLimit: '1000rps',
          }),
        },
        ...(blueprint.public && {
          route: {
            host: `${blueprint.name}.example.com`,
            authentication: 'oauth2',
            rateLimit: '1000rps',
            accessLogRetention: '90d',
            abuseMonitoring: 'alerts on bursts of 401 and 429 by client',
          },
        }),
      };
    case 'stateful':
      return {
        stateful: {
          storage: {
            size: `${random.pick([20, 50, 100])}Gi`,
            storageClass: 'zonal-ssd',
            expansion: 'online',
            reclaimPolicy: 'retain',
          },
          replicas: 3,
          consistency: 'reads go to the leader, so they see the last write',
          quorum: 'two of three members',
          drain: 'the leader hands over before it stops',
          zoneLoss: 'one member in each zone: two are left',
          splitBrain: 'a minority refuses writes',
          schemaMigration: 'new fields first, old ones go a release later',
          backup: {
            frequency: '6h',
            restoreTested: '2026-09-15',
            rpo: '6h',
            rto: '1h',
          },
        },
      };
    default:
      return {};
  }
}
