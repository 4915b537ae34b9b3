import {
  mkdirSync,
  readFileSync,
  renameSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { getCompileCacheDir } from 'node:module';
import path from 'node:path';
import type { PlatformContract } from '@fairway/plugin-golden-path-common';

/** Which build this is; the build fills it in, and the source tree has none. */
declare const FAIRWAY_BUILD: string | undefined;

/** Text of each file of a contract, by its path in the folder. */
type Files = Record<string, string>;

interface Kept {
  build: string;
  files: Files;
  contract: PlatformContract;
}

/**
 * A contract as an earlier start read it, when its files still have the same text and the same build read them:
 * reading it anew takes longer than all else that a start does. It lies where Node keeps what it compiled, so what
 * moves that folder or switches it off holds here too.
 */
export function keptContract(
  folder: string,
  files: Files,
): PlatformContract | undefined {
  const place = placeOf(folder);
  if (place === undefined) {
    return undefined;
  }
  try {
    const kept: Kept = JSON.parse(readFileSync(place.file, 'utf8'));
    return kept.build === place.build && sameFiles(kept.files, files)
      ? kept.contract
      : undefined;
  } catch {
    // Not kept yet, or half of it is lost: the contract is read anew.
    return undefined;
  }
}

/** Keeps a contract for the next start. A folder that cannot be written to costs time, and is no error. */
export function keepContract(
  folder: string,
  files: Files,
  contract: PlatformContract,
): void {
  const place = placeOf(folder);
  if (place === undefined) {
    return;
  }
  const { build, file } = place;
  const kept: Kept = { build, files, contract };
  const draft = `${file}.${process.pid}.tmp`;
  try {
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(draft, JSON.stringify(kept));
    renameSync(draft, file);
  } catch {
    // As above.
  }
}

/** One file for each folder of a contract; that two folders may share one is no harm, for the texts are compared. */
function placeOf(folder: string): { build: string; file: string } | undefined {
  const cache = getCompileCacheDir?.();
  if (
    cache === undefined ||
    typeof FAIRWAY_BUILD === 'undefined' ||
    !isOwn(cache)
  ) {
    return undefined;
  }
  const name = path
    .resolve(folder)
    .replace(/[^A-Za-z0-9]+/g, '-')
    .slice(-100);
  return {
    build: FAIRWAY_BUILD,
    file: path.join(cache, 'fairway', `contract${name}.json`),
  };
}

/** Whether only whoever runs this can write there: a contract from another hand could let anything pass. */
function isOwn(folder: string): boolean {
  const me = process.getuid?.();
  if (me === undefined) {
    return true;
  }
  try {
    const { uid, mode } = statSync(folder);
    return uid === me && (mode & 0o022) === 0;
  } catch {
    return false;
  }
}

function sameFiles(kept: Files, files: Files): boolean {
  const names = Object.keys(files);
  return (
    names.length === Object.keys(kept).length &&
    names.every(name => kept[name] === files[name])
  );
}
