import { InputError } from '@backstage/errors';
import { readdir, mkdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { commitMessage } from '../git/commitMessage';
import type { Git } from '../git/git';
import { RefMovedError, type Refs } from '../git/refs';
import { writeCommit } from '../git/writeCommit';

/** A lock is held for milliseconds; one this old was left behind by a process that died. */
const STALE_LOCK_MS = 3_000;
const OLDEST = { major: 2, minor: 30 };

/** Makes the bare repository when it is missing, and clears away what a process that died left in its folders. */
export async function prepareRepository(options: {
  git: Git;
  refs: Refs;
  directory: string;
  baseRef: string;
  now: number;
  /** Rejects where there ought to be a repository, so that none is begun in its place. */
  mayBegin(): Promise<void>;
}): Promise<void> {
  const { git, refs, directory, baseRef } = options;
  await requireVersion(git);
  await clearLeftovers(directory);
  if (await isRepository(git)) {
    if (await refs.read(baseRef)) {
      return;
    }
    await options.mayBegin();
  } else {
    await options.mayBegin();
    // Running it again over a half-made repository completes it. No template: no sample hooks.
    await git.run({
      args: [
        'init',
        '--quiet',
        '--bare',
        '--template=',
        '--initial-branch=main',
      ],
    });
  }
  const commit = await writeCommit(git, {
    parents: [],
    author: { ref: 'fairway', name: 'Fairway' },
    message: commitMessage({
      title: 'The GitOps repository begins',
      trailers: {},
    }),
    at: options.now,
  });
  try {
    await refs.move([{ ref: baseRef, to: commit }]);
  } catch (error) {
    // Another process began it at the same time, and that is as good.
    if (!(error instanceof RefMovedError)) {
      throw error;
    }
  }
}

async function requireVersion(git: Git): Promise<void> {
  const { stdout } = await git.run({ args: ['version'] });
  const [, major, minor] = /(\d+)\.(\d+)/.exec(stdout.toString()) ?? [];
  const found = { major: Number(major), minor: Number(minor) };
  if (
    !(
      found.major > OLDEST.major ||
      (found.major === OLDEST.major && found.minor >= OLDEST.minor)
    )
  ) {
    throw new InputError(
      `The embedded Git host needs git ${OLDEST.major}.${
        OLDEST.minor
      } or newer, found ${stdout.toString().trim()}; install a newer git.`,
    );
  }
}

async function isRepository(git: Git): Promise<boolean> {
  const { exitCode } = await git.run({
    args: ['rev-parse', '--is-bare-repository'],
    accept: [0, 128],
  });
  return exitCode === 0;
}

/** Removes locks and reports of processes that died, and temporary files of their packs. */
async function clearLeftovers(directory: string): Promise<void> {
  await mkdir(directory, { recursive: true });
  for (const name of await readdir(directory)) {
    if (name.startsWith('fast_import_crash_')) {
      await rm(path.join(directory, name), { force: true });
    } else if (name.endsWith('.lock')) {
      await clearLock(path.join(directory, name));
    }
  }
  const refs = path.join(directory, 'refs');
  const entries = await readdir(refs, {
    recursive: true,
    withFileTypes: true,
  }).catch(() => []);
  for (const entry of entries) {
    if (entry.isFile() && entry.name.endsWith('.lock')) {
      await clearLock(path.join(entry.parentPath, entry.name));
    }
  }
}

async function clearLock(file: string): Promise<void> {
  for (;;) {
    const found = await stat(file).catch(() => undefined);
    if (!found) {
      return;
    }
    if (Date.now() - found.mtimeMs >= STALE_LOCK_MS) {
      await rm(file, { force: true });
      return;
    }
    // It may belong to another process that is alive.
    await wait(100);
  }
}
