import type { IntentChange } from './flowPlan';

/** The owners of services, each with the reason of the first that names it, sorted. */
export function ownersWith(
  reasons: readonly { owner: string; why: string }[],
): { owner: string; why: string }[] {
  const first = new Map<string, string>();
  for (const { owner, why } of reasons) {
    if (!first.has(owner)) {
      first.set(owner, why);
    }
  }
  return [...first]
    .map(([owner, why]) => ({ owner, why }))
    .sort((a, b) => (a.owner < b.owner ? -1 : 1));
}

/** Owners of other services, because their intents change. */
export function ownersOfOthers(others: readonly IntentChange[]) {
  return others.flatMap(({ before }) =>
    before
      ? [
          {
            owner: before.metadata.owner,
            why: `The intent of ${before.metadata.name} changes, and ${before.metadata.owner} owns it.`,
          },
        ]
      : [],
  );
}
