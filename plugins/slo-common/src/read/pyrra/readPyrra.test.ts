import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import fc from 'fast-check';
import { formatProblem } from '@fairway/plugin-golden-path-common';
import { checkPromql, withWindow } from '../../promql';
import type { ReadOutcome } from '../types';
import { yamlDocuments } from '../yamlDocuments';
import { isPyrra, readPyrra } from './readPyrra';

const FIXTURES = resolve(__dirname, '../../__fixtures__/pyrra');

function read(text: string): ReadOutcome {
  const [document] = yamlDocuments({ text, file: 'slo.yaml' }).documents;
  return readPyrra(document);
}

function objectiveIn(text: string) {
  const { definitions, problems } = read(text);
  expect(problems).toEqual([]);
  return definitions[0].objective;
}

function fixture(name: string): string {
  return readFileSync(join(FIXTURES, `${name}.yaml`), 'utf8');
}

const example = fixture('checkout-errors');

/** The example with one part of it replaced. */
function withChange(from: string | RegExp, to: string, text = example) {
  const changed = text.replace(from, () => to);
  expect(changed).not.toBe(text);
  return changed;
}

function toldOf(text: string): string[] {
  const { definitions, problems } = read(text);
  expect(definitions).toEqual([]);
  return problems.map(formatProblem);
}

describe('A document of Pyrra', () => {
  it('is told by its version and its kind', () => {
    const isOne = (text: string) =>
      yamlDocuments({ text, file: 'slo.yaml' }).documents.some(isPyrra);
    expect(isOne(example)).toBe(true);
    expect(isOne('apiVersion: pyrra.dev/v1alpha1\nkind: Other\n')).toBe(false);
    expect(isOne('apiVersion: openslo/v1\nkind: SLO\n')).toBe(false);
  });

  it('becomes an objective with what its rules record', () => {
    expect(objectiveIn(example)).toEqual({
      id: 'shop.checkout-errors',
      format: 'pyrra',
      name: 'checkout-errors',
      title: 'checkout-errors',
      description: 'Customers get an answer that is no error.',
      service: 'checkout-api',
      target: 0.9995,
      window: { kind: 'rolling', seconds: 2_419_200 },
      budgeting: { method: 'occurrences' },
      labels: { team: 'checkout' },
      sli: {
        kind: 'events',
        bad: 'sum(rate(http_requests_total{code=~"5..",job="checkout-api",route!="/health"}[{{.window}}])) or vector(0)',
        total:
          'sum(rate(http_requests_total{job="checkout-api",route!="/health"}[{{.window}}]))',
      },
      recorded: {
        ratio: 'http_requests:burnrate{{.window}}',
        windows: ['5m', '30m', '1h', '2h', '6h', '1d', '4d'],
        key: { label: 'slo', value: 'checkout-errors' },
        matchers: {},
      },
      alerts: { page: true, ticket: true },
      place: { file: 'slo.yaml', line: 2 },
    });
  });

  it('of requests that are fast enough counts the slow ones, with limits of buckets in both forms', () => {
    expect(objectiveIn(fixture('checkout-latency')).sli).toEqual({
      kind: 'events',
      bad: 'sum(rate(http_request_duration_seconds_count{job="checkout-api"}[{{.window}}])) - sum(rate(http_request_duration_seconds_bucket{job="checkout-api",le=~"1(\\\\.0)?"}[{{.window}}]))',
      total:
        'sum(rate(http_request_duration_seconds_count{job="checkout-api"}[{{.window}}]))',
    });
  });

  it('by group is one objective over all groups, for which nothing is recorded', () => {
    const { sli, recorded } = objectiveIn(fixture('search-by-route'));
    expect(recorded).toBeUndefined();
    expect(sli).toMatchObject({
      total: 'sum(rate(search_requests_total{zone=~"eu-.*"}[{{.window}}]))',
    });
  });

  it('of a gauge knows only the share of bad times, and of its alerts that nobody is woken', () => {
    const { sli, alerts, service } = objectiveIn(fixture('gateway-up'));
    expect(sli.kind).toBe('ratio');
    expect(alerts).toEqual({ page: false, ticket: false });
    expect(service).toBe('gateway-up');
  });

  it.each([
    'checkout-errors',
    'checkout-latency',
    'search-by-route',
    'search-latency',
    'gateway-up',
  ])('has queries that can be asked: %s', name => {
    const { sli } = objectiveIn(fixture(name));
    const queries =
      sli.kind === 'events' ? [sli.bad, sli.total] : [sli.errorRatio];
    for (const query of queries) {
      expect(checkPromql(withWindow(query, '5m'))).toBeUndefined();
    }
  });
});

describe('What is wrong with a document of Pyrra is told with its line and what to do', () => {
  it.each([
    ["'0'", 'no percentage above 0 and below 100'],
    ["'100'", 'no percentage above 0 and below 100; Leave some room'],
    ["'120'", 'no percentage above 0 and below 100'],
    ["'-1'", 'no percentage above 0 and below 100'],
    ['abc', 'no percentage above 0 and below 100'],
    ["''", 'no percentage above 0 and below 100'],
    ["'NaN'", 'no percentage above 0 and below 100'],
    ["'0.999'", 'less than 1 percent; Write it in percent: "99.9"'],
    ['[99]', 'expected a percentage such as "99.9"'],
  ])('a target of %s', (target, told) => {
    const [problem, ...others] = toldOf(withChange("'99.95'", target));
    expect(others).toEqual([]);
    expect(problem).toMatch(/^slo\.yaml:15: \/spec\/target: /);
    expect(problem).toContain(told);
  });

  it.each([
    ['4 weeks', 'is no duration'],
    ['1h1d', 'is no duration'],
    ["'0'", 'shorter than an hour'],
    ['5m', 'shorter than an hour'],
    ['300y', 'is no duration'],
  ])('a window of %s', (window, told) => {
    const [problem, ...others] = toldOf(withChange('4w', window));
    expect(others).toEqual([]);
    expect(problem).toMatch(/^slo\.yaml:16: \/spec\/window: /);
    expect(problem).toContain(told);
  });

  it.each([
    ["''", 'the metric is empty'],
    ["'rate(http_requests_total[5m])'", 'an expression and no plain selector'],
    ["'http_requests_total offset 5m'", 'looks at another time ("offset")'],
    ["'http_requests_total{job=}'", '(character 25)'],
    [`'{__name__="http_requests_total"}'`, 'missing before the braces'],
    [`'http_requests_total{slo="a"}'`, 'the label "slo"'],
  ])('a metric %s', (metric, told) => {
    const text = withChange(/(?<=total:\n {8}metric: ).*/, metric);
    const [problem, ...others] = toldOf(text);
    expect(others).toEqual([]);
    expect(problem).toMatch(
      /^slo\.yaml:22: \/spec\/indicator\/ratio\/total\/metric: /,
    );
    expect(problem).toContain(told);
  });

  it('errors that are all events', () => {
    expect(toldOf(withChange(',code=~"5.."', ''))).toEqual([
      expect.stringContaining(
        '/spec/indicator/ratio/errors/metric: errors and total are the same',
      ),
    ]);
  });

  it('no indicator, or two of them', () => {
    const none = withChange(/ {4}ratio:[^]*(?= {2}alerting)/, '    {}\n');
    expect(toldOf(none)).toEqual([
      'slo.yaml:17: /spec/indicator: the indicator is missing; Add "ratio", "latency", "latencyNative" or "bool_gauge"',
    ]);
    const two = withChange(
      '    ratio:',
      '    bool_gauge: { metric: up }\n    ratio:',
    );
    expect(toldOf(two)).toEqual([
      expect.stringContaining(
        'there are several indicators: ratio, bool_gauge',
      ),
    ]);
  });

  it('a latency without a limit, with none that is a number, and of no time', () => {
    const latency = fixture('checkout-latency');
    expect(toldOf(withChange(',le="1"', '', latency))).toEqual([
      expect.stringContaining('the label "le", which says what is fast enough'),
    ]);
    expect(toldOf(withChange('le="1"', 'le=~".*"', latency))).toEqual([
      expect.stringContaining('the label "le" is not one limit in seconds'),
    ]);
    const native = fixture('search-latency');
    expect(toldOf(withChange('250ms', '0.25s', native))).toEqual([
      expect.stringContaining(
        '/spec/indicator/latencyNative/latency: the latency "0.25s" is no duration above 0',
      ),
    ]);
  });

  it('fields that are unknown, missing or of another kind, all of them', () => {
    const text = withChange(/ {2}target: .*\n/, '')
      .replace('absentName', 'absentname')
      .replace('name: checkout-errors', 'name: checkout errors')
      .replace('window: 4w', 'window: 4w\n  performanceOverAccuracy: "yes"');
    expect(toldOf(text)).toEqual([
      expect.stringContaining('/metadata/name: '),
      expect.stringContaining('/spec/target: missing field "target"'),
      expect.stringContaining(
        '/spec/alerting/absentname: unknown field "absentname", nearest "absentName"',
      ),
      expect.stringContaining('/spec/performanceOverAccuracy: '),
    ]);
  });

  it('labels that the rules need for themselves', () => {
    expect(
      toldOf(withChange('pyrra.dev/team: checkout', 'pyrra.dev/slo: mine')),
    ).toEqual([
      'slo.yaml:9: /metadata/labels/pyrra.dev~1slo: the label "slo" of the recorded series is not free; Give it another name',
    ]);
    const grouped = fixture('search-by-route').replace('- route', '- slo');
    expect(toldOf(grouped)).toEqual([
      expect.stringContaining('/spec/indicator/ratio/grouping/0: '),
    ]);
  });

  it('and what works, but hardly as it was meant, is remarked', () => {
    const { definitions, remarks } = read(
      withChange('4w', '1d').replace('pyrra.dev/team', 'pyrra.dev/the-team'),
    );
    expect(definitions).toHaveLength(1);
    expect(remarks?.map(formatProblem)).toEqual([
      expect.stringContaining('/spec/window: in the window 1d'),
      expect.stringContaining('only from version 3 on'),
    ]);
  });

  it('and whatever is in it: reading never throws, and each problem has a line of the file', () => {
    const lines = example.trimEnd().split('\n');
    fc.assert(
      fc.property(
        fc.nat({ max: lines.length - 1 }),
        fc.constantFrom('drop', 'repeat', 'odd', 'list'),
        fc.constantFrom('0', "''", 'null', '{}', '[]', '"{"', '1e999', '~x'),
        (at, act, odd) => {
          const changed = lines.flatMap((line, index) => {
            if (index !== at) {
              return [line];
            }
            const replaced = line.replace(/(?<=:).*$/, ` ${odd}`);
            return {
              drop: [],
              repeat: [line, line],
              odd: [replaced],
              list: [`- ${line}`],
            }[act];
          });
          const { documents } = yamlDocuments({
            text: changed.join('\n'),
            file: 'slo.yaml',
          });
          for (const document of documents) {
            const { definitions, problems } = readPyrra(document);
            expect(definitions.length > 0).toBe(problems.length === 0);
            for (const problem of problems) {
              expect(problem.line).toBeLessThanOrEqual(lines.length + 1);
              expect(formatProblem(problem)).toMatch(/^slo\.yaml:\d+: .+; .+$/);
            }
          }
        },
      ),
      { numRuns: 200 },
    );
  });
});
