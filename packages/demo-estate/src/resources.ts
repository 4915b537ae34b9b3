import type { SharedResource } from '@fairway/plugin-golden-path-common';
import type { EstateSystem } from './model';
import { createRandom } from './random';

/** Names of what a system keeps its data and its events in. */
export interface SystemResources {
  database: string;
  topic: string;
}

/** What the contract that ships declares for these systems; the rest is declared by teams. */
const ofThePlatform: Record<string, Partial<SystemResources>> = {
  billing: { database: 'postgres-payments', topic: 'kafka-payments' },
  'order-management': { database: 'postgres-orders', topic: 'kafka-orders' },
  catalog: { database: 'postgres-catalog' },
  stock: { topic: 'kafka-inventory' },
  shipments: { topic: 'kafka-shipments' },
  notifications: { topic: 'kafka-notifications' },
  'audit-trail': { topic: 'kafka-audit' },
};

const engines = [
  { suffix: 'db', type: 'database', engine: 'PostgreSQL 17', port: 5432 },
  { suffix: 'db', type: 'database', engine: 'PostgreSQL 17', port: 5432 },
  { suffix: 'db', type: 'database', engine: 'MySQL 8.4', port: 3306 },
  { suffix: 'docs', type: 'database', engine: 'MongoDB 8', port: 27017 },
  { suffix: 'cache', type: 'cache', engine: 'Redis 7', port: 6379 },
] as const;

/**
 * One topic and one store for each system, owned by the team that owns the system. Names are built the other way
 * round than the platform's (`orders-db`, not `postgres-orders`), so no team declares over the platform.
 */
export function createResources(options: {
  seed: number;
  systems: readonly EstateSystem[];
}): {
  resources: SharedResource[];
  bySystem: Map<string, SystemResources>;
} {
  const resources: SharedResource[] = [];
  const bySystem = new Map<string, SystemResources>();
  options.systems.forEach((system, index) => {
    const shipped = ofThePlatform[system.name] ?? {};
    const random = createRandom(options.seed, 'resources', system.name);
    const { suffix, type, engine, port } = random.pick(engines);
    const owner = `group:${system.owner}`;
    const database = shipped.database ?? `${system.name}-${suffix}`;
    const topic = shipped.topic ?? `${system.name}-events`;
    bySystem.set(system.name, { database, topic });
    if (!shipped.database) {
      resources.push({
        name: database,
        type,
        engine,
        owner,
        description: `Data of ${system.title}`,
        // Managed services answer outside the clusters, each from an address of its own.
        endpoint: { cidr: `10.200.${index}.10/32`, ports: [port] },
      });
    }
    if (!shipped.topic) {
      resources.push({
        name: topic,
        type: 'topic',
        engine: 'Kafka 4',
        owner,
        description: `Events of ${system.title}`,
        endpoint: { cidr: `10.201.${index}.0/28`, ports: [9093] },
      });
    }
  });
  return {
    resources: resources.sort((a, b) => (a.name < b.name ? -1 : 1)),
    bySystem,
  };
}
