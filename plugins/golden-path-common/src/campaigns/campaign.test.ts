import fc from 'fast-check';
import {
  CAMPAIGN_ACTIONS,
  CAMPAIGN_RULES,
  CAMPAIGN_STATES,
  campaignAction,
  type CampaignStanding,
} from './actions';
import {
  CAMPAIGN_ATTEMPTS,
  CAMPAIGN_SERVICE_MOVES,
  CAMPAIGN_SERVICE_STATES,
  campaignCounts,
  isSettled,
  nextCampaignTry,
  noCampaignCounts,
} from './standing';
import { campaignWait } from './wait';

function standing(given: Partial<CampaignStanding>): CampaignStanding {
  return {
    state: 'planned',
    counts: { ...noCampaignCounts(), services: 3, planned: 3 },
    waves: 2,
    ...given,
  };
}

describe('What may be done to a campaign', () => {
  it('follows from its state, and says why not in words', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...CAMPAIGN_STATES),
        fc.constantFrom(...CAMPAIGN_ACTIONS),
        fc.integer({ min: 0, max: 2 }),
        fc.option(fc.constant('another contract'), { nil: undefined }),
        (state, action, wave, otherContract) => {
          const answer = campaignAction(
            action,
            standing({ state, wave, otherContract }),
          );
          expect(answer.allowed).toBe(answer.why === undefined);
          expect(
            !answer.allowed || CAMPAIGN_RULES[action].from.includes(state),
          ).toBe(true);
        },
      ),
    );
  });

  it('ends: from every state there is a way to an end, and nothing leads from an end to opening but to retry', () => {
    const next = (state: (typeof CAMPAIGN_STATES)[number]) =>
      CAMPAIGN_ACTIONS.filter(action =>
        CAMPAIGN_RULES[action].from.includes(state),
      );
    expect(next('stopped')).toEqual(['delete']);
    expect(next('done')).toEqual(['retry', 'delete']);
    expect(next('planning')).toEqual(['delete']);
    for (const state of ['planned', 'failed'] as const) {
      expect(next(state)).toContain('delete');
    }
    for (const state of ['running', 'paused'] as const) {
      expect(next(state)).toContain('stop');
      expect(next(state)).not.toContain('delete');
    }
  });

  it('begins nothing where nothing would be opened, or under another contract', () => {
    const nothing = noCampaignCounts();
    expect(campaignAction('start', standing({ counts: nothing })).why).toMatch(
      /nothing changes, or all that changes is denied/,
    );
    const otherContract = 'Publish the draft first.';
    expect(campaignAction('start', standing({ otherContract }))).toEqual({
      allowed: false,
      why: otherContract,
    });
    expect(
      campaignAction('resume', standing({ state: 'paused', otherContract })),
    ).toEqual({ allowed: false, why: otherContract });
    expect(
      campaignAction('advance', standing({ state: 'running', wave: 2 })).why,
    ).toBe('The last wave has begun.');
    expect(
      campaignAction('retry', standing({ state: 'running', wave: 1 })).why,
    ).toMatch(/No service failed/);
  });
});

describe('A service of a campaign', () => {
  it('comes from every state to one in which it settles, and stays where nothing is asked', () => {
    for (const state of CAMPAIGN_SERVICE_STATES) {
      const reached = new Set([state]);
      for (const each of reached) {
        CAMPAIGN_SERVICE_MOVES[each].forEach(to => reached.add(to));
      }
      expect([...reached].some(each => isSettled({ state: each }))).toBe(true);
    }
    expect(isSettled({ state: 'failed', nextTryAt: 'soon' })).toBe(false);
  });

  it('is counted once', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            state: fc.constantFrom(...CAMPAIGN_SERVICE_STATES),
            services: fc.nat(50),
          }),
        ),
        groups => {
          const { services, ...states } = campaignCounts(groups);
          const sum = Object.values(states).reduce((a, b) => a + b, 0);
          expect(sum).toBe(services);
        },
      ),
    );
  });

  it('is tried again ever later, and then left to a person', () => {
    const now = '2026-11-21T10:00:00.000Z';
    const tries = Array.from({ length: CAMPAIGN_ATTEMPTS }, (_, index) =>
      nextCampaignTry({ attempts: index + 1, now }),
    );
    expect(tries).toEqual([
      '2026-11-21T10:00:30.000Z',
      '2026-11-21T10:02:00.000Z',
      '2026-11-21T10:10:00.000Z',
      '2026-11-21T10:30:00.000Z',
      '2026-11-21T12:00:00.000Z',
      undefined,
    ]);
  });
});

describe('A wave', () => {
  it('says in numbers and words what it waits for, also where that is a request of others', () => {
    const group = (
      state: (typeof CAMPAIGN_SERVICE_STATES)[number],
      services: number,
      triedAgain = false,
    ) => ({ state, services, triedAgain });
    expect(
      campaignWait([
        group('merged', 7),
        group('open', 2),
        group('covered', 1),
        group('planned', 3),
        group('opening', 1),
        group('failed', 1, true),
        group('failed', 5),
      ]),
    ).toEqual({
      services: 8,
      covered: 1,
      words:
        'Waits for 2 requests to be merged or closed, 1 request of others, which brings a service of it already, to be merged or closed, 4 requests to be opened and 1 service to be tried again.',
    });
    expect(campaignWait([group('covered', 2)])).toEqual({
      services: 2,
      covered: 2,
      words:
        'Waits for 2 requests of others, which bring services of it already, to be merged or closed.',
    });
    expect(
      campaignWait([group('closed', 1), group('failed', 1)]),
    ).toBeUndefined();
  });
});
