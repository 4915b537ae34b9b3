import { environmentsOf, type Change, type Hit } from './change';

/** Nothing, or too little, is left of the error budget of a service that runs. */
export function budgetSpent({
  before,
  after,
  contract,
  spentBudgets = [],
}: Change): Hit[] {
  const limits = (contract.slo?.budgetPolicy ?? [])
    .filter(({ review }) => review)
    .map(({ spentPercent }) => spentPercent);
  if (!before || limits.length === 0) {
    return [];
  }
  const limit = Math.min(...limits);
  return spentBudgets
    .map(({ spent, ...budget }) => ({ ...budget, percent: percentOf(spent) }))
    .filter(
      ({ service, percent }) => service === before.name && percent >= limit,
    )
    .map(({ title, percent }) => ({
      trigger: 'budget-spent',
      why: `${Math.floor(
        percent,
      )}% of the error budget of "${title}" is spent.`,
      environments: environmentsOf(after),
    }));
}

/** Without the dust of binary fractions: 0.29 is 29 %, though 0.29 × 100 is less. */
function percentOf(share: number): number {
  return Number((share * 100).toPrecision(12));
}
