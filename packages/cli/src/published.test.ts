import { execFile } from 'node:child_process';
import {
  chmod,
  cp,
  mkdir,
  mkdtemp,
  readFile,
  readdir,
  rm,
  writeFile,
} from 'node:fs/promises';
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
  env?: Record<string, string>;
}): Promise<Outcome> {
  const { command, args, cwd, env } = options;
  return new Promise(resolve => {
    execFile(
      command,
      args,
      {
        cwd,
        maxBuffer: 1e8,
        env: {
          ...process.env,
          NODE_OPTIONS: '',
          npm_config_loglevel: 'error',
          ...env,
        },
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

  describe('keeps for the next start what it read of a contract', () => {
    let cache: string;
    let contract: string;
    const compile = (more: Record<string, string> = {}) =>
      run({
        command: path.join(home, 'node_modules/.bin/fairway'),
        args: ['compile', 'services', '--contract', contract, '--json'],
        cwd: home,
        env: { NODE_COMPILE_CACHE: cache, ...more },
      });
    const kept = async () =>
      (await readdir(cache, { recursive: true }))
        .filter(file => /fairway\/contract-.*\.json$/.test(file))
        .map(file => path.join(cache, file));

    beforeEach(async () => {
      cache = await mkdtemp(path.join(home, 'cache-'));
      contract = path.join(cache, 'contract');
      await cp(path.join(here, '../../platform'), contract, {
        recursive: true,
      });
    });

    it('and gives the same, until a file of the contract changes', async () => {
      const first = await compile();
      expect([first.code, await kept()]).toEqual([0, [expect.any(String)]]);
      expect(await compile()).toEqual(first);

      const file = path.join(contract, 'prices.yaml');
      const text = await readFile(file, 'utf8');
      await writeFile(file, text.replace('currency: EUR', 'currency: USD'));
      const changed = await compile();
      expect(JSON.parse(changed.stdout).services[0].cost.currency).toBe('USD');

      await writeFile(file, 'prices: [');
      const broken = await compile();
      expect([broken.code, broken.stderr]).toEqual([
        2,
        expect.stringContaining('prices.yaml:1:'),
      ]);
    });

    it('and reads anew where that is damaged, switched off, or cannot be written', async () => {
      const first = await compile();
      const [file] = await kept();
      await writeFile(file, (await readFile(file, 'utf8')).slice(0, 1000));
      expect(await compile()).toEqual(first);
      await rm(file);
      expect(await compile({ NODE_DISABLE_COMPILE_CACHE: '1' })).toEqual(first);
      expect(await kept()).toEqual([]);
      for (const entry of await readdir(cache)) {
        await chmod(path.join(cache, entry), 0o777);
      }
      expect(await compile()).toEqual(first);
      expect(await kept()).toEqual([]);
      const noFolder = path.join(contract, 'contract.yaml');
      expect(await compile({ NODE_COMPILE_CACHE: noFolder })).toEqual(first);
    });
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
