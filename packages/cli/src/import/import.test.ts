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
import { fairway } from '../__testUtils__/fairway';

const shop = path.join(__dirname, '__fixtures__/shop');
const score = path.join(__dirname, '__fixtures__/score.yaml');
const answers = ['--owner', 'group:checkout', '--system', 'shop'];

jest.setTimeout(60_000);

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'fairway-import-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** Imports a folder with one file in it. */
async function importing(text: string) {
  await writeFile(path.join(folder, 'app.yaml'), text);
  return fairway('import', 'kubernetes', folder);
}

describe('fairway import kubernetes', () => {
  it('writes intents that compile, each call agreed on both sides', async () => {
    const out = path.join(folder, 'gitops');
    const imported = await fairway(
      'import',
      'kubernetes',
      shop,
      ...answers,
      '--out',
      out,
    );
    expect(imported).toMatchObject({ code: 0, stderr: '' });
    expect((await readdir(path.join(out, 'services'))).sort()).toEqual([
      'cart',
      'web',
    ]);
    const web = await readFile(
      path.join(out, 'services/web/intent.yaml'),
      'utf8',
    );
    expect(web).toContain('CART_URL: http://cart:7070');
    const compiled = await fairway('compile', out, '--json');
    expect(compiled.code).toBe(0);
    const { services } = JSON.parse(compiled.stdout);
    expect(services).toMatchObject([
      { name: 'cart', denied: false },
      {
        name: 'web',
        denied: false,
        agreements: [{ callee: 'cart', state: 'agreed' }],
      },
    ]);
  });

  it('tells what was lost with file and line, what changed, and which answers are placeholders', async () => {
    const { code, stdout } = await fairway('import', 'kubernetes', shop);
    expect(code).toBe(0);
    const file = path.join(shop, 'web.yaml');
    expect(stdout).toContain(
      `${file}:13: nodeSelector: the platform decides which nodes there are`,
    );
    expect(stdout).toContain(
      `${file}:21: variable CART_URL: says http://cart:7070 instead of http://cart:80`,
    );
    expect(stdout).toContain(
      '/metadata/system = storefront (by what was read: label app.kubernetes.io/part-of)',
    );
    expect(stdout).toContain(
      '! /metadata/owner = group:to-be-answered (PLACEHOLDER)',
    );
    expect(stdout).toMatch(/^2 intents drafted, \d+ placeholders to replace$/m);
  });

  it('prints one JSON document that a pipeline can read', async () => {
    const { code, stdout } = await fairway(
      'import',
      'kubernetes',
      shop,
      ...answers,
      '--tier',
      'tier-2',
      '--environments',
      'dev,test',
      '--json',
    );
    expect(code).toBe(0);
    const result = JSON.parse(stdout);
    expect(result).toMatchObject({
      services: [
        { name: 'cart', line: 4, intent: { spec: { accepts: ['web'] } } },
        { name: 'web', intent: { spec: { environments: ['dev', 'test'] } } },
      ],
      resources: [],
      derivedAnew: { Service: 2 },
    });
    expect(result.questions).toContainEqual({
      service: 'web',
      at: '/spec/tier',
      question: expect.any(String),
      value: 'tier-2',
      basis: 'stated',
      from: '--tier',
    });
  });

  it('never writes over an intent that a team has changed, and then writes nothing at all', async () => {
    const out = path.join(folder, 'gitops');
    await mkdir(path.join(out, 'services/web'), { recursive: true });
    const ours = path.join(out, 'services/web/intent.yaml');
    await writeFile(ours, 'ours\n');
    const { code, stderr } = await fairway(
      'import',
      'kubernetes',
      shop,
      '--out',
      out,
    );
    expect(code).toBe(2);
    expect(stderr).toContain(`${ours}: is there already and differs`);
    expect(await readFile(ours, 'utf8')).toBe('ours\n');
    expect(await readdir(path.join(out, 'services'))).toEqual(['web']);
  });

  it.each([
    [
      'malformed YAML',
      'a: 1\nb: [1,\n',
      /app\.yaml:\d+: malformed YAML: .*; mend the YAML/,
    ],
    [
      'aliases of aliases without end',
      `a: &a [x,x,x,x,x,x,x,x,x]\n${'bcdefgh'
        .split('')
        .map(
          (name, index) =>
            `${name}: &${name} [${Array(9).fill(`*${'abcdefg'[index]}`)}]\n`,
        )
        .join('')}`,
      /app\.yaml:1: .*alias/,
    ],
    [
      'a file of 10 MB',
      `data: ${'x'.repeat(10 * 1024 * 1024)}\n`,
      /app\.yaml:1: is larger than 4 MiB; split it/,
    ],
    [
      'a template of a chart',
      'kind: Deployment\n{{- if .Values.web }}\n',
      /app\.yaml:2: is a template; render it first/,
    ],
    [
      'a folder that runs nothing',
      'replicas: 3\n',
      /nothing in it runs pods; name a folder that holds workloads/,
    ],
    [
      'a name that no service can have',
      'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: "123" }\nspec: { template: { spec: { containers: [] } } }\n',
      /app\.yaml:3: Deployment default\/123: "123" cannot become the name of a service/,
    ],
  ])('refuses %s with exit code 2 and a way out', async (_, text, message) => {
    const { code, stdout, stderr } = await importing(text);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(message);
  });

  it('refuses answers that no intent could hold, all at once', async () => {
    const digests = path.join(folder, 'digests.yaml');
    await writeFile(digests, 'web: latest\n');
    const { code, stderr } = await fairway(
      'import',
      'kubernetes',
      shop,
      '--owner',
      'The Shop',
      '--tier',
      'tier-9',
      '--data-classification',
      'secret',
      '--digests',
      digests,
    );
    expect(code).toBe(2);
    expect(stderr).toMatch(/^--owner: .*catalog group/m);
    expect(stderr).toMatch(/^--tier: .*tier-1/m);
    expect(stderr).toMatch(/^--data-classification: /m);
    expect(stderr).toMatch(/digests\.yaml: \/web: .*digest/);
  });
});

describe('fairway import score', () => {
  it('drafts an intent, and tells what has no place in it', async () => {
    const { code, stdout, stderr } = await fairway(
      'import',
      'score',
      score,
      ...answers,
    );
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain('calls       orders');
    expect(stdout).toContain(
      `${score}:13: file /etc/checkout.conf: an intent has no files`,
    );
  });

  it('drafts what it can, and ends with 2 where a file is no Score workload', async () => {
    const broken = path.join(folder, 'score.yaml');
    await writeFile(
      broken,
      'apiVersion: score.dev/v1b1\nmetadata: { name: cart }\ncontainers:\n  main: { imag: x }\n',
    );
    const { code, stdout, stderr } = await fairway(
      'import',
      'score',
      score,
      broken,
      '--json',
    );
    expect(code).toBe(2);
    expect(JSON.parse(stdout)).toMatchObject({
      services: [{ name: 'checkout' }],
      problems: [expect.stringContaining('score.yaml:4:')],
    });
    expect(stderr).toMatch(/score\.yaml:4: .*imag/);
  });
});
