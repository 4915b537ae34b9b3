import type {
  Preview,
  ServiceAnswer,
} from '@fairway/plugin-golden-path-common';
import { formatMoney, moneyDifference } from '@fairway/ui';

/**
 * What the proposal changes a month: from what is merged to what is stated here, or what a new service adds. A cost
 * of placeholders, or of nothing, would be taken for one, so there is none before it is known.
 */
export function costInWords(options: {
  preview: Preview;
  /** The merged service, once it is read. */
  standing: ServiceAnswer | undefined;
}): string {
  const { preview, standing } = options;
  const { result, estimated } = preview;
  if (!result || !estimated || (preview.standing && !standing)) {
    return 'Not known yet';
  }
  const { currency, monthly: after } = result.cost;
  if (!standing) {
    return `${formatMoney({ amount: after, currency, signed: true })} / month`;
  }
  const before = standing.result.cost.monthly;
  const difference = formatMoney({
    amount: moneyDifference(before, after),
    currency,
    signed: true,
  });
  return `${formatMoney({ amount: before, currency })} → ${formatMoney({
    amount: after,
    currency,
  })} / month (${difference})`;
}
