import type { PlatformContract } from '@fairway/plugin-golden-path-common';
import { fleetStanding } from './fleetStanding';
import type { PolicyEffect, Verdict } from './verdict';

const contract = {
  policies: [{ id: 'health-probes' }, { id: 'image-digest' }],
} as unknown as PlatformContract;

function verdict(
  state: Partial<Pick<Verdict, 'denied' | 'warned'>>,
  effects: Record<string, PolicyEffect[]>,
): Verdict {
  return {
    denied: false,
    warned: false,
    ...state,
    policies: new Map(
      Object.entries(effects).map(([id, each]) => [id, new Set(each)]),
    ),
  };
}

describe('how the fleet stands', () => {
  it('says whom each policy hits, denied first, and names policies that hit nobody', () => {
    const verdicts = [
      {
        name: 'a-api',
        verdict: verdict({ warned: true }, { quota: ['warned'] }),
      },
      {
        name: 'b-api',
        verdict: verdict(
          { denied: true },
          { 'image-digest': ['denied', 'excepted'], quota: ['denied'] },
        ),
      },
      {
        name: 'c-api',
        verdict: verdict({ warned: true }, { 'image-digest': ['excepted'] }),
      },
      { name: 'd-api', verdict: verdict({}, {}) },
    ];
    expect(
      fleetStanding({ verdicts, services: 5, pending: 1, contract }),
    ).toEqual({
      counts: { services: 5, denied: 1, warned: 2, pending: 1 },
      policyHits: [
        {
          policy: 'health-probes',
          denied: 0,
          warned: 0,
          excepted: 0,
          services: [],
        },
        {
          policy: 'image-digest',
          denied: 1,
          warned: 0,
          excepted: 2,
          services: ['b-api', 'c-api'],
        },
        {
          policy: 'quota',
          denied: 1,
          warned: 1,
          excepted: 0,
          services: ['b-api', 'a-api'],
        },
      ],
    });
  });

  it('names twenty services at most, and counts all', () => {
    const verdicts = Array.from({ length: 30 }, (_, index) => ({
      name: `s-${index}`,
      verdict: verdict({ warned: true }, { quota: ['warned'] }),
    }));
    const { counts, policyHits } = fleetStanding({
      verdicts,
      services: 30,
      pending: 0,
      contract,
    });
    expect(counts).toEqual({ services: 30, denied: 0, warned: 30 });
    const quota = policyHits.find(({ policy }) => policy === 'quota');
    expect(quota?.warned).toBe(30);
    expect(quota?.services).toHaveLength(20);
  });
});
