import { nearestName } from '../names';
import type { ScoreResource } from './schema';

/** What a resource of Score is to an intent. */
export type ResourceMeaning =
  /** A store or topic that somebody declares. */
  | { kind: 'resource' | 'topic'; name: string }
  /** Another workload. */
  | { kind: 'service'; name: string }
  /** The way in from outside. */
  | { kind: 'route' | 'host' }
  /** Values that differ from environment to environment. */
  | { kind: 'environment' }
  | { kind: 'volume' }
  | { kind: 'unknown' };

const STORES =
  /^(postgres(ql)?(-instance)?|mysql(-instance)?|mariadb|mssql(-instance)?|mongodb(-instance)?|redis|valkey|memcached|elasticsearch|opensearch|cassandra|dynamodb|s3|gcs|bucket|blob|azure-blob.*|minio)$/;
const TOPICS =
  /^(kafka-topic|kafka|amqp|rabbitmq|sqs|sns|pubsub|topic|queue|nats|servicebus.*)$/;

/** Tells resources apart by their type; names them by their id, which workloads share, else by their own. */
export function meaningOf(
  name: string,
  resource: ScoreResource,
): ResourceMeaning {
  const type = resource.type.toLowerCase();
  const shared = nearestName(resource.id ?? name) ?? 'to-be-answered';
  if (STORES.test(type)) {
    return { kind: 'resource', name: shared };
  }
  if (TOPICS.test(type)) {
    return { kind: 'topic', name: shared };
  }
  switch (type) {
    case 'service':
    case 'workload':
      return { kind: 'service', name: shared };
    case 'route':
      return { kind: 'route' };
    case 'dns':
      return { kind: 'host' };
    case 'environment':
      return { kind: 'environment' };
    case 'volume':
    case 'persistent-volume':
      return { kind: 'volume' };
    default:
      return { kind: 'unknown' };
  }
}
