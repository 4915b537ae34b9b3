export { mainContainerOf, namespaceFor, namespaceOf, teamOf } from './names';
export { resolveSettings } from './resolve';
export type {
  ContainerSettings,
  EnvironmentSettings,
  ScalingSettings,
} from './settings';
