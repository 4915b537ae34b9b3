import type { ServiceIntent } from '@fairway/plugin-golden-path-common';
import { objectivesIntoIntent } from './objectivesIntoIntent';
import { problemsForGoldenPath } from './problemsForGoldenPath';

const OWN = 'namespace="prod-shop",service="payments-api"';

function documentOf(options: {
  name: string;
  target: number;
  good: string;
  total: string;
  title?: string;
  more?: string;
}): string {
  const { name, target, good, total, title, more = '' } = options;
  return `apiVersion: openslo/v1
kind: SLO
metadata:
  name: ${name}
spec:
  service: payments-api
  indicator:
    metadata: { name: ${name} }
    spec:
      ratioMetric:
        counter: true
        good: { metricSource: { type: Prometheus, spec: { query: '${good}' } } }
        total: { metricSource: { type: Prometheus, spec: { query: '${total}' } } }
  timeWindow: [{ duration: 30d, isRolling: true }]
  budgetingMethod: Occurrences
  objectives:
    - target: ${target}
${title ? `      displayName: ${title}\n` : ''}${more}`;
}

const availability = (target: number, total = `requests_total{${OWN}}`) =>
  documentOf({
    name: 'payments-api-availability',
    target,
    good: `requests_total{${OWN},status!~"5.."}`,
    total,
  });
const settled = (target: number, labels = '') =>
  documentOf({
    name: 'payments-api-settled',
    target,
    title: 'payments settle',
    good: `settled_total{${labels && `${labels},`}result="ok"}`,
    total: `settled_total${labels && `{${labels}}`}`,
  });

function into(
  text: string,
  slo?: ServiceIntent['spec']['slo'],
  others: { base?: string; derived?: string } = {},
) {
  const intent = {
    metadata: { name: 'payments-api' },
    spec: { slo },
  } as ServiceIntent;
  return objectivesIntoIntent({
    text,
    file: 'objective.yaml',
    intent,
    derived: availability(0.999),
    ...others,
  });
}

/** Without the intent it is not known which service is meant, nor what follows from it. */
const WITHOUT_INTENT = new Map([
  ['other queries for what follows from the service', []],
  ['another service', [expect.objectContaining({ at: '/metadata/name' })]],
]);

describe('An OpenSLO document becomes what an intent promises', () => {
  it('as the target of what follows from the service', () => {
    expect(into(availability(0.9995), { latencyP95Ms: 250 })).toEqual({
      ok: true,
      slo: { latencyP95Ms: 250, availability: 99.95 },
    });
    expect(into(availability(0.999))).toEqual({ ok: true, slo: {} });
  });

  it('as an objective over its own counters, written by hand or as it was derived', () => {
    const objective = {
      name: 'settled',
      title: 'payments settle',
      target: 99.5,
      good: 'settled_total{result="ok"}',
      total: 'settled_total',
    };
    const expected = { ok: true, slo: { objectives: [objective] } };
    expect(into(settled(0.995))).toEqual(expected);
    expect(into(settled(0.995, OWN))).toEqual(expected);
    expect(
      into(settled(0.99), {
        objectives: [{ ...objective, name: 'first' }, objective],
      }),
    ).toEqual({
      ok: true,
      slo: {
        objectives: [
          { ...objective, name: 'first' },
          { ...objective, target: 99 },
        ],
      },
    });
  });

  it.each([
    [
      'other queries for what follows from the service',
      availability(0.999, 'up'),
      '/spec/indicator/spec/ratioMetric',
      'follow from the service itself',
    ],
    [
      'another service',
      settled(0.99).replace('service: payments-api', 'service: other'),
      '/spec/service',
      'the request is for payments-api',
    ],
    [
      'a name that others could take',
      settled(0.99).replace('name: payments-api-settled', 'name: settled'),
      '/metadata/name',
      'does not begin with "payments-api-"',
    ],
    [
      'another window',
      settled(0.99).replace('30d', '7d'),
      '/spec/timeWindow/0/duration',
      'expected 30d',
    ],
    [
      'slices of time',
      settled(0.99).replace('Occurrences', 'Timeslices'),
      '/spec/budgetingMethod',
      'expected Occurrences',
    ],
    [
      'alert policies, which would be lost',
      settled(0.99, '').replace(
        '  objectives:',
        '  alertPolicies: [{ alertPolicyRef: fast }]\n  objectives:',
      ),
      '/spec/alertPolicies',
      'expected no alert policies',
    ],
    [
      'labels of its own',
      settled(0.99).replace(
        'metadata:\n',
        'metadata:\n  labels: { ours: a }\n',
      ),
      '/metadata/labels',
      'which the platform sets',
    ],
    [
      'two different lines about it',
      settled(0.99).replace('spec:\n', 'spec:\n  description: another\n'),
      '/spec/description',
      'one line about an objective',
    ],
    [
      'a gauge',
      settled(0.99).replace('counter: true', 'counter: false'),
      '/spec/indicator/spec/ratioMetric/counter',
      'use counters',
    ],
    [
      'bad events',
      settled(0.99).replace('        good:', '        bad:'),
      '/spec/indicator/spec/ratioMetric/bad',
      'counts good events and all events, and this is bad events',
    ],
    [
      'a threshold',
      settled(0.99).replace(
        /ratioMetric:[^]*(?= {2}timeWindow)/,
        'thresholdMetric: { metricSource: { type: Prometheus, spec: { query: up } } }\n',
      ),
      '/spec/indicator/spec/thresholdMetric',
      'this is a threshold',
    ],
    [
      'queries that are more than a counter',
      settled(0.99).replace(
        "query: 'settled_total' ",
        "query: 'sum(rate(settled_total[{{.window}}]))' ",
      ),
      '/spec/indicator/spec/ratioMetric/total/metricSource/spec/query',
      'expected the name of a counter',
    ],
  ])('but not with %s', (what, text, at, message) => {
    const result = into(text);
    const told = [
      expect.objectContaining({
        at,
        line: expect.any(Number),
        message: expect.stringContaining(message),
      }),
    ];
    expect(result.ok ? [] : result.problems).toEqual(told);
    expect(problemsForGoldenPath({ text, file: 'slo.yaml' })).toEqual(
      WITHOUT_INTENT.get(what) ?? told,
    );
  });

  it('and is told before the intent is asked that nothing is wrong', () => {
    for (const text of [
      availability(0.9995),
      settled(0.99),
      settled(0.99, OWN),
    ]) {
      expect(problemsForGoldenPath({ text, file: 'slo.yaml' })).toEqual([]);
    }
  });
});

describe('Two who change the objectives of a service at the same time', () => {
  const stream = (...documents: string[]) => documents.join('---\n');
  const base = stream(availability(0.999), settled(0.99));
  const slo = {
    availability: 99.9,
    objectives: [
      {
        name: 'settled',
        title: 'payments settle',
        target: 95,
        good: 'settled_total{result="ok"}',
        total: 'settled_total',
      },
    ],
  };
  /** As it is after the other one has merged. */
  const derived = stream(availability(0.999), settled(0.95, OWN));

  it('keep what the other one has changed and they have not', () => {
    const mine = stream(availability(0.9995), settled(0.99));
    expect(into(mine, slo, { base, derived })).toEqual({
      ok: true,
      slo: { ...slo, availability: 99.95 },
    });
  });

  it('are told where both have changed the same, and nothing is undone in silence', () => {
    const mine = stream(availability(0.999), settled(0.97));
    expect(into(mine, slo, { base, derived })).toEqual({
      ok: false,
      problems: [
        expect.objectContaining({
          line: 22,
          message:
            'somebody else has changed payments-api-settled since you began',
        }),
      ],
    });
    expect(into(mine, slo, { base, derived: availability(0.999) })).toEqual({
      ok: false,
      problems: [
        expect.objectContaining({
          message: 'payments-api-settled was taken away since you began',
        }),
      ],
    });
  });

  it('add theirs beside what is there', () => {
    const mine = stream(
      base,
      documentOf({
        name: 'payments-api-fast',
        target: 0.9,
        good: 'fast_total',
        total: 'all_total',
      }),
    );
    const outcome = into(mine, slo, { base, derived });
    expect(
      outcome.ok &&
        outcome.slo.objectives?.map(({ name, target }) => [name, target]),
    ).toEqual([
      ['settled', 95],
      ['fast', 90],
    ]);
  });
});
