import type { WorkloadType } from '../../schema/intent';
import { replicated } from './replicated';
import type { WorkloadShape } from './shape';

const shapes: readonly WorkloadShape[] = [replicated];

/** Workload types that this version derives everything for. @public */
export const SUPPORTED_WORKLOAD_TYPES: readonly WorkloadType[] = shapes.flatMap(
  ({ types }) => types,
);

/** The shape of a workload type; undefined when this version has none for it. */
export function shapeOf(type: WorkloadType): WorkloadShape | undefined {
  return shapes.find(({ types }) => types.includes(type));
}
