import {
  copyFile,
  cp,
  mkdir,
  mkdtemp,
  readFile,
  rm,
  writeFile,
} from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { fairway } from './__testUtils__/fairway';

const intents = path.join(__dirname, '__fixtures__/intents');
const payments = path.join(intents, 'payments-api.yaml');
const malformed = path.join(__dirname, '__fixtures__/broken/malformed.yaml');
const platform = path.resolve(__dirname, '../../../platform');

jest.setTimeout(120_000);

let folder: string;
let fleet: string;
let catalog: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'fairway-around-'));
  fleet = path.join(folder, 'services');
  catalog = path.join(folder, 'catalog');
  await cp(intents, fleet, { recursive: true });
  await copyFile(malformed, path.join(fleet, 'malformed.yaml'));
  await mkdir(catalog);
  await writeFile(
    path.join(catalog, 'groups.yaml'),
    ['payments', 'platform']
      .map(
        name =>
          `apiVersion: backstage.io/v1alpha1\nkind: Group\nmetadata:\n  name: ${name}\n`,
      )
      .join('---\n'),
  );
  await writeFile(
    path.join(catalog, 'systems.yaml'),
    'apiVersion: backstage.io/v1alpha1\nkind: System\nmetadata: {}\n',
  );
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('A malformed file around the one that was asked for', () => {
  const problems = () => [
    ...Array(3).fill(expect.stringMatching(/malformed\.yaml:\d+: .+; .+/)),
    expect.stringMatching(/systems\.yaml:1: the System has no name; .+/),
  ];

  it.each([
    ['compile', () => [payments]],
    ['explain', () => [payments, '--object', 'Service/payments-api']],
    ['diff', () => [payments, payments]],
  ])(
    'is told by %s, which does what it was asked for all the same',
    async (command, args) => {
      const around = ['--fleet', fleet, '--catalog', catalog];
      const told = await fairway(command, ...args(), ...around);
      expect([told.code, told.stdout]).toEqual([2, expect.stringMatching(/./)]);
      expect(told.stderr.trim().split('\n').slice(-4)).toEqual(problems());

      const json = await fairway(command, ...args(), ...around, '--json');
      expect(json.code).toBe(2);
      expect(JSON.parse(json.stdout).problems).toEqual(problems());
    },
  );

  it('is told by a diff of two contracts, which compares the other services', async () => {
    const next = path.join(folder, 'platform');
    await cp(platform, next, { recursive: true });
    const secrets = path.join(next, 'secrets.yaml');
    const text = await readFile(secrets, 'utf8');
    await writeFile(
      secrets,
      text.replace(/( {4}secret: stripe\n {4}environments: )\[.*\]/, '$1[dev]'),
    );
    const { code, stdout, stderr } = await fairway(
      ...['diff', platform, next, '--fleet', fleet],
    );
    expect(code).toBe(2);
    expect(stdout).toMatch(/newly denied {2}1 service: payments-api/);
    // A denial names the line to mend, as that of compile does.
    expect(stdout).toMatch(
      /payments-api {2}secret-grant: \S+services\/payments-api\.yaml:\d+: .+; .+/,
    );
    expect(stderr).toMatch(/malformed\.yaml:\d+: /);
  });

  it('says of a denial that it may be there for that reason alone', async () => {
    const broken = path.join(fleet, 'fraud-service.yaml');
    await writeFile(
      broken,
      (await readFile(broken, 'utf8')).replace(/tier: .*/, 'tier: gold'),
    );
    const newer = path.join(folder, 'payments-api.yaml');
    await writeFile(
      newer,
      (await readFile(payments, 'utf8')).replace('max: 30', 'max: 60'),
    );
    const doubt = `${newer}: fraud-service is not known because its intent cannot be read; mend ${broken} first`;
    const { code, stdout, stderr } = await fairway(
      ...['diff', payments, newer, '--fleet', fleet],
    );
    expect(code).toBe(2);
    expect(stdout).toMatch(
      /^ {2}denied \S+payments-api\.yaml:\d+: Nobody knows a service called fraud-service; .+$/m,
    );
    expect(stderr).toContain(doubt);
    const compiled = await fairway('compile', newer, '--fleet', fleet);
    expect([compiled.code, compiled.stderr]).toEqual([
      2,
      expect.stringContaining(doubt),
    ]);
  });

  it('ends the command where it was asked for, or where the clusters would lose exceptions by it', async () => {
    for (const args of [
      ['explain', malformed, '--object', 'Service/payments-api'],
      ['diff', payments, malformed],
      ['contract', 'render', '--fleet', fleet],
    ]) {
      const { code, stdout, stderr } = await fairway(...args);
      expect([args, code, stdout]).toEqual([args, 2, '']);
      expect(stderr).toMatch(/malformed\.yaml:\d+: .+; .+/);
    }
  });
});
