import { mkdir, readFile, realpath, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { CliFailure, unusable } from '../failure';
import { finishInterrupted, removeStage, STAGES } from './interrupted';
import { placeWithin } from './place';
import {
  digestOf,
  draftOf,
  keepOld,
  listOf,
  take,
  takeBack,
  writtenSteps,
  type Stage,
  type Step,
} from './steps';

/** A folder while it is filled. Nothing in it changes before all is prepared. */
export interface OutFolder {
  /** Its real path. */
  readonly root: string;
  /** This file is to hold this text; nothing happens to one that does so already. */
  put(file: { path: string; text: string }): Promise<void>;
  /** This file is to go. */
  remove(file: string): Promise<void>;
}

/**
 * Fills a folder as a whole, making it when it is not there. The new files are written beside the old ones; when the
 * work is done they take their places one right after the other, in the order in which they were put. When the work
 * fails, the disk is full, or a file cannot be replaced, all is as it was, and the command ends. A run that is killed
 * in between is finished by the next one.
 */
export async function fillFolder(
  options: { folder: string; tell(line: string): void },
  work: (out: OutFolder) => Promise<void>,
): Promise<void> {
  const { folder } = options;
  try {
    const root = await preparedFolder(folder);
    await finishInterrupted({ ...options, root });
    const stage = {
      root,
      folder: path.join(root, STAGES, String(process.pid)),
    };
    const steps: Step[] = [];
    try {
      await work(outFolder(stage, steps));
      await prepare(stage, steps);
    } catch (error) {
      await removeStage(stage);
      throw error;
    }
    await takeAll(stage, steps);
  } catch (error) {
    throw isOfFiles(error)
      ? unusable(
          `${folder}: cannot be written to (${error.message}); nothing in it was changed`,
        )
      : error;
  }
}

function outFolder(stage: Stage, steps: Step[]): OutFolder {
  const { root } = stage;
  const known = new Set<string>();
  const begin = async (file: string) => {
    if (steps.length === 0) {
      await mkdir(stage.folder, { recursive: true });
      // What is prepared is nobody's to commit.
      await writeFile(path.join(root, STAGES, '.gitignore'), '*\n');
    }
    known.add(file);
  };
  return {
    root,
    async put({ path: file, text }) {
      const before = await textOf(await placeWithin(root, file));
      // What services share comes from each of them, and is the same.
      if (before === text || known.has(file)) {
        return;
      }
      await begin(file);
      await writeFile(draftOf(stage, steps.length), text);
      steps.push({
        path: file,
        ...(before !== undefined && { before: digestOf(before) }),
        after: digestOf(text),
      });
    },
    async remove(file) {
      const before = await textOf(await placeWithin(root, file));
      if (before !== undefined && !known.has(file)) {
        await begin(file);
        steps.push({ path: file, before: digestOf(before) });
      }
    },
  };
}

/** Makes sure that every step can be taken back, and writes down what is decided. */
async function prepare(stage: Stage, steps: readonly Step[]): Promise<void> {
  if (steps.length === 0) {
    return;
  }
  for (const [index, step] of steps.entries()) {
    await keepOld(stage, step, index);
  }
  const draft = `${listOf(stage)}.tmp`;
  await writeFile(draft, writtenSteps(steps));
  await rename(draft, listOf(stage));
}

/** Takes all steps, or none. Where one cannot even be taken back, the drafts stay for the next run to finish. */
async function takeAll(stage: Stage, steps: readonly Step[]): Promise<void> {
  let taken = 0;
  try {
    for (const [index, step] of steps.entries()) {
      await take(stage, step, index);
      taken += 1;
    }
  } catch (error) {
    for (let index = taken - 1; index >= 0; index -= 1) {
      await takeBack(stage, steps[index], index).catch(failure => {
        throw unusable(
          `${stage.root}: cannot be written to (${failure.message}), and some files are new already; make it writable and run the same again`,
        );
      });
    }
    await removeStage(stage);
    throw error;
  }
  await removeStage(stage);
}

async function preparedFolder(folder: string): Promise<string> {
  try {
    await mkdir(folder, { recursive: true });
    return await realpath(folder);
  } catch (error) {
    throw unusable(
      `${folder}: cannot be written to (${
        error instanceof Error ? error.message : error
      }); name another folder with --out`,
    );
  }
}

async function textOf(file: string): Promise<string | undefined> {
  return readFile(file, 'utf8').catch(() => undefined);
}

/** Whether the file system refused something. */
function isOfFiles(error: unknown): error is Error {
  return (
    error instanceof Error &&
    !(error instanceof CliFailure) &&
    'syscall' in error
  );
}
