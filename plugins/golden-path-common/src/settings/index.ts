export {
  mainContainerOf,
  namespaceFor,
  namespaceOf,
  shortened,
  shortHash,
  teamOf,
} from './names';
export { nodePoolOf, type NodePoolChoice } from './nodePool';
export { podRequests, podsIn, podsOf, sidecarOf } from './pods';
export { resolveSettings } from './resolve';
export { planSchedule, type SchedulePlan } from './schedule';
export type {
  ContainerSettings,
  EnvironmentSettings,
  ScalingSettings,
} from './settings';
