import { createExtensionPoint } from '@backstage/backend-plugin-api';
import type { SliSource } from '@fairway/plugin-slo-common';

/** @public */
export interface SliSourceExtensionPoint {
  /** The sources of configuration are asked after those that modules add. */
  addSource(source: SliSource): void;
}

/**
 * Modules of `slo` add where indicators are read from. It lives here because a plugin may not import another plugin,
 * and both sides need it.
 * @public
 */
export const sliSourceExtensionPoint =
  createExtensionPoint<SliSourceExtensionPoint>({ id: 'slo.sli-source' });
