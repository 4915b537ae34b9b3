import {
  mkdir,
  mkdtemp,
  readFile,
  readdir,
  rm,
  writeFile,
} from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { fairway, fairwayWith } from './__testUtils__/fairway';

const intents = path.join(__dirname, '__fixtures__/intents');
const killer = path.join(__dirname, '__testUtils__/killedAt.cjs');

jest.setTimeout(120_000);

let root: string;
let newer: string;
/** What `--out` holds before the newer intents are compiled into it, and after. */
let before: Texts;
let after: Texts;
let out: string;

beforeAll(async () => {
  root = await mkdtemp(path.join(os.tmpdir(), 'fairway-out-'));
  newer = await newerIntents();
  const other = path.join(root, 'other');
  await fairway('compile', intents, '--out', other);
  before = await textsIn(other);
  await fairway('compile', newer, '--out', other);
  after = await textsIn(other);
});
afterAll(() => rm(root, { recursive: true, force: true }));

beforeEach(async () => {
  out = path.join(await mkdtemp(path.join(root, 'case-')), 'gitops');
  await writeAll(before);
});

type Texts = Record<string, string>;

async function textsIn(folder: string): Promise<Texts> {
  const entries = await readdir(folder, {
    recursive: true,
    withFileTypes: true,
  });
  const files = entries
    .filter(entry => entry.isFile())
    .map(entry => path.join(entry.parentPath, entry.name))
    .filter(file => !file.includes('.fairway-out'))
    .sort();
  return Object.fromEntries(
    await Promise.all(
      files.map(async file => [
        path.relative(folder, file),
        await readFile(file, 'utf8'),
      ]),
    ),
  );
}

/** The files that are named after a service, or lie in a folder that is. */
function ofService(texts: Texts, name: string): [string, string][] {
  return Object.entries(texts).filter(([file]) =>
    new RegExp(`[-/]${name}[./]`).test(file),
  );
}

async function writeAll(texts: Texts): Promise<void> {
  for (const [file, text] of Object.entries(texts)) {
    await mkdir(path.dirname(path.join(out, file)), { recursive: true });
    await writeFile(path.join(out, file), text);
  }
}

/** The same services as parts of another system, which is in nearly every file and in the names of their folders. */
async function newerIntents(): Promise<string> {
  const folder = path.join(root, 'newer');
  await mkdir(folder);
  for (const name of await readdir(intents)) {
    const text = await readFile(path.join(intents, name), 'utf8');
    await writeFile(
      path.join(folder, name),
      text.replace('system: billing', 'system: invoices'),
    );
  }
  return folder;
}

const compileAt = (moment: Record<string, string>) =>
  fairwayWith({
    node: ['--require', killer],
    args: ['compile', newer, '--out', out],
    env: moment,
  });

describe('--out', () => {
  it('is as it was when the run is killed, or the disk full, before all is prepared', async () => {
    const killed = await compileAt({ KILLED_AT: 'writeFile:12' });
    expect(killed.code).toBeNaN();
    expect(await textsIn(out)).toEqual(before);
    expect(await readdir(out)).toContain('.fairway-out');

    const full = await compileAt({ FULL_AT: 'writeFile:12' });
    expect(full.code).toBe(2);
    expect(full.stderr).toContain(
      `${out}: cannot be written to (ENOSPC: no space left on device, write); nothing in it was changed`,
    );
    expect(await textsIn(out)).toEqual(before);
    // What the killed run had prepared is gone too.
    expect(await readdir(out)).not.toContain('.fairway-out');

    expect((await fairway('compile', newer, '--out', out)).code).toBe(0);
    expect(await textsIn(out)).toEqual(after);
  });

  it.each([2, 15, 60])(
    'holds each service but one as it was or as it will be when the run is killed while files take their places (%i), and the next run finishes',
    async number => {
      const killed = await compileAt({ KILLED_AT: `rename:${number}` });
      expect(killed.code).toBeNaN();
      const between = await textsIn(out);
      expect(between).not.toEqual(after);
      const whole = ['payments-api', 'fraud-service'].filter(name => {
        const now = JSON.stringify(ofService(between, name));
        return [before, after].some(
          texts => JSON.stringify(ofService(texts, name)) === now,
        );
      });
      expect(whole.length).toBeGreaterThanOrEqual(1);
      expect(
        await readFile(path.join(out, '.fairway-out/.gitignore'), 'utf8'),
      ).toBe('*\n');

      // Whatever the next run is for: here it has nothing to write.
      const next = await fairway('compile', newer, '--out', out);
      expect(next.code).toBe(0);
      expect(next.stderr).toMatch(
        /gitops: an earlier run was killed while it wrote; the \d+ files that it had left to write are written now/,
      );
      expect(await textsIn(out)).toEqual(after);
      expect(await readdir(out)).not.toContain('.fairway-out');
    },
  );

  it('is left alone where somebody has changed it since a run was killed', async () => {
    await compileAt({ KILLED_AT: 'rename:15' });
    // As `git checkout` does.
    await writeAll(before);
    const other = path.join(newer, 'fraud-service.yaml');
    const next = await fairway(
      ...['compile', other, '--fleet', newer, '--out', out],
    );
    expect(next.stderr).toContain(
      `${out}: an earlier run was killed while it wrote, and files were changed since; compile every service into it again`,
    );
    const now = await textsIn(out);
    expect(ofService(now, 'payments-api')).toEqual(
      ofService(before, 'payments-api'),
    );
    expect(ofService(now, 'fraud-service')).toEqual(
      ofService(after, 'fraud-service'),
    );
  });

  it('is as it was when one file cannot take its place, and the results are told all the same', async () => {
    // The newer file is not there yet, and a folder has its name.
    const [blocked = ''] = Object.keys(after)
      .filter(file => !(file in before) && file.includes('payments-api'))
      .slice(20);
    await mkdir(path.join(out, blocked), { recursive: true });
    const failed = await fairway('compile', newer, '--out', out, '--json');
    expect(failed.code).toBe(2);
    expect(failed.stderr).toMatch(
      /gitops: cannot be written to \(E.*\); nothing in it was changed/,
    );
    expect(JSON.parse(failed.stdout)).toMatchObject({
      services: [{ name: 'fraud-service' }, { name: 'payments-api' }],
      problems: [expect.stringContaining('nothing in it was changed')],
    });
    expect(await textsIn(out)).toEqual(before);
    expect(await readdir(out)).not.toContain('.fairway-out');
  });
});
