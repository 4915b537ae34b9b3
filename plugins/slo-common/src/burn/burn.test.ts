import fc from 'fast-check';
import { anObjective, slotsUntil } from '../__testUtils__/objectives';
import { budgetOf } from '../budget';
import type { BurnRateWindow, Slot } from '../model';
import type { Reading } from '../source';
import { alertStandings } from './alertStandings';
import { burnRate, burnsOf } from './burnRate';
import { exhaustsInSeconds } from './exhaustion';
import { timelineOf } from './timeline';
import { wouldHaveFired } from './wouldHaveFired';

const NOW = Date.parse('2026-11-22T00:00:00Z');
const HOUR = 3_600_000;
const DAY = 86_400;

const page: BurnRateWindow = {
  severity: 'page',
  short: '5m',
  long: '1h',
  shortSeconds: 300,
  longSeconds: 3_600,
  factor: 14.4,
  spentPercent: 2,
};
const ticket: BurnRateWindow = {
  severity: 'ticket',
  short: '2h',
  long: '1d',
  shortSeconds: 7_200,
  longSeconds: DAY,
  factor: 3,
  spentPercent: 10,
};
const value = (errorRatio: number): Reading => ({ kind: 'value', errorRatio });

describe('the burn rate', () => {
  it('of 1.44 % errors at 99.9 % is 14.4, the pace that spends two days’ worth in an hour and more', () => {
    expect(burnRate(0.0144, 0.999)).toBeCloseTo(14.4, 12);
    expect(burnRate(0.001, 0.999)).toBe(1);
  });

  it('is missing for windows without a number', () => {
    const readings = new Map<string, Reading>([
      ['1h', value(0.002)],
      ['6h', { kind: 'no-data' }],
      ['1d', { kind: 'unusable', why: 'nan', message: 'NaN' }],
    ]);
    expect(
      burnsOf({
        windows: ['1h', '6h', '1d', '3d', '1h'],
        readings,
        target: 0.999,
      }),
    ).toEqual([
      { window: '1h', rate: 2 },
      { window: '6h' },
      { window: '1d' },
      { window: '3d' },
    ]);
  });
});

describe('an alert', () => {
  const standing = (short: Reading, long: Reading, objective = anObjective()) =>
    alertStandings({
      objective,
      windows: [page],
      now: NOW,
      readings: new Map([
        ['5m', short],
        ['1h', long],
      ]),
    })[0];

  it('fires when both windows burn faster than its factor, and not at it', () => {
    expect(standing(value(0.0145), value(0.0145)).firing).toBe(true);
    expect(standing(value(0.0144), value(0.0145)).firing).toBe(false);
    expect(standing(value(0.5), value(0.0143)).firing).toBe(false);
    expect(standing(value(0), value(0.5)).firing).toBe(false);
  });

  it('does not fire without data in a window, and says so', () => {
    expect(standing({ kind: 'no-data' }, value(1))).toMatchObject({
      firing: false,
      notJudged: 'There is no data for the last 5m.',
    });
    expect(standing(value(0), value(0)).notJudged).toBeUndefined();
  });

  it('that the document does not want is none', () => {
    const objective = anObjective({ alerts: { page: false, ticket: true } });
    expect(standing(value(1), value(1), objective)).toBeUndefined();
  });
});

describe('the time until nothing is left', () => {
  const objective = anObjective({
    window: { kind: 'rolling', seconds: 30 * DAY },
  });
  const exhausts = (
    burn: number,
    bad: (index: number) => number,
    change = objective,
    now = NOW,
  ) =>
    exhaustsInSeconds({
      objective: change,
      budget: budgetOf({
        objective: change,
        slots: slotsUntil({ to: now, count: 30 * 288, bad }),
        exclusions: [],
        now,
      }),
      burn,
      now,
    });

  it('is 30 days divided by the pace when nothing was spent before', () => {
    expect(exhausts(2, () => 0)).toBeCloseTo(15 * DAY, 3);
    expect(exhausts(10, () => 0)).toBeCloseTo(3 * DAY, 3);
  });

  it('is longer when a rolling window gives back what was spent long ago, and never comes when it gives back as much', () => {
    // Half of the budget was spent evenly.
    expect(exhausts(1.5, () => 0.5)).toBeCloseTo((0.5 / 1) * 30 * DAY, 3);
    expect(exhausts(0.5, () => 0.5)).toBeUndefined();
    expect(exhausts(1, () => 0.9)).toBeUndefined();
  });

  it('is soon when all that was spent is of today, even at a pace that would be fine for ever', () => {
    // 90 % of the budget, 8,640 bad requests, went within the last day.
    const today = (index: number) => (index >= 29 * 288 ? 27 : 0);
    expect(exhausts(0.5, today)).toBeCloseTo(0.1 * 30 * DAY * 2, 3);
  });

  it('of a calendar month only comes before its end', () => {
    const month = anObjective({
      window: {
        kind: 'calendar',
        unit: 'month',
        count: 1,
        start: '2026-01-01 00:00:00',
        timeZone: 'UTC',
      },
    });
    const tenth = Date.parse('2026-11-11T00:00:00Z');
    // Ten days at half the pace; then twice the pace spends it after ten days of half pace were made up.
    expect(exhausts(2, () => 0.5, month, tenth)).toBeCloseTo(5 * DAY, 3);
    expect(exhausts(1.2, () => 0.5, month, tenth)).toBeUndefined();
    expect(exhausts(1, () => 0.99, month, tenth)).toBeUndefined();
  });

  it('is not said when nothing is left, nothing counts or nothing is spent', () => {
    expect(exhausts(5, () => 1)).toBeUndefined();
    expect(exhausts(0, () => 0.5)).toBeUndefined();
    const budget = budgetOf({ objective, slots: [], exclusions: [], now: NOW });
    expect(
      exhaustsInSeconds({ objective, budget, burn: 3, now: NOW }),
    ).toBeUndefined();
  });

  it('is never anything but a time within one window, and no sooner at a slower pace', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0, max: 3, noNaN: true }), {
          minLength: 1,
          maxLength: 100,
        }),
        fc.double({ min: 0.01, max: 2_000, noNaN: true }),
        (bad, burn) => {
          const day = anObjective({
            window: { kind: 'rolling', seconds: DAY },
          });
          const of = (pace: number) =>
            exhausts(pace, index => bad[index % bad.length], day) ?? Infinity;
          const [fast, slow] = [of(burn), of(burn / 2)];
          expect(fast).toBeGreaterThanOrEqual(0);
          expect(fast === Infinity || fast <= DAY).toBe(true);
          expect(slow).toBeGreaterThanOrEqual(fast - 1e-6);
        },
      ),
      { numRuns: 50 },
    );
  });
});

describe('sums over stretches of time', () => {
  it('are those that adding up gives', () => {
    const slots: Slot[] = slotsUntil({
      to: NOW,
      count: 50,
      bad: index => index,
    }).filter((_, index) => index % 7 !== 3);
    const timeline = timelineOf(slots);
    const minutes = fc.integer({ min: -10, max: 260 });
    fc.assert(
      fc.property(minutes, minutes, (a, b) => {
        const from = NOW - Math.max(a, b) * 60_000;
        const to = NOW - Math.min(a, b) * 60_000;
        const expected = { bad: 0, total: 0, seconds: 0 };
        for (const slot of slots) {
          const end = slot.at + 300_000;
          const share =
            Math.max(0, Math.min(to, end) - Math.max(from, slot.at)) / 300_000;
          expected.bad += share * slot.bad;
          expected.total += share * slot.total;
          expected.seconds += share * 300;
        }
        const sum = timeline.sum(from, to);
        expect(sum.bad).toBeCloseTo(expected.bad, 6);
        expect(sum.total).toBeCloseTo(expected.total, 6);
        expect(sum.seconds).toBeCloseTo(expected.seconds, 6);
      }),
    );
  });
});

describe('what would have fired', () => {
  const windows = [page, ticket];
  /** Two days, of which half an hour yesterday at noon went badly. */
  const noon = NOW - 36 * HOUR;
  const slots = slotsUntil({
    to: NOW,
    count: 3 * 288,
    bad: index => {
      const at = NOW - (3 * 288 - index) * 300_000;
      return at >= noon && at < noon + HOUR / 2 ? 200 : 0;
    },
  });
  const asked = {
    objective: anObjective(),
    windows,
    slots,
    from: NOW - 48 * HOUR,
    to: NOW,
  };

  it('tells when an alert began and ended, and how fast it burnt at worst', () => {
    const { fired, coverage, notJudged } = wouldHaveFired(asked);
    expect(coverage).toBe(1);
    expect(notJudged).toEqual([]);
    // 200 of 1,000 in one slot are 1/60 of the hour already: 16.7 times the pace.
    expect(fired[0]).toMatchObject({
      severity: 'page',
      from: new Date(noon + 300_000).toISOString(),
      // The first five minutes without errors.
      to: new Date(noon + HOUR / 2 + 300_000).toISOString(),
    });
    expect(fired[0].peak).toBeCloseTo(100, 9);
    expect(fired[1]).toMatchObject({
      severity: 'ticket',
      to: new Date(noon + HOUR / 2 + 2 * HOUR).toISOString(),
    });
    expect(fired).toHaveLength(2);
  });

  it('asks for another target, for which it may have stayed quiet', () => {
    const loose = wouldHaveFired({ ...asked, target: 0.9 });
    expect(loose).toMatchObject({ target: 0.9, fired: [] });
    const { fired } = wouldHaveFired({ ...asked, target: 0.95 });
    expect(fired).toEqual([]);
  });

  it('still fires where it ends in the middle', () => {
    const { fired } = wouldHaveFired({ ...asked, to: noon + HOUR / 4 });
    expect(fired[0].to).toBeUndefined();
  });

  it('does not judge windows that are shorter than the history of that time', () => {
    const coarse = slotsUntil({
      to: NOW,
      count: 72,
      seconds: 3_600,
      total: 12_000,
      bad: index => (index === 40 ? 1_200 : 0),
    });
    const { fired, coverage, notJudged } = wouldHaveFired({
      ...asked,
      slots: coarse,
    });
    expect(notJudged).toEqual([{ severity: 'page', short: '5m', long: '1h' }]);
    expect(coverage).toBe(0);
    expect(fired.map(({ severity }) => severity)).toEqual(['ticket']);
  });

  it('ends an alert where data ends, and fires nothing without data', () => {
    const until = noon + HOUR / 4;
    const { fired, coverage } = wouldHaveFired({
      ...asked,
      slots: slots.filter(({ at }) => at < until || at >= until + 12 * HOUR),
    });
    expect(fired[0].to).toBe(new Date(until + 300_000).toISOString());
    expect(coverage).toBeCloseTo(0.75, 9);
    expect(wouldHaveFired({ ...asked, slots: [] })).toMatchObject({
      coverage: 0,
      fired: [],
    });
  });

  it('has nothing to say of what is excluded', () => {
    const exclusions = [{ from: noon, to: noon + HOUR }];
    expect(wouldHaveFired({ ...asked, exclusions }).fired).toEqual([]);
  });

  it('does not change when later slots are cut off', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 * 288 }), count => {
        const to = asked.from + count * 300_000;
        const short = wouldHaveFired({ ...asked, to });
        const known = wouldHaveFired({
          ...asked,
          to,
          slots: slots.filter(slot => slot.at < to),
        });
        expect(known).toEqual(short);
        const begun = wouldHaveFired(asked).fired.filter(
          ({ from }) => from <= new Date(to).toISOString(),
        );
        expect(short.fired.map(({ from }) => from)).toEqual(
          begun.map(({ from }) => from),
        );
      }),
      { numRuns: 30 },
    );
  });
});
