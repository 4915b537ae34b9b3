import type { Finding } from '../model';
import { ownPart, type ServiceIntent } from '../schema/intent';

/** Warns of more pods at a time than there are pieces of work: quota and cost count pods that never start. @public */
export function checkBatch({ intent }: { intent: ServiceIntent }): Finding[] {
  const batch = ownPart(intent, 'batch');
  if (!batch || batch.parallelism <= batch.completions) {
    return [];
  }
  const { completions, parallelism } = batch;
  return [
    {
      policy: 'batch',
      title: 'The work keeps its pods busy',
      severity: 'warn',
      message: `${parallelism} pieces at a time are more than the ${completions} that there are: never more than ${completions} run, and quota and cost count ${parallelism}.`,
      at: '/spec/batch/parallelism',
      remedy: `Set "parallelism" to ${completions} or less`,
    },
  ];
}
