import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import fc from 'fast-check';
import { alertStandings, isAbove, wouldHaveFired } from '../burn';
import { slotsUntil } from '../__testUtils__/objectives';
import { rulesOf } from '../generate';
import { secondsOfPromDuration } from '../promql';
import { planRatios } from '../queries';
import { readSloDocuments, type SloDefinition } from '../read';
import type { Reading } from '../source';
import { writeOpenSlo } from '../write';
import { alertWindowsOf } from './alertWindowsOf';
import { statusOf } from './statusOf';

const NOW = Date.parse('2026-11-22T00:00:00Z');
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

const condition = (name: string, severity: string, spec: string) => `
    - kind: AlertPolicy
      metadata: { name: ${name} }
      spec:
        alertWhenBreaching: true
        conditions:
          - kind: AlertCondition
            metadata: { name: ${name} }
            spec: { severity: ${severity}, condition: { kind: burnrate, ${spec} } }
        notificationTargets: []`;

const POLICIES = `
apiVersion: openslo/v1
kind: SLO
metadata: { name: checkout }
spec:
  service: shop
  budgetingMethod: Occurrences
  timeWindow: [{ duration: 30d, isRolling: true }]
  objectives: [{ target: 0.999 }]
  indicator:
    metadata: { name: checkout }
    spec:
      ratioMetric:
        counter: true
        bad: { metricSource: { type: Prometheus, spec: { query: 'failed_total' } } }
        total: { metricSource: { type: Prometheus, spec: { query: 'orders_total' } } }
  alertPolicies:${condition(
    'fast',
    'critical',
    'op: gt, threshold: 2, lookbackWindow: 1h, alertAfter: 10m',
  )}${condition('slow', 'low', 'op: gte, threshold: 1.5, lookbackWindow: 45m')}
`;

const read = (files: { file: string; text: string }[]): SloDefinition[] => {
  const { definitions, problems } = readSloDocuments({ files });
  expect(problems).toEqual([]);
  return definitions;
};

const fixturesOf = (tool: string) => {
  const folder = resolve(__dirname, '../__fixtures__', tool);
  return read(
    readdirSync(folder)
      .filter(file => !file.includes('windows'))
      .map(file => ({ file, text: readFileSync(join(folder, file), 'utf8') })),
  );
};

/** What an expression of a rule compares: `…ratio_rate1h{…} > (14.4 * 0.001)`, or the queries over `[45m]`. */
const COMPARED =
  /(?:(?:ratio_rate|burnrate)(\w+)\{[^}]*\}|\[(\w+)\]\)+) (>=?) \(([\d.]+) \* (?:\(1-([\d.]+)\)|([\d.e-]+))\)/g;

interface Compared {
  seconds: number;
  operator: string;
  factor: number;
  threshold: number;
  forSeconds: number;
}

const secondsOf = (text: string) => secondsOfPromDuration(text) ?? NaN;
const rounded = (number: number) => Number(number.toPrecision(9));

function comparedByRules(definition: SloDefinition): Compared[] {
  return rulesOf(definition)
    .flatMap(({ rules }) => rules)
    .flatMap(rule => {
      if (!('alert' in rule)) {
        return [];
      }
      const expr = rule.expr.replace(/\s+/g, ' ');
      return [...expr.matchAll(COMPARED)].map(
        ([, recorded, asked, operator, factor, target, budget]) => ({
          seconds: secondsOf(recorded ?? asked),
          operator,
          factor: Number(factor),
          threshold: rounded(
            Number(factor) * (target ? 1 - Number(target) : Number(budget)),
          ),
          forSeconds: secondsOf((rule.for ?? '0').replace(/(?<=m)0s$/, '')),
        }),
      );
    });
}

function comparedByPortal({ objective }: SloDefinition): Compared[] {
  const windows = alertWindowsOf(objective).filter(
    ({ severity }) => objective.alerts[severity],
  );
  return windows.flatMap(
    ({ shortSeconds, longSeconds, factor, forSeconds = 0, condition: own }) =>
      [...new Set([shortSeconds, longSeconds])].map(seconds => ({
        seconds,
        operator: own?.operator ?? '>',
        factor,
        threshold: rounded(factor * (1 - objective.target)),
        forSeconds,
      })),
  );
}

const inOrder = (compared: Compared[]) =>
  compared.map(each => JSON.stringify(each)).sort();

describe('The portal judges alerts by what the rules compare', () => {
  it.each<[string, () => SloDefinition[]]>([
    ['Sloth', () => fixturesOf('sloth')],
    ['OpenSLO', () => fixturesOf('openslo')],
    ['Pyrra', () => fixturesOf('pyrra')],
    [
      'OpenSLO with policies of their own',
      () => read([{ file: 'policies.yaml', text: POLICIES }]),
    ],
  ])('of documents of %s', (_, definitionsOf) => {
    const definitions = definitionsOf();
    expect(definitions.length).toBeGreaterThan(0);
    for (const definition of definitions) {
      const byRules = comparedByRules(definition);
      expect(inOrder(comparedByPortal(definition))).toEqual(inOrder(byRules));
    }
  });

  it('of short windows of Pyrra, whose alerts over no minute at all never fire: the others are asked for and judged', () => {
    const pyrra = (window: string) =>
      read([
        {
          file: 'short.yaml',
          text: `
apiVersion: pyrra.dev/v1alpha1
kind: ServiceLevelObjective
metadata: { name: short }
spec:
  target: "99"
  window: ${window}
  indicator:
    ratio:
      errors: { metric: 'requests_total{code="500"}' }
      total: { metric: requests_total }
`,
        },
      ])[0].objective;
    const twoDays = pyrra('2d');
    const windows = alertWindowsOf(twoDays);
    expect(windows.map(({ short, long }) => [short, long])).toEqual([
      ['2m', '26m'],
      ['9m', '1h43m'],
      ['26m', '6h51m'],
    ]);
    const readings = new Map<string, Reading>(
      windows.flatMap(({ short, long }) =>
        [short, long].map((window): [string, Reading] => [
          window,
          { kind: 'value', errorRatio: 0.2 },
        ]),
      ),
    );
    expect(
      statusOf({
        objective: twoDays,
        windows,
        readings,
        slots: slotsUntil({ to: NOW, count: 576, bad: () => 1 }),
        exclusions: [],
        now: NOW + HOUR,
        minimumEvents: 100,
        alertsBefore: alertStandings({
          objective: twoDays,
          windows,
          readings,
          now: NOW,
        }),
      }),
    ).toMatchObject({ state: 'burning-fast', sli: expect.closeTo(0.999, 6) });
    fc.assert(
      fc.property(fc.integer({ min: 60, max: 90 * 24 * 60 }), minutes => {
        const objective = pyrra(`${minutes}m`);
        const asked = alertWindowsOf(objective).flatMap(({ short, long }) => [
          short,
          long,
        ]);
        expect(
          planRatios({ objectives: [objective], windows: asked }),
        ).toHaveLength(asked.length);
      }),
    );
  });

  it('also when an objective is written as a document of OpenSLO and read again', () => {
    const [definition] = read([{ file: 'policies.yaml', text: POLICIES }]);
    const { text } = writeOpenSlo(definition.objective);
    const [again] = read([{ file: 'again.yaml', text }]);
    expect(alertWindowsOf(again.objective)).toEqual(
      alertWindowsOf(definition.objective),
    );
  });

  it('at every share of bad events there may be', () => {
    const [definition] = read([{ file: 'policies.yaml', text: POLICIES }]);
    const { objective } = definition;
    const byRules = comparedByRules(definition);
    const share = fc.oneof(
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.constantFrom(...byRules.map(({ threshold }) => threshold)),
    );
    fc.assert(
      fc.property(share, ratio => {
        const byPortal = alertWindowsOf(objective).map(window =>
          isAbove(ratio, window, objective.target),
        );
        expect(byPortal).toEqual(
          byRules.map(({ operator, threshold }) =>
            operator === '>' ? ratio > threshold : ratio >= threshold,
          ),
        );
      }),
    );
  });
});

describe('A condition of a document', () => {
  const [{ objective }] = read([{ file: 'policies.yaml', text: POLICIES }]);
  const windows = alertWindowsOf(objective);
  const readings = (errorRatio: number): Map<string, Reading> =>
    new Map(
      ['45m', '1h', '6h', '1d', '3d'].map(window => [
        window,
        { kind: 'value', errorRatio, events: { bad: 1, total: 100_000 } },
      ]),
    );
  const standings = (
    errorRatio: number,
    now: number,
    before?: ReturnType<typeof alertStandings>,
  ) =>
    alertStandings({
      objective,
      windows,
      readings: readings(errorRatio),
      before,
      now,
    });
  const firing = (alerts: ReturnType<typeof alertStandings>) =>
    alerts.filter(alert => alert.firing).map(alert => alert.condition?.name);

  it('pages at a burn rate at which the workbook keeps quiet, once it has held for as long as the document asks', () => {
    const first = standings(0.005, NOW);
    expect(firing(first)).toEqual(['slow']);
    const soon = standings(0.005, NOW + 9 * MINUTE, first);
    expect(firing(soon)).toEqual(['slow']);
    expect(firing(standings(0.005, NOW + 10 * MINUTE, soon))).toEqual([
      'fast',
      'slow',
    ]);
    const over = standings(0, NOW + 10 * MINUTE, soon);
    expect(firing(standings(0.005, NOW + 11 * MINUTE, over))).toEqual(['slow']);
    expect(
      statusOf({
        objective,
        windows,
        readings: readings(0.005),
        slots: slotsUntil({ to: NOW, count: 30 * 288 }),
        exclusions: [],
        now: NOW + 10 * MINUTE,
        minimumEvents: 100,
        alertsBefore: soon,
      }).state,
    ).toBe('burning-fast');
  });

  it('would have fired from when it had held for that long', () => {
    const from = NOW - 4 * 60 * MINUTE;
    const { fired } = wouldHaveFired({
      objective,
      windows,
      // In the last half hour 3 in 100 fail, which is 2 times too fast over an hour after five minutes.
      slots: slotsUntil({
        to: NOW,
        count: 100,
        bad: index => (index >= 94 ? 30 : 0),
      }),
      from,
      to: NOW,
    });
    expect(
      fired.map(each => [each.condition, each.from.slice(11, 16)]),
    ).toEqual([
      ['slow', '23:35'],
      ['fast', '23:45'],
    ]);
  });

  it('that cannot be reached at a target is said to never fire', () => {
    const answer = wouldHaveFired({
      objective,
      windows,
      slots: [],
      from: NOW - 60 * MINUTE,
      to: NOW,
      target: 0.4,
    });
    expect(answer.neverFires).toMatchObject([
      { severity: 'page', long: '1h', factor: 2 },
    ]);
    const loose = alertStandings({
      objective: { ...objective, target: 0.4 },
      windows,
      readings: readings(1),
      now: NOW,
    });
    expect(loose.map(({ neverFires }) => neverFires)).toEqual([
      true,
      undefined,
    ]);
  });
});
