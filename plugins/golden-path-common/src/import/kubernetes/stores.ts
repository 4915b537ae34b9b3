import type { ImportedResource } from '../model';
import { productOf, tagOf } from '../images';
import { textAt } from '../read';
import { placeOf } from '../report';
import type { ImportSurroundings } from '../estate';
import type { Folder, Workload } from './folder';
import { servingOf } from './pod';

type ResourceType = ImportedResource['resource']['type'];

/** Products that others use as a store or a queue, by the name of their image. */
const PRODUCTS: Record<string, { type: ResourceType; title: string }> = {
  redis: { type: 'cache', title: 'Redis' },
  valkey: { type: 'cache', title: 'Valkey' },
  memcached: { type: 'cache', title: 'Memcached' },
  postgres: { type: 'database', title: 'PostgreSQL' },
  postgresql: { type: 'database', title: 'PostgreSQL' },
  mysql: { type: 'database', title: 'MySQL' },
  mariadb: { type: 'database', title: 'MariaDB' },
  mongo: { type: 'database', title: 'MongoDB' },
  mongodb: { type: 'database', title: 'MongoDB' },
  cassandra: { type: 'database', title: 'Cassandra' },
  elasticsearch: { type: 'database', title: 'Elasticsearch' },
  opensearch: { type: 'database', title: 'OpenSearch' },
  minio: { type: 'bucket', title: 'MinIO' },
  rabbitmq: { type: 'queue', title: 'RabbitMQ' },
  kafka: { type: 'queue', title: 'Kafka' },
  nats: { type: 'queue', title: 'NATS' },
};

/** What a workload runs, when that is a product which keeps data for others. */
export function storeOf(
  workload: Workload,
  folder: Folder,
): { type: ResourceType; engine: string } | undefined {
  const image = textAt(servingOf(workload, folder)?.container.value, '/image');
  const product = image === undefined ? '' : productOf(image);
  if (image === undefined || !Object.hasOwn(PRODUCTS, product)) {
    return undefined;
  }
  const { type, title } = PRODUCTS[product];
  const version = /^\d+(\.\d+)*/.exec(tagOf(image) ?? '')?.[0];
  return { type, engine: version ? `${title} ${version}` : title };
}

/** A store that runs in the folder, as the declaration that services depend on. */
export function draftResource(options: {
  workload: Workload;
  folder: Folder;
  store: { type: ResourceType; engine: string };
  name: string;
  owner: string;
  surroundings: ImportSurroundings;
}): ImportedResource {
  const { workload, folder, store, name, owner } = options;
  const serving = servingOf(workload, folder);
  const ports = folder.services
    .filter(({ workloads }) => workloads.includes(workload))
    .flatMap(service => service.ports.map(({ port }) => port));
  const numbers = [...new Set(ports.length > 0 ? ports : [serving?.port ?? 1])];
  return {
    ...placeOf(workload.manifest),
    resource: {
      name,
      type: store.type,
      engine: store.engine,
      owner,
      endpoint: {
        namespace: workload.namespace,
        ports: numbers.slice(0, 10),
      },
    },
  };
}
