import type { SharedResource } from '@fairway/plugin-golden-path-common';
import type { EstateSystem } from './model';
import { createRandom } from './random';

/** Names of what a system keeps its data and its events in. */
export interface SystemResources {
  database: string;
  topic: string;
}

/** The contract that ships declares those of this system; everyone else's are declared by teams. */
const ofThePlatform: Record<string, SystemResources> = {
  billing: { database: 'postgres-payments', topic: 'kafka-payments' },
};

const engines = [
  { prefix: 'postgres', type: 'database', engine: 'PostgreSQL 17', port: 5432 },
  { prefix: 'postgres', type: 'database', engine: 'PostgreSQL 17', port: 5432 },
  { prefix: 'mysql', type: 'database', engine: 'MySQL 8.4', port: 3306 },
  { prefix: 'mongodb', type: 'database', engine: 'MongoDB 8', port: 27017 },
  { prefix: 'redis', type: 'cache', engine: 'Redis 7', port: 6379 },
] as const;

/** One topic and one database (or cache) for each system, owned by the team that owns the system. */
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
    const shipped = ofThePlatform[system.name];
    if (shipped) {
      bySystem.set(system.name, shipped);
      return;
    }
    const random = createRandom(options.seed, 'resources', system.name);
    const { prefix, type, engine, port } = random.pick(engines);
    const names = {
      database: `${prefix}-${system.name}`,
      topic: `kafka-${system.name}`,
    };
    bySystem.set(system.name, names);
    const owner = `group:${system.owner}`;
    resources.push(
      {
        name: names.database,
        type,
        engine,
        owner,
        description: `Data of ${system.title}`,
        // Managed services answer outside the clusters, each from an address of its own.
        endpoint: { cidr: `10.200.${index}.10/32`, ports: [port] },
      },
      {
        name: names.topic,
        type: 'topic',
        engine: 'Kafka 4',
        owner,
        description: `Events of ${system.title}`,
        endpoint: { cidr: `10.201.${index}.0/28`, ports: [9093] },
      },
    );
  });
  return {
    resources: resources.sort((a, b) => (a.name < b.name ? -1 : 1)),
    bySystem,
  };
}
