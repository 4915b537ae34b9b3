import type { ServiceIntent } from '../schema/intent';

/** Work that is done once is done again when its Job is made anew, under another name or in another namespace. */
export function runsAgainWarning({ metadata, spec }: ServiceIntent): string[] {
  switch (spec.workloadType) {
    case 'migration-job':
      return [
        `The migration of ${metadata.name} runs once more: make sure that this does no harm, or retire it instead, for it has done its work.`,
      ];
    case 'batch-compute':
      return [`The batch of ${metadata.name} runs once more, from its start.`];
    default:
      return [];
  }
}
