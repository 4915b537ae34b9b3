import fc from 'fast-check';
import { formatBurn, formatLeft, formatSli } from './format';

describe('numbers of objectives', () => {
  it.each([
    [0.99946, 0.9995, '99.94 %'],
    [0.9995, 0.9995, '99.95 %'],
    [0.999949, 0.99995, '99.994 %'],
    [1, 0.99, '100.00 %'],
    [0.5, 0.9, '50.00 %'],
    [0, 0.999, '0.00 %'],
  ])('an indicator of %p against %p is %p', (sli, target, text) => {
    expect(formatSli({ sli, target })).toBe(text);
  });

  it('never shows an objective as met that is missed', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.integer({ min: 1, max: 99_999 }).map(n => n / 100_000),
        (sli, target) => {
          fc.pre(sli < target - 1e-9);
          expect(Number.parseFloat(formatSli({ sli, target }))).toBeLessThan(
            Number((target * 100).toPrecision(12)),
          );
        },
      ),
    );
  });

  it.each([
    [1, '100 %'],
    [0.6249, '62.4 %'],
    [0.5, '50 %'],
    [0.0004, '< 0.1 %'],
    [0, '0 %'],
    [-0.12, '−12 %'],
    [-3.21, '−321 %'],
    [Number.NaN, '–'],
  ])('%p of a budget left is %p', (ratio, text) => {
    expect(formatLeft(ratio)).toBe(text);
  });

  it.each([
    [14.4, '14.4×'],
    [0.254, '0.25×'],
    [1, '1×'],
    [0.0001, '< 0.01×'],
    [0, '0×'],
    [123.4, '123×'],
    [Number.POSITIVE_INFINITY, '–'],
  ])('a burn rate of %p is %p', (rate, text) => {
    expect(formatBurn(rate)).toBe(text);
  });
});
