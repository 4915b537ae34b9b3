import {
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  writeFile,
} from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { readYaml, readYamlStream } from '@fairway/plugin-golden-path-common';
import { parse, stringify } from 'yaml';
import { fairway } from './__testUtils__/fairway';

jest.setTimeout(120_000);

const SLOTH = `version: prometheus/v1
service: orders-api
slos:
  - name: availability
    objective: 99.9
    sli:
      events:
        error_query: sum(rate(orders_total{code=~"5.."}[{{.window}}]))
        total_query: sum(rate(orders_total[{{.window}}]))
    alerting: { name: OrdersFail }
`;

const OPENSLO = `apiVersion: openslo/v1
kind: SLO
metadata: { name: availability }
spec:
  service: shop
  indicator:
    metadata: { name: availability }
    spec:
      ratioMetric:
        counter: true
        good: { metricSource: { type: Prometheus, spec: { query: good_total } } }
        total: { metricSource: { type: Prometheus, spec: { query: all_total } } }
  budgetingMethod: Occurrences
  objectives: [{ target: 0.999 }]
`;

const PYRRA = `apiVersion: pyrra.dev/v1alpha1
kind: ServiceLevelObjective
metadata: { name: search-errors, namespace: search, labels: { role: alerts } }
spec:
  target: '99'
  window: 2w
  indicator:
    ratio:
      errors: { metric: 'search_total{code="500"}' }
      total: { metric: search_total }
`;

const INTENT = path.join(__dirname, '__fixtures__/intents/payments-api.yaml');

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'fairway-slo-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function write(name: string, text: string | Buffer): Promise<string> {
  const file = path.join(folder, name);
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, text);
  return file;
}

async function generate(...args: string[]) {
  const { code, stdout, stderr } = await fairway('slo', 'generate', ...args);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return stdout;
}

/** What the command refuses, without the folder, and that it wrote nothing. */
async function refused(...args: string[]) {
  const { code, stdout, stderr } = await fairway('slo', ...args);
  expect(stdout).toBe('');
  const lines = stderr.trimEnd().replaceAll(`${folder}/`, '').split('\n');
  return { code, lines };
}

interface Rule {
  record?: string;
  alert?: string;
  labels?: Record<string, string>;
}

function rulesIn(text: string): Rule[] {
  const file: { groups: { rules: Rule[] }[] } = parse(text);
  return file.groups.flatMap(({ rules }) => rules);
}

describe('fairway slo generate', () => {
  it('writes a rule file from documents of all formats, in one file and in several', async () => {
    const both = await write('both.yaml', `${SLOTH}---\n${OPENSLO}`);
    const pyrra = await write('pyrra.yaml', PYRRA);
    const rules = rulesIn(await generate(both, pyrra, INTENT));
    const ids = new Set(
      rules.flatMap(({ record, labels = {} }) =>
        record ? [labels.sloth_id ?? labels.slo] : [],
      ),
    );
    expect([...ids]).toEqual([
      'orders-api-availability',
      'shop-availability',
      'search-errors',
      'payments-api-availability',
      'payments-api-latency-p95',
    ]);
    expect(
      rules.filter(
        ({ labels = {} }) => labels.sloth_id === 'shop-availability',
      ),
    ).toHaveLength(17);
  });

  it('leaves out alerts or recordings, and adds labels to every rule', async () => {
    const file = await write('slo.yaml', SLOTH);
    const recordings = rulesIn(
      await generate(file, '--disable-alerts', '--extra-label', 'team=orders'),
    );
    expect(recordings).toHaveLength(15);
    recordings.forEach(rule => {
      expect(rule.record).toBeDefined();
      expect(rule.labels).toMatchObject({ team: 'orders' });
    });
    const alerts = rulesIn(await generate(file, '--disable-recordings'));
    expect(alerts.map(({ alert }) => alert)).toEqual([
      'OrdersFail',
      'OrdersFail',
    ]);
  });

  it('takes a period, and windows of alerts for it', async () => {
    const file = await write('slo.yaml', SLOTH);
    const windows = await write(
      'windows.yaml',
      `apiVersion: sloth.slok.dev/v1
kind: AlertWindows
spec:
  sloPeriod: 7d
  page:
    quick: { errorBudgetPercent: 8, shortWindow: 5m, longWindow: 1h }
    slow: { errorBudgetPercent: 12.5, shortWindow: 30m, longWindow: 6h }
  ticket:
    quick: { errorBudgetPercent: 20, shortWindow: 2h, longWindow: 1d }
    slow: { errorBudgetPercent: 42, shortWindow: 6h, longWindow: 3d }
`,
    );
    const text = await generate(file, '--period', '7d', '--windows', windows);
    expect(text).toContain('slo:sli_error:ratio_rate1w');
    // 8 % of seven days in an hour.
    expect(text).toContain('(13.44 * 0.0009999999999999432)');
    expect(await refused('generate', file, '--windows', file)).toEqual({
      code: 1,
      lines: expect.arrayContaining([
        expect.stringMatching(/^slo\.yaml:1: \/kind: missing field "kind"/),
      ]),
    });
  });

  it('writes objects of the Prometheus operator, and OpenSLO that gives the same objectives', async () => {
    const file = await write('slo.yaml', OPENSLO);
    const object = readYaml(
      await generate(file, '--format', 'prometheus-rule'),
    );
    expect(object).toMatchObject({
      apiVersion: 'monitoring.coreos.com/v1',
      kind: 'PrometheusRule',
      metadata: { name: expect.any(String) },
    });
    const openSlo = await generate(file, '--format', 'openslo');
    expect(readYamlStream(openSlo)).toHaveLength(1);
    const copy = await write('copy.yaml', openSlo);
    expect(await generate(copy)).toBe(await generate(file));
  });

  it('tells on stderr what OpenSLO has no place for', async () => {
    const file = await write('slo.yaml', SLOTH);
    const { code, stderr } = await fairway(
      ...['slo', 'generate', file, '--format', 'openslo'],
    );
    expect(code).toBe(0);
    expect(stderr).toMatch(
      /slo\.yaml:4: warning: OpenSLO has no place for .+; ./,
    );
  });

  it('tells on stderr what of an objective of Pyrra OpenSLO has no place for', async () => {
    const pyrra = (alerting: string, grouping = '') => `
apiVersion: pyrra.dev/v1alpha1
kind: ServiceLevelObjective
metadata: { name: calls }
spec:
  target: "99.9"
  window: 4w
  alerting: { ${alerting} }
  indicator:
    ratio:
      errors: { metric: 'calls_total{code="500"}' }
      total: { metric: calls_total }
      grouping: [${grouping}]
`;
    const told = async (text: string) => {
      const file = await write('pyrra.yaml', text);
      const { code, stderr } = await fairway(
        ...['slo', 'generate', file, '--format', 'openslo'],
      );
      expect(code).toBe(0);
      return stderr;
    };
    const all = await told(pyrra('absentName: CallsAbsent', 'method'));
    expect(all).toMatch(/pyrra\.yaml:2: warning: .+windows, factors.+; ./);
    expect(all).toMatch(/warning: .+the alert CallsAbsent.+missing; ./);
    expect(all).toMatch(/warning: .+for each method.+together; ./);
    expect(await told(pyrra('burnrates: false, absent: false'))).toBe('');
  });

  it('replaces a file as a whole, and only when nothing is wrong', async () => {
    const out = path.join(folder, 'rules.yaml');
    const file = await write('slo.yaml', SLOTH);
    expect(await generate(file, '--out', out)).toBe('');
    const before = await readFile(out, 'utf8');
    expect(rulesIn(before)).toHaveLength(17);
    await write('slo.yaml', SLOTH.replace('99.9', '120'));
    expect(await refused('generate', file, '--out', out)).toMatchObject({
      code: 1,
    });
    expect(await readFile(out, 'utf8')).toBe(before);
    expect(await readdir(folder)).toEqual(['rules.yaml', 'slo.yaml']);
    await write('slo.yaml', SLOTH);
    expect(
      await refused('generate', file, '--out', path.join(folder, 'a/b.yaml')),
    ).toEqual({
      code: 2,
      lines: [
        'a/b.yaml: its folder does not exist; make it, or name another file',
      ],
    });
  });

  it('says everything that is wrong and writes nothing, with 1 for what was understood', async () => {
    const file = await write(
      'slo.yaml',
      `${SLOTH.replace('99.9', '100')}---\n${OPENSLO.replace(
        '0.999',
        '"much"',
      )}---\n${PYRRA.replace("'99'", "'0'")}`,
    );
    const { code, lines } = await refused('generate', file);
    expect(code).toBe(1);
    expect(lines).toEqual([
      expect.stringMatching(/^slo\.yaml:5: \/slos\/0\/objective: .+; .+/),
      expect.stringMatching(
        /^slo\.yaml:25: \/spec\/objectives\/0\/target: .+; .+/,
      ),
      expect.stringMatching(/^slo\.yaml:31: \/spec\/target: .+; .+/),
    ]);
  });

  it.each<[string, string | Buffer, RegExp]>([
    ['an empty file', '', /slo\.yaml:1: there is no document in it; .+/],
    ['comments only', '# later\n---\n', /there is no document in it; .+/],
    [
      'malformed YAML',
      `${SLOTH}---\na: [\n`,
      /slo\.yaml:1[12]: malformed YAML: .+; .+/,
    ],
    [
      'a field twice',
      `${SLOTH}version: x\n`,
      /:11: the field version is there twice; .+/,
    ],
    ['a text', 'hello\n', /is no document with fields; .+/],
    ['bytes', Buffer.from([0xff, 0xfe, 0x00]), /:1: is no text in UTF-8; .+/],
    [
      'a control character',
      `${SLOTH}# \u0007\n`,
      /:11: there is a control character in it; .+/,
    ],
  ])('cannot use %s, and exits with 2', async (_, text, expected) => {
    const file = await write('slo.yaml', text);
    const { code, lines } = await refused('generate', file);
    expect(code).toBe(2);
    expect(lines.join('\n')).toMatch(expected);
  });

  it.each([
    [['--period', '30'], /--period 30 is no duration of an hour or more; ./],
    [['--period', '5m'], /--period 5m is no duration of an hour or more; ./],
    [['--extra-label', 'team'], /--extra-label team: is no name and value; ./],
    [['--extra-label', '1a=b'], /1a is no name of a label; ./],
    [['--extra-label', '__a=b'], /__a is no name of a label; ./],
    [['--extra-label', 'a=b', '--extra-label', 'a=c'], /a is there twice; ./],
    [['--extra-label', 'sloth_id=a'], /sloth_id is how the rules .*; ./],
    [['--format', 'json'], /--format/],
    [['--wndows', 'x'], /unknown option '--wndows'/],
    [
      ['--windows', 'none.yaml'],
      /none\.yaml: there is no such file or folder; ./,
    ],
  ])('refuses %j with 2', async (args, expected) => {
    const file = await write('slo.yaml', SLOTH);
    const { code, lines } = await refused('generate', file, ...args);
    expect(code).toBe(2);
    expect(lines.join('\n')).toMatch(expected);
  });
});

describe('fairway slo validate', () => {
  it('reads folders, passes over other YAML, and finds ids that are there twice', async () => {
    await write('a/slo.yaml', SLOTH);
    await write('a/deployment.yaml', 'apiVersion: apps/v1\nkind: Deployment\n');
    await write('b/openslo.yml', `${OPENSLO}---\n${PYRRA}`);
    const fine = await fairway('slo', 'validate', folder);
    expect(fine).toEqual({
      code: 0,
      stdout: '3 objectives in 2 files, fine\n',
      stderr: '',
    });
    await write('c.yaml', SLOTH);
    const { code, stdout, stderr } = await fairway('slo', 'validate', folder);
    expect(code).toBe(1);
    expect(stdout).toBe('3 objectives in 3 files, 1 problem\n');
    expect(stderr.replaceAll(`${folder}/`, '')).toBe(
      'c.yaml:4: the objective orders-api-availability is in a/slo.yaml:4 already; Give one of them another name or service\n',
    );
  });

  it('finds in folders whatever it reads by name: other editors, JSON, lists, and files with windows in them', async () => {
    const named = (name: string) => SLOTH.replaceAll('orders-api', name);
    await write('mark.yaml', `\uFEFF${named('marked')}`);
    const json = JSON.stringify(parse(named('json')), null, 2);
    await write('slo.json', json);
    await write(
      'list.yaml',
      stringify({
        apiVersion: 'v1',
        kind: 'List',
        items: [
          parse(PYRRA),
          parse(PYRRA.replace('search-errors', 'search-other')),
        ],
      }),
    );
    await write(
      'windows.yaml',
      'apiVersion: sloth.slok.dev/v1\nkind: AlertWindows\n',
    );
    await write(
      'notes.yaml',
      'apiVersion: v1\nkind: ConfigMap\ndata: { see: sloth.slok.dev/v1 }\n',
    );
    expect(await fairway('slo', 'validate', folder)).toEqual({
      code: 0,
      stdout: '4 objectives in 3 files, fine\n',
      stderr: '',
    });
    await write(
      'broken.yaml',
      `kind: List\napiVersion: v1\nitems:\n  - apiVersion: pyrra.dev/v1alpha1\n    kind: ServiceLevelObjective\n    metadata: { name: half }\n    spec: {}\n`,
    );
    const { code, stderr } = await fairway('slo', 'validate', folder);
    expect(code).toBe(1);
    expect(stderr).toMatch(/broken\.yaml:7: /);
  });

  it('reads a file once, however often it is named, and has rules for objectives only', async () => {
    const file = await write('slo.yaml', SLOTH);
    const { stdout } = await fairway('slo', 'validate', file, folder);
    expect(stdout).toBe('1 objective in 1 file, fine\n');
    const service = await write(
      'service.yaml',
      'apiVersion: openslo/v1\nkind: Service\nmetadata: { name: shop }\nspec: {}\n',
    );
    expect(await refused('generate', service)).toEqual({
      code: 1,
      lines: [
        'service.yaml:1: no objective is stated in it; add one, or name its file too',
      ],
    });
  });

  it('says the same as JSON', async () => {
    const file = await write('slo.yaml', SLOTH);
    const bad = await write(
      'bad.yaml',
      OPENSLO.replace('target: 0.999', 'target: 0'),
    );
    const { code, stdout, stderr } = await fairway(
      ...['slo', 'validate', file, bad, '--json'],
    );
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toEqual({
      objectives: [
        expect.objectContaining({
          id: 'orders-api-availability',
          service: 'orders-api',
          format: 'sloth',
          file,
          line: 4,
        }),
      ],
      problems: stderr.trimEnd().split('\n'),
      warnings: [],
    });
  });

  it('exits with 2 when a file cannot be used, and tells what is wrong with the others', async () => {
    const bad = await write('bad.yaml', SLOTH.replace('99.9', '0'));
    const malformed = await write('malformed.yaml', '{');
    const bytes = await write('bytes.yaml', Buffer.from([0xff, 0xfe, 0x00]));
    const none = path.join(folder, 'none.yaml');
    const { code, stderr } = await fairway(
      'slo',
      'validate',
      ...[bytes, none, bad, malformed],
    );
    expect(code).toBe(2);
    expect(stderr).toMatch(/bytes\.yaml:1: is no text in UTF-8; .+\n/);
    expect(stderr).toMatch(
      /none\.yaml: there is no such file or folder; check the path\n/,
    );
    expect(stderr).toMatch(
      /malformed\.yaml:1: .+; .+\n.*bad\.yaml:5: .+; .+\n/,
    );
  });
});
