import { readFile, readdir, rm, rmdir } from 'node:fs/promises';
import path from 'node:path';
import { listOf, readSteps, standOf, take, type Stage } from './steps';

/** Holds what is prepared, in the folder that is filled: only there can a file take the place of another at once. */
export const STAGES = '.fairway-out';

/**
 * Sees to what earlier runs left that were killed while they wrote. What they had decided on is finished; what they
 * had only prepared goes. Where files have changed since, nobody knows what is meant: then they are left as they are.
 */
export async function finishInterrupted(options: {
  root: string;
  /** As the person wrote it. */
  folder: string;
  tell(line: string): void;
}): Promise<void> {
  const { root, folder, tell } = options;
  for (const name of await readdir(path.join(root, STAGES)).catch(() => [])) {
    const isStage = /^\d+$/.test(name);
    if (isStage && !isRunning(Number(name))) {
      const stage = { root, folder: path.join(root, STAGES, name) };
      const left = await finish(stage);
      if (left === 'lost') {
        tell(
          `${folder}: an earlier run was killed while it wrote, and files were changed since; compile every service into it again`,
        );
      } else if (left > 0) {
        tell(
          `${folder}: an earlier run was killed while it wrote; the ${left} files that it had left to write are written now`,
        );
      }
      await removeStage(stage);
    }
  }
}

/** Removes what was prepared, and the folder around it when it was the last. */
export async function removeStage({ root, folder }: Stage): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  const around = path.join(root, STAGES);
  const others = await readdir(around).catch(() => []);
  if (others.every(name => name === '.gitignore')) {
    await rm(path.join(around, '.gitignore'), { force: true });
    // Another run may have begun in it by now.
    await rmdir(around).catch(() => undefined);
  }
}

/** How many steps were left; `lost` when they cannot be taken any more. */
async function finish(stage: Stage): Promise<number | 'lost'> {
  const list = await readFile(listOf(stage), 'utf8').catch(() => '');
  const open = [];
  for (const [index, step] of readSteps(list).entries()) {
    const stand = await standOf(stage, step, index);
    if (stand === 'lost') {
      return 'lost';
    }
    if (stand === 'open') {
      open.push({ step, index });
    }
  }
  for (const { step, index } of open) {
    await take(stage, step, index);
  }
  return open.length;
}

/** Whether the run of this process number still goes on. This process has just begun, so it is not the one meant. */
function isRunning(pid: number): boolean {
  if (pid === process.pid) {
    return false;
  }
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
