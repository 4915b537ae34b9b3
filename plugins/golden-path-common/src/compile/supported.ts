import type { Finding } from '../model';
import type { ServiceIntent } from '../schema/intent';
import { SUPPORTED_WORKLOAD_TYPES, shapeOf } from './workloads/registry';

/** A finding when nothing can be derived for the workload type yet. */
export function checkSupported(intent: ServiceIntent): Finding[] {
  const { workloadType } = intent.spec;
  return shapeOf(workloadType)
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
