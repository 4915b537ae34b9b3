import type { Finding } from '../model';
import type { ServiceIntent, WorkloadType } from '../schema/intent';

/** Workload types that this version derives everything for. @public */
export const SUPPORTED_WORKLOAD_TYPES: readonly WorkloadType[] = [
  'http-api',
  'internal-api',
];

/** A finding when nothing can be derived for the workload type yet. */
export function checkSupported(intent: ServiceIntent): Finding[] {
  const { workloadType } = intent.spec;
  return SUPPORTED_WORKLOAD_TYPES.includes(workloadType)
    ? []
    : [
        {
          policy: 'workload-type',
          title: 'The workload type is supported',
          severity: 'deny',
          message: `${workloadType} is not supported yet by this version; nothing is derived for ${intent.metadata.name}.`,
          at: '/spec/workloadType',
          remedy: `Use ${SUPPORTED_WORKLOAD_TYPES.join(
            ' or ',
          )}, or wait for a version that supports ${workloadType}`,
        },
      ];
}
