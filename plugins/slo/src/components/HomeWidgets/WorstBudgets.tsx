export function WorstBudgets() {
  return null;
}
