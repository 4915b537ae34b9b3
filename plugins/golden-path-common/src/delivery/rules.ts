import type { PlatformContract } from '../model';
import { secondsOf } from '../quantity';
import type { PromotionEvidence } from '../schema/contract';
import type { Tier } from '../schema/intent';

/** What holds where the contract has no section `delivery`. @public */
export const DELIVERY_DEFAULTS: Record<
  Tier,
  { observation: string; promotion: readonly PromotionEvidence[] }
> = {
  'tier-1': {
    observation: '30m',
    promotion: ['built', 'scanned', 'signed', 'synced', 'ready', 'stable'],
  },
  'tier-2': {
    observation: '15m',
    promotion: ['built', 'scanned', 'signed', 'synced', 'ready'],
  },
  'tier-3': { observation: '10m', promotion: ['scanned', 'ready'] },
};

/** What the contract asks of deliveries of one tier. */
export interface DeliveryRules {
  /** Seconds without a failure until a release counts as stable. */
  observationSeconds: number;
  /** Where that stands, in the form of {@link Because}. */
  observationFrom: string;
  /** What has to be proven before an image goes on into the next environment. */
  promotion: readonly PromotionEvidence[];
}

/** @public */
export function deliveryRules(
  contract: Pick<PlatformContract, 'delivery'>,
  tier: Tier,
): DeliveryRules {
  const stated = contract.delivery?.tiers?.[tier];
  const { observation, promotion } = DELIVERY_DEFAULTS[tier];
  return {
    observationSeconds: secondsOf(stated?.observation ?? observation),
    observationFrom: stated?.observation
      ? `contract:/delivery/tiers/${tier}/observation`
      : `fairway:observation-of-${tier}`,
    promotion: stated?.promotion ?? promotion,
  };
}
