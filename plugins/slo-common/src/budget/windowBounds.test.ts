import fc from 'fast-check';
import { CALENDAR_UNITS, type TimeWindow } from '../model';
import { periodSecondsOf, windowBounds } from './windowBounds';

const at = (text: string) => Date.parse(text);
const told = (window: TimeWindow, now: string) => {
  const { from, to } = windowBounds(window, at(now));
  return [new Date(from).toISOString(), new Date(to).toISOString()];
};
const calendar = (
  change: Partial<Extract<TimeWindow, { kind: 'calendar' }>>,
): TimeWindow => ({
  kind: 'calendar',
  unit: 'month',
  count: 1,
  start: '2026-01-01 00:00:00',
  timeZone: 'UTC',
  ...change,
});

describe('the window that counts', () => {
  it('ends now where it rolls', () => {
    expect(
      told({ kind: 'rolling', seconds: 7 * 86_400 }, '2026-11-22T01:30:00Z'),
    ).toEqual(['2026-11-15T01:30:00.000Z', '2026-11-22T01:30:00.000Z']);
  });

  it('is the month, the quarter, the year or so many weeks that now lies in', () => {
    expect(told(calendar({}), '2026-02-28T23:59:59Z')).toEqual([
      '2026-02-01T00:00:00.000Z',
      '2026-03-01T00:00:00.000Z',
    ]);
    expect(told(calendar({ unit: 'quarter' }), '2026-11-22T01:30:00Z')).toEqual(
      ['2026-10-01T00:00:00.000Z', '2027-01-01T00:00:00.000Z'],
    );
    expect(told(calendar({ unit: 'year' }), '2026-01-01T00:00:00Z')).toEqual([
      '2026-01-01T00:00:00.000Z',
      '2027-01-01T00:00:00.000Z',
    ]);
    expect(
      told(
        calendar({ unit: 'week', count: 2, start: '2026-01-05 09:00:00' }),
        '2026-01-19T09:00:00Z',
      ),
    ).toEqual(['2026-01-19T09:00:00.000Z', '2026-02-02T09:00:00.000Z']);
  });

  it('reaches back before the day on which windows are said to begin', () => {
    expect(told(calendar({}), '2025-12-24T12:00:00Z')).toEqual([
      '2025-12-01T00:00:00.000Z',
      '2026-01-01T00:00:00.000Z',
    ]);
  });

  it('begins at midnight of the people whose zone it names, on days of 23 and 25 hours too', () => {
    const day = calendar({ unit: 'day', timeZone: 'Europe/Berlin' });
    expect(told(day, '2026-03-29T12:00:00Z')).toEqual([
      '2026-03-28T23:00:00.000Z',
      '2026-03-29T22:00:00.000Z',
    ]);
    expect(told(day, '2026-10-25T12:00:00Z')).toEqual([
      '2026-10-24T22:00:00.000Z',
      '2026-10-25T23:00:00.000Z',
    ]);
  });

  it('begins later on the one day on which its hour is skipped, and at the first of two equal hours', () => {
    const daily = (start: string) =>
      calendar({ unit: 'day', timeZone: 'Europe/Berlin', start });
    expect(told(daily('2026-01-01 02:30:00'), '2026-03-29T12:00:00Z')).toEqual([
      '2026-03-29T01:30:00.000Z',
      '2026-03-30T00:30:00.000Z',
    ]);
    expect(told(daily('2026-01-01 02:30:00'), '2026-10-25T12:00:00Z')[0]).toBe(
      '2026-10-25T00:30:00.000Z',
    );
  });

  it('begins on the last day of months that have no 31st', () => {
    expect(
      told(calendar({ start: '2026-01-31 00:00:00' }), '2026-03-15T00:00:00Z'),
    ).toEqual(['2026-02-28T00:00:00.000Z', '2026-03-31T00:00:00.000Z']);
  });

  it('follows the one before without a gap, in every zone and unit', () => {
    const windows = fc.record({
      kind: fc.constant('calendar' as const),
      unit: fc.constantFrom(...CALENDAR_UNITS),
      count: fc.integer({ min: 1, max: 5 }),
      start: fc.constantFrom(
        '2024-02-29 02:30:00',
        '2026-01-31 23:59:59',
        '2020-06-01 00:00:00',
      ),
      timeZone: fc.constantFrom(
        'UTC',
        'Europe/Berlin',
        'America/New_York',
        'Australia/Lord_Howe',
        'Asia/Kathmandu',
        'Pacific/Apia',
      ),
    });
    const times = fc.integer({
      min: at('2015-01-01T00:00:00Z'),
      max: at('2035-01-01T00:00:00Z'),
    });
    fc.assert(
      fc.property(windows, times, (window, now) => {
        const { from, to } = windowBounds(window, now);
        expect(from).toBeLessThanOrEqual(now);
        expect(to).toBeGreaterThan(now);
        expect(windowBounds(window, from)).toEqual({ from, to });
        expect(windowBounds(window, to - 1)).toEqual({ from, to });
        expect(windowBounds(window, to).from).toBe(to);
        const seconds = (to - from) / 1_000;
        expect(Math.abs(seconds / periodSecondsOf(window) - 1)).toBeLessThan(
          0.12,
        );
      }),
      { numRuns: 200 },
    );
  });

  it('says what is wrong with a zone or a begin', () => {
    expect(() =>
      windowBounds(calendar({ timeZone: 'Europe/Atlantis' }), 0),
    ).toThrow('There is no time zone "Europe/Atlantis"');
    expect(() =>
      windowBounds(calendar({ start: '2026-02-31 00:00:00' }), 0),
    ).toThrow('"2026-02-31 00:00:00" is no begin of a calendar window');
  });
});
