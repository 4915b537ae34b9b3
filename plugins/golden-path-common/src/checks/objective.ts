import type { Finding } from '../model';
import type { CheckOptions } from './options';

/** Warns of a service that promises less availability than its tier stands for. @public */
export function checkObjective({
  intent,
  contract,
}: Pick<CheckOptions, 'intent' | 'contract'>): Finding[] {
  const { slo, tier, workloadType } = intent.spec;
  const stated = slo?.availability;
  const least = contract.tiers[tier].availability;
  const promises = contract.workloadTypes[workloadType].features.sloAlerts;
  if (stated === undefined || stated >= least || !promises) {
    return [];
  }
  return [
    {
      policy: 'tier-objective',
      title: 'A service promises what its tier stands for',
      severity: 'warn',
      message: `The intent promises ${stated}% availability, and ${tier} stands for ${least}%: alerts come later, and a rollout goes on where the tier would stop it.`,
      at: '/spec/slo/availability',
      remedy: `Leave it out for the ${least}% of the tier, state as much or more, or choose a lower tier`,
    },
  ];
}
