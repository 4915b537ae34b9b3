import type { ServiceChange } from './serviceChange';
import { createImpactTally } from '.';

/** A rule of which the words are cut in the middle, as where the name of the service is long. */
function ruleOf(name: string): ServiceChange {
  const cut = `slo:ratio_rate5m{service="${name}",slo="availability",env="prod"}`;
  const shown = `${cut.slice(0, 60)}…`;
  return {
    name,
    change: 'changed',
    files: [
      {
        path: `clusters/prod-eu-1/payments-prod/${name}/prometheusrule-${name}.yaml`,
        change: 'changed',
        kind: 'PrometheusRule',
        name,
        env: 'prod',
        cluster: 'prod-eu-1',
        words: [`rules expr ${shown} → ${shown}`],
      },
    ],
    cost: { currency: 'EUR' },
    denied: [],
    newlyDenied: [],
    noLongerDenied: false,
  };
}

describe('what a change makes of the fleet', () => {
  it('is of one kind for services of which only the names are of another length', () => {
    const tally = createImpactTally();
    const names = ['cart', 'payments-api', 'settlement-reconciliation'];
    names.forEach(name => tally.add(ruleOf(name)));
    const { kinds } = tally.result();
    expect(kinds).toHaveLength(1);
    expect(kinds[0].services).toEqual(names);
    expect(kinds[0].words).toMatch(/^rules expr slo:ratio_rate5m/);
  });
});
