import fc from 'fast-check';
import type { Objective } from '../model';
import {
  planRatios,
  planSlots,
  QUERY_LIMITS,
  RatioBook,
  SlotBook,
  smallerQueries,
  textOf,
  wantedOf,
  type InstantSeries,
} from '.';
import { checkPromql } from '../promql';

const base: Objective = {
  id: 'payments-requests',
  format: 'sloth',
  name: 'requests',
  title: 'requests',
  service: 'payments',
  target: 0.999,
  window: { kind: 'rolling', seconds: 30 * 86_400 },
  budgeting: { method: 'occurrences' },
  labels: {},
  sli: {
    kind: 'events',
    bad: 'sum(rate(http_requests_total{code=~"5.."}[{{.window}}]))',
    total: 'sum(rate(http_requests_total[{{.window}}]))',
  },
  alerts: { page: true, ticket: true },
  place: { file: 'payments.yaml' },
};
const events = (id: string): Objective => ({ ...base, id });
const ratio = (id: string): Objective => ({
  ...base,
  id,
  sli: {
    kind: 'ratio',
    errorRatio: '1 - avg_over_time(probe_success[{{.window}}]) # probes',
  },
});
const recorded = (id: string, more: Partial<Objective> = {}): Objective => ({
  ...events(id),
  recorded: {
    ratio: 'slo:sli_error:ratio_rate{{.window}}',
    windows: ['5m', '30m', '1h', '2h', '6h', '1d', '3d', '30d'],
    key: { label: 'sloth_id', value: id },
    matchers: { sloth_service: 'payments' },
  },
  ...more,
});

describe('Asking for shares of bad events', () => {
  it('takes one query for all objectives whose rules record them the same way', () => {
    const planned = planRatios({
      objectives: ['a', 'b.c', 'd'].map(id => recorded(id)),
      windows: ['60m', '3d'],
    });
    expect(planned.map(textOf)).toEqual([
      'slo:sli_error:ratio_rate1h{sloth_id=~"a|b\\\\.c|d",sloth_service="payments"}',
      'slo:sli_error:ratio_rate3d{sloth_id=~"a|b\\\\.c|d",sloth_service="payments"}',
    ]);
  });

  it('computes from the expressions what no rule records, many in one query', () => {
    const [query, ...others] = planRatios({
      objectives: [events('a'), ratio('b'), recorded('c')],
      windows: ['4h'],
    });
    expect(others).toEqual([]);
    expect(textOf(query).split('\nor\n')).toEqual([
      'label_replace((\nsum(rate(http_requests_total{code=~"5.."}[4h]))\n), "fairway_objective", "a:bad", "", "")',
      'label_replace((\nsum(rate(http_requests_total[4h]))\n), "fairway_objective", "a:total", "", "")',
      'label_replace((\n1 - avg_over_time(probe_success[4h]) # probes\n), "fairway_objective", "b:ratio", "", "")',
      'label_replace((\nsum(rate(http_requests_total{code=~"5.."}[4h]))\n), "fairway_objective", "c:bad", "", "")',
      'label_replace((\nsum(rate(http_requests_total[4h]))\n), "fairway_objective", "c:total", "", "")',
    ]);
    expect(checkPromql(textOf(query))).toBeUndefined();
  });

  it('asks every selector for the labels of the source, whatever it looks like', () => {
    const texts = planRatios({
      objectives: [
        recorded('r'),
        {
          ...ratio('x'),
          sli: {
            kind: 'ratio',
            errorRatio:
              'up{} + {job="a",} / sum by (le) (rate(b[{{.window}}:1m] offset 1h)) > 0 or absent(c{d="e"})',
          },
        },
      ],
      windows: ['1h'],
      labels: { cluster: 'prod "1"' },
    }).map(textOf);
    const all = 'cluster="prod \\"1\\""';
    expect(texts).toEqual([
      `slo:sli_error:ratio_rate1h{sloth_id="r",sloth_service="payments",${all}}`,
      expect.stringContaining(
        `up{${all}} + {${all},job="a",} / sum by (le) (rate(b{${all}}[1h:1m] offset 1h)) > 0 or absent(c{${all},d="e"})`,
      ),
    ]);
    texts.forEach(text => expect(checkPromql(text)).toBeUndefined());
  });

  it('takes a few hundred queries for 2,000 objectives, none larger than stores take', () => {
    const ids = Array.from(
      { length: 2_000 },
      (_, i) => `team-${i}-availability`,
    );
    const windows = ['5m', '30m', '1h', '2h', '6h', '1d', '3d'];
    const byRules = planRatios({
      objectives: ids.map(id => recorded(id)),
      windows,
    });
    const byHand = planRatios({ objectives: ids.map(events), windows });
    expect(byRules).toHaveLength(70);
    expect(byHand.length).toBeLessThan(400);
    for (const query of [...byRules, ...byHand]) {
      expect(textOf(query).length).toBeLessThan(16_384);
    }
  });

  it('asks for each number exactly once, also when a query is taken apart to the end', () => {
    const id = fc.stringMatching(/^[a-zA-Z0-9._-]{1,20}$/);
    fc.assert(
      fc.property(
        fc.uniqueArray(id, { maxLength: 40 }),
        fc.infiniteStream(fc.constantFrom(events, ratio, recorded)),
        fc.record({
          recorded: fc.integer({ min: 1, max: 7 }),
          joined: fc.integer({ min: 1, max: 7 }),
          characters: fc.integer({ min: 1, max: 2_000 }),
        }),
        (ids, kinds, limits) => {
          const planned = planRatios({
            objectives: ids.map(value => kinds.next().value(value)),
            windows: ['1h'],
            limits: { ...QUERY_LIMITS, ...limits },
          });
          const apart = (query: (typeof planned)[number]): typeof planned => {
            const parts = smallerQueries(query);
            return parts.length ? parts.flatMap(apart) : [query];
          };
          const names = (queries: typeof planned) =>
            queries
              .flatMap(wantedOf)
              .map(({ objective, quantity }) => `${objective}:${quantity}`);
          expect(new Set(names(planned)).size).toBe(names(planned).length);
          const singles = planned.flatMap(apart);
          expect(names(singles)).toEqual(names(planned));
          expect(singles.every(one => wantedOf(one).length === 1)).toBe(true);
          expect(
            new Set(planned.flatMap(wantedOf).map(w => w.objective)),
          ).toEqual(new Set(ids));
        },
      ),
    );
  });

  it('names a window that is none', () => {
    expect(() =>
      planRatios({ objectives: [events('a')], windows: ['1 h'] }),
    ).toThrow('1 h is no window; write it as Prometheus does, such as 1h30m.');
  });
});

describe('What is answered', () => {
  const labels = { sloth_id: 'a' };
  const readingOf = (
    objective: Objective,
    series: InstantSeries[],
    warning?: string,
  ) => {
    const book = new RatioBook();
    const [query] = planRatios({ objectives: [objective], windows: ['1h'] });
    book.add(query, series, warning);
    return book.readings([objective]).get(objective.id)?.get('1h');
  };
  const rule = (...values: string[]) =>
    readingOf(
      recorded('a'),
      values.map((value, i) => ({ labels: { ...labels, pod: `${i}` }, value })),
    );
  const pair = (bad: string | undefined, total: string | undefined) =>
    readingOf(
      events('a'),
      Object.entries({ 'a:bad': bad, 'a:total': total }).flatMap(
        ([fairway_objective, value]) =>
          value === undefined ? [] : [{ labels: { fairway_objective }, value }],
      ),
    );

  it('is a share, with the events of its window where they are known', () => {
    expect(rule('0.25')).toEqual({ kind: 'value', errorRatio: 0.25 });
    expect(rule('1e-05')).toEqual({ kind: 'value', errorRatio: 0.00001 });
    expect(pair('0.5', '2')).toEqual({
      kind: 'value',
      errorRatio: 0.25,
      events: { bad: 1_800, total: 7_200 },
    });
    // All less the good ones, which sums of many series miss by a hair.
    expect(pair('-1e-13', '100')).toMatchObject({ errorRatio: 0 });
  });

  it('is no data without series, and without events, and tells the one from the other', () => {
    const none = { kind: 'no-data' };
    const idle = { kind: 'no-data', idle: true };
    expect(rule()).toEqual(none);
    expect(pair(undefined, undefined)).toEqual(none);
    expect(pair('0', '0')).toEqual(idle);
    // Rules divide zero by zero then.
    expect(rule('NaN')).toEqual(idle);
    expect(pair('2', undefined)).toEqual(none);
  });

  it('is none bad, and says so, where there are events and no series of bad ones', () => {
    expect(pair(undefined, '2')).toEqual({
      kind: 'value',
      errorRatio: 0,
      events: { bad: 0, total: 7_200 },
      noBadSeries: true,
    });
    expect(pair('0', '2')).not.toHaveProperty('noBadSeries');
    expect(pair(undefined, '0')).toEqual({ kind: 'no-data', idle: true });
    expect(pair(undefined, 'NaN')).toMatchObject({ kind: 'unusable' });
  });

  it('is no data of an idle service also where increases are divided, and no number of events', () => {
    const increases: Objective = {
      ...ratio('a'),
      sli: {
        kind: 'ratio',
        errorRatio:
          '(sum(increase(bad[{{.window}}]))) / (sum(increase(all[{{.window}}])))',
        of: {
          bad: 'sum(increase(bad[{{.window}}]))',
          total: 'sum(increase(all[{{.window}}]))',
        },
      },
    };
    const answered = (bad: string, total: string) =>
      readingOf(increases, [
        { labels: { fairway_objective: 'a:bad' }, value: bad },
        { labels: { fairway_objective: 'a:total' }, value: total },
      ]);
    expect(answered('0', '0')).toEqual({ kind: 'no-data', idle: true });
    expect(answered('1', '4')).toEqual({ kind: 'value', errorRatio: 0.25 });
    expect(answered('0', 'NaN')).toMatchObject({ kind: 'unusable' });
    // A division that somebody else wrote may be of anything.
    expect(
      readingOf(ratio('a'), [
        { labels: { fairway_objective: 'a:ratio' }, value: 'NaN' },
      ]),
    ).toMatchObject({ kind: 'unusable' });
  });

  it.each<[string, string, () => unknown, RegExp]>([
    ['infinite', 'infinite', () => rule('+Inf'), /answers \+Inf/],
    ['below nothing', 'infinite', () => rule('-Inf'), /answers -Inf/],
    ['more than everything', 'out-of-range', () => rule('1.001'), /1\.001/],
    ['percent', 'out-of-range', () => rule('99.9'), /between 0 and 1/],
    ['negative', 'out-of-range', () => rule('-0.1'), /-0\.1/],
    ['bad events among none', 'infinite', () => pair('1', '0'), /\+Inf/],
    ['more bad events than all', 'out-of-range', () => pair('3', '2'), /1\.5/],
    ['negative events', 'out-of-range', () => pair('-1', '2'), /never less/],
    ['NaN events', 'nan', () => pair('NaN', '2'), /NaN/],
    [
      'a probe that divides zero by zero',
      'nan',
      () =>
        readingOf(ratio('a'), [
          { labels: { fairway_objective: 'a:ratio' }, value: 'NaN' },
        ]),
      /zero by zero/,
    ],
    [
      'two series',
      'duplicated',
      () => rule('0.1', '0.1'),
      /2 series.+pod="0".+pod="1"/,
    ],
    [
      'a histogram',
      'nan',
      () => readingOf(recorded('a'), [{ labels }]),
      /histogram_count/,
    ],
    [
      'a text',
      'nan',
      () => readingOf(recorded('a'), [{ labels, value: '"0.5"' }]),
      /a text/,
    ],
    [
      'not whole',
      'partial',
      () =>
        readingOf(recorded('a'), [{ labels, value: '0.5' }], 'store-2 is down'),
      /store-2 is down/,
    ],
  ])('never becomes a number when it is %s', (_, why, read, message) => {
    expect(read()).toEqual({
      kind: 'unusable',
      why,
      message: expect.stringMatching(message),
    });
  });

  it('has no errors of floating point in it', () => {
    expect(rule('1.0000000000000002')).toMatchObject({ errorRatio: 1 });
    expect(rule('-1e-17')).toMatchObject({ errorRatio: 0 });
    expect(pair('2.0000000000000004', '2')).toMatchObject({
      errorRatio: 1,
      events: { bad: 7_200, total: 7_200 },
    });
  });

  it('belongs to the objective that it names, and to no other', () => {
    const objectives = [recorded('a'), recorded('b')];
    const [query] = planRatios({ objectives, windows: ['1h'] });
    const book = new RatioBook();
    book.add(query, [
      { labels: { sloth_id: 'b' }, value: '0.5' },
      { labels: { sloth_id: 'stranger' }, value: '0.7' },
      { labels: {}, value: '0.9' },
    ]);
    const readings = book.readings(objectives);
    expect(readings.get('a')?.get('1h')).toEqual({ kind: 'no-data' });
    expect(readings.get('b')?.get('1h')).toEqual({
      kind: 'value',
      errorRatio: 0.5,
    });
  });

  it('is never a number outside 0 and 1, whatever is answered', () => {
    const value = fc.oneof(
      fc.double().map(String),
      fc.constantFrom('NaN', '+Inf', '-Inf', '', 'x', '0x10', '1e400', ' 1'),
    );
    const answered = fc.array(value, { maxLength: 3 });
    fc.assert(
      fc.property(
        answered,
        fc.option(value),
        fc.option(value),
        (rules, bad, total) => {
          for (const reading of [
            rule(...rules),
            pair(bad ?? undefined, total ?? undefined),
          ]) {
            const share = reading?.kind === 'value' ? reading.errorRatio : 0;
            expect(share >= 0 && share <= 1).toBe(true);
          }
        },
      ),
    );
  });
});

describe('Asking what happened in each slot', () => {
  const STEP = 300;
  const FROM = Date.parse('2026-11-20T00:00:00Z');
  const HOUR = 3_600_000;
  const plan = (objectives: Objective[], hours = 1) =>
    planSlots({
      objectives,
      from: FROM,
      to: FROM + hours * HOUR,
      stepSeconds: STEP,
    });
  const slotsOf = (
    objective: Objective,
    ...series: [string, [number, string][]][]
  ) => {
    const [query] = plan([objective]);
    const book = new SlotBook(STEP);
    book.add(
      query,
      series.map(([fairway_objective, points], i) => ({
        labels: { fairway_objective, i: `${i}` },
        points: points.map(([slot, value]) => [
          FROM / 1000 + (slot + 1) * STEP,
          value,
        ]),
      })),
    );
    const { slots, unusable } = book.answer([objective]);
    return {
      slots: slots
        .get(objective.id)
        ?.map(({ at, seconds, bad, total }) => [
          (at - FROM) / 1000 / seconds,
          bad,
          total,
        ]),
      unusable: unusable.get(objective.id)?.why,
    };
  };

  it('evaluates at the end of each, over just its own time', () => {
    const [query, ...others] = plan([events('a')]);
    expect(others).toEqual([]);
    expect(query).toMatchObject({
      from: FROM + STEP * 1000,
      to: FROM + HOUR,
      stepSeconds: STEP,
    });
    expect(textOf(query.query)).toContain('[5m]');
  });

  it('takes events that rules record, each sample in one slot, else shares of a window of the step', () => {
    const both = recorded('a', {
      recorded: {
        ...recorded('a').recorded!,
        events: { bad: 'slo:bad:rate5m', total: 'slo:total:rate5m' },
      },
    });
    expect(plan([both]).map(({ query }) => textOf(query))).toEqual([
      'avg_over_time(slo:bad:rate5m{sloth_id="a",sloth_service="payments"}[299999ms])',
      'avg_over_time(slo:total:rate5m{sloth_id="a",sloth_service="payments"}[299999ms])',
    ]);
    const share = { ...recorded('b'), sli: ratio('b').sli };
    expect(plan([share]).map(({ query }) => textOf(query))).toEqual([
      'slo:sli_error:ratio_rate5m{sloth_id="b",sloth_service="payments"}',
    ]);
  });

  it('looks at each slice of time once, and not at the one before whose end is the begin of the slot', () => {
    const slices = (template: string): Objective => ({
      ...base,
      budgeting: {
        method: 'timeslices',
        sliceSeconds: STEP,
        sliceTarget: 0.95,
      },
      sli: { kind: 'ratio', errorRatio: template },
    });
    for (const window of ['{{.window}}', '{{ .window }}', '{{- .window -}}']) {
      const [{ query }] = plan([
        slices(`avg_over_time((late[5m] > bool 0.05)[${window}:5m])`),
      ]);
      expect(textOf(query)).toContain('[299999ms:5m]');
    }
    // A range of samples stays what the document says.
    const [{ query }] = plan([ratio('a')]);
    expect(textOf(query)).toContain('[5m]');
  });

  it('stays below the points that a series and an answer may have', () => {
    const days = 90;
    const queries = plan(
      Array.from({ length: 50 }, (_, i) => ratio(`r${i}`)),
      days * 24,
    );
    const covered = new Map<string, number>();
    for (const { query, from, to } of queries) {
      const points = (to - from) / (STEP * 1000) + 1;
      expect(points).toBeLessThanOrEqual(QUERY_LIMITS.pointsPerSeries);
      expect(points * wantedOf(query).length).toBeLessThanOrEqual(
        QUERY_LIMITS.points,
      );
      for (const { objective } of wantedOf(query)) {
        covered.set(objective, (covered.get(objective) ?? 0) + points);
      }
    }
    expect(new Set(covered.values())).toEqual(new Set([days * 24 * 12]));
    expect(covered.size).toBe(50);
  });

  it('counts events, and seconds where only their share is known', () => {
    expect(
      slotsOf(
        events('a'),
        [
          'a:bad',
          [
            [0, '0.1'],
            [1, '0'],
            [3, '1'],
          ],
        ],
        [
          'a:total',
          [
            [0, '2'],
            [1, '0'],
            [2, '5'],
          ],
        ],
      ),
    ).toEqual({
      // Nothing of the third was bad, as no series of errors was there; of the fourth nobody knows what there was.
      slots: [
        [0, 30, 600],
        [1, 0, 0],
        [2, 0, 1500],
      ],
      unusable: undefined,
    });
    expect(
      slotsOf(ratio('a'), [
        'a:ratio',
        [
          [0, '0.5'],
          [1, 'NaN'],
          [2, '0'],
        ],
      ]),
    ).toEqual({
      slots: [
        [0, 150, 300],
        [2, 0, 300],
      ],
      unusable: undefined,
    });
  });

  it('takes the time before the first error as good, and not time for which errors were not answered', () => {
    const objective = events('a');
    const [query] = plan([objective]);
    const answered = (quantity: 'bad' | 'total', slots: number[]) => ({
      labels: { fairway_objective: `a:${quantity}` },
      points: slots.map((slot): [number, string] => [
        FROM / 1000 + (slot + 1) * STEP,
        '1',
      ]),
    });
    const slots = (book: SlotBook) =>
      book
        .answer([objective])
        .slots.get('a')
        ?.map(({ bad }) => bad);

    const together = new SlotBook(STEP);
    together.add(query, [answered('total', [0, 1, 2]), answered('bad', [2])]);
    expect(slots(together)).toEqual([0, 0, STEP]);

    const apart = new SlotBook(STEP);
    const [, totals] = smallerQueries(query.query);
    apart.add({ ...query, query: totals }, [answered('total', [0, 1, 2])]);
    expect(slots(apart)).toBeUndefined();
  });

  it('weighs time where increases are divided, and none of a time without events', () => {
    const objective: Objective = {
      ...ratio('a'),
      sli: {
        kind: 'ratio',
        errorRatio: '(b) / (t)',
        of: { bad: 'b', total: 't' },
      },
    };
    expect(
      slotsOf(
        objective,
        [
          'a:bad',
          [
            [0, '1'],
            [1, '0'],
          ],
        ],
        [
          'a:total',
          [
            [0, '4'],
            [1, '0'],
            [2, '7'],
          ],
        ],
      ).slots,
    ).toEqual([
      [0, 75, 300],
      [1, 0, 0],
      [2, 0, 300],
    ]);
  });

  it('leaves out what is no number, and says so', () => {
    expect(
      slotsOf(ratio('a'), [
        'a:ratio',
        [
          [0, '0.5'],
          [1, '7'],
        ],
      ]),
    ).toEqual({
      slots: [[0, 150, 300]],
      unusable: 'out-of-range',
    });
    // One in between costs only its own time.
    expect(
      slotsOf(ratio('a'), [
        'a:ratio',
        [
          [0, '7'],
          [1, '0.5'],
        ],
      ]),
    ).toEqual({ slots: [[1, 150, 300]], unusable: undefined });
    expect(
      slotsOf(events('a'), ['a:bad', [[0, '1']]], ['a:total', [[0, '0']]]),
    ).toEqual({
      slots: undefined,
      unusable: 'infinite',
    });
  });

  it('takes a series whose labels changed on, and not two at the same time', () => {
    expect(
      slotsOf(
        ratio('a'),
        [
          'a:ratio',
          [
            [0, '0.1'],
            [1, '0.1'],
          ],
        ],
        ['a:ratio', [[2, '0.2']]],
      ),
    ).toEqual({
      slots: [
        [0, 30, 300],
        [1, 30, 300],
        [2, 60, 300],
      ],
      unusable: undefined,
    });
    expect(
      slotsOf(
        ratio('a'),
        [
          'a:ratio',
          [
            [0, '0.1'],
            [1, '0.1'],
          ],
        ],
        ['a:ratio', [[1, '0.2']]],
      ),
    ).toEqual({ slots: [[0, 30, 300]], unusable: 'duplicated' });
  });
});
