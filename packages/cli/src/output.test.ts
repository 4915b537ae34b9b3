import {
  copyFile,
  cp,
  mkdtemp,
  readFile,
  readdir,
  rm,
  writeFile,
} from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { fairway } from './__testUtils__/fairway';

const intents = path.join(__dirname, '__fixtures__/intents');
const payments = path.join(intents, 'payments-api.yaml');
const fraud = path.join(intents, 'fraud-service.yaml');
const malformed = path.join(__dirname, '__fixtures__/broken/malformed.yaml');

jest.setTimeout(60_000);

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'fairway-output-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** A copy of an intent in the folder of the test, with some of its text replaced. */
async function copyOf(file: string, from: string | RegExp = '', to = '') {
  const copy = path.join(folder, path.basename(file));
  await writeFile(copy, (await readFile(file, 'utf8')).replace(from, to));
  return copy;
}

function linesOf(text: string): string[] {
  return text.trimEnd().split('\n');
}

describe('A folder with a file that cannot be read', () => {
  it('shows the results of the good ones, then what is wrong with the bad one, and exits with 2', async () => {
    await copyOf(payments);
    await copyOf(fraud);
    await copyFile(malformed, path.join(folder, 'malformed.yaml'));
    const { code, stdout, stderr } = await fairway('compile', folder);
    expect(code).toBe(2);
    expect(stdout).toContain('payments-api  fine');
    expect(stdout).toContain('fraud-service  fine');
    expect(linesOf(stderr).slice(-3)).toEqual(
      Array(3).fill(expect.stringMatching(/malformed\.yaml:\d+: .+; .+/)),
    );
    const json = await fairway('compile', folder, '--json');
    expect(json.code).toBe(2);
    expect(JSON.parse(json.stdout)).toMatchObject({
      services: [{ name: 'fraud-service' }, { name: 'payments-api' }],
      problems: Array(3).fill(expect.stringContaining('malformed.yaml:')),
    });
  });

  it('says that a service is unknown only because its intent cannot be read', async () => {
    await copyOf(payments);
    const broken = await copyOf(fraud, /tier: .*/, 'tier: gold');
    const { code, stderr } = await fairway('compile', folder);
    expect(code).toBe(2);
    expect(stderr).toContain(
      `fraud-service is not known because its intent cannot be read; mend ${broken} first`,
    );
  });

  it('writes the good ones', async () => {
    await copyOf(fraud);
    await copyFile(malformed, path.join(folder, 'malformed.yaml'));
    const out = path.join(folder, 'out');
    expect((await fairway('compile', folder, '--out', out)).code).toBe(2);
    expect(await readdir(path.join(out, 'services'))).toEqual([
      'fraud-service',
    ]);
  });

  it('is told at once, whatever it holds', async () => {
    const head = 'apiVersion: fairway.dev/v1alpha1\nkind: ServiceIntent\n';
    const files: Record<string, string> = {
      'blank.yaml': `${head}metadata:\n${'  a: b\n\n'.repeat(5000)}x`,
      'blanks.yaml': `${head}metadata:\n${' \n'.repeat(50_000)}x: [`,
      'deep.yaml': `${head}spec: ${'['.repeat(20_000)}`,
      'large.yaml': `${head}${'# much\n'.repeat(100_000)}`,
      'long.yaml': `${head}metadata: { name: ${'x'.repeat(100_000)} }`,
      'names.yaml': `${head}__proto__: {}\nconstructor: {}\n`,
      'bytes.yaml': `${head}\u0000\u202e\ufeff`,
      'no-value.yaml': head,
    };
    for (const [name, text] of Object.entries(files)) {
      await writeFile(path.join(folder, name), text);
    }
    await copyOf(fraud);
    const { code, stdout, stderr } = await fairway('compile', folder);
    expect(code).toBe(2);
    expect(stdout).toContain('fraud-service  fine');
    for (const name of Object.keys(files)) {
      expect(linesOf(stderr)).toContainEqual(
        expect.stringMatching(new RegExp(`/${name}:\\d+: .+; .+`)),
      );
    }
  });

  it('full of aliases is one line', async () => {
    const bomb = path.join(folder, 'bomb.yaml');
    await writeFile(
      bomb,
      `apiVersion: fairway.dev/v1alpha1
kind: ServiceIntent
a: &a [x]
b: &b [${Array(50).fill('*a').join(', ')}]
c: [${Array(50).fill('*b').join(', ')}]
`,
    );
    const { code, stderr } = await fairway('compile', bomb);
    expect(code).toBe(2);
    expect(linesOf(stderr)).toEqual([
      `${bomb}:3: /a: anchors and aliases are not read here (lines 3, 4 and 5); Write the value out where it is needed`,
    ]);
  });
});

describe('What is derived', () => {
  it('is counted as objects and documents, which are the files that are written', async () => {
    const out = path.join(folder, 'out');
    const { stdout } = await fairway('compile', fraud, '--out', out);
    const [, objects, documents] =
      /derived +(\d+) objects and (\d+) documents for dev, prod, staging/.exec(
        stdout,
      ) ?? [];
    const files = await readdir(out, { recursive: true, withFileTypes: true });
    expect(files.filter(each => each.isFile())).toHaveLength(
      Number(objects) + Number(documents),
    );
    expect(linesOf(stdout).slice(-1)).toEqual([
      `wrote ${objects} objects and ${documents} documents to ${out}`,
    ]);
  });

  it('is nothing, without cost or readiness, when the intent lacks what its workload type asks for', async () => {
    const file = await copyOf(
      fraud,
      /workloadType: .*/,
      'workloadType: node-agent',
    );
    const { code, stdout, stderr } = await fairway('compile', file);
    expect(code).toBe(1);
    expect(linesOf(stdout)).toEqual([
      'fraud-service  denied',
      '  derived    nothing',
      expect.stringMatching(/^ {2}findings +\d+ deny/),
    ]);
    expect(stderr).toContain(
      'A node-agent says what it does in "agent", and this one does not',
    );
  });

  it('has colours on a terminal only', async () => {
    for (const args of [
      ['compile', fraud],
      ['explain', fraud, '--object', 'Service/fraud-service'],
      ['diff', fraud, payments],
      ['--help'],
    ]) {
      const { stdout, stderr } = await fairway(...args);
      expect(stdout + stderr).not.toContain('\u001b');
    }
  });
});

describe('fairway diff', () => {
  it('of two contracts tells what all objects share once, with their number', async () => {
    const newer = path.join(folder, 'platform');
    await cp(path.resolve(__dirname, '../../../platform'), newer, {
      recursive: true,
    });
    const edit = async (file: string, from: RegExp | string, to: string) => {
      const name = path.join(newer, file);
      const text = await readFile(name, 'utf8');
      await writeFile(name, text.replace(from, to));
    };
    await edit('contract.yaml', /^ {2}version: .*/m, '  version: 9.1.0');
    await edit(
      'changelog.yaml',
      'changelog:',
      'changelog:\n  - version: 9.1.0\n    date: 2030-01-01\n    changes: [{ kind: changed, text: A test }]',
    );
    const { code, stdout, stderr } = await fairway(
      'diff',
      path.resolve(__dirname, '../../../platform'),
      newer,
      '--fleet',
      intents,
    );
    expect([code, stderr]).toEqual([0, '']);
    expect(linesOf(stdout)).toContainEqual(
      expect.stringMatching(
        /^ {2}label fairway\.dev\/contract-version .* → 9\.1\.0 {2}2 services: fraud-service, payments-api$/,
      ),
    );
  });
});

describe('fairway explain', () => {
  const rollout = ['--fleet', intents, '--object', 'Rollout/payments-api'];

  it('tells once what holds everywhere, and apart what is special in an environment', async () => {
    const { stdout } = await fairway('explain', payments, ...rollout);
    const lines = linesOf(stdout);
    expect(lines[0]).toBe(
      'Rollout/payments-api  (dev on nonprod-1, prod on prod-eu-1, prod on prod-us-1, staging on staging-1)',
    );
    expect(lines.filter(line => line.includes('/spec/replicas'))).toEqual([
      '  /spec/replicas  4 replicas to begin with; from then on the autoscaler decides, up to 30.  [intent:/spec/scaling = {"min":4,"max":30,"metric":"cpu-and-requests"}, line 37]',
    ]);
    expect(lines.filter(line => line.startsWith('  in '))).toEqual([
      '  in dev on nonprod-1',
      '  in prod on prod-eu-1, prod on prod-us-1',
      '  in staging on staging-1',
    ]);
  });

  it('shows a field with parts as YAML, with the reason of each part', async () => {
    const { stdout } = await fairway(
      'explain',
      payments,
      ...rollout,
      '--field',
      '/spec/template/spec/containers/0/env',
    );
    expect(stdout).toContain('    - name: LOG_LEVEL\n      value: info\n');
    expect(stdout).toContain(
      '/env/2  Variable LOG_LEVEL as the intent states it.  [intent:/spec/containers/app/env/LOG_LEVEL = info, line 18]',
    );
  });

  it('tells of a changed field first what it was, then what changed it', async () => {
    const { stdout } = await fairway(
      'explain',
      payments,
      ...rollout,
      '--field',
      '/spec/template/spec/terminationGracePeriodSeconds',
    );
    expect(linesOf(stdout)).toEqual([
      expect.stringContaining('terminationGracePeriodSeconds = 120'),
      expect.stringContaining('60s to drain'),
      expect.stringContaining('Override: drains long transfers'),
    ]);
  });
});

describe('fairway schema', () => {
  it.each([
    ['intent', 'Service intent'],
    ['contract', 'File of a platform contract'],
  ])('prints the JSON Schema of the %s', async (document, title) => {
    const { code, stdout, stderr } = await fairway('schema', document);
    expect([code, stderr]).toEqual([0, '']);
    expect(JSON.parse(stdout)).toMatchObject({
      $schema: 'http://json-schema.org/draft-07/schema#',
      title,
      type: 'object',
    });
  });

  it('knows no other document', async () => {
    const { code, stdout } = await fairway('schema', 'policy');
    expect([code, stdout]).toEqual([2, '']);
  });
});

it('wrong usage is one JSON document too when it is asked for', async () => {
  for (const args of [
    ['compile', '--json'],
    ['diff', fraud, '--json', '--colour'],
  ]) {
    const { code, stdout, stderr } = await fairway(...args);
    expect(code).toBe(2);
    expect(JSON.parse(stdout)).toEqual({
      problems: [expect.stringMatching(/^fairway: error: /)],
    });
    expect(stderr).toContain('error: ');
  }
});

it('tells its version', async () => {
  const { code, stdout } = await fairway('--version');
  expect([code, stdout]).toEqual([
    0,
    expect.stringMatching(/^\d+\.\d+\.\d+\n$/),
  ]);
});

it('every command shows examples in its help', async () => {
  for (const command of [
    [],
    ['compile'],
    ['explain'],
    ['diff'],
    ['policy'],
    ['policy', 'test'],
    ['contract'],
    ['contract', 'check'],
    ['schema'],
  ]) {
    const { code, stdout } = await fairway(...command, '--help');
    expect([command, code]).toEqual([command, 0]);
    expect(stdout).toMatch(/Examples:\n {2}\$ fairway /);
  }
});
