import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { formatProblem } from '@fairway/plugin-golden-path-common';
import { yamlDocuments } from '../yamlDocuments';
import { isSloth, readSloth } from './readSloth';

const FIXTURES = resolve(__dirname, '../../__fixtures__/sloth');
const periodSeconds = 30 * 24 * 3600;

const file = `version: prometheus/v1
service: orders-api
labels: { team: checkout }
slos:
  - name: availability
    objective: 99.9
    labels: { journey: pay }
    sli:
      events:
        error_query: sum(rate(errors_total[{{.window}}]))
        total_query: sum(rate(requests_total[{{.window}}]))
    alerting:
      name: OrdersFail
      labels: { severity: high }
      page_alert:
        labels: { severity: page }
      ticket_alert:
        annotations: { runbook: "https://runbooks.example.com" }
`;

const object = `apiVersion: sloth.slok.dev/v1
kind: PrometheusServiceLevel
metadata: { name: orders, namespace: shop }
spec:
  service: orders-api
  slos:
    - name: availability
      objective: 99.9
      sli:
        raw: { errorRatioQuery: "error_ratio[{{.window}}]" }
      alerting:
        name: OrdersFail
`;

function read(text: string) {
  const [document] = yamlDocuments({ text, file: 'slo.yaml' }).documents;
  expect(isSloth(document)).toBe(true);
  return readSloth(document, { periodSeconds });
}

/** What is wrong with the file when one part of it is replaced. */
function told(text: string, from: string | RegExp, to: string): string[] {
  const changed = text.replace(from, () => to);
  expect(changed).not.toBe(text);
  const { definitions, problems } = read(changed);
  expect(definitions).toEqual([]);
  return problems.map(formatProblem);
}

describe('A document of Sloth', () => {
  it('tells a share, and no number of events, where queries do not count per second', () => {
    const increases = file.replace(/rate\(/g, 'increase(');
    expect(read(increases).definitions[0].objective.sli).toEqual({
      kind: 'ratio',
      errorRatio:
        '(sum(increase(errors_total[{{.window}}]))) / (sum(increase(requests_total[{{.window}}])))',
      of: {
        bad: 'sum(increase(errors_total[{{.window}}]))',
        total: 'sum(increase(requests_total[{{.window}}]))',
      },
    });
  });

  it('gives the objective with its indicator, its labels and where its series are', () => {
    const { definitions, problems } = read(file);
    expect(problems).toEqual([]);
    expect(definitions.map(({ objective }) => objective)).toEqual([
      {
        id: 'orders-api-availability',
        format: 'sloth',
        name: 'availability',
        title: 'availability',
        service: 'orders-api',
        target: 0.9990000000000001,
        window: { kind: 'rolling', seconds: periodSeconds },
        budgeting: { method: 'occurrences' },
        labels: { journey: 'pay', team: 'checkout' },
        sli: {
          kind: 'events',
          bad: 'sum(rate(errors_total[{{.window}}]))',
          total: 'sum(rate(requests_total[{{.window}}]))',
        },
        recorded: {
          ratio: 'slo:sli_error:ratio_rate{{.window}}',
          windows: ['5m', '30m', '1h', '2h', '6h', '1d', '3d', '30d'],
          key: { label: 'sloth_id', value: 'orders-api-availability' },
          matchers: {},
        },
        alerts: { page: true, ticket: true },
        place: { file: 'slo.yaml', line: 5 },
      },
    ]);
    const [{ native }] = definitions;
    expect(native).toMatchObject({
      form: 'sloth',
      slo: {
        page: { name: 'OrdersFail', labels: { severity: 'page' } },
        ticket: {
          labels: { severity: 'high' },
          annotations: { runbook: 'https://runbooks.example.com' },
        },
      },
    });
  });

  it('takes numbers for text in files, as Sloth does', () => {
    const [{ objective }] = read(
      file.replace('journey: pay', 'journey: 2, high: true, part: 0.5'),
    ).definitions;
    expect(objective.labels).toMatchObject({
      journey: '2',
      high: 'true',
      part: '0.5',
    });
  });

  it('is read although Sloth passes over a part of it, which is told', () => {
    const {
      definitions,
      problems,
      remarks = [],
    } = read(
      file
        .replace('page_alert', 'page_alerts')
        .replace('objective: 99.9', 'objective: 0.999'),
    );
    expect([definitions.length, problems.length]).toEqual([1, 0]);
    expect(remarks.map(formatProblem)).toEqual([
      'slo.yaml:15: /slos/0/alerting/page_alerts: unknown field "page_alerts", which Sloth passes over; Correct its name, or remove it',
      'slo.yaml:6: /slos/0/objective: the objective is 0.999 %, so that nearly everything may fail; Write a percentage, such as 99.9, if you mean that share',
    ]);
  });

  it('needs no name for alerts that are off', () => {
    const { definitions, problems } = read(
      file.replace(
        /alerting:[^]*$/,
        'alerting: { page_alert: { disable: true }, ticket_alert: { disable: true } }\n',
      ),
    );
    expect(problems).toEqual([]);
    expect(definitions[0].objective.alerts).toEqual({
      page: false,
      ticket: false,
    });
  });

  it.each<[string, string | RegExp, string, string[]]>([
    ...['0', '120', '-1'].map(
      (objective): [string, string, string, string[]] => [
        `an objective of ${objective}`,
        'objective: 99.9',
        `objective: ${objective}`,
        [
          `slo.yaml:6: /slos/0/objective: the objective ${objective} is no percentage above 0 and below 100; Write a percentage above 0 and below 100, such as 99.9`,
        ],
      ],
    ),
    [
      'an objective of 100, which leaves no budget',
      'objective: 99.9',
      'objective: 100',
      [
        'slo.yaml:6: /slos/0/objective: an objective of 100 % leaves no error budget; Write a percentage above 0 and below 100, such as 99.9',
      ],
    ],
    [
      'an objective in quotes',
      'objective: 99.9',
      'objective: "99.9"',
      [
        'slo.yaml:6: /slos/0/objective: expected a number, found "99.9"; Remove the quotes: 99.9',
      ],
    ],
    [
      'a name that no series can bear',
      'name: availability',
      'name: avail/ability',
      [
        'slo.yaml:5: /slos/0/name: "avail/ability" is no name for series; Write two or more letters, digits, "-", "_" and ".", from a letter or digit to a letter or digit',
      ],
    ],
    [
      'an empty query',
      /error_query: .*/,
      'error_query: ""',
      [
        'slo.yaml:10: /slos/0/sli/events/error_query: the query is empty; Correct the query: PromQL with {{.window}} in place of its duration',
      ],
    ],
    [
      'a query without a window',
      'errors_total[{{.window}}]',
      'errors_total[5m]',
      [
        'slo.yaml:10: /slos/0/sli/events/error_query: the query has no {{.window}} in place of its duration; Correct the query: PromQL with {{.window}} in place of its duration',
      ],
    ],
    [
      'a query that does not parse',
      'sum(rate(errors_total[{{.window}}]))',
      'sum(rate(errors_total[{{.window}}])',
      [
        'slo.yaml:10: /slos/0/sli/events/error_query: at character 36, the expression ends before ( is closed; Correct the query: PromQL with {{.window}} in place of its duration',
      ],
    ],
    [
      'a window in a form that Sloth does not look for',
      'errors_total[{{.window}}]',
      'errors_total[ {{- .window -}} ]',
      [
        'slo.yaml:10: /slos/0/sli/events/error_query: Sloth knows {{.window}} with or without spaces only; Correct the query: PromQL with {{.window}} in place of its duration',
      ],
    ],
    [
      'a query whose rule could not be loaded',
      /error_query: .*/,
      'error_query: "sum(rate(errors_total[{{.window}}])) # all"',
      [
        'slo.yaml:10: /slos/0/sli/events/error_query: it ends in a comment without a line break, which would hide what follows in the rule; Correct the query: PromQL with {{.window}} in place of its duration',
      ],
    ],
    [
      'the same query twice',
      'requests_total',
      'errors_total',
      [
        'slo.yaml:10: /slos/0/sli/events/error_query: it is the same as total_query, so that every event would be bad; Select the bad events only',
      ],
    ],
    [
      'an indicator of a plugin',
      'events:',
      'plugin: { id: mine }\n      events:',
      [
        'slo.yaml:9: /slos/0/sli/plugin: indicators of plugins cannot be run here; Write the query of the plugin as events or raw',
      ],
    ],
    [
      'a plugin that changes the rules',
      'slos:',
      'slo_plugins: { chain: [{ id: sloth.dev/contrib/info_labels/v1 }] }\nslos:',
      [
        'slo.yaml:4: /slo_plugins/chain/0/id: the plugin "sloth.dev/contrib/info_labels/v1" cannot be run here; Remove it, or generate these rules with Sloth',
      ],
    ],
    [
      'alerts without a name',
      'name: OrdersFail',
      'name: ""',
      [
        'slo.yaml:13: /slos/0/alerting/name: the alerts have no name; Name them, or disable page_alert and ticket_alert',
      ],
    ],
    [
      'an empty annotation',
      'https://runbooks.example.com',
      '',
      [
        'slo.yaml:18: /slos/0/alerting/ticket_alert/annotations/runbook: the annotation runbook is empty; Give it a value, or remove it',
      ],
    ],
    [
      'a label that is the name of the metric',
      'journey: pay',
      '__name__: pay',
      [
        'slo.yaml:7: /slos/0/labels/__name__: "__name__" is no name for a label; Give it another name',
      ],
    ],
    [
      'the same objective twice',
      /(slos:\n)([^]*)$/,
      `slos:\n${file.split('slos:\n')[1].repeat(2)}`,
      [
        'slo.yaml:19: /slos/1/name: the objective availability is written already at /slos/0; Give one of them another name',
      ],
    ],
  ])('refuses %s', (_, from, to, problems) => {
    expect(told(file, from, to)).toEqual(problems);
  });

  it('refuses an answer that is a range, in the words of its form', () => {
    expect(read(object).problems.map(formatProblem)).toEqual([
      'slo.yaml:10: /spec/slos/0/sli/raw/errorRatioQuery: it answers a range of samples and no single value; put a function such as rate() around it; Correct the query: PromQL with {{.window}} in place of its duration',
    ]);
    expect(
      told(object, 'raw:', 'events:').map(text => text.split(': ')[1]),
    ).toEqual([
      '/spec/slos/0/sli/events/errorQuery',
      '/spec/slos/0/sli/events/totalQuery',
    ]);
  });

  it('that is a Kubernetes object keeps its name', () => {
    const text = readFileSync(`${FIXTURES}/mail-object.yaml`, 'utf8');
    const [{ native, objective }] = read(text).definitions;
    expect(objective.format).toBe('sloth-kubernetes');
    expect(native).toMatchObject({
      slo: {
        object: {
          name: 'mail',
          namespace: 'messaging',
          labels: { release: 'monitoring' },
        },
      },
    });
  });
});
