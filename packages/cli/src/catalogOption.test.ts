import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { fairway } from './__testUtils__/fairway';

const intents = path.join(__dirname, '__fixtures__/intents');
const payments = path.join(intents, 'payments-api.yaml');
const fraud = path.join(intents, 'fraud-service.yaml');

jest.setTimeout(60_000);

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'fairway-catalog-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

function entity(kind: string, name: string): string {
  return `apiVersion: backstage.io/v1alpha1\nkind: ${kind}\nmetadata:\n  name: ${name}\n`;
}

/** A catalog in several documents and files, with other YAML beside it. */
async function catalog(
  options: { groups?: string[]; systems?: string[] } = {},
): Promise<string> {
  const { groups = ['payments', 'platform', 'risk'], systems = ['billing'] } =
    options;
  const root = path.join(folder, 'catalog');
  await mkdir(path.join(root, 'teams'), { recursive: true });
  await writeFile(
    path.join(root, 'teams/groups.yaml'),
    groups.map(name => entity('Group', name)).join('---\n'),
  );
  await writeFile(
    path.join(root, 'systems.yaml'),
    systems.map(name => entity('System', name)).join('---\n'),
  );
  await writeFile(path.join(root, 'values.yaml'), 'image: {{ .Values.image }}');
  return root;
}

describe('--catalog', () => {
  it('is fine with owners and systems that the catalog holds', async () => {
    const { code, stderr } = await fairway(
      ...['compile', payments, fraud, '--catalog', await catalog()],
    );
    expect(code).toBe(0);
    expect(stderr).not.toContain('The catalog');
  });

  it('denies an owner it does not hold, with file, line and the nearest name, and warns of a system', async () => {
    const strange = path.join(folder, 'strange.yaml');
    await writeFile(
      strange,
      (await readFile(fraud, 'utf8')).replace('group:risk', 'group:rsik'),
    );
    const known = await catalog({ systems: ['biling'] });
    const compiled = await fairway(
      ...['compile', strange, '--fleet', intents, '--catalog', known],
    );
    expect(compiled.code).toBe(1);
    expect(compiled.stderr).toContain(
      `${strange}:6: The catalog holds no group called rsik. Did you mean "group:risk"?`,
    );
    expect(compiled.stderr).toMatch(
      /strange\.yaml:5: .*The catalog holds no system called billing\. Did you mean "biling"\?/,
    );
    // Without a catalog nothing is known of groups, and nothing is said.
    const unchecked = await fairway('compile', strange, '--fleet', intents);
    expect(unchecked.stderr).not.toContain('The catalog');
  });

  it('is taken by diff and explain too', async () => {
    const strange = path.join(folder, 'strange.yaml');
    await writeFile(
      strange,
      (await readFile(fraud, 'utf8')).replace('group:risk', 'group:rsik'),
    );
    const known = await catalog();
    const diff = await fairway(
      ...['diff', fraud, strange, '--fleet', intents, '--catalog', known],
      '--json',
    );
    expect(JSON.parse(diff.stdout).services).toEqual([
      expect.objectContaining({
        name: 'fraud-service',
        denied: [expect.objectContaining({ policy: 'known-owner' })],
      }),
    ]);
    const explained = await fairway(
      ...['explain', fraud, '--object', 'Service/fraud-service'],
      ...['--fleet', intents, '--catalog', known],
    );
    expect(explained.code).toBe(0);
  });

  it('tells every problem of its files with the line, and holds owners against the rest', async () => {
    const file = path.join(folder, 'groups.yaml');
    await writeFile(
      file,
      [
        entity('Group', 'payments'),
        'apiVersion: backstage.io/v1alpha1\nkind: Group\nmetadata: {}\n',
        entity('System', 'my billing'),
        'kind: Group\nmetadata: [\n',
      ].join('---\n'),
    );
    const problems = [
      `${file}:6: the Group has no name; write it as metadata.name`,
      `${file}:13: "my billing" is no name of a catalog; write letters and digits, parted by "-", "_" or ".", at most 63`,
      expect.stringMatching(
        /groups\.yaml:1\d: malformed YAML: .*; mend the YAML$/,
      ),
    ];
    const around = ['--fleet', intents, '--catalog', file];
    const known = await fairway('compile', payments, ...around);
    expect([known.code, known.stdout]).toEqual([
      2,
      expect.stringContaining('payments-api  fine'),
    ]);
    expect(known.stderr.trim().split('\n').slice(-3)).toEqual(problems);

    const unknown = await fairway('compile', fraud, ...around);
    expect(unknown.code).toBe(2);
    expect(unknown.stderr).toContain(
      `${fraud}: the owner may be in a part of the catalog that cannot be read; mend ${file} first`,
    );
  });

  it('exits with 2 on a catalog that holds no group, or is not there', async () => {
    const nothing = await fairway('compile', payments, '--catalog', intents);
    expect([nothing.code, nothing.stdout]).toEqual([2, '']);
    expect(nothing.stderr).toContain(
      `${intents}: there is no Group entity in it; name the file or folder`,
    );
    const absent = await fairway('compile', payments, '--catalog', 'nowhere');
    expect(absent.code).toBe(2);
  });
});
