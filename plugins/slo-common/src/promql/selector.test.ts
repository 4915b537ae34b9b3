import fc from 'fast-check';
import { goQuoted } from './quote';
import {
  parseSelector,
  printSelector,
  type LabelMatcher,
  type MetricSelector,
} from './selector';

function selectorIn(text: string): MetricSelector {
  const outcome = parseSelector(text);
  if ('problem' in outcome) {
    throw new Error(`${text}: ${outcome.problem.message}`);
  }
  return outcome.selector;
}

function problemIn(text: string): string {
  const outcome = parseSelector(text);
  return 'problem' in outcome ? outcome.problem.message : 'none';
}

const matcher: fc.Arbitrary<LabelMatcher> = fc.oneof(
  fc.record({
    name: fc.oneof(
      fc.constantFrom('job', 'code', 'le', '_x'),
      fc.string({ minLength: 1, unit: 'binary' }),
    ),
    op: fc.constantFrom('=', '!='),
    value: fc.string({ unit: 'binary' }),
  }),
  fc.record({
    name: fc.constantFrom('job', 'code'),
    op: fc.constantFrom('=~', '!~'),
    value: fc.constantFrom('5..', 'a|b', '', '\\d+', '/api/.+'),
  }),
);

describe('A selector', () => {
  it('is printed as Prometheus prints it: quotes, escapes and order', () => {
    const printed = (text: string) => printSelector(selectorIn(text));
    expect(printed('up')).toBe('up');
    expect(printed('up{}')).toBe('up');
    expect(printed(`up{z='a"b', a=~\`\\d+\`,}`)).toBe(
      'up{a=~"\\\\d+",z="a\\"b"}',
    );
    expect(printed('up{"service.name"="ünïcode\u00a0\u200b"}')).toBe(
      'up{"service.name"="ünïcode\\u00a0\\u200b"}',
    );
    expect(printed('sum{a!="b"} # a metric of this name')).toBe('sum{a!="b"}');
  });

  it('reads back as the same one', () => {
    fc.assert(
      fc.property(
        fc.array(
          matcher.filter(({ name }) => name !== '__name__'),
          { maxLength: 4 },
        ),
        matchers => {
          const selector = { name: 'http_requests_total', matchers };
          const text = printSelector(selector);
          const read = selectorIn(text);
          expect(printSelector(read)).toBe(text);
          expect(new Set(read.matchers)).toEqual(new Set(matchers));
        },
      ),
    );
  });

  it('is nothing else: no expression, no range, no other time, no name in braces', () => {
    expect(problemIn('rate(http_requests_total[5m])')).toMatch('expression');
    expect(problemIn('http_requests_total[5m]')).toMatch('range');
    expect(problemIn('http_requests_total[5m:1m]')).toMatch('range');
    expect(problemIn('up offset 5m')).toMatch('offset');
    expect(problemIn('up @ 0')).toMatch('@');
    expect(problemIn('(up)')).toMatch('parentheses');
    expect(problemIn('1')).toMatch('expression');
    expect(problemIn('{job="a"}')).toMatch('name of the metric is missing');
    expect(problemIn('{"up"}')).toMatch('name of the metric is missing');
    expect(problemIn('')).toMatch('empty');
    expect(problemIn('up{job=a}')).not.toBe('none');
    expect(problemIn('up{job=~"("}')).toMatch('regular expression');
  });

  it('is read or refused, whatever the text is', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.constantFrom(
            ...['up', '{', '}', 'job', '=', '=~', '!=', '"a"', "'b'", '`c`'],
            ...[',', ' ', '\n', '[5m]', '(', ')', '#', '"', '\\', '@', '💥'],
          ),
          { maxLength: 12 },
        ),
        parts => {
          const outcome = parseSelector(parts.join(''));
          expect('selector' in outcome || outcome.problem.message !== '').toBe(
            true,
          );
        },
      ),
    );
  });
});

describe('Text in quotes', () => {
  it('has the escapes of Go', () => {
    expect(goQuoted('a\x07\b\f\n\r\t\v\\"\x01\x7f')).toBe(
      '"a\\a\\b\\f\\n\\r\\t\\v\\\\\\"\\x01\\x7f"',
    );
    expect(goQuoted('é😀 \ufeff\u{e0001}')).toBe('"é😀 \\ufeff\\U000e0001"');
  });
});
