import fc from 'fast-check';
import { checkPromql, promqlType } from './check';

/** What is said of an expression, and what stands at the place that is named. */
function told(expr: string): string {
  const problem = checkPromql(expr);
  return problem
    ? `${problem.message} @ ${expr.slice(problem.offset, problem.offset + 12)}`
    : 'fine';
}

describe('Expressions of PromQL that Prometheus takes', () => {
  it.each([
    'up',
    'sum(rate(http_requests_total{code=~"5.."}[5m])) by (job) / sum(rate(http_requests_total[5m])) by (job)',
    'sum without (instance,) (rate(x[1h30m] offset -1d))',
    '{__name__=~"slo:.+", "quoted label"!="x"}',
    '{"http.server.duration", job="api"}',
    'histogram_quantile(0.9, sum by (le) (rate(latency_bucket[5m])))',
    'max_over_time(rate(x[5m])[1h:1m]) > bool 0.5',
    'a * on(job) group_left(team) b unless c or vector(0)',
    'x + y offset 5m * -2 ^ 2',
    'x @ start() - x @ 1700000000 offset 1w',
    'label_replace(up, "a", "$1", "b", `(.*)\\d`)',
    'up{a=~`(?i)\\p{Greek}[[:^alpha:]\\w-.]+\\z|a{,2}`}',
    'SUM(x) # and a comment with rate(',
    'rate(x[300]) + hour() + scalar(y) + time() + 0x1F + Inf',
  ])('%s', expr => {
    expect(told(expr)).toBe('fine');
  });
});

describe('Expressions that Prometheus refuses are told with place and reason', () => {
  it.each([
    ['', 'the expression is empty @ '],
    ['sum(rate(x[5m])', 'the expression ends before ( is closed @ '],
    ['sum(x) +', 'the expression ends too early @ '],
    ['sum(x))', '")" is not expected here @ )'],
    ['rate(x[5x])', '"x" is not expected here @ x])'],
    ['ratee(x[5m])', 'there is no function ratee @ ratee(x[5m])'],
    [
      'rate(x)',
      'rate takes a range vector and got an instant vector; give it a range, such as x[5m] @ x)',
    ],
    [
      'abs(x[5m])',
      'abs takes an instant vector and got a range vector @ x[5m])',
    ],
    [
      'x[5m]',
      'it answers a range of samples and no single value; put a function such as rate() around it @ x[5m]',
    ],
    ['"text"', 'it answers a text and no number @ "text"'],
    ['round(x, 1, 2)', 'round takes 1 or 2 arguments and got 3 @ round(x, 1, '],
    ['topk(x)', 'topk takes 2 arguments and got 1 @ topk(x)'],
    ['sum(1)', 'sum takes an instant vector and got a scalar @ 1)'],
    [
      'x + y[5m]',
      '+ takes scalars and instant vectors and got a range vector @ y[5m]',
    ],
    ['1 > 2', 'a comparison of two scalars must use bool: > bool @ > 2'],
    ['x and 1', 'and joins instant vectors, not scalars @ and 1'],
    ['x + bool y', 'bool belongs to comparisons, not to + @ + bool y'],
    [
      'a and on(x) group_left b',
      'group_left is not allowed with and @ group_left b',
    ],
    [
      'a / on(x) 2',
      'on matches instant vectors, and one side is a scalar @ on(x) 2',
    ],
    [
      '{job=~".*"}',
      'a selector needs a metric name or a label that must not be empty, else it selects every series @ {job=~".*"}',
    ],
    ['up{__name__="x"}', 'the metric name is given twice @ up{__name__='],
    [
      'up{job=~"(?=x)"}',
      '"(?=x)" is no regular expression that Prometheus knows @ job=~"(?=x)"',
    ],
    [
      'up{job="\\q"}',
      'the text "\\q" is not closed or holds an unknown escape @ "\\q"}',
    ],
    ['up{job}', '"}" is not expected here @ }'],
    ['up{1a="x"}', '"1a" is not expected here @ 1a="x"}'],
    ['sum by (a b) (x)', '"b" is not expected here @ b) (x)'],
    ['rate(x[0s])', 'the range 0s must be above 0 and finite @ 0s])'],
    [
      'rate(x offset 5m [5m])',
      'offset and @ stand behind the range, not before it @ x offset 5m ',
    ],
    [
      'rate(sum(x)[5m])',
      'a range stands behind a selector; for anything else write a subquery, such as [5m:1m] @ sum(x)[5m])',
    ],
    [
      'sum(x) offset 5m',
      'offset stands behind a selector or a subquery @ sum(x) offse',
    ],
    [
      'mad_over_time(x[5m])',
      'the function mad_over_time needs a feature that Prometheus has switched off by default @ mad_over_tim',
    ],
    [
      'sum(rate(x[5m]))\u00a0/ 2',
      'the character U+00A0 is not allowed outside of quotes @ \u00a0/ 2',
    ],
  ])('%s', (expr, message) => {
    expect(told(expr)).toBe(message);
  });
});

describe('Whatever is written', () => {
  it('reading never throws, and the place is one of the text', () => {
    const words = fc.constantFrom(
      ...'sum rate( x [5m] ) { } = =~ "a" , by (a) offset 5m @ 1 + - and on bool # \n \' ` [ : 0x {{.window}} 5'.split(
        ' ',
      ),
    );
    const text = fc.oneof(
      fc.string(),
      fc.array(words, { maxLength: 20 }).map(some => some.join('')),
    );
    fc.assert(
      fc.property(text, expr => {
        const outcome = promqlType(expr);
        const offset = 'problem' in outcome ? outcome.problem.offset : 0;
        expect(offset).toBeGreaterThanOrEqual(0);
        expect(offset).toBeLessThanOrEqual(expr.length);
      }),
      { numRuns: 1000 },
    );
  });

  it('an expression without end is refused', () => {
    const deep = `${'('.repeat(450)}x${')'.repeat(450)}`;
    expect(checkPromql(deep)?.message).toBe(
      'the expression is nested too deeply',
    );
    expect(checkPromql('x+'.repeat(60_000))?.message).toBe(
      'the expression is longer than 100000 characters',
    );
  });
});
