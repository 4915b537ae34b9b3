import fc from 'fast-check';
import { bytesOf, cpuToMillis, formatBytes, formatCpu } from './quantity';
import { formatDuration, secondsOf } from './duration';

describe('CPU', () => {
  it.each([
    ['500m', 500],
    ['2', 2000],
    ['0.25', 250],
    ['1.5', 1500],
    ['.5', 500],
    ['1e1', 10_000],
    ['100u', 1],
    ['0', 0],
  ])('reads %s as %d thousandths of a core', (text, millis) => {
    expect(cpuToMillis(text)).toBe(millis);
  });

  it('reads back what it wrote', () => {
    fc.assert(
      fc.property(fc.maxSafeNat(), millis => {
        expect(cpuToMillis(formatCpu(millis))).toBe(millis);
      }),
    );
  });

  it('adds up exactly where binary fractions would not', () => {
    expect(cpuToMillis('0.1') + cpuToMillis('0.2')).toBe(cpuToMillis('0.3'));
    expect(cpuToMillis('1.001')).toBe(1001);
  });
});

describe('Memory and storage', () => {
  it.each([
    ['768Mi', 805_306_368],
    ['2Gi', 2_147_483_648],
    ['1G', 1_000_000_000],
    ['1.5Gi', 1_610_612_736],
    ['128974848', 128_974_848],
    ['129e6', 129_000_000],
    ['1Ki', 1024],
    ['100m', 1],
  ])('reads %s as %d bytes', (text, bytes) => {
    expect(bytesOf(text)).toBe(bytes);
  });

  it('writes the largest exact unit', () => {
    expect(formatBytes(805_306_368)).toBe('768Mi');
    expect(formatBytes(1024 ** 4 * 3)).toBe('3Ti');
    expect(formatBytes(1500)).toBe('1500');
    expect(formatBytes(0)).toBe('0');
  });

  it('reads back what it wrote', () => {
    const sizes = fc
      .tuple(fc.nat(4095), fc.constantFrom(0, 1, 2, 3, 4))
      .map(([amount, power]) => amount * 1024 ** power);
    fc.assert(
      fc.property(fc.oneof(sizes, fc.maxSafeNat()), bytes => {
        expect(bytesOf(formatBytes(bytes))).toBe(bytes);
      }),
    );
  });
});

describe('Durations', () => {
  it.each([
    ['30s', 30],
    ['5m', 300],
    ['2h', 7200],
    ['90d', 7_776_000],
  ])('reads %s as %d seconds and writes it the same', (text, seconds) => {
    expect(secondsOf(text)).toBe(seconds);
    expect(formatDuration(seconds)).toBe(text);
  });

  it('reads back what it wrote', () => {
    fc.assert(
      fc.property(fc.nat(999_999_999), seconds => {
        expect(secondsOf(formatDuration(seconds))).toBe(seconds);
      }),
    );
  });
});

it.each(['', '.', 'm', '-1', '1 Gi', '1gi', '0x10', '1e400', '9Ei', '１'])(
  'refuses "%s" as a quantity and says what to write',
  text => {
    expect(() => bytesOf(text)).toThrow(/write one such as 768Mi/);
    expect(() => cpuToMillis(`${text}?`)).toThrow(/write one such as 500m/);
  },
);

it.each(['', '5', 'm', '1.5h', '5 m', '-5m', '5w'])(
  'refuses "%s" as a duration and says what to write',
  text => {
    expect(() => secondsOf(text)).toThrow(/write one such as 30s/);
  },
);

it.each([-1, 0.5, NaN, Infinity])('refuses to write %d', value => {
  expect(() => formatCpu(value)).toThrow('whole number');
  expect(() => formatBytes(value)).toThrow('whole number');
  expect(() => formatDuration(value)).toThrow('whole number');
});
