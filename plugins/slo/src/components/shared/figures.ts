import { formatPercent } from '@fairway/ui';

/** A share of a budget: to the tenth of a percent, as nobody acts on less. */
export function shareInWords(ratio: number): string {
  return formatPercent(Math.round(ratio * 1000) / 1000);
}

/** Share of a budget that is spent: what is missing to all of it from what is left as it is shown. */
export function spentInWords(spent: number): string {
  const scale = Math.abs(1 - spent) >= 1 ? 100 : 1000;
  const left =
    Math.floor(Number(((1 - spent) * scale).toPrecision(12))) / scale;
  return formatPercent(Number((1 - left).toPrecision(12)));
}

/** A count as it is shown: whole where there are many, and to the tenth where a few are left. */
export function shownCount(count: number): number {
  const scale = Math.abs(count) < 100 ? 10 : 1;
  return Math.round(count * scale) / scale;
}

/** Events and the like. */
export function countInWords(count: number): string {
  return shownCount(count).toLocaleString(undefined, {
    maximumFractionDigits: 1,
  });
}

/** Parts of a few, as 0.575 of 575 slices: with every digit that is one and no rounding of floating point. */
export function partsInWords(count: number): string {
  return count.toLocaleString(undefined, { maximumFractionDigits: 6 });
}

/** Events that may still be bad, worked out from what is shown of the sum, so that a page says one number. */
export function eventsLeft(arithmetic: {
  allowed: number;
  bad: number;
}): number {
  return shownCount(arithmetic.allowed) - Math.round(arithmetic.bad);
}

/** Times the pace that spends the budget exactly. */
export function rateInWords(rate: number): string {
  return rate.toLocaleString(undefined, {
    maximumFractionDigits: rate < 10 ? 2 : 1,
  });
}
