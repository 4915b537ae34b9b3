import {
  countStates,
  STATES_WITH_BUDGET,
  type ObjectiveSummary,
  type RollUp,
  type RollUpBy,
} from '@fairway/plugin-slo-common';

/** Budgets that are a verdict, as of now; the least first. */
function budgetsOf(objectives: readonly ObjectiveSummary[]) {
  return objectives
    .flatMap(({ id, title, service, state, budget, staleSince }) =>
      budget && !staleSince && STATES_WITH_BUDGET.includes(state)
        ? [{ ratio: budget.ratio, worst: { id, title, service } }]
        : [],
    )
    .sort((a, b) => a.ratio - b.ratio || a.worst.id.localeCompare(b.worst.id));
}

function medianOf(sorted: readonly number[]): number {
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1
    ? sorted[middle]
    : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** Objectives summed up by one of their properties, as `GET /objectives/roll-up` does of all. */
export function rollUpOf(
  objectives: readonly ObjectiveSummary[],
  by: RollUpBy,
): RollUp[] {
  const byKey = new Map<string | undefined, ObjectiveSummary[]>();
  for (const objective of objectives) {
    const own = byKey.get(objective[by]);
    if (own) {
      own.push(objective);
    } else {
      byKey.set(objective[by], [objective]);
    }
  }
  return [...byKey].map(([key, own]) => {
    const budgets = budgetsOf(own);
    return {
      ...(key !== undefined && { key }),
      objectives: own.length,
      states: countStates(own),
      ...(budgets.length > 0 && {
        leastBudget: budgets[0].ratio,
        medianBudget: medianOf(budgets.map(({ ratio }) => ratio)),
        worst: budgets[0].worst,
      }),
    };
  });
}
