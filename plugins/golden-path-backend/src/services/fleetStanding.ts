import type {
  ContractAnswer,
  PlatformContract,
} from '@fairway/plugin-golden-path-common';
import type { PolicyEffect, Verdict } from './verdict';

/** Names that a page shows of those whom a policy hits. */
const MAX_NAMES = 20;
/** Whom it denies is named first. */
const EFFECTS: PolicyEffect[] = ['denied', 'warned', 'excepted'];

/** Sums verdicts up: how many services are denied or warned, and by which policy. */
export function fleetStanding(options: {
  verdicts: { name: string; verdict: Verdict }[];
  services: number;
  /** Services whose verdict is not in or out of date. */
  pending: number;
  contract: PlatformContract;
}): Required<Pick<ContractAnswer, 'counts' | 'policyHits'>> {
  const { verdicts, services, pending, contract } = options;
  const hits = new Map<string, Record<PolicyEffect, string[]>>();
  for (const { name, verdict } of verdicts) {
    for (const [policy, effects] of verdict.policies) {
      const hit = hits.get(policy) ?? { denied: [], warned: [], excepted: [] };
      hits.set(policy, hit);
      effects.forEach(effect => hit[effect].push(name));
    }
  }
  for (const { id } of contract.policies) {
    if (!hits.has(id)) {
      hits.set(id, { denied: [], warned: [], excepted: [] });
    }
  }
  return {
    counts: {
      services,
      denied: verdicts.filter(({ verdict }) => verdict.denied).length,
      warned: verdicts.filter(({ verdict }) => verdict.warned).length,
      ...(pending > 0 && { pending }),
    },
    policyHits: [...hits]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([policy, hit]) => ({
        policy,
        denied: hit.denied.length,
        warned: hit.warned.length,
        excepted: hit.excepted.length,
        services: [
          ...new Set(EFFECTS.flatMap(effect => hit[effect].sort())),
        ].slice(0, MAX_NAMES),
      })),
  };
}
