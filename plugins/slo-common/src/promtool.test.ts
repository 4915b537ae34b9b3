import {
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { stringify } from 'yaml';
import { promtool, whyNoPromtool } from './__testUtils__/promtool';
import { rulesOf } from './generate';
import type { RuleGroup } from './model';
import { promDuration } from './promql';
import { readSloDocuments } from './read';
import { alertWindowsFor } from './rules/alertWindows';
import { burnWindows } from './rules/pyrra/windows';
import { writeRuleFile } from './write';

const MINUTE = 60;
const DAY = 24 * 60 * MINUTE;

/** Machines may be slow: only what is surely too long. */
const TIMEOUT_MS = 10 * MINUTE * 1000;

/** Every objective lets one request in a hundred fail. */
const BUDGET = 0.01;
const REQUESTS_PER_SAMPLE = 2000;
/** How far a rate is from its threshold, as a part of it. */
const NEAR = 0.01;
/** Of the samples; there are two in the shortest window. */
const SCRAPE = 2 * MINUTE;
const EVALUATION = 10 * MINUTE;

const SLOTH = `
version: prometheus/v1
service: payments
slos:
  - name: requests
    objective: 99
    sli:
      events:
        error_query: sum(rate(bad_requests_total[{{.window}}]))
        total_query: sum(rate(requests_total[{{.window}}]))
    alerting: { name: Burn }
`;

const OPEN_SLO = `
apiVersion: openslo/v1
kind: SLO
metadata: { name: answers }
spec:
  service: payments
  budgetingMethod: Occurrences
  timeWindow: [{ duration: 28d, isRolling: true }]
  objectives: [{ target: 0.99 }]
  indicator:
    metadata: { name: answers }
    spec:
      ratioMetric:
        counter: true
        bad:
          metricSource:
            type: Prometheus
            spec: { query: 'bad_requests_total' }
        total:
          metricSource:
            type: Prometheus
            spec: { query: 'requests_total' }
`;

const PYRRA = `
apiVersion: pyrra.dev/v1alpha1
kind: ServiceLevelObjective
metadata: { name: requests }
spec:
  target: '99'
  window: 28d
  indicator:
    ratio:
      errors: { metric: bad_requests_total }
      total: { metric: requests_total }
`;

/** Requests of which a part fails after a time without failures, and whether an alert fires in the end. */
interface Case {
  told: string;
  healthySeconds: number;
  failingSeconds: number;
  errorRatio: number;
  /** What tells the alert from others. */
  alert: string;
  fires: boolean;
}

/** Just above a threshold, where the alert fires, and just below, where it does not. */
function bothSidesOf(
  threshold: Omit<Case, 'errorRatio' | 'fires'> & { factor: number },
): Case[] {
  const { factor, told, ...rest } = threshold;
  return [true, false].map(fires => ({
    ...rest,
    told: `${told}, just ${fires ? 'above' : 'below'} ${factor}`,
    errorRatio: factor * BUDGET * (fires ? 1 + NEAR : 1 - NEAR),
    fires,
  }));
}

/** Two pairs share an alert: health that went before keeps the slower one of them quiet. */
function slothCases(periodSeconds: number): Case[] {
  const windows = alertWindowsFor(periodSeconds);
  return windows.flatMap(({ severity, factor, short, long, longSeconds }) =>
    bothSidesOf({
      told: `${severity} over ${short} and ${long}`,
      healthySeconds: Math.max(
        ...windows
          .filter(other => other.severity === severity)
          .map(other => other.longSeconds - longSeconds),
      ),
      failingSeconds: longSeconds,
      factor,
      alert: `sloth_severity="${severity}"`,
    }),
  );
}

function pyrraCases(periodSeconds: number): Case[] {
  return burnWindows(periodSeconds).flatMap(
    ({ factor, longSeconds, forSeconds }) =>
      bothSidesOf({
        told: `the alert over ${promDuration(longSeconds)}`,
        healthySeconds: 0,
        // It fires when it lasts, which is seen up to one evaluation later.
        failingSeconds:
          longSeconds + Math.ceil(forSeconds / EVALUATION + 1) * EVALUATION,
        factor,
        alert: `long="${promDuration(longSeconds)}"`,
      }),
  );
}

function rulesIn(files: { file: string; text: string }[]): RuleGroup[] {
  const { definitions, problems } = readSloDocuments({ files });
  expect(problems).toEqual([]);
  return definitions.flatMap(definition => rulesOf(definition));
}

/** A test of `promtool`, as its documentation has it. */
function unitTest(each: Case) {
  const { told, healthySeconds, failingSeconds, errorRatio } = each;
  const healthy = healthySeconds / SCRAPE;
  const failing = failingSeconds / SCRAPE;
  const bad = errorRatio * REQUESTS_PER_SAMPLE;
  return {
    name: told,
    interval: `${SCRAPE}s`,
    input_series: [
      {
        series: 'requests_total{job="a"}',
        values: `0+${REQUESTS_PER_SAMPLE}x${healthy + failing}`,
      },
      {
        series: 'bad_requests_total{job="a"}',
        values: `0+0x${healthy} ${bad}+${bad}x${failing - 1}`,
      },
    ],
    promql_expr_test: [
      {
        eval_time: `${healthySeconds + failingSeconds}s`,
        expr: `count(ALERTS{alertstate="firing",${each.alert}}) or vector(0)`,
        exp_samples: [{ labels: '{}', value: each.fires ? 1 : 0 }],
      },
    ],
  };
}

const missing = whyNoPromtool();
const describeWithPromtool = missing === undefined ? describe : describe.skip;
const note = missing === undefined ? '' : ` (skipped: ${missing})`;

describeWithPromtool(`Prometheus takes the rules${note}`, () => {
  let folder = '';

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'fairway-promtool-'));
  });

  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  function written(name: string, text: string): string {
    const file = join(folder, name);
    writeFileSync(file, text);
    return file;
  }

  it(
    'of documents of every tool',
    async () => {
      const fixtures = resolve(__dirname, '__fixtures__/pyrra');
      const groups = rulesIn([
        { file: 'sloth.yaml', text: SLOTH },
        { file: 'openslo.yaml', text: OPEN_SLO },
        ...readdirSync(fixtures).map(file => ({
          file,
          text: readFileSync(join(fixtures, file), 'utf8'),
        })),
      ]);
      const file = written('all.yaml', writeRuleFile(groups));
      const { passed, output } = await promtool('check', 'rules', file);
      expect(output).toMatch(/SUCCESS: \d+ rules found/);
      expect(passed).toBe(true);
    },
    TIMEOUT_MS,
  );

  it.each([
    ['Sloth', SLOTH, slothCases(30 * DAY)],
    ['OpenSLO', OPEN_SLO, slothCases(28 * DAY)],
    ['Pyrra', PYRRA, pyrraCases(28 * DAY)],
  ])(
    'of %s, and alerts fire just above each of the four thresholds and not just below',
    async (tool, text, cases) => {
      expect(cases).toHaveLength(8);
      const groups = rulesIn([{ file: `${tool}.yaml`, text }]);
      written(`${tool}.rules.yaml`, writeRuleFile(groups));
      const tests = written(
        `${tool}.test.yaml`,
        stringify({
          rule_files: [`${tool}.rules.yaml`],
          evaluation_interval: `${EVALUATION}s`,
          group_eval_order: groups.map(({ name }) => name),
          tests: cases.map(each => unitTest(each)),
        }),
      );
      const { passed, output } = await promtool('test', 'rules', tests);
      expect(output).toMatch(/SUCCESS\s*$/);
      expect(passed).toBe(true);
    },
    TIMEOUT_MS,
  );
});
