import type { CampaignService } from '@fairway/plugin-golden-path-common';

/** What all services together cost more or less a month; currencies are never added up. */
export function costChanges(
  services: readonly CampaignService[],
): { amount: string; currency: string }[] {
  // In hundredths, so that many small amounts add up to what they are.
  const sums = new Map<string, number>();
  for (const { costBefore, costAfter, currency } of services) {
    const change =
      costAfter === undefined
        ? 0
        : Math.round((Number(costAfter) - Number(costBefore ?? 0)) * 100);
    sums.set(currency, (sums.get(currency) ?? 0) + change);
  }
  return [...sums].map(([currency, hundredths]) => ({
    amount: (hundredths / 100).toFixed(2),
    currency,
  }));
}
