import {
  cronInWords,
  type ServiceIntent,
} from '@fairway/plugin-golden-path-common';
import type { Fact } from '@fairway/ui';
import type { Words } from '../../hooks/useWords';

/** What a type of work is asked and others are not, in a few words: the topic, the schedule, the members of a store. */
export function workFacts(spec: ServiceIntent['spec'], t: Words): Fact[] {
  const { queue, schedule, migration, agent, stateful, batch, gateway } = spec;
  switch (spec.workloadType) {
    case 'queue-worker':
      return fact(t('intent.topic'), queue?.topic);
    case 'scheduled-task':
      return fact(
        t('intent.schedule'),
        schedule &&
          `${cronInWords(schedule.cron) ?? schedule.cron} (${
            schedule.timeZone ?? 'Etc/UTC'
          })`,
      );
    case 'migration-job':
      return [
        ...fact(t('intent.approval'), migration?.approval),
        ...fact(t('intent.backup'), migration?.backup),
      ];
    case 'node-agent':
      return fact(t('intent.reason'), agent?.reason);
    case 'stateful':
      return fact(
        t('intent.members'),
        stateful &&
          t('intent.membersOf', {
            members: String(stateful.replicas),
            size: stateful.storage.size,
            storageClass: stateful.storage.storageClass,
          }),
      );
    case 'batch-compute':
      return fact(
        t('intent.pieces'),
        batch &&
          t('intent.piecesOf', {
            pieces: String(batch.completions),
            parallel: String(batch.parallelism),
            pool: batch.nodePool,
          }),
      );
    case 'gateway':
      return fact(t('intent.hosts'), gateway?.hosts.join(', '));
    default:
      return [];
  }
}

function fact(term: string, value: string | undefined): Fact[] {
  return value ? [{ term, value }] : [];
}
