import { createHash } from 'node:crypto';
import { copyFile, link, mkdir, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { placeWithin } from './place';

/** One file that changes; its number in the list is its name among the drafts. */
export interface Step {
  /** Path below the folder that is filled. */
  path: string;
  /** Digest of the text that was there; nothing where there was no file. */
  before?: string;
  /** Digest of the text that will be there; nothing where the file goes. */
  after?: string;
}

/** Where a change is prepared: the new files, the old ones, and the list of steps once it is decided. */
export interface Stage {
  /** The folder that is filled. */
  root: string;
  /** The folder that holds the drafts. */
  folder: string;
}

/** The list of steps: when it is there the change is decided, and can be finished by whoever comes next. */
const LIST = 'steps';
const NOTHING = '-';
const STEP = /^(-|[0-9a-f]{64}) (-|[0-9a-f]{64}) (.+)$/;

export function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

export function draftOf({ folder }: Stage, index: number): string {
  return path.join(folder, `${index}.new`);
}

function oldOf({ folder }: Stage, index: number): string {
  return path.join(folder, `${index}.old`);
}

export function listOf({ folder }: Stage): string {
  return path.join(folder, LIST);
}

export function writtenSteps(steps: readonly Step[]): string {
  return steps
    .map(
      step =>
        `${step.before ?? NOTHING} ${step.after ?? NOTHING} ${step.path}\n`,
    )
    .join('');
}

export function readSteps(text: string): Step[] {
  return text.split('\n').flatMap(line => {
    const [, before, after, file] = STEP.exec(line) ?? [];
    return file === undefined
      ? []
      : [
          {
            path: file,
            ...(before !== NOTHING && { before }),
            ...(after !== NOTHING && { after }),
          },
        ];
  });
}

/** Keeps what a step will replace, so that it can be put back. */
export async function keepOld(
  stage: Stage,
  step: Step,
  index: number,
): Promise<void> {
  if (step.before !== undefined) {
    const target = await placeWithin(stage.root, step.path);
    const old = oldOf(stage, index);
    // Not every file system has links.
    await link(target, old).catch(() => copyFile(target, old));
  }
}

/** Takes a step: the file is whole at any time, the old one or the new one. */
export async function take(
  stage: Stage,
  step: Step,
  index: number,
): Promise<void> {
  const target = await placeWithin(stage.root, step.path);
  if (step.after === undefined) {
    await rm(target);
  } else {
    await mkdir(path.dirname(target), { recursive: true });
    await rename(draftOf(stage, index), target);
  }
}

/** Takes a step back. */
export async function takeBack(
  stage: Stage,
  step: Step,
  index: number,
): Promise<void> {
  const target = await placeWithin(stage.root, step.path);
  if (step.before === undefined) {
    await rm(target, { force: true });
  } else {
    await rename(oldOf(stage, index), target);
  }
}

/** How far a step of an earlier run has come; `lost` when somebody has changed the file since. */
export async function standOf(
  stage: Stage,
  step: Step,
  index: number,
): Promise<'done' | 'open' | 'lost'> {
  const now = await digestAt(await placeWithin(stage.root, step.path));
  if (now === step.after) {
    return 'done';
  }
  const hasDraft =
    step.after === undefined ||
    (await digestAt(draftOf(stage, index))) === step.after;
  return now === step.before && hasDraft ? 'open' : 'lost';
}

async function digestAt(file: string): Promise<string | undefined> {
  const text = await readFile(file, 'utf8').catch(() => undefined);
  return text === undefined ? undefined : digestOf(text);
}
