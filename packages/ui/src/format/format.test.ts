import fc from 'fast-check';
import {
  formatAge,
  formatDuration,
  formatMoney,
  formatPercent,
  formatUtc,
  moneyDifference,
  truncateMiddle,
} from './format';

describe('numbers as people read them', () => {
  it('says durations in two units at most', () => {
    expect(formatDuration(2 * 86_400 + 4 * 3_600)).toBe('2 d 4 h');
    expect(formatDuration(90)).toBe('1 min 30 s');
    expect(formatDuration(86_400 + 5)).toBe('1 d');
    expect(formatDuration(0)).toBe('0 s');
    expect(formatDuration(Number.NaN)).toBe('–');
  });

  it('shows as many nines as an objective has, and never rounds up to all of it', () => {
    expect(formatPercent(0.9995)).toBe('99.95 %');
    expect(formatPercent(0.999)).toBe('99.9 %');
    expect(formatPercent(0.5)).toBe('50 %');
    expect(formatPercent(1)).toBe('100 %');
    fc.assert(
      fc.property(fc.double({ min: 0, max: 0.9999999, noNaN: true }), ratio => {
        expect(formatPercent(ratio)).not.toBe('100 %');
      }),
    );
  });

  it('writes money in its currency, with a sign where it is a change', () => {
    expect(
      formatMoney({ amount: '1234.5', currency: 'EUR', locale: 'en' }),
    ).toBe('€1,234.50');
    expect(
      formatMoney({
        amount: moneyDifference('10.10', '12.30'),
        currency: 'EUR',
        locale: 'en',
        signed: true,
      }),
    ).toBe('+€2.20');
    expect(formatMoney({ amount: 'soon', currency: 'EUR' })).toBe('–');
  });

  it('tells ages and moments, and says so when there is none', () => {
    const now = Date.parse('2026-11-21T12:00:00Z');
    expect(formatAge({ since: '2026-11-18T11:00:00Z', now })).toBe('3 d');
    expect(formatAge({ since: 'never', now })).toBe('–');
    expect(formatUtc('2026-11-21T12:00:00Z')).toBe('2026-11-21 12:00:00 UTC');
  });

  it('cuts names in the middle, never longer than asked', () => {
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: 3, max: 60 }), (text, max) => {
        const short = truncateMiddle(text, max);
        expect(short.length).toBeLessThanOrEqual(max);
        expect(text.startsWith(short.split('…')[0])).toBe(true);
      }),
    );
  });
});
