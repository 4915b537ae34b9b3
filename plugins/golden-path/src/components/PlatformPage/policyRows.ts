import type {
  ContractAnswer,
  Policy,
} from '@fairway/plugin-golden-path-common';

/** Whom a policy hits now. */
export type PolicyHits = NonNullable<ContractAnswer['policyHits']>[number];

/** A policy of the contract, or a rule of its own that hits somebody. */
export interface PolicyRow {
  id: string;
  policy?: Policy;
  hits?: PolicyHits;
  /** Services it is set aside for. */
  exempt: string[];
}

/** All policies, whom they hit and whom not; then the rules beside them that hit somebody. */
export function policyRows(answer: ContractAnswer): PolicyRow[] {
  const { contract, exceptions, policyHits = [] } = answer;
  const lapsed = new Set(
    exceptions.filter(({ state }) => state === 'expired').map(({ id }) => id),
  );
  const hitsOf = new Map(policyHits.map(hits => [hits.policy, hits]));
  const known = new Set(contract.policies.map(({ id }) => id));
  const rules = policyHits.filter(
    hits =>
      !known.has(hits.policy) && hits.denied + hits.warned + hits.excepted > 0,
  );
  return [
    ...contract.policies.map(policy => ({
      id: policy.id,
      policy,
      hits: hitsOf.get(policy.id),
      exempt: contract.exceptions
        .filter(each => each.policy === policy.id && !lapsed.has(each.id))
        .map(each => each.service),
    })),
    ...rules.map(hits => ({ id: hits.policy, hits, exempt: [] })),
  ];
}

/** Sorts those with denied services before those with warned ones, and these before the rest. */
export function weightOf({ hits, exempt }: PolicyRow): number {
  return hits
    ? hits.denied * 1e8 + hits.warned * 1e4 + hits.excepted
    : exempt.length;
}
