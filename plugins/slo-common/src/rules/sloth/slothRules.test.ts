import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import fc from 'fast-check';
import { parse, parseAllDocuments } from 'yaml';
import { z } from 'zod';
import type { RuleGroup } from '../../model';
import { checkPromql, normalPromql, promqlType } from '../../promql';
import { readSloth } from '../../read/sloth';
import { yamlDocuments } from '../../read/yamlDocuments';
import { writePrometheusRule, writeRuleFile } from '../../write/rules';
import { alertWindowsFor, readAlertWindows } from '../alertWindows';
import type { RuleOptions } from '../options';
import type { SlothSlo } from './model';
import { slothRules } from './slothRules';

const FIXTURES = resolve(__dirname, '../../__fixtures__');

/** Where documents and rules of Sloth's authors lie: `FAIRWAY_SHARED`, else `shared` beside the repository. */
const SHARED = join(
  process.env.FAIRWAY_SHARED ?? resolve(__dirname, '../../../../../../shared'),
  'data/sloth-dev',
);
const onlyWithShared = existsSync(SHARED) ? describe : describe.skip;

const DAY = 24 * 3600;

const ruleFile = z.object({
  groups: z.array(
    z.object({
      name: z.string(),
      interval: z.string().optional(),
      rules: z.array(z.record(z.string(), z.unknown())),
    }),
  ),
});

/** Groups of rules in a form in which only what they mean is compared. */
function comparable(groups: unknown) {
  return ruleFile.parse({ groups }).groups.map(({ rules, ...group }) => ({
    ...group,
    rules: rules.map(({ expr, ...rule }) => ({
      ...rule,
      expr: normalPromql(String(expr)),
    })),
  }));
}

function slosIn(file: string, periodSeconds = 30 * DAY): SlothSlo[] {
  const text = readFileSync(file, 'utf8');
  return yamlDocuments({ text, file }).documents.flatMap(document => {
    const { definitions, problems } = readSloth(document, { periodSeconds });
    expect(problems).toEqual([]);
    return definitions.flatMap(({ native }) =>
      native.form === 'sloth' ? [native.slo] : [],
    );
  });
}

/** All groups of a file that Sloth wrote. */
function groupsOfSloth(file: string): unknown[] {
  return parseAllDocuments(readFileSync(file, 'utf8')).flatMap(document => {
    const written = document.toJS();
    return written?.groups ?? written?.spec?.groups ?? [];
  });
}

function rulesOf(slos: SlothSlo[], options?: RuleOptions): RuleGroup[] {
  return slos.flatMap(slo => slothRules(slo, options));
}

function weekOfOurs() {
  const file = join(FIXTURES, 'sloth/week.windows.yaml');
  const [document] = yamlDocuments({
    text: readFileSync(file, 'utf8'),
    file,
  }).documents;
  const read = readAlertWindows(document);
  if ('problems' in read) {
    throw new Error(JSON.stringify(read.problems));
  }
  return read.windows;
}

describe('The rules of a document of Sloth', () => {
  it.each<[string, string, string, number, () => RuleOptions]>([
    ['over 30 days', 'orders', 'orders', 30, () => ({})],
    [
      'over four weeks, with labels of the caller',
      'orders',
      'orders-28d',
      28,
      () => ({ extraLabels: { stage: 'prod', team: 'ops' } }),
    ],
    [
      'over a week, with windows of its own',
      'orders',
      'orders-week',
      7,
      () => ({ windows: weekOfOurs() }),
    ],
    ['of a Kubernetes object', 'mail-object', 'mail-object', 30, () => ({})],
  ])('are those that Sloth writes, %s', (_, name, golden, days, options) => {
    const slos = slosIn(join(FIXTURES, `sloth/${name}.yaml`), days * DAY);
    const theirs = groupsOfSloth(join(FIXTURES, `golden/sloth/${golden}.yaml`));
    expect(comparable(rulesOf(slos, options()))).toEqual(comparable(theirs));
  });

  it('can do without alerts, and without recordings', () => {
    const [slo] = slosIn(join(FIXTURES, 'sloth/orders.yaml'));
    const names = (options: RuleOptions) =>
      slothRules(slo, options).map(({ name }) => name);
    const id = 'orders-api-availability';
    expect(names({ disableAlerts: true })).toEqual([
      `sloth-slo-sli-recordings-${id}`,
      `sloth-slo-meta-recordings-${id}`,
    ]);
    expect(names({ disableRecordings: true })).toEqual([
      `sloth-slo-alerts-${id}`,
    ]);
    expect(names({ disableAlerts: true, disableRecordings: true })).toEqual([]);
  });

  it('are PromQL that Prometheus takes, for any objective and any period', () => {
    const [slo] = slosIn(join(FIXTURES, 'sloth/orders.yaml'));
    fc.assert(
      fc.property(
        fc.double({ min: 1e-9, max: 100 - 1e-9, noNaN: true }),
        fc.integer({ min: 1, max: 366 }),
        (objective, days) => {
          const windowSeconds = days * DAY;
          const groups = slothRules({ ...slo, objective, windowSeconds });
          const rules = groups.flatMap(group => group.rules);
          for (const { expr } of rules) {
            expect(checkPromql(expr)).toBeUndefined();
          }
          expect(new Set(rules.map(rule => JSON.stringify(rule))).size).toBe(
            rules.length,
          );
          const factors = alertWindowsFor(windowSeconds).map(w => w.factor);
          const [page] = rules.flatMap(rule =>
            'alert' in rule ? [rule.expr] : [],
          );
          const thresholds = Array.from(
            page.matchAll(/> \(([^\s)]+) \* ([^\s)]+)\)/g),
            ([, factor, budget]) => [Number(factor), Number(budget)],
          );
          expect(thresholds).toEqual(
            [0, 0, 1, 1].map(pair => [factors[pair], (100 - objective) / 100]),
          );
        },
      ),
      { numRuns: 100 },
    );
  });

  it('are written so that they read back as they are', () => {
    const slos = slosIn(join(FIXTURES, 'sloth/orders.yaml'));
    const groups = rulesOf(slos);
    expect(parse(writeRuleFile(groups))).toEqual({ groups });
    const object = parse(
      writePrometheusRule({
        name: 'orders',
        namespace: 'shop',
        labels: { release: 'monitoring' },
        groups,
      }),
    );
    expect(object).toEqual({
      apiVersion: 'monitoring.coreos.com/v1',
      kind: 'PrometheusRule',
      metadata: {
        name: 'orders',
        namespace: 'shop',
        labels: { release: 'monitoring' },
      },
      spec: { groups },
    });
  });

  it('count the error ratio as a number of one moment', () => {
    const slos = slosIn(join(FIXTURES, 'sloth/orders.yaml'));
    const [recordings] = rulesOf(slos);
    expect(promqlType(recordings.rules[0].expr)).toEqual({ type: 'vector' });
  });
});

onlyWithShared('The documents of the authors of Sloth', () => {
  it.each(['getting-started', 'no-alerts'])(
    'become the rules that they publish: %s',
    name => {
      const ours = rulesOf(slosIn(join(SHARED, `${name}.yml`)), {
        extraLabels: { cmd: 'examplesgen.sh' },
      });
      const theirs = groupsOfSloth(join(SHARED, `_gen/${name}.yml`));
      expect(comparable(ours)).toEqual(comparable(theirs));
    },
  );
});
