import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

const here = path.resolve(__dirname, '..');
const intents = path.join(__dirname, '__fixtures__/intents');

jest.setTimeout(120_000);

interface Outcome {
  code: number;
  stdout: string;
  stderr: string;
}

function run(options: {
  command: string;
  args: string[];
  cwd: string;
}): Promise<Outcome> {
  const { command, args, cwd } = options;
  return new Promise(resolve => {
    execFile(
      command,
      args,
      {
        cwd,
        maxBuffer: 1e8,
        env: { ...process.env, NODE_OPTIONS: '', npm_config_loglevel: 'error' },
      },
      (error, stdout, stderr) =>
        resolve({ code: Number(error?.code ?? 0), stdout, stderr }),
    );
  });
}

async function npm(cwd: string, ...args: string[]): Promise<void> {
  const { code, stdout, stderr } = await run({ command: 'npm', args, cwd });
  if (code !== 0) {
    throw new Error(`npm ${args.join(' ')}\n${stdout}\n${stderr}`);
  }
}

describe('fairway as it is published', () => {
  let home: string;
  let fairway: (...args: string[]) => Promise<Outcome>;

  beforeAll(async () => {
    home = await mkdtemp(path.join(os.tmpdir(), 'fairway-published-'));
    await npm(here, 'pack', '--pack-destination', home);
    const { version } = JSON.parse(
      await readFile(path.join(here, 'package.json'), 'utf8'),
    );
    await writeFile(path.join(home, 'package.json'), '{"private": true}');
    // Without the network: whatever else it needed would fail here.
    await npm(
      home,
      ...['install', '--offline', '--no-audit', '--no-fund'],
      `./fairway-cli-${version}.tgz`,
    );
    const command = path.join(home, 'node_modules/.bin/fairway');
    fairway = (...args) => run({ command, args, cwd: home });
    await cp(intents, path.join(home, 'services'), { recursive: true });
  });
  afterAll(() => rm(home, { recursive: true, force: true }));

  it('compiles against the contract that came with it, as the source tree does', async () => {
    const published = await fairway('compile', 'services', '--json');
    const ofTree = await run({
      command: process.execPath,
      args: [
        path.join(here, 'bin/fairway'),
        ...['compile', 'services', '--json'],
      ],
      cwd: home,
    });
    expect(published.code).toBe(0);
    expect(JSON.parse(published.stdout).services).toHaveLength(2);
    expect(published.stdout).toBe(ofTree.stdout);
  });

  it('explains, and tests policies of the shipped contract', async () => {
    const explained = await fairway(
      'explain',
      'services/payments-api.yaml',
      ...['--object', 'Service/payments-api', '--field', '/spec/type'],
    );
    expect(explained.code).toBe(0);
    expect(explained.stdout).toContain('"ClusterIP"');

    await mkdir(path.join(home, 'manifests'));
    await writeFile(
      path.join(home, 'manifests/pod.yaml'),
      'apiVersion: v1\nkind: Pod\nmetadata: {name: bare}\nspec: {containers: [{name: bare, image: bare:latest}]}\n',
    );
    const tested = await fairway('policy', 'test', 'manifests', '--json');
    expect(tested.code).toBe(1);
    expect(JSON.parse(tested.stdout)).toContainEqual(
      expect.objectContaining({ resource: 'Pod/bare', result: 'fail' }),
    );
  });

  it('takes the contract of the folder it stands in first, and one that is named before that', async () => {
    const shipped = path.join(home, 'node_modules/@fairway/cli/dist/platform');
    await mkdir(path.join(home, 'platform'));
    await writeFile(path.join(home, 'platform/contract.yaml'), 'kind: Draft\n');
    const draft = await fairway('compile', 'services');
    expect(draft.code).toBe(2);
    expect(draft.stderr).toContain('platform/contract.yaml:1:');

    const named = await fairway('compile', 'services', '--contract', shipped);
    expect(named.code).toBe(0);
  });

  it('brings the licences of what is in it', async () => {
    const licences = await readFile(
      path.join(
        home,
        'node_modules/@fairway/cli/dist/THIRD-PARTY-LICENSES.txt',
      ),
      'utf8',
    );
    expect(licences).toContain('commander');
    expect(licences).toContain('yaml');
  });
});
