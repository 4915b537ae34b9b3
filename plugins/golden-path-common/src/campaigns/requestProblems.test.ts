import { formatProblem } from '../schema/problem';
import { campaignProblems } from './requestProblems';

const KNOWN = {
  teams: ['ledger', 'payments'],
  environments: ['prod', 'dev', 'staging'],
  services: Array.from({ length: 30 }, (_, index) => `service-${index}`),
};

describe('A campaign that is proposed', () => {
  it('is refused for names that nobody has, each with the nearest one', () => {
    const problems = campaignProblems(
      {
        change: { type: 'contract' },
        scope: {
          teams: ['payments', 'paymnts'],
          environments: ['prd', 'moon-base'],
          services: ['service-3', 'something-else'],
        },
      },
      KNOWN,
    );
    expect(problems.map(formatProblem)).toEqual([
      'input: /scope/teams/1: there is no team "paymnts", nearest "payments"; Write "payments"',
      'input: /scope/environments/0: there is no environment "prd", nearest "prod"; Write "prod"',
      'input: /scope/environments/1: there is no environment "moon-base"; Write dev, prod or staging',
      'input: /scope/services/1: there is no service "something-else"; Name services that are there, or leave it out',
    ]);
  });

  it('is refused for an edit that writes what it looks for', () => {
    const problems = campaignProblems(
      {
        change: {
          type: 'intent',
          edits: [
            { at: '/spec/tier', from: 'tier-3', to: 'tier-2' },
            { at: '/spec/tier', from: 'tier-3', to: 'tier-3' },
            { at: '/spec/slo', from: null },
            { at: '/spec/rollout' },
          ],
        },
      },
      KNOWN,
    );
    expect(problems.map(formatProblem)).toEqual([
      'input: /change/edits/1/to: /spec/tier becomes what it is, "tier-3"; State another value than that of "from"',
      'input: /change/edits/2/to: /spec/slo becomes what it is, nothing; State another value than that of "from"',
    ]);
  });
});
