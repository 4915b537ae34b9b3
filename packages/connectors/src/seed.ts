import { createExtensionPoint } from '@backstage/backend-plugin-api';
import type {
  ServiceIntent,
  SharedResource,
} from '@fairway/plugin-golden-path-common';

/**
 * What an empty GitOps repository begins with. The intents are compiled against the contract that is in force;
 * a service with a deny is left out and logged.
 * @public
 */
export interface GoldenPathSeed {
  id: string;
  intents(): Promise<{
    intents: ServiceIntent[];
    resources: SharedResource[];
  }>;
}

/** @public */
export interface GoldenPathSeedExtensionPoint {
  /** Seeds are only used when the Git host is empty at start. */
  addSeed(seed: GoldenPathSeed): void;
}

/**
 * Modules of the golden path add what a fresh repository begins with. It lives here because a plugin may not
 * import another plugin, and both sides need it.
 * @public
 */
export const goldenPathSeedExtensionPoint =
  createExtensionPoint<GoldenPathSeedExtensionPoint>({
    id: 'golden-path.seed',
  });
