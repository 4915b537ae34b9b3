export * from './api';
export { driftingFiles, seenNow, type DriftPast, type FileIds } from './kinds';
export {
  countKinds,
  driftStateOf,
  endedOverrides,
  endedWaivers,
} from './state';
export { describeDrift, type DifferingFile } from './words';
