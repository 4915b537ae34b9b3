import { createExtensionPoint } from '@backstage/backend-plugin-api';
import type {
  DeliveryEvent,
  PlatformContract,
  ServiceIntent,
} from '@fairway/plugin-golden-path-common';

/**
 * Deliveries that happened before the portal was there. Told once, when the portal first starts.
 * @public
 */
export interface DeliveryHistory {
  id: string;
  /**
   * What was heard of one service up to `now`, ISO 8601. The last image of each environment is the one that the intent
   * has. The same arguments give the same events.
   */
  events(options: {
    intent: ServiceIntent;
    contract: PlatformContract;
    now: string;
  }): DeliveryEvent[];
}

/** @public */
export interface DeliveryHistoryExtensionPoint {
  addHistory(history: DeliveryHistory): void;
}

/**
 * Modules of the golden path add deliveries of before. It lives here because a plugin may not import another plugin,
 * and both sides need it.
 * @public
 */
export const deliveryHistoryExtensionPoint =
  createExtensionPoint<DeliveryHistoryExtensionPoint>({
    id: 'golden-path.delivery-history',
  });
