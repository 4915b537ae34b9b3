import { resolveSettings } from '../../settings';
import type { CompileResult, PlatformContract } from '../../model';
import type { Change, Hit } from './change';

/** How many times the replicas of before count as a leap. */
const LEAP = 10;

/** The most replicas of an environment leap. */
export function replicasLeap({ before, after, contract }: Change): Hit[] {
  if (!before) {
    return [];
  }
  const then = maxReplicas(before, contract);
  return [...maxReplicas(after, contract)].flatMap(([environment, max]) => {
    const earlier = then.get(environment);
    return earlier !== undefined && max >= earlier * LEAP
      ? [
          {
            trigger: 'replicas-tenfold' as const,
            why: `The most replicas in ${environment} go from ${earlier} to ${max}.`,
            at: '/spec/scaling',
            environments: [environment],
          },
        ]
      : [];
  });
}

function maxReplicas(
  { intent }: CompileResult,
  contract: PlatformContract,
): Map<string, number> {
  return new Map(
    resolveSettings({ intent, contract }).map(({ environment, scaling }) => [
      environment.name,
      scaling.max,
    ]),
  );
}
