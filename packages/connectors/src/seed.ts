import { createExtensionPoint } from '@backstage/backend-plugin-api';
import type { FileContent } from './gitHost';
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
    /** Services that were derived at an earlier moment, ISO 8601, by name: as when an override still held. */
    derivedAt?: Readonly<Record<string, string>>;
    /** What people did by hand to the files that were derived, so that there is drift to show. */
    byHand?: EditsByHand;
  }>;
}

/** Files that are not as they were derived. @public */
export interface EditsByHand {
  /** A derived file as somebody left it; undefined where they removed it. */
  change(file: FileContent): FileContent | undefined;
  /** Files that nothing derives. */
  added: FileContent[];
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
