import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { formatProblem, readYaml } from '@fairway/plugin-golden-path-common';
import { generate, rulesOf } from '../../generate';
import { normalPromql } from '../../promql/normal';
import { readSloDocuments } from '../readSloDocuments';

const fixtures = resolve(__dirname, '../../__fixtures__');

const metric = (query: string, type = 'Prometheus') =>
  `{ metricSource: { type: ${type}, spec: { query: ${JSON.stringify(
    query,
  )} } } }`;

const GOOD = 'requests_total{code!~"5.."}';
const TOTAL = 'requests_total';

/** An SLO of 99.9 % of requests, in which every part can be replaced. */
function slo(
  change: {
    metadata?: string;
    ratio?: string;
    indicator?: string;
    window?: string;
    method?: string;
    objectives?: string;
    more?: string;
  } = {},
): string {
  const ratio =
    change.ratio ??
    `counter: true, good: ${metric(GOOD)}, total: ${metric(TOTAL)}`;
  return `apiVersion: openslo/v1
kind: SLO
metadata: ${change.metadata ?? '{ name: availability }'}
spec:
  service: shop
  ${
    change.indicator ??
    `indicator: { metadata: { name: availability }, spec: { ratioMetric: { ${ratio} } } }`
  }
  timeWindow: [${change.window ?? '{ duration: 28d, isRolling: true }'}]
  budgetingMethod: ${change.method ?? 'Occurrences'}
  objectives: ${change.objectives ?? '[{ target: 0.999 }]'}
${change.more ?? ''}`;
}

function read(...texts: string[]) {
  const outcome = readSloDocuments({
    files: texts.map((text, index) => ({ file: `${index + 1}.yaml`, text })),
  });
  return {
    ...outcome,
    lines: outcome.problems.map(formatProblem),
    warnings: (outcome.remarks ?? []).map(formatProblem),
  };
}

/** The one objective of documents in which nothing is wrong. */
function objectiveOf(...texts: string[]) {
  const { definitions, lines } = read(...texts);
  expect(lines).toEqual([]);
  expect(definitions).toHaveLength(1);
  return definitions[0].objective;
}

/** The share of bad events of an indicator. */
function errorRatio(ratio: string, change: Parameters<typeof slo>[0] = {}) {
  const { sli } = objectiveOf(slo({ ...change, ratio }));
  return sli.kind === 'ratio' ? sli.errorRatio : [sli.bad, sli.total];
}

describe('An SLO of OpenSLO', () => {
  it('is an objective of its service, whose counters are turned into rates', () => {
    expect(
      objectiveOf(
        slo({
          metadata:
            '{ name: availability, displayName: Shop answers, labels: { team: [a, b], x.y: z } }',
        }),
      ),
    ).toMatchObject({
      id: 'shop-availability',
      name: 'availability',
      title: 'Shop answers',
      service: 'shop',
      target: 0.999,
      window: { kind: 'rolling', seconds: 28 * 86_400 },
      labels: { team: 'a,b', x_y: 'z' },
      sli: {
        kind: 'events',
        bad: `(sum(rate(${TOTAL}[{{.window}}]))) - (sum(rate(${GOOD}[{{.window}}])))`,
        total: `sum(rate(${TOTAL}[{{.window}}]))`,
      },
      alerts: { page: true, ticket: true },
    });
  });

  it('whose name begins with its service is called by that name', () => {
    const ids = ['shop-latency-p95', 'shopping-latency', 'latency'].map(
      name => objectiveOf(slo({ metadata: `{ name: ${name} }` })).id,
    );
    expect(ids).toEqual([
      'shop-latency-p95',
      'shop-shopping-latency',
      'shop-latency',
    ]);
  });

  it.each([
    ['sum(x)', 'sum(rate(x[{{.window}}]))'],
    ['sum(x{a="#"}) # bad', 'sum(rate(x{a="#"}[{{.window}}]))'],
    [
      'sum by (job) (x offset 5m)',
      'sum(sum by (job) (rate(x[{{.window}}] offset 5m)))',
    ],
    [
      'sum(x) + sum(y{a="["})',
      'sum(rate(x[{{.window}}])) + sum(rate(y{a="["}[{{.window}}]))',
    ],
    ['sum(x) or vector(0)', 'sum(rate(x[{{.window}}])) or vector(0)'],
    ['sum(increase(x[5m]))', 'sum(increase(x[{{.window}}]))'],
    [
      'sum(rate(x[5m])) + sum(rate(y[5m] offset 1h))',
      'sum(rate(x[{{.window}}])) + sum(rate(y[{{.window}}] offset 1h))',
    ],
    ['sum(rate(x[{{.window}}]))', 'sum(rate(x[{{.window}}]))'],
  ])('has the window of each rule in its query %s', (query, expected) => {
    const { definitions, lines } = read(
      slo({
        ratio: `counter: true, bad: ${metric(query)}, total: ${metric(
          'sum(all)',
        )}`,
      }),
    );
    expect(lines).toEqual([]);
    const { native } = definitions[0];
    expect(native).toMatchObject({
      slo: { sli: { kind: 'events', errorQuery: expected } },
    });
  });

  it.each([
    ['count(x)', 'not inside of count(…)'],
    ['sum(x) / sum(y)', 'not on both sides of /'],
    [
      'sum(rate(x[5m])) + sum(rate(y[10m]))',
      'not in place of which of 5m and 10m',
    ],
    ['sum(rate(x[5m])) + sum(y)', 'not around y, which has no range'],
    [
      'max_over_time(sum(x)[5m:1m])',
      'not in place of a range of sum(x)[5m:1m]',
    ],
    ['sum(x) > 0', 'not on both sides of >'],
  ])('whose window would be a guess in %s is refused', (query, why) => {
    expect(
      read(
        slo({
          ratio: `counter: true, bad: ${metric(query)}, total: ${metric('y')}`,
        }),
      ).lines,
    ).toEqual([
      expect.stringContaining(
        `it is not sure where the window of the rules belongs: ${why}; Write {{.window}}`,
      ),
    ]);
  });

  it('counts samples of numbers that go up and down, and means of ratios that are recorded', () => {
    expect(
      errorRatio(
        `counter: false, bad: ${metric('down')}, total: ${metric('sum(all)')}`,
      ),
    ).toBe(
      '(sum(sum_over_time(down[{{.window}}]))) / (sum(sum_over_time((sum(all))[{{.window}}:60s])))',
    );
    expect(
      errorRatio(`rawType: success, raw: ${metric('sum(a) / sum(b)')}`),
    ).toBe('1 - (avg_over_time((sum(a) / sum(b))[{{.window}}:60s]))');
    expect(
      errorRatio(`rawType: failure, raw: ${metric('job:errors:ratio')}`),
    ).toBe('avg(avg_over_time(job:errors:ratio[{{.window}}]))');
  });

  it('may leave out that series are counters where their names say so', () => {
    expect(
      objectiveOf(
        slo({
          ratio: `bad: ${metric('sum(errors_total)')}, total: ${metric(
            'requests_count{a="b"}',
          )}`,
        }),
      ).sli,
    ).toEqual({
      kind: 'events',
      bad: 'sum(rate(errors_total[{{.window}}]))',
      total: 'sum(rate(requests_count{a="b"}[{{.window}}]))',
    });
  });

  it('with a threshold is good as long as the promise holds', () => {
    const indicator = `indicator: { metadata: { name: p95 }, spec: { thresholdMetric: ${metric(
      'histogram_quantile(0.95, sum by (le) (rate(t_bucket[5m])))',
    )} } }`;
    expect(
      objectiveOf(
        slo({
          indicator,
          objectives: '[{ target: 0.99, op: lte, value: 0.5 }]',
        }),
      ).sli,
    ).toEqual({
      kind: 'ratio',
      errorRatio:
        'avg_over_time(((histogram_quantile(0.95, sum by (le) (rate(t_bucket[5m])))) > bool 0.5)[{{.window}}:1m])',
    });
    expect(read(slo({ indicator })).lines).toEqual([
      '1.yaml:9: /spec/objectives/0/op: missing field "op", which a threshold needs; Add "op": lt, lte, gt or gte',
      '1.yaml:9: /spec/objectives/0/value: missing field "value", which a threshold needs; Add "value": the number to compare with',
    ]);
  });

  it('with slices counts bad slices, or averages their shares', () => {
    const ratio = `counter: true, bad: ${metric('bad')}, total: ${metric(
      'all',
    )}`;
    const slice = '(sum(rate(bad[1m]))) / (sum(rate(all[1m])))';
    expect(
      errorRatio(ratio, {
        method: 'Timeslices',
        objectives:
          '[{ target: 0.99, timeSliceTarget: 0.95, timeSliceWindow: 1m }]',
      }),
    ).toBe(`avg_over_time(((${slice}) > bool 0.05)[{{.window}}:1m])`);
    expect(
      errorRatio(ratio, {
        method: 'RatioTimeslices',
        objectives: '[{ target: 0.99, timeSliceWindow: 1 }]',
      }),
    ).toBe(`avg_over_time((${slice})[{{.window}}:1m])`);
  });

  it('may follow the calendar, and its alerts the usual length of its window', () => {
    const calendar = slo({
      window:
        '{ duration: 1M, calendar: { startTime: 2026-01-01 00:00:00, timeZone: Europe/Berlin } }',
    });
    expect(objectiveOf(calendar).window).toEqual({
      kind: 'calendar',
      unit: 'month',
      count: 1,
      start: '2026-01-01 00:00:00',
      timeZone: 'Europe/Berlin',
    });
    expect(read(calendar).definitions[0].native).toMatchObject({
      slo: { windowSeconds: 30 * 86_400 },
    });
  });

  it('with several objectives has a number in the id of each', () => {
    const { definitions } = read(
      slo({
        objectives:
          '[{ displayName: Good, target: 0.99 }, { targetPercent: 99.9 }]',
      }),
    );
    expect(
      definitions.map(({ objective }) => [
        objective.id,
        objective.title,
        objective.target,
      ]),
    ).toEqual([
      ['shop-availability-0', 'availability: Good', 0.99],
      ['shop-availability-1', 'availability', 0.999],
    ]);
  });

  it('may refer to indicators, sources and policies in other files', () => {
    const parts = `apiVersion: openslo/v1
kind: SLI
metadata: { name: answered }
spec:
  ratioMetric:
    counter: true
    good: { metricSource: { metricSourceRef: mimir, spec: { query: good } } }
    total: { metricSource: { metricSourceRef: mimir, spec: { query: all } } }
---
apiVersion: openslo/v1
kind: DataSource
metadata: { name: mimir }
spec: { type: Grafana Mimir, connectionDetails: { url: https://mimir.example.com } }
`;
    const referring = slo({ indicator: 'indicatorRef: answered' });
    expect(objectiveOf(referring, parts).sli).toMatchObject({
      total: 'sum(rate(all[{{.window}}]))',
    });
    expect(read(referring).lines).toEqual([
      '1.yaml:6: /spec/indicatorRef: there is no SLI called answered in these documents; Add the document of the SLI, or correct the name',
    ]);
    expect(
      read(referring, parts.replace('name: mimir', 'name: thanos')).lines,
    ).toEqual([
      expect.stringMatching(/^2\.yaml:7: .*no DataSource called mimir/),
      expect.stringMatching(/^2\.yaml:8: .*no DataSource called mimir/),
    ]);
    expect(
      read(referring, parts.replace('Grafana Mimir', 'Datadog')).lines,
    ).toEqual([
      expect.stringMatching(
        /^2\.yaml:7: .*not of a source of the type "Datadog"/,
      ),
      expect.stringMatching(
        /^2\.yaml:8: .*not of a source of the type "Datadog"/,
      ),
    ]);
  });
});

describe('Alert policies of OpenSLO', () => {
  const policy = (condition: string, spec = 'alertWhenBreaching: true') =>
    slo({
      more: `  alertPolicies:
    - kind: AlertPolicy
      metadata: { name: burns }
      spec:
        ${spec}
        conditions:
          - kind: AlertCondition
            metadata: { name: shop-burns }
            spec: { severity: critical, condition: { ${condition} } }
        notificationTargets: [{ targetRef: on-call }]
`,
    });
  const alertsOf = (text: string) => {
    const [definition] = read(text).definitions;
    return rulesOf(definition)
      .flatMap(({ rules }) => rules)
      .filter(rule => 'alert' in rule);
  };

  it('become an alert for each condition, in place of those of the workbook', () => {
    expect(
      alertsOf(
        policy('op: gt, threshold: 2, lookbackWindow: 1h, alertAfter: 5m'),
      ),
    ).toEqual([
      expect.objectContaining({
        alert: 'ShopBurns',
        expr: 'slo:sli_error:ratio_rate1h{sloth_id="shop-availability", sloth_service="shop", sloth_slo="availability"} > (2 * 0.001)',
        for: '5m',
        labels: expect.objectContaining({
          severity: 'critical',
          sloth_severity: 'page',
          notification_targets: 'on-call',
        }),
      }),
    ]);
  });

  it('may look back over a time that is not recorded, and tell that there is no data', () => {
    const [breach, silence] = alertsOf(
      policy(
        'op: gte, threshold: 3, lookbackWindow: 45m',
        'alertWhenNoData: true',
      ),
    );
    expect(normalPromql(breach.expr)).toBe(
      normalPromql(
        `(((sum(rate(${TOTAL}[45m]))) - (sum(rate(${GOOD}[45m])))) / (sum(rate(${TOTAL}[45m])))) >= (3 * 0.001)`,
      ),
    );
    expect(silence).toMatchObject({
      alert: 'ShopBurnsNoData',
      expr: expect.stringContaining('absent(slo:sli_error:ratio_rate5m{'),
    });
  });

  it('that say "lte" mean that more burns, as in the example of the specification, and are told of it', () => {
    const { warnings, definitions } = read(
      policy('op: lte, threshold: 2, lookbackWindow: 1h'),
    );
    expect(warnings[0]).toContain('Write "gte"');
    expect(definitions[0].objective.conditions).toMatchObject([
      { operator: '>=' },
    ]);
  });

  it('that are an empty list ask for no alert', () => {
    expect(alertsOf(slo({ more: '  alertPolicies: []\n' }))).toEqual([]);
  });
});

describe('What is wrong with a document of OpenSLO is told with its field, line and remedy', () => {
  it.each<[string, string, RegExp]>([
    [
      'a target of 0',
      slo({ objectives: '[{ target: 0 }]' }),
      /:9: \/spec\/objectives\/0\/target: expected a number above 0 and below 1, found the number 0; ./,
    ],
    [
      'a target of 1',
      slo({ objectives: '[{ target: 1 }]' }),
      /target: expected a number above 0 and below 1/,
    ],
    [
      'a target that is 1 but for a rounding',
      slo({ objectives: '[{ target: 0.9999999999999999 }]' }),
      /target: expected a number above 0 and below 1/,
    ],
    [
      '120 percent',
      slo({ objectives: '[{ targetPercent: 120 }]' }),
      /targetPercent: expected a number above 0 and below 100/,
    ],
    [
      'a target in quotes',
      slo({ objectives: '[{ target: "0.999" }]' }),
      /Remove the quotes: 0.999/,
    ],
    [
      'a target that is no number',
      slo({ objectives: '[{ target: .nan }]' }),
      /target: .*NaN/,
    ],
    [
      'both targets',
      slo({ objectives: '[{ target: 0.9, targetPercent: 90 }]' }),
      /"target" and "targetPercent" exclude each other; Remove one of them/,
    ],
    ['no target', slo({ objectives: '[{}]' }), /missing field "target"; Add/],
    [
      'no objective',
      slo({ objectives: '[]' }),
      /expected at least one objective/,
    ],
    [
      'a composite',
      slo({ objectives: '[{ target: 0.9, indicatorRef: x }]' }),
      /composite one, which is not supported; Write an SLO/,
    ],
    [
      'an unknown field',
      slo({ objectives: '[{ target: 0.9, tagret: 1 }]' }),
      /unknown field "tagret"/,
    ],
    [
      'an unknown method',
      slo({ method: 'Occurences' }),
      /nearest "Occurrences"; Write "Occurrences"/,
    ],
    [
      'slices without a window',
      slo({ method: 'RatioTimeslices' }),
      /missing field "timeSliceWindow", which RatioTimeslices need/,
    ],
    [
      'a window of 28 days in words',
      slo({ window: '{ duration: 28 days, isRolling: true }' }),
      /duration: expected a duration such as/,
    ],
    [
      'a window that does not roll',
      slo({ window: '{ duration: 28d }' }),
      /neither rolls nor has a "calendar"/,
    ],
    [
      'a time zone',
      slo({
        window:
          '{ duration: 1M, calendar: { startTime: 2026-01-01 00:00:00, timeZone: Berlin } }',
      }),
      /timeZone: expected the name of a time zone/,
    ],
    [
      'a day that does not exist',
      slo({
        window:
          '{ duration: 1M, calendar: { startTime: 2026-02-30 00:00:00, timeZone: UTC } }',
      }),
      /startTime: expected a time that exists/,
    ],
    [
      'an hour of the calendar',
      slo({
        window:
          '{ duration: 1h, calendar: { startTime: 2026-02-01 00:00:00, timeZone: UTC } }',
      }),
      /1h is no stretch of the calendar/,
    ],
    [
      'good and bad',
      slo({
        ratio: `counter: true, good: ${metric('a')}, bad: ${metric(
          'b',
        )}, total: ${metric('c')}`,
      }),
      /"good" and "bad" exclude each other/,
    ],
    [
      'no total',
      slo({ ratio: `counter: true, good: ${metric('a')}` }),
      /missing field "total"/,
    ],
    [
      'nothing that is counted',
      slo({ ratio: 'counter: true' }),
      /neither "good" nor "bad" nor "raw"/,
    ],
    [
      'raw without its type',
      slo({ ratio: `raw: ${metric('a')}` }),
      /missing field "rawType"/,
    ],
    [
      'no counter',
      slo({ ratio: `good: ${metric('a')}, total: ${metric('b')}` }),
      /missing field "counter"/,
    ],
    [
      'the same query twice',
      slo({
        ratio: `counter: true, bad: ${metric('a')}, total: ${metric('a')}`,
      }),
      /the query is the one of "total"/,
    ],
    [
      'an empty query',
      slo({
        ratio: `counter: true, bad: ${metric('')}, total: ${metric('a')}`,
      }),
      /\/bad\/metricSource\/spec\/query: the query is empty; Write/,
    ],
    [
      'a query that is no PromQL',
      slo({
        ratio: `counter: true, bad: ${metric('sum(a')}, total: ${metric('a')}`,
      }),
      /cannot be read as PromQL: at character \d+, /,
    ],
    [
      'another source',
      slo({
        ratio: `counter: true, bad: ${metric('a', 'Datadog')}, total: ${metric(
          'b',
        )}`,
      }),
      /of the type "Datadog"; Take the metric from Prometheus/,
    ],
    [
      'an unknown version',
      slo().replace('openslo/v1', 'openslo/v2alpha'),
      /:1: \/apiVersion: unknown version "openslo\/v2alpha"; Write one of those that are known: .*openslo\/v1/,
    ],
    [
      'an unknown kind',
      slo().replace('kind: SLO', 'kind: Sli'),
      /:2: \/kind: unknown kind "Sli" of openslo\/v1; Write SLO, SLI/,
    ],
    [
      'a name with spaces',
      slo({ metadata: '{ name: my slo }' }),
      /\/metadata\/name: expected a name/,
    ],
  ])('%s', (_, text, expected) => {
    const { definitions, lines } = read(text);
    expect(definitions).toEqual([]);
    expect(lines.join('\n')).toMatch(expected);
    lines.forEach(line => expect(line).toMatch(/^1\.yaml:\d+: .+; .+$/));
  });

  it('the same SLO in two files, with both places', () => {
    expect(read(slo(), `\n\n${slo()}`).lines).toEqual([
      '2.yaml:5: /metadata/name: the SLO availability is in 1.yaml:3 already; Give one of them another name',
    ]);
  });
});

describe('A mistake that several objectives have in common', () => {
  it('is told once', () => {
    const { lines } = read(
      slo({
        ratio: `counter: true, bad: ${metric('count(a)')}, total: ${metric(
          'b',
        )}`,
        objectives: '[{ target: 0.9 }, { target: 0.99 }]',
      }),
    );
    expect(lines).toHaveLength(1);
  });
});

describe('OpenSLO v1alpha', () => {
  const alpha = readFileSync(
    resolve(fixtures, 'openslo/checkout-v1alpha.yaml'),
    'utf8',
  );

  it('has the rules that Sloth makes of it', () => {
    const { definitions, lines } = read(alpha);
    expect(lines).toEqual([]);
    const { text } = generate({ definitions, format: 'prometheus' });
    expect(readYaml(text)).toEqual(
      readYaml(
        readFileSync(
          resolve(fixtures, 'golden/openslo/checkout-v1alpha.yaml'),
          'utf8',
        ),
      ),
    );
  });

  it.each([
    [
      'target: 0.999',
      'target: 1',
      /target: expected a number above 0 and below 1/,
    ],
    ['unit: Day', 'unit: Month', /unit: expected Day/],
    [
      'queryType: promql',
      'queryType: sql',
      /queries of the type "sql" are not read/,
    ],
    ['[{{.window}}]', '[5m]', /no \{\{\.window\}\}/],
  ])('is refused with %s as %s', (from, to, expected) => {
    const { definitions, lines } = read(alpha.replaceAll(from, to));
    expect(definitions).toEqual([]);
    expect(lines[0]).toMatch(expected);
  });
});
