import { InputError } from '@backstage/errors';
import { readdir, mkdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Git } from './git';

/** A lock is held for milliseconds; one this old was left behind by a process that died. */
const STALE_LOCK_MS = 3_000;

/** @throws InputError when git is older than 2 and that minor version. */
export async function requireVersion(git: Git, minor: number): Promise<void> {
  const { stdout } = await git.run({ args: ['version'] });
  const found = /(\d+)\.(\d+)/.exec(stdout.toString()) ?? [];
  const isNewEnough =
    Number(found[1]) > 2 ||
    (Number(found[1]) === 2 && Number(found[2]) >= minor);
  if (!isNewEnough) {
    throw new InputError(
      `The Git host needs git 2.${minor} or newer, found ${stdout
        .toString()
        .trim()}; install a newer git.`,
    );
  }
}

/** Running it again over a half-made repository completes it. */
export async function makeBare(git: Git): Promise<void> {
  await git.run({
    // No template: no sample hooks.
    args: ['init', '--quiet', '--bare', '--template=', '--initial-branch=main'],
  });
}

export async function isRepository(git: Git): Promise<boolean> {
  const { exitCode } = await git.run({
    args: ['rev-parse', '--is-bare-repository'],
    accept: [0, 128],
  });
  return exitCode === 0;
}

/** Makes the folder when it is missing, and clears away what a process that died left in it. */
export async function clearLeftovers(directory: string): Promise<void> {
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
