import { regexOf } from './regex';

describe('Regular expressions of matchers', () => {
  it.each([
    ['5..', '503', '50'],
    ['/api/.+', '/api/a', '/api/'],
    ['(?i)get|post', 'POST', 'put'],
    ['a\\.b\\-c\\_d\\ e', 'a.b-c_d e', 'aXb-c_d e'],
    ['\\p{Greek}+\\pL', 'αβx', '1'],
    ['\\P{^Lu}', 'A', 'a'],
    ['\\Qa.b\\E', 'a.b', 'axb'],
    ['[[:alpha:]_]+', 'ab_', 'a1'],
    ['a{2,}', 'aaa', 'a'],
    ['(?P<zone>eu|us)-1', 'eu-1', 'eu-2'],
    ['', '', 'a'],
  ])('match the whole value: %s', (pattern, value, other) => {
    expect(regexOf(pattern)?.test(value)).toBe(true);
    expect(regexOf(pattern)?.test(other)).toBe(false);
  });

  it.each([
    ['(?=a)', 'looks ahead'],
    ['(a)\\1', 'refers back'],
    ['(a', 'is not closed'],
    ['a)', 'was not opened'],
    ['x*+', 'repeats a repetition'],
    ['a{1001}', 'repeats too often'],
    ['[z-a]', 'is no range'],
    ['\\p{Nowhere}', 'names no script'],
    ['\\é', 'escapes a letter'],
    ['\\y', 'escapes a letter'],
  ])('are refused as Prometheus does: %s %s', pattern => {
    expect(regexOf(pattern)).toBeUndefined();
  });
});
