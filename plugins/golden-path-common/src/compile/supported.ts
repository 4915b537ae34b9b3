import type { Finding } from '../model';
import {
  WORKLOAD_PARTS,
  partOf,
  serviceIntentSchema,
  type ServiceIntent,
} from '../schema/intent';
import { requiredFieldsAt } from '../schema/shape';
import { listOf } from '../words/phrases';
import { SUPPORTED_WORKLOAD_TYPES, shapeOf } from './workloads/registry';
import type { WorkloadShape } from './workloads/shape';

/** The shape that an intent takes; none while its type is not supported or lacks the part that describes it. */
export function shapeFor(intent: ServiceIntent): WorkloadShape | undefined {
  const { spec } = intent;
  const part = partOf(spec.workloadType);
  return part !== undefined && spec[part] === undefined
    ? undefined
    : shapeOf(spec.workloadType);
}

/** Findings when nothing can be derived for the workload type, and for parts that belong to another one. */
export function checkSupported(intent: ServiceIntent): Finding[] {
  const { workloadType } = intent.spec;
  return shapeOf(workloadType)
    ? [...missingPart(intent), ...strayParts(intent)]
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

const TITLE = 'An intent describes the work of its type';

function missingPart({ spec }: ServiceIntent): Finding[] {
  const part = partOf(spec.workloadType);
  if (part === undefined || spec[part] !== undefined) {
    return [];
  }
  const fields = requiredFieldsAt(serviceIntentSchema, ['spec', part]);
  return [
    {
      policy: 'workload-type',
      title: TITLE,
      severity: 'deny',
      message: `A ${spec.workloadType} says what it does in "${part}", and this one does not; nothing is derived until it does.`,
      at: `/spec/${part}`,
      remedy: `Add "${part}" with ${listOf(fields.map(name => `"${name}"`))}`,
    },
  ];
}

function strayParts({ spec }: ServiceIntent): Finding[] {
  const own = partOf(spec.workloadType);
  return Object.values(WORKLOAD_PARTS)
    .filter(part => part !== own && spec[part] !== undefined)
    .map(part => ({
      policy: 'workload-type',
      title: TITLE,
      severity: 'warn',
      message: `"${part}" means nothing for a ${spec.workloadType}, so nothing is derived from it.`,
      at: `/spec/${part}`,
      remedy: `Remove "${part}", or choose the workload type that has it`,
    }));
}
