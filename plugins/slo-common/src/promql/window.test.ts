import fc from 'fast-check';
import { promDuration, secondsOfPromDuration } from './duration';
import { normalPromql } from './normal';
import { checkQueryTemplate, hasWindow, withWindow } from './window';

describe('The window of a query', () => {
  it.each([
    ['rate(x[{{.window}}])', 'rate(x[5m])'],
    ['rate(x[{{ .window }}])', 'rate(x[5m])'],
    ['rate(x[ {{- .window -}} ])', 'rate(x[5m])'],
    ['a[{{.window}}] {{/* said */}}+ b[{{  .window}}]', 'a[5m] + b[5m]'],
  ])('is filled in: %s', (template, filled) => {
    expect(hasWindow(template)).toBe(true);
    expect(withWindow(template, '5m')).toBe(filled);
  });

  it.each([
    ['', 'the query is empty', 0],
    [
      'sum(rate(x[5m]))',
      'the query has no {{.window}} in place of its duration',
      0,
    ],
    [
      'rate(x[{{.windows}}])',
      '{{.windows}} is not known; the only variable is {{.window}}',
      7,
    ],
    [
      '{{if .window}}x{{end}}',
      '{{if .window}} is not known; the only variable is {{.window}}',
      0,
    ],
    ['rate(x[{{.window])', '{{ is not closed by }}', 7],
    [
      'rate(x[{{.window}}]) + rate(y)',
      'rate takes a range vector and got an instant vector; give it a range, such as y[5m]',
      28,
    ],
  ])('is asked for: %s', (template, message, offset) => {
    expect(checkQueryTemplate(template)).toEqual({ message, offset });
  });

  it('that cannot be filled in is an error', () => {
    expect(() => withWindow('x[{{.w}}]', '5m')).toThrow(
      'The query cannot be filled in: at character 2, {{.w}} is not known; the only variable is {{.window}}',
    );
  });
});

describe('Durations', () => {
  it.each([
    [300, '5m'],
    [5400, '1h30m'],
    [30 * 86400, '30d'],
    [28 * 86400, '4w'],
    [90 * 86400, '90d'],
    [365 * 86400, '1y'],
    [0.25, '250ms'],
    [0, '0s'],
  ])('of %d seconds are printed as %s', (seconds, text) => {
    expect(promDuration(seconds)).toBe(text);
  });

  it('read back as what they were', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4e12 }), ms => {
        expect(secondsOfPromDuration(promDuration(ms / 1000))).toBe(ms / 1000);
      }),
    );
  });

  it.each(['', '5', '5 m', '1m1h', '-5m', '1.5h', '300y'])(
    'are not guessed: %s',
    text => {
      expect(secondsOfPromDuration(text)).toBeUndefined();
    },
  );
});

describe('Expressions of the same parse tree', () => {
  it.each([
    ['sum(rate(x[5m]))by(job)', 'sum by (job) ( rate( x [5m] ) ) # same'],
    ["up{job='a'}", 'up{ job="a", }'],
    ['sum by () (x) OR y', 'SUM(x) or y'],
    ['x[90s]', 'x[1m30s]'],
    ['x > 1e3', 'x > 1000'],
  ])('compare equal: %s', (one, other) => {
    expect(normalPromql(one)).toBe(normalPromql(other));
  });

  it.each([
    ['a - (b - c)', 'a - b - c'],
    ['sum by (a) (x)', 'sum without (a) (x)'],
    ['x{a="b"}', 'x{a="c"}'],
    ['x{a="b"}', 'x{a!="b"}'],
    ['rate(x[5m])', 'irate(x[5m])'],
    ['x offset 5m', 'x @ 5m'],
    ['a > b', 'a > bool b'],
    ['a / on(x) b', 'a / ignoring(x) b'],
  ])('and others do not: %s', (one, other) => {
    expect(normalPromql(one)).not.toBe(normalPromql(other));
  });
});
