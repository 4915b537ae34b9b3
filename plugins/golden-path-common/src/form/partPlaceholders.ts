import type { PlatformContract } from '../model';
import { partOf, type WorkloadPart, type WorkloadType } from '../schema/intent';
import type { Placeholder } from './standIns';

/** An answer that is still to come: its path below the part, what people call it, and what stands in for it. */
type Answer = [path: string, title: string, value: unknown];

const OPEN = 'to be stated';

/** Every question that a part cannot be without. What stands in is never written and never judged. */
function answersOf(
  contract: PlatformContract,
): Record<WorkloadPart, readonly Answer[]> {
  const topic = contract.resources.find(({ type }) => type === 'topic');
  const [storageClass = 'standard'] = Object.keys(
    contract.storage?.classes ?? {},
  );
  const [nodePool = 'batch'] = Object.keys(contract.nodePools ?? {});
  return {
    queue: [
      ['topic', 'topic', topic?.name ?? 'new-topic'],
      ['targetDepth', 'waiting messages for each replica', 100],
      ['idempotency', 'reason why a second delivery does no harm', OPEN],
    ],
    schedule: [
      ['cron', 'schedule', '0 3 * * *'],
      ['concurrency', 'answer to a run that has not ended', 'forbid'],
      ['idempotency', 'reason why a second run does no harm', OPEN],
    ],
    migration: [
      ['approval', 'approval', OPEN],
      ['backup', 'backup', OPEN],
    ],
    agent: [['reason', 'reason to be on every node', OPEN]],
    stateful: [
      ['storage/size', 'size of a volume', '10Gi'],
      ['storage/storageClass', 'storage class', storageClass],
      ['storage/expansion', 'way in which a volume grows', 'online'],
      ['replicas', 'number of members', 3],
      ['consistency', 'consistency', OPEN],
      ['quorum', 'quorum', OPEN],
      ['drain', 'answer to a drained node', OPEN],
      ['zoneLoss', 'answer to a lost zone', OPEN],
      ['splitBrain', 'answer to two leaders', OPEN],
      ['backup/frequency', 'frequency of backups', '6h'],
      ['backup/restoreTested', 'day of the last tested restore', '2026-01-01'],
      ['backup/rpo', 'most data that may be lost', '1d'],
      ['backup/rto', 'longest time until it is back', '1d'],
    ],
    batch: [
      ['completions', 'pieces of work', 1],
      ['parallelism', 'pieces at a time', 1],
      ['nodePool', 'node pool', nodePool],
    ],
    gateway: [
      ['waf', 'rules of the web application firewall', OPEN],
      ['hosts', 'hosts', ['new-service.example.com']],
    ],
  };
}

/** What the type of work asks for, so that its objects show before all of it is stated. */
export function partPlaceholders(options: {
  contract: PlatformContract;
  workloadType: WorkloadType;
}): Placeholder[] {
  const part = partOf(options.workloadType);
  return part === undefined
    ? []
    : answersOf(options.contract)[part].map(([path, title, value]) => ({
        path: ['spec', part, ...path.split('/')],
        title,
        value: () => value,
      }));
}
