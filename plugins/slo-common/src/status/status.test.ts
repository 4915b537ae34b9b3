import fc from 'fast-check';
import { anObjective, slotsUntil } from '../__testUtils__/objectives';
import { budgetOf } from '../budget';
import type { BurnRateWindow } from '../model';
import type { Reading } from '../source';
import { historyOf } from './historyOf';
import { asStale, statusOf } from './statusOf';

const NOW = Date.parse('2026-11-22T00:00:00Z');
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

const pair = (
  severity: 'page' | 'ticket',
  [short, shortSeconds]: [string, number],
  [long, longSeconds]: [string, number],
  factor: number,
): BurnRateWindow => ({
  severity,
  short,
  long,
  shortSeconds,
  longSeconds,
  factor,
  spentPercent: 2,
});
const windows = [
  pair('page', ['5m', 300], ['1h', 3_600], 14.4),
  pair('ticket', ['6h', 21_600], ['3d', 259_200], 1),
];
const NAMES = ['5m', '1h', '6h', '1d', '3d'];

const all = (reading: Reading, change: Record<string, Reading> = {}) =>
  new Map(NAMES.map(name => [name, change[name] ?? reading]));
const errors = (errorRatio: number, total = 100_000): Reading => ({
  kind: 'value',
  errorRatio,
  events: { bad: errorRatio * total, total },
});
const noData: Reading = { kind: 'no-data' };
const nan: Reading = {
  kind: 'unusable',
  why: 'nan',
  message: 'The source answered NaN for 1h.',
};

const usual = {
  objective: anObjective(),
  windows,
  readings: all(errors(0)),
  slots: slotsUntil({ to: NOW, count: 30 * 288 }),
  exclusions: [],
  now: NOW,
  minimumEvents: 100,
};
const NONE = /^$/;
const spent = slotsUntil({ to: NOW, count: 30 * 288, bad: () => 2 });

describe('the state of an objective', () => {
  it.each<[string, Partial<Parameters<typeof statusOf>[0]>, string, RegExp]>([
    ['all is well', {}, 'healthy', NONE],
    ['the budget is spent', { slots: spent }, 'exhausted', NONE],
    [
      'both windows of an alert burn that pages',
      { readings: all(errors(0.02)) },
      'burning-fast',
      NONE,
    ],
    ['they burn slowly', { readings: all(errors(0.002)) }, 'burning', NONE],
    [
      'a window is answered with NaN',
      { readings: all(errors(0), { '1h': nan }) },
      'invalid',
      /answered NaN for 1h/,
    ],
    [
      'the slots are answered with NaN',
      { unusable: nan.kind === 'unusable' ? nan : undefined },
      'invalid',
      /NaN/,
    ],
    ['no window has a number', { readings: all(noData) }, 'no-data', /series/],
    [
      'all is excluded',
      {
        readings: all(errors(0.5)),
        exclusions: [{ from: 0, to: NOW + 1 }],
      },
      'no-data',
      /excluded/,
    ],
    [
      'there were few events in the longest window of its alerts',
      { readings: all(errors(0.5, 20)) },
      'too-few-events',
      /^20 events in the last 3d are too few for a verdict; it takes 100\.$/,
    ],
    [
      'there were few events at all, all of them bad',
      {
        readings: all(errors(1, 3)),
        slots: slotsUntil({ to: NOW, count: 3, total: 1, bad: () => 1 }),
      },
      'too-few-events',
      /^3 events in the window of the objective/,
    ],
    [
      'one bad event of so few would spend the budget',
      {
        slots: slotsUntil({
          to: NOW,
          count: 500,
          total: 1,
          bad: at => (at === 7 ? 1 : 0),
        }),
      },
      'too-few-events',
      /^500 events in the window of the objective are too few for a verdict; it takes 1000/,
    ],
    [
      'there is maintenance just now',
      { exclusions: [{ from: NOW - HOUR / 2, to: NOW + HOUR }] },
      'excluded',
      /covers this moment/,
    ],
    [
      'there is maintenance just now and much fails',
      {
        readings: all(errors(0.5)),
        exclusions: [{ from: NOW - HOUR, to: NOW + HOUR }],
      },
      'excluded',
      /covers/,
    ],
    [
      'its history is still being read',
      { slots: [], knownFrom: NOW - DAY },
      'unknown',
      /^Its history is still being read/,
    ],
    [
      'its history is still being read and an alert fires',
      { slots: [], knownFrom: NOW - DAY, readings: all(errors(0.02)) },
      'burning-fast',
      NONE,
    ],
    [
      'an exclusion reaches into what is not read yet',
      {
        slots: [],
        knownFrom: NOW,
        readings: all(errors(0.02)),
        exclusions: [{ from: NOW - DAY, to: NOW - DAY + HOUR }],
      },
      'burning-fast',
      NONE,
    ],
    [
      'the budget is spent and the source answers NaN',
      { slots: spent, readings: all(nan) },
      'exhausted',
      NONE,
    ],
  ])('when %s', (_, change, state, reason) => {
    const status = statusOf({ ...usual, ...change });
    expect(status.state).toBe(state);
    expect(status.reason ?? '').toMatch(reason);
  });

  describe('when its series are gone', () => {
    const gap = (
      missing: readonly string[],
      reading: Reading = noData,
    ): Partial<Parameters<typeof statusOf>[0]> => ({
      windows: [
        ...windows,
        pair('page', ['30m', 1_800], ['6h', 21_600], 6),
        pair('ticket', ['2h', 7_200], ['1d', 86_400], 3),
      ],
      readings: new Map(
        [...NAMES, '30m', '2h'].map(name => [
          name,
          missing.includes(name) ? reading : errors(0),
        ]),
      ),
    });
    const until = (to: number) =>
      slotsUntil({ to, count: 29 * 288, total: 1_000 });
    const idle: Reading = { kind: 'no-data', idle: true };

    it.each<[string, Partial<Parameters<typeof statusOf>[0]>, string, RegExp]>([
      ['for ten minutes', gap(['5m']), 'healthy', NONE],
      [
        'for 40 minutes',
        { ...gap(['5m', '30m']), slots: until(NOW - 40 * 60_000) },
        'no-data',
        /^It was last seen at 2026-11-21 23:20 UTC, and the source has no series of it since: how it does now is not known\.$/,
      ],
      [
        'for a day, of which history knows only the sum',
        {
          ...gap(['5m', '30m', '1h', '2h', '6h', '1d']),
          slots: [
            {
              at: NOW - 2 * DAY,
              seconds: 86_400,
              bad: 0,
              total: 288_000,
            },
          ],
        },
        'no-data',
        /^It was last seen on 2026-11-20 \(UTC\)/,
      ],
      [
        'before its history was read',
        { ...gap(['5m', '30m']), slots: [], knownFrom: Infinity },
        'no-data',
        /^There is no data of the last 30m/,
      ],
      [
        'while an alert that opens a ticket still fires',
        {
          ...gap(['5m', '30m', '1h']),
          readings: new Map([
            ...(gap(['5m', '30m', '1h']).readings ?? []),
            ['6h', errors(0.002)],
            ['3d', errors(0.002)],
          ]),
        },
        'burning',
        NONE,
      ],
      [
        'in an exclusion',
        {
          ...gap(['5m', '30m']),
          exclusions: [{ from: NOW - HOUR, to: NOW + HOUR }],
        },
        'excluded',
        /covers/,
      ],
      [
        'of what no alert watches',
        { ...gap(['5m', '30m', '1h']), windows: [] },
        'no-data',
        /not known/,
      ],
    ])('%s', (_, change, state, reason) => {
      const status = statusOf({ ...usual, ...change });
      expect(status.state).toBe(state);
      expect(status.reason ?? '').toMatch(reason);
    });

    it('is not taken for a quiet night, until no alert can be judged for it', () => {
      expect(statusOf({ ...usual, ...gap(['5m', '30m', '1h'], idle) })).toEqual(
        expect.objectContaining({ state: 'healthy' }),
      );
      const quiet = gap(['5m', '30m', '1h', '2h', '6h'], idle);
      expect(
        statusOf({ ...usual, ...quiet, slots: until(NOW - 7 * HOUR) }),
      ).toMatchObject({
        state: 'no-data',
        reason:
          'It was last asked for anything at 2026-11-21 17:00 UTC: how it does now is not known.',
      });
      expect(
        statusOf({
          ...usual,
          ...quiet,
          readings: new Map([...(quiet.readings ?? []), ['3d', errors(0, 20)]]),
        }),
      ).toMatchObject({ state: 'too-few-events' });
    });

    it('counts what an exclusion has just taken out as there', () => {
      const status = statusOf({
        ...usual,
        exclusions: [{ from: NOW - 2 * HOUR, to: NOW - 60_000 }],
      });
      expect(status.state).toBe('healthy');
    });
  });

  it('says that nobody counts what is bad, until something bad is seen', () => {
    const readings = all({
      kind: 'value',
      errorRatio: 0,
      events: { bad: 0, total: 100_000 },
      noBadSeries: true,
    });
    const status = (change: Partial<Parameters<typeof statusOf>[0]>) =>
      statusOf({ ...usual, readings, ...change });
    expect(status({})).toMatchObject({ state: 'healthy', noBadSeries: true });
    // Errors of last week are no less counted for pods that are new since.
    const lastWeek = slotsUntil({
      to: NOW,
      count: 30 * 288,
      bad: index => (index === 23 * 288 ? 3 : 0),
    });
    expect(status({ slots: lastWeek })).not.toHaveProperty('noBadSeries');
    const { at } = lastWeek[23 * 288];
    expect(
      status({
        slots: lastWeek,
        exclusions: [{ from: at, to: at + HOUR }],
      }),
    ).not.toHaveProperty('noBadSeries');
    expect(
      status({ readings: new Map([...readings, ['5m', errors(0)]]) }),
    ).not.toHaveProperty('noBadSeries');
  });

  it('comes with its numbers: burn, alerts, what is left and until when', () => {
    const status = statusOf({
      ...usual,
      readings: all(errors(0.002)),
      slots: slotsUntil({ to: NOW, count: 30 * 288, bad: () => 0.5 }),
    });
    expect(status).toMatchObject({
      sli: 0.9995,
      budget: { ratio: 0.5, events: 4_320 },
      burn: ['1h', '6h', '1d', '3d'].map(window => ({ window, rate: 2 })),
      paceOf: '1d',
      alerts: [{ firing: false }, { firing: true }],
    });
    // Spent at twice the pace, given back at half of it.
    expect(status.exhaustsInSeconds).toBeCloseTo(10 * 86_400, 3);
    expect(status.burns.map(({ window }) => window)).toEqual([
      '5m',
      '1h',
      '6h',
      '3d',
    ]);
  });

  it('counts nothing of an exclusion in its burn rates either, also when it is over', () => {
    const bad = slotsUntil({
      to: NOW,
      count: 30 * 288,
      bad: index => (index >= 30 * 288 - 12 && index < 30 * 288 - 6 ? 900 : 0),
    });
    const status = statusOf({
      ...usual,
      slots: bad,
      readings: all(errors(0.45), { '5m': errors(0), '3d': errors(0.00625) }),
      exclusions: [{ from: NOW - HOUR, to: NOW - HOUR / 2 }],
    });
    expect(status.state).toBe('healthy');
    expect(status.burn.map(({ rate }) => rate)).toEqual([0, 0, 0, 0]);
  });

  it('is unknown while the source does not answer, with the numbers that were known last', () => {
    const known = statusOf({ ...usual, readings: all(errors(0.002)) });
    expect(asStale(known, 'It is down')).toEqual({
      ...known,
      state: 'unknown',
      reason: 'It is down',
    });
    const exhausted = statusOf({ ...usual, slots: spent });
    expect(asStale(exhausted, 'It is down').state).toBe('exhausted');
  });
});

describe('the burn-down', () => {
  const slots = slotsUntil({
    to: NOW,
    count: 20 * 288,
    bad: index => (index >= 10 * 288 && index < 10 * 288 + 12 ? 240 : 0),
  });
  const asked = {
    objective: anObjective({
      window: { kind: 'rolling', seconds: 7 * 86_400 },
    }),
    slots,
    exclusions: [],
    from: NOW - 13 * DAY,
    to: NOW,
    maxPoints: 30,
  };

  it('has points that people can name, with what was left at the end of each', () => {
    const points = historyOf(asked);
    expect(points).toHaveLength(26);
    expect(points.every(({ seconds }) => seconds === 43_200)).toBe(true);
    // Ten days ago an hour spent 2,880 of the 2,016 bad events that a week allows, until a week had passed.
    const at = (days: number) =>
      points.find(
        point => point.at === new Date(NOW - days * DAY).toISOString(),
      );
    expect(at(10.5)?.budget).toBe(1);
    expect(at(10)).toMatchObject({ bad: 2_880, total: 144_000, sli: 0.98 });
    expect(at(10)?.burn).toBeCloseTo(20, 9);
    expect(at(10)?.budget).toBeCloseTo(1 - 2_880 / 2_016, 9);
    expect(at(3)?.budget).toBe(1);
  });

  it('tells no budget of a window of which only a part has been read', () => {
    const knownFrom = NOW - 12 * DAY;
    const points = historyOf({ ...asked, knownFrom });
    const told = points.filter(({ budget }) => budget !== undefined);
    expect(told[0].at).toBe(new Date(NOW - 5.5 * DAY).toISOString());
    expect(points[0]).toMatchObject({ sli: 1, burn: 0 });
    expect(told).toEqual(historyOf(asked).slice(-told.length));
  });

  it('ends where the status is: what is left now is what was left at the end of the last stretch', () => {
    const last = historyOf({ ...asked, to: NOW - 5 * DAY }).at(-1);
    const { left } = budgetOf({ ...asked, now: NOW - 5 * DAY });
    expect(last?.budget).toBeCloseTo(left?.ratio ?? NaN, 12);
  });

  it('keeps a gap a gap, and says what is excluded', () => {
    const gap = { from: NOW - 5 * DAY, to: NOW - 4 * DAY };
    const points = historyOf({
      ...asked,
      slots: slots.filter(({ at }) => at < gap.from || at >= gap.to),
      exclusions: [{ from: NOW - 2 * DAY, to: NOW - DAY }],
    });
    const between = (days: number) =>
      points.filter(
        ({ at }) =>
          Date.parse(at) >= NOW - days * DAY &&
          Date.parse(at) < NOW - (days - 1) * DAY,
      );
    for (const point of between(5)) {
      expect(Object.keys(point)).toEqual(['at', 'seconds']);
    }
    for (const point of between(2)) {
      expect(point).toMatchObject({ excluded: true });
      expect(point.budget).toBeUndefined();
    }
  });

  it('begins anew with each calendar window, whose last moment still shows the old one', () => {
    const points = historyOf({
      ...asked,
      objective: anObjective({
        window: {
          kind: 'calendar',
          unit: 'week',
          count: 1,
          start: '2026-11-02 00:00:00',
          timeZone: 'UTC',
        },
      }),
      slots: slotsUntil({
        to: NOW,
        count: 20 * 288,
        bad: index => (index < 14 * 288 ? 2 : 0),
      }),
      from: Date.parse('2026-11-15T00:00:00Z'),
      to: Date.parse('2026-11-17T00:00:00Z'),
      maxPoints: 9,
    });
    expect(points.map(({ budget }) => budget)).toEqual([
      -1, -1, -1, -1, 1, 1, 1, 1,
    ]);
  });

  it('has never more points than asked for, holds all there is, and changes no point afterwards', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 20 * 288 }),
        fc.integer({ min: 2, max: 500 }),
        (count, maxPoints) => {
          const from = NOW - 20 * DAY;
          const to = from + count * 300_000;
          const points = historyOf({ ...asked, from, to, maxPoints });
          expect(points.length).toBeLessThanOrEqual(maxPoints);
          const sum = points.reduce((seen, { total = 0 }) => seen + total, 0);
          expect(sum).toBeCloseTo(count * 1_000, 3);
          const known = slots.filter(({ at }) => at < to);
          expect(
            historyOf({ ...asked, slots: known, from, to, maxPoints }),
          ).toEqual(points);
        },
      ),
      { numRuns: 30 },
    );
  });
});
