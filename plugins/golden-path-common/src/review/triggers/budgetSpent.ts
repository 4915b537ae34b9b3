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
    .filter(
      ({ service, spent }) => service === before.name && spent * 100 >= limit,
    )
    .map(({ title, spent }) => ({
      trigger: 'budget-spent',
      why: `${Math.floor(
        spent * 100,
      )}% of the error budget of "${title}" is spent.`,
      environments: environmentsOf(after),
    }));
}
