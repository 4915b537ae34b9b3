export {
  deliveryHistoryExtensionPoint,
  goldenPathSeedExtensionPoint,
} from '@fairway/connectors';
export type {
  DeliveryHistory,
  DeliveryHistoryExtensionPoint,
  GoldenPathSeed,
  GoldenPathSeedExtensionPoint,
} from '@fairway/connectors';
