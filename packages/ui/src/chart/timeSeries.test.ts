import fc from 'fast-check';
import { niceTicks, timeTicks } from './scale';
import {
  aloneIn,
  evenly,
  groupMarkers,
  namedThresholds,
  withGaps,
} from './timeSeries';

const HOUR = 3_600_000;
const point = (hour: number, value?: number) => ({
  at: hour * HOUR,
  seconds: 3600,
  values: { budget: value },
});

describe('numbers over time', () => {
  it('have a gap where there is no data, and none where clocks differ a little', () => {
    const late = { ...point(2, 3), at: 2 * HOUR + 60_000 };
    const points = withGaps([point(0, 1), point(1, 2), late, point(7, 4)]);
    expect(points.map(({ values }) => values.budget)).toEqual([
      1,
      2,
      3,
      undefined,
      4,
    ]);
    expect(points[3].at).toBe(3 * HOUR + 60_000);
    expect([...aloneIn(points, 'budget')]).toEqual([4]);
  });

  it('stand on round values that reach over all of them', () => {
    expect(niceTicks({ min: 0, max: 1 })).toEqual([0, 0.25, 0.5, 0.75, 1]);
    expect(niceTicks({ min: 0.9984, max: 1 })).toEqual([
      0.998, 0.9985, 0.999, 0.9995, 1,
    ]);
    expect(niceTicks({ min: 5, max: 5 }).length).toBeGreaterThan(1);
    fc.assert(
      fc.property(
        fc.double({ min: -1e3, max: 1e3, noNaN: true }),
        fc.double({ min: 1e-3, max: 1e6, noNaN: true }),
        (min, size) => {
          const ticks = niceTicks({ min, max: min + size });
          expect(ticks[0]).toBeLessThanOrEqual(min + size * 1e-6);
          expect(ticks[ticks.length - 1]).toBeGreaterThanOrEqual(
            min + size * (1 - 1e-6),
          );
          expect(ticks.length).toBeLessThan(12);
        },
      ),
    );
  });

  it('are labelled at round local times, few enough to be read', () => {
    const from = new Date(2026, 10, 1, 5, 20).getTime();
    const month = timeTicks({ from, to: from + 30 * 24 * HOUR });
    expect(month.ticks.map(at => new Date(at).getHours())).toEqual(
      month.ticks.map(() => 0),
    );
    const day = timeTicks({ from, to: from + 24 * HOUR });
    expect(day.ticks.map(at => new Date(at).getHours())).toEqual([
      6, 9, 12, 15, 18, 21, 0, 3,
    ]);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 20_000 }), hours => {
        const { ticks } = timeTicks({ from, to: from + hours * HOUR });
        expect(ticks.length).toBeLessThanOrEqual(12);
        expect([...ticks].sort((a, b) => a - b)).toEqual(ticks);
      }),
    );
  });

  it('are read to screen readers as a few rows, the last among them', () => {
    const all = Array.from({ length: 2000 }, (_item, index) => index);
    const few = evenly(all, 48);
    expect(few).toHaveLength(48);
    expect(few[0]).toBe(0);
    expect(few[47]).toBe(1999);
    expect(evenly([1, 2], 48)).toEqual([1, 2]);
  });

  it('bear markers that never lie on each other', () => {
    const markers = [5, 900, 0, 901, 2000].map(at => ({ at, title: `${at}` }));
    expect(
      groupMarkers({ markers, from: 0, to: 1000 }).map(group =>
        group.markers.map(({ title }) => title),
      ),
    ).toEqual([
      ['0', '5'],
      ['900', '901'],
    ]);
  });

  it('name thresholds that are far enough from each other, the highest first', () => {
    const thresholds = [1, 3, 6, 14.4].map(value => ({
      value,
      label: `${value}×`,
      tone: 'critical' as const,
    }));
    const names = (top: number) =>
      [...namedThresholds({ thresholds, bottom: 0, top, height: 120 })].map(
        ({ label }) => label,
      );
    expect(names(80)).toEqual(['14.4×', '3×']);
    expect(names(16)).toEqual(['14.4×', '6×', '3×', '1×']);
  });
});
