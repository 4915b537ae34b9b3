import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import fc from 'fast-check';
import { parse } from 'yaml';
import type { RuleGroup } from '../../model';
import { checkPromql } from '../../promql';
import { secondsOfPromDuration } from '../../promql/duration';
import { readPyrra } from '../../read/pyrra';
import { yamlDocuments } from '../../read/yamlDocuments';
import type { PyrraObjective } from './model';
import { decimal, shortNumber } from './numbers';
import { pyrraRuleFiles, pyrraRules } from './pyrraRules';
import { burnWindows, recordedWindows } from './windows';

const FIXTURES = resolve(__dirname, '../../__fixtures__');

function objectiveIn(text: string, file = 'slo.yaml'): PyrraObjective {
  const [document] = yamlDocuments({ text, file }).documents;
  const { definitions, problems } = readPyrra(document);
  expect(problems).toEqual([]);
  const [{ native }] = definitions;
  if (native.form !== 'pyrra') {
    throw new Error('This is no objective of Pyrra');
  }
  return native.objective;
}

function fixture(name: string): PyrraObjective {
  const file = join(FIXTURES, 'pyrra', `${name}.yaml`);
  return objectiveIn(readFileSync(file, 'utf8'), file);
}

/** What Pyrra itself wrote for a document of ours. */
function golden(name: string): RuleGroup[] {
  const file = join(FIXTURES, 'golden/pyrra', `${name}.yaml`);
  return parse(readFileSync(file, 'utf8')).groups;
}

const withoutErrors = `
apiVersion: pyrra.dev/v1alpha1
kind: ServiceLevelObjective
metadata: { name: api }
spec:
  target: '99.9'
  window: 28d
  indicator:
    ratio:
      errors: { metric: 'http_requests_total{code=~"5.."}' }
      total: { metric: http_requests_total }
`;

describe('The rules of an objective of Pyrra', () => {
  it.each([
    ['a ratio', 'checkout-errors'],
    ['two metrics by group', 'search-by-route'],
    ['a native histogram', 'search-latency'],
    ['a gauge that is 0 or 1', 'gateway-up'],
  ])('are what Pyrra writes, for %s', (_, name) => {
    const [file, ...others] = pyrraRuleFiles(fixture(name));
    expect(others).toEqual([]);
    expect(file.groups).toEqual(golden(name));
    expect(pyrraRules(fixture(name))).toEqual(golden(name));
  });

  it('are in two files where performance goes before accuracy, as Pyrra writes them', () => {
    const [short, long] = pyrraRuleFiles(fixture('checkout-latency'));
    expect(short.groups).toEqual(golden(short.name));
    expect(long.groups).toEqual(golden(long.name));
    expect([short, long].map(({ groups, ...rest }) => rest)).toEqual([
      {
        name: 'checkout-latency-short',
        namespace: 'shop',
        labels: { release: 'monitoring', prometheus: 'near' },
      },
      {
        name: 'checkout-latency-long',
        namespace: 'shop',
        labels: { release: 'monitoring', prometheus: 'far' },
      },
    ]);
  });

  it('are the same ones in one file, whose groups have names of their own', () => {
    const objective = fixture('checkout-latency');
    const groups = pyrraRules(objective);
    expect(groups.map(({ name }) => name)).toEqual([
      'checkout-latency-increase',
      'checkout-latency',
    ]);
    const textsOf = (all: RuleGroup[]) =>
      all
        .flatMap(({ rules }) => rules.map(rule => JSON.stringify(rule)))
        .sort();
    expect(textsOf(groups)).toEqual(
      textsOf(pyrraRuleFiles(objective).flatMap(file => file.groups)),
    );
  });

  it('carry the labels that everybody adds, but never lose what the alerts select by', () => {
    const [increase] = pyrraRules(objectiveIn(withoutErrors), {
      extraLabels: { cluster: 'eu-1', slo: 'other' },
    });
    expect(increase.rules[0].labels).toEqual({ cluster: 'eu-1', slo: 'api' });
  });

  it('leave out alerts or recordings where they are not wanted, and groups with them', () => {
    const objective = objectiveIn(withoutErrors);
    const kinds = (groups: RuleGroup[]) => [
      ...new Set(
        groups.flatMap(({ rules }) =>
          rules.map(rule => ('alert' in rule ? 'alert' : 'record')),
        ),
      ),
    ];
    expect(kinds(pyrraRules(objective, { disableAlerts: true }))).toEqual([
      'record',
    ]);
    expect(kinds(pyrraRules(objective, { disableRecordings: true }))).toEqual([
      'alert',
    ]);
    const nothing = { disableAlerts: true, disableRecordings: true };
    expect(pyrraRules(objective, nothing)).toEqual([]);
  });

  it('look at 5 minutes and 1 hour, 30 minutes and 6 hours, 2 hours and 1 day, 6 hours and 4 days of four weeks', () => {
    expect(
      burnWindows(28 * 86_400).map(({ shortSeconds, longSeconds, factor }) => [
        shortSeconds / 60,
        longSeconds / 3600,
        factor,
      ]),
    ).toEqual([
      [5, 1, 14],
      [30, 6, 7],
      [120, 24, 2],
      [360, 96, 1],
    ]);
  });

  it('record every window that an alert looks at, and all parse, whatever the window and the target are', () => {
    const base = objectiveIn(withoutErrors);
    fc.assert(
      fc.property(
        fc.integer({ min: 3600, max: 3 * 366 * 86_400 }),
        fc.double({ min: 0.01, max: 0.9999999, noNaN: true }),
        (windowSeconds, target) => {
          const groups = pyrraRules({ ...base, windowSeconds, target });
          const rules = groups.flatMap(group => group.rules);
          const recorded = new Set(
            rules.map(rule => ('record' in rule ? rule.record : '')),
          );
          for (const rule of rules) {
            expect(checkPromql(rule.expr)).toBeUndefined();
            const used = rule.expr.match(/\w+:burnrate\w+/g) ?? [];
            expect(used.filter(name => !recorded.has(name))).toEqual([]);
          }
          const alerts = rules.flatMap(({ labels }) =>
            labels?.short ? [labels] : [],
          );
          expect(alerts).toHaveLength(4);
          for (const { short, long } of alerts) {
            expect(secondsOfPromDuration(short)).toBeLessThanOrEqual(
              secondsOfPromDuration(long) ?? 0,
            );
          }
        },
      ),
      { numRuns: 100 },
    );
  });

  it('round windows to the nearest minute', () => {
    fc.assert(
      fc.property(fc.integer({ min: 3600, max: 400 * 86_400 }), seconds => {
        for (const each of recordedWindows(seconds)) {
          expect(each % 60).toBe(0);
        }
        const [, , , slowest] = burnWindows(seconds);
        expect(Math.abs(slowest.longSeconds - seconds / 7)).toBeLessThanOrEqual(
          30,
        );
      }),
    );
  });
});

describe('Numbers in rules', () => {
  it('are the shortest that read as the same number, never with an exponent', () => {
    expect(
      [0.999, 0.9990000000000001, 1e-7, 1.5e-7, 1200, 1e21].map(decimal),
    ).toEqual([
      '0.999',
      '0.9990000000000001',
      '0.0000001',
      '0.00000015',
      '1200',
      '1000000000000000000000',
    ]);
    fc.assert(
      fc.property(
        fc.double({ min: 0, noNaN: true, noDefaultInfinity: true }),
        value => {
          expect(Number(decimal(value))).toBe(value);
          expect(Number(shortNumber(value))).toBe(value);
          expect(decimal(value)).toMatch(/^[0-9]+(\.[0-9]+)?$/);
        },
      ),
    );
  });

  it('have an exponent in the limit of a bucket where Go writes one', () => {
    expect(
      [0.25, 3600, 604_800, 1_234_567, 31_536_000, 0.0001, 0.00001].map(
        shortNumber,
      ),
    ).toEqual([
      '0.25',
      '3600',
      '604800',
      '1.234567e+06',
      '3.1536e+07',
      '0.0001',
      '1e-05',
    ]);
  });
});
