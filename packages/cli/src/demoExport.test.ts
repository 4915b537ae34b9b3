import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { fairway } from './__testUtils__/fairway';

describe('fairway demo export', () => {
  let folder: string;
  const target = (name: string) => path.join(folder, name);

  beforeAll(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'fairway-demo-'));
  });

  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('writes a company that compiles without a deny, the same from the same seed', async () => {
    const first = await fairway(
      ...['demo', 'export', '--services', '40', '--out', target('one')],
    );
    expect(first).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^wrote 40 intents and \d+ resources to /),
      stderr: '',
    });
    await fairway(
      ...['demo', 'export', '--services', '40', '--out', target('two')],
    );
    const fraud = 'services/fraud-service/intent.yaml';
    expect(await readFile(target(`two/${fraud}`), 'utf8')).toBe(
      await readFile(target(`one/${fraud}`), 'utf8'),
    );

    const compiled = await fairway(
      ...['compile', target('one'), '--fleet', target('one'), '--json'],
    );
    expect(compiled.code).toBe(0);
    const { services } = JSON.parse(compiled.stdout);
    expect(services).toHaveLength(40);
    expect(
      services.flatMap(({ findings }: { findings: { severity: string }[] }) =>
        findings.filter(({ severity }) => severity === 'deny'),
      ),
    ).toEqual([]);
  });

  it.each([
    [['--services', '9'], '--services 9 is no whole number from 10 to 4000'],
    [['--services', '1e3'], '--services 1e3 is no whole number'],
    [['--seed', '-1'], '--seed -1 is no whole number'],
    [['--services', '20', '--seed', '3'], 'which is not of this estate'],
  ])('refuses %j', async (more, words) => {
    const refused = await fairway(
      ...['demo', 'export', '--out', target('one'), ...more],
    );
    expect(refused).toMatchObject({
      code: 2,
      stderr: expect.stringContaining(words),
    });
  });
});
