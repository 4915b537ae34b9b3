export * from './api';
export {
  digestOf,
  imageKey,
  inOrder,
  repositoryOfImage,
  type DeliveryEvent,
} from './events';
export { doraFigures, type DeployedRelease } from './dora';
export type { ReleaseFigures } from './figures';
export { foldDelivery, type FoldedRelease } from './fold';
export {
  isOfLineage,
  lineageOf,
  type Lineage,
  type LineagePart,
  type Rename,
} from './lineage';
export {
  imageIn,
  lackingEvidence,
  mainEnvironment,
  mayPromote,
  mayRollBack,
  rollbackTarget,
  withImage,
  type Permit,
} from './moves';
export { deliveryProfiles, type DeliveryProfile } from './profile';
export { DELIVERY_DEFAULTS, deliveryRules, type DeliveryRules } from './rules';
export { settleRelease } from './settle';
export { SEEN_LATE } from './placing';
