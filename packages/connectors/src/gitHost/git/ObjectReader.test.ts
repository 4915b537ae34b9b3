import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Git } from './git';
import { ObjectReader } from './ObjectReader';

/** Lets a test end the process behind a reader. */
class ObservedGit extends Git {
  readonly children: ReturnType<Git['spawn']>[] = [];

  override spawn(args: string[]) {
    const child = super.spawn(args);
    this.children.push(child);
    return child;
  }
}

describe('ObjectReader', () => {
  let directory: string;
  let git: ObservedGit;
  let reader: ObjectReader;
  let blobs: string[];

  beforeEach(async () => {
    directory = mkdtempSync(path.join(os.tmpdir(), 'fairway-objects-'));
    execFileSync('git', ['init', '--quiet', '--bare', directory]);
    git = new ObservedGit({ binary: 'git', directory });
    blobs = [];
    for (const input of ['one', 'missing\n', 'x'.repeat(300_000)]) {
      const args = ['hash-object', '-w', '--stdin'];
      blobs.push((await git.run({ args, input })).stdout.toString().trim());
    }
    reader = new ObjectReader({ git, contents: true });
  });

  afterEach(async () => {
    await reader.stop();
    rmSync(directory, { recursive: true });
  });

  const sizes = async (revisions: string[]) => {
    const found: (number | undefined)[] = [];
    for await (const { object } of reader.read(revisions)) {
      found.push(object?.content.length);
    }
    return found;
  };

  it('answers many questions with one process, in order', async () => {
    const none = '0'.repeat(40);
    const before = git.children.length;
    const revisions = Array.from({ length: 200 }, () => [...blobs, none]);
    const expected = Array.from({ length: 200 }, () => [
      3,
      8,
      300_000,
      undefined,
    ]);
    expect(await sizes(revisions.flat())).toEqual(expected.flat());
    expect(git.children.length - before).toBe(1);
  });

  it('starts the process again when it died, also in the middle of an answer', async () => {
    expect(await sizes(blobs)).toEqual([3, 8, 300_000]);
    process.kill(git.children.at(-1)?.pid ?? 0, 'SIGKILL');
    expect(await sizes(blobs)).toEqual([3, 8, 300_000]);

    const answer = sizes([...blobs, ...blobs, ...blobs]);
    git.children
      .at(-1)
      ?.stdout.once('data', () => git.children.at(-1)?.kill('SIGKILL'));
    expect(await answer).toHaveLength(9);
  });

  it('keeps concurrent readers apart, and refuses after it was stopped', async () => {
    const all = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        reader.readOne(blobs[index % 3]),
      ),
    );
    expect(all.map(object => object?.oid)).toEqual(
      all.map((_, index) => blobs[index % 3]),
    );
    await reader.stop();
    await expect(reader.readOne(blobs[0])).rejects.toThrow(/shutting down/);
  });
});

describe('Git', () => {
  const directory = os.tmpdir();

  it('says when git is not there', async () => {
    const git = new Git({ binary: 'no-such-git', directory });
    await expect(git.run({ args: ['version'] })).rejects.toThrow(
      /install git 2.30 or newer/,
    );
  });

  it('stops what takes too long, says too much, or is no longer wanted', async () => {
    const git = new Git({ binary: 'git', directory });
    await expect(
      git.run({ args: ['version'], maxOutputBytes: 3 }),
    ).rejects.toThrow(/said more than 3 bytes/);
    async function* endless() {
      await new Promise(() => {});
      yield Buffer.from('never');
    }
    const args = ['hash-object', '--stdin'];
    await expect(
      git.run({ args, input: endless(), timeoutMs: 200 }),
    ).rejects.toThrow(/did not end within 0.2 s/);
    await expect(
      git.run({ args, input: endless(), signal: AbortSignal.timeout(200) }),
    ).rejects.toMatchObject({ name: 'TimeoutError' });
  });
});
