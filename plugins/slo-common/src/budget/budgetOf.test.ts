import fc from 'fast-check';
import { anObjective, slotsUntil } from '../__testUtils__/objectives';
import type { Budgeting, ExcludedTime, Slot } from '../model';
import { budgetOf } from './budgetOf';

const NOW = Date.parse('2026-11-22T00:00:00Z');
const HOUR = 3_600_000;
const MONTH_SLOTS = 30 * 288;

const ratioOnly = anObjective({
  sli: { kind: 'ratio', errorRatio: 'avg_over_time(bad[{{.window}}])' },
});

describe('the budget', () => {
  it('of 99.9 % of 8,640,000 requests is 8,640 bad ones; after 2,160 three quarters are left, 32.4 of 43.2 minutes', () => {
    const { arithmetic, left, sli } = budgetOf({
      objective: anObjective(),
      slots: slotsUntil({
        to: NOW,
        count: MONTH_SLOTS,
        bad: index => (index < 2_160 ? 1 : 0),
      }),
      exclusions: [],
      now: NOW,
    });
    expect(arithmetic).toEqual({
      from: '2026-10-23T00:00:00.000Z',
      to: '2026-11-22T00:00:00.000Z',
      unit: 'events',
      good: 8_637_840,
      bad: 2_160,
      total: 8_640_000,
      excluded: { bad: 0, total: 0, seconds: 0 },
      target: 0.999,
      allowed: 8_640,
      spent: 0.25,
      coverage: 1,
    });
    expect(left?.ratio).toBe(0.75);
    expect(left?.minutes).toBeCloseTo(32.4, 9);
    expect(left?.events).toBe(6_480);
    expect(sli).toBe(0.99975);
  });

  it('is overspent below 0', () => {
    const { left } = budgetOf({
      objective: anObjective(),
      slots: slotsUntil({ to: NOW, count: 10, bad: () => 2 }),
      exclusions: [],
      now: NOW,
    });
    expect(left).toMatchObject({ ratio: -1, events: -10 });
  });

  it('that is spent exactly is spent, whatever the sums of fractions leave of it', () => {
    // 3.3 and 0.1 are no sums of halves: ten times a tenth is less than one.
    for (const total of [3.3, 0.1, 7.7, 1 / 3, 123.456]) {
      for (const target of [0.99, 0.999, 0.93]) {
        const { arithmetic, left } = budgetOf({
          objective: anObjective({ target }),
          slots: slotsUntil({
            to: NOW,
            count: MONTH_SLOTS,
            total,
            bad: () => total * (1 - target) * (1 - 1e-13),
          }),
          exclusions: [],
          now: NOW,
        });
        expect(arithmetic.spent).toBe(1);
        expect(left).toMatchObject({ ratio: 0, minutes: 0, events: 0 });
      }
    }
  });

  it('gets back what an hour of maintenance spent, and the sum says what was taken out', () => {
    const slots = slotsUntil({
      to: NOW,
      count: MONTH_SLOTS,
      bad: index => (index >= MONTH_SLOTS - 12 ? 500 : 0),
    });
    const exclusions = [
      { from: NOW - HOUR, to: NOW - HOUR / 2 },
      { from: NOW - HOUR, to: NOW },
    ];
    const { arithmetic, left } = budgetOf({
      objective: anObjective(),
      slots,
      exclusions,
      now: NOW,
    });
    expect(left?.ratio).toBe(1);
    expect(arithmetic.excluded).toEqual({
      bad: 6_000,
      total: 12_000,
      seconds: 3_600,
    });
    expect(arithmetic.coverage).toBe(1);
  });

  it('counts a slot that an exclusion covers in part by its share of time', () => {
    const { arithmetic } = budgetOf({
      objective: anObjective(),
      slots: slotsUntil({ to: NOW, count: 1, bad: () => 100 }),
      exclusions: [{ from: NOW - 60_000, to: NOW + HOUR }],
      now: NOW,
    });
    expect(arithmetic).toMatchObject({ bad: 80, total: 800 });
  });

  it('weighs time where only the share of bad events is known', () => {
    const { arithmetic, left } = budgetOf({
      objective: ratioOnly,
      slots: slotsUntil({
        to: NOW,
        count: MONTH_SLOTS,
        total: 300,
        bad: index => (index < 4 ? 324 : 0),
      }),
      exclusions: [],
      now: NOW,
    });
    // More bad than all there was is cut to all: four slots of 300 seconds of the 2,592 that are allowed.
    expect(arithmetic).toMatchObject({
      unit: 'seconds',
      bad: 1_200,
      allowed: 2_592,
    });
    expect(left?.events).toBeUndefined();
    expect(left?.minutes).toBeCloseTo((2_592 - 1_200) / 60, 9);
  });

  it('counts slices of time that miss their target, or the mean of their shares', () => {
    const slots = slotsUntil({
      to: NOW,
      count: 10,
      // One slot of 10 % bad, one of 4 %.
      bad: index => ({ 3: 100, 7: 40 }[index] ?? 0),
    });
    const of = (budgeting: Budgeting) =>
      budgetOf({
        objective: anObjective({ target: 0.9, budgeting }),
        slots,
        exclusions: [],
        now: NOW,
      }).arithmetic;
    expect(
      of({ method: 'timeslices', sliceSeconds: 300, sliceTarget: 0.95 }),
    ).toMatchObject({ unit: 'slices', bad: 1, total: 10, spent: 1 });
    expect(
      of({ method: 'timeslices', sliceSeconds: 60, sliceTarget: 0.95 }),
    ).toMatchObject({ bad: 5, total: 50 });
    const mean = of({ method: 'ratio-timeslices', sliceSeconds: 300 });
    expect(mean.total).toBe(10);
    expect(mean.bad).toBeCloseTo(0.14, 12);
  });

  it('takes a share of bad slices as it is, whether it comes in minutes or in hours', () => {
    const of = (slots: readonly Slot[]) =>
      budgetOf({
        objective: anObjective({
          target: 0.99,
          sli: { kind: 'ratio', errorRatio: 'x[{{.window}}]' },
          budgeting: {
            method: 'timeslices',
            sliceSeconds: 60,
            sliceTarget: 0.95,
          },
        }),
        slots,
        exclusions: [],
        now: NOW,
      }).arithmetic;
    // One minute of each hour was bad: 24 slices of a day, a fifth of one slot of five minutes.
    const fine = of(
      slotsUntil({
        to: NOW,
        count: 288,
        total: 300,
        bad: index => (index % 12 === 0 ? 60 : 0),
      }),
    );
    const hourly = of(
      slotsUntil({
        to: NOW,
        count: 24,
        total: 3_600,
        seconds: 3_600,
        bad: () => 60,
      }),
    );
    expect(fine).toMatchObject({ unit: 'slices', total: 1_440 });
    expect(fine.bad).toBeCloseTo(24, 9);
    expect(hourly.total).toBeCloseTo(fine.total, 9);
    expect(hourly.bad).toBeCloseTo(fine.bad, 9);
  });

  it('of a calendar month counts what was seen of it so far; minutes are those of the whole month', () => {
    const { arithmetic, left } = budgetOf({
      objective: anObjective({
        target: 0.99,
        window: {
          kind: 'calendar',
          unit: 'month',
          count: 1,
          start: '2026-01-01 00:00:00',
          timeZone: 'UTC',
        },
      }),
      // Two days, of which the first lies in the month before.
      slots: slotsUntil({
        to: Date.parse('2026-11-02T00:00:00Z'),
        count: 2 * 288,
        bad: index => (index < 288 ? 1_000 : 5),
      }),
      exclusions: [],
      now: Date.parse('2026-11-02T00:00:00Z'),
    });
    expect(arithmetic).toMatchObject({
      to: '2026-12-01T00:00:00.000Z',
      bad: 5 * 288,
      total: 288_000,
      coverage: 1,
    });
    expect(left?.ratio).toBe(0.5);
    expect(left?.minutes).toBeCloseTo(0.5 * 0.01 * 30 * 1_440, 9);
  });

  it('is not known, and not whole, where nothing was seen or all of it is excluded', () => {
    const everything = [{ from: 0, to: NOW + 1 }];
    for (const [slots, exclusions] of [
      [[], []],
      [slotsUntil({ to: NOW, count: 5, total: 0 }), []],
      [slotsUntil({ to: NOW, count: 5 }), everything],
    ] as const) {
      const outcome = budgetOf({
        objective: anObjective(),
        slots,
        exclusions,
        now: NOW,
      });
      expect(outcome.left).toBeUndefined();
      expect(outcome.sli).toBeUndefined();
      expect(outcome.arithmetic).toMatchObject({ total: 0, spent: 0 });
    }
  });
});

/** Up to three days of slots, some of them of an hour, with gaps. */
const someSlots = fc
  .array(
    fc.record({
      gap: fc.integer({ min: 0, max: 3 }),
      seconds: fc.constantFrom(300, 300, 300, 3_600),
      // Nothing, or what a store may answer: halves of the smallest numbers there are would be nothing.
      total: fc.oneof(
        fc.constant(0),
        fc.double({ min: 1e-6, max: 1e9, noNaN: true }),
        fc.integer({ min: 1, max: 5_000 }),
      ),
      share: fc.oneof(
        fc.constantFrom(0, 1),
        fc.double({ min: 1e-9, max: 1, noNaN: true }),
      ),
    }),
    { maxLength: 60 },
  )
  .map(drafts => {
    const slots: Slot[] = [];
    let end = NOW;
    for (const { gap, seconds, total, share } of drafts) {
      end -= gap * 300_000 + seconds * 1_000;
      slots.unshift({ at: end, seconds, total, bad: total * share });
    }
    return slots;
  });

const someExclusions = fc.array(
  fc
    .record({
      ago: fc.integer({ min: 0, max: 3 * 1_440 }),
      minutes: fc.integer({ min: 0, max: 600 }),
    })
    .map(({ ago, minutes }): ExcludedTime => {
      const from = NOW - ago * 60_000;
      return { from, to: from + minutes * 60_000 };
    }),
  { maxLength: 4 },
);

const someObjective = fc
  .record({
    target: fc.double({ min: 0.001, max: 0.999999, noNaN: true }),
    seconds: fc.constantFrom(3_600, 86_400, 7 * 86_400),
    budgeting: fc.constantFrom<Budgeting>(
      { method: 'occurrences' },
      { method: 'timeslices', sliceSeconds: 60, sliceTarget: 0.95 },
      { method: 'timeslices', sliceSeconds: 600, sliceTarget: 0.5 },
      { method: 'ratio-timeslices', sliceSeconds: 300 },
    ),
  })
  .map(({ target, seconds, budgeting }) =>
    anObjective({ target, budgeting, window: { kind: 'rolling', seconds } }),
  );

function same(a = Infinity, b = Infinity): boolean {
  return a === b || Math.abs(a - b) <= 1e-6 * Math.max(1, Math.abs(a));
}

describe('whatever was seen', () => {
  it('the lines of the sum add up to the last digit, and no line is anything but a number', () => {
    fc.assert(
      fc.property(
        someObjective,
        someSlots,
        someExclusions,
        (objective, slots, exclusions) => {
          const { arithmetic: sum, left } = budgetOf({
            objective,
            slots,
            exclusions,
            now: NOW,
          });
          expect(sum.good + sum.bad).toBe(sum.total);
          expect(sum.good).toBeGreaterThanOrEqual(0);
          expect(sum.bad).toBeGreaterThanOrEqual(0);
          expect(sum.spent).toBe(sum.allowed > 0 ? sum.bad / sum.allowed : 0);
          expect(left?.ratio).toBe(left && 1 - sum.spent);
          for (const value of [
            ...Object.values(sum),
            ...Object.values(sum.excluded),
            ...Object.values(left ?? {}),
          ]) {
            expect(typeof value !== 'number' || Number.isFinite(value)).toBe(
              true,
            );
          }
        },
      ),
    );
  });

  it('what counts and what is excluded are all there was', () => {
    fc.assert(
      fc.property(
        someObjective,
        someSlots,
        someExclusions,
        (objective, slots, exclusions) => {
          const of = (times: ExcludedTime[]) =>
            budgetOf({ objective, slots, exclusions: times, now: NOW })
              .arithmetic;
          const [all, kept] = [of([]), of(exclusions)];
          expect(same(kept.bad + kept.excluded.bad, all.bad)).toBe(true);
          expect(same(kept.total + kept.excluded.total, all.total)).toBe(true);
        },
      ),
    );
  });

  it('slots of halves say the same as whole ones', () => {
    fc.assert(
      fc.property(
        someObjective,
        someSlots,
        someExclusions,
        (objective, slots, exclusions) => {
          const halves = slots.flatMap(({ at, seconds, bad, total }) => {
            const half = {
              seconds: seconds / 2,
              bad: bad / 2,
              total: total / 2,
            };
            return [
              { at, ...half },
              { at: at + seconds * 500, ...half },
            ];
          });
          const of = (given: Slot[]) =>
            budgetOf({ objective, slots: given, exclusions, now: NOW });
          const [whole, split] = [of(slots), of(halves)];
          expect(same(split.left?.ratio, whole.left?.ratio)).toBe(true);
          expect(same(split.arithmetic.total, whole.arithmetic.total)).toBe(
            true,
          );
          expect(
            same(split.arithmetic.coverage, whole.arithmetic.coverage),
          ).toBe(true);
        },
      ),
    );
  });

  it('more bad events leave no more', () => {
    fc.assert(
      fc.property(
        someObjective,
        someSlots,
        fc.nat(),
        fc.integer({ min: 1, max: 10_000 }),
        (objective, slots, which, more) => {
          fc.pre(slots.length > 0);
          const worse = slots.map((slot, index) =>
            index === which % slots.length
              ? { ...slot, bad: slot.bad + more, total: slot.total + more }
              : slot,
          );
          const of = (given: Slot[]) =>
            budgetOf({ objective, slots: given, exclusions: [], now: NOW }).left
              ?.ratio;
          const [before, after] = [of(slots), of(worse)];
          // A slice that was empty before counts now, and may be a good one.
          fc.pre(
            objective.budgeting.method === 'occurrences' ||
              slots[which % slots.length].total > 0,
          );
          expect(after ?? 1).toBeLessThanOrEqual(
            (before ?? 1) + 1e-9 * Math.abs(before ?? 1),
          );
        },
      ),
    );
  });

  it('leaving out nothing but bad time leaves no less', () => {
    fc.assert(
      fc.property(someObjective, someSlots, (objective, slots) => {
        const allBad = slots
          .filter(({ bad, total }) => total > 0 && bad === total)
          // A slice that also holds good time is not bad as a whole.
          .map(({ at, seconds }) => ({ from: at, to: at + seconds * 1_000 }));
        fc.pre(objective.budgeting.method !== 'timeslices');
        const of = (exclusions: ExcludedTime[]) =>
          budgetOf({ objective, slots, exclusions, now: NOW }).left?.ratio;
        const [before, after] = [of([]), of(allBad)];
        // Where there was nothing but bad time, nothing is left to count.
        const [least, rest] = [before ?? -Infinity, after ?? Infinity];
        expect(rest).toBeGreaterThanOrEqual(least - 1e-9 * Math.abs(least));
      }),
    );
  });

  it('leaving out everything leaves no data', () => {
    fc.assert(
      fc.property(someObjective, someSlots, (objective, slots) => {
        const exclusions = [{ from: 0, to: NOW }];
        const outcome = budgetOf({ objective, slots, exclusions, now: NOW });
        expect(outcome.left).toBeUndefined();
        expect(outcome.arithmetic.coverage).toBe(0);
      }),
    );
  });

  it('what is no number is no data', () => {
    const strange = fc.constantFrom(NaN, Infinity, -Infinity, -1, 1e308);
    fc.assert(
      fc.property(someSlots, fc.array(strange), (slots, values) => {
        const odd = values.map((value, index) => ({
          at: NOW - (index + 1) * 300_000,
          seconds: 300,
          bad: index % 2 ? value : 0,
          total: index % 2 ? 1 : value,
        }));
        const of = (given: Slot[]) =>
          budgetOf({
            objective: anObjective(),
            slots: given,
            exclusions: [],
            now: NOW,
          }).arithmetic;
        expect(of([...slots, ...odd])).toEqual(of(slots));
      }),
    );
  });
});
