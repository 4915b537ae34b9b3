import type { WorkloadType } from '../../schema/intent';
import { batchCompute } from './batchCompute';
import { gateway } from './gateway';
import { migrationJob } from './migrationJob';
import { nodeAgent } from './nodeAgent';
import { queueWorker } from './queueWorker';
import { replicated } from './replicated';
import { scheduledTask } from './scheduledTask';
import type { WorkloadShape } from './shape';
import { stateful } from './stateful';

const shapes: readonly WorkloadShape[] = [
  replicated,
  queueWorker,
  stateful,
  gateway,
  scheduledTask,
  migrationJob,
  batchCompute,
  nodeAgent,
];

/** Workload types that this version derives everything for. @public */
export const SUPPORTED_WORKLOAD_TYPES: readonly WorkloadType[] = shapes.flatMap(
  ({ types }) => types,
);

/** The shape of a workload type; undefined when this version has none for it. */
export function shapeOf(type: WorkloadType): WorkloadShape | undefined {
  return shapes.find(({ types }) => types.includes(type));
}
