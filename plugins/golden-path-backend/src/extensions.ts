export { goldenPathSeedExtensionPoint } from '@fairway/connectors';
export type {
  GoldenPathSeed,
  GoldenPathSeedExtensionPoint,
} from '@fairway/connectors';
