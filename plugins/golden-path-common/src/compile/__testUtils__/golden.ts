import {
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';

const GOLDEN = resolve(__dirname, '../../__fixtures__/golden');

/** A file as it would be written. */
export interface TextFile {
  path: string;
  text: string;
}

/**
 * The golden files below `name`, after writing them anew from `files` when `UPDATE_GOLDEN=1` asks for it; then read
 * the diff as a reviewer would.
 */
export function goldenFiles(name: string, files: TextFile[]): TextFile[] {
  const folder = join(GOLDEN, name);
  if (process.env.UPDATE_GOLDEN) {
    rmSync(folder, { recursive: true, force: true });
    for (const { path, text } of files) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
  }
  return filesBelow(folder)
    .sort()
    .map(path => ({ path, text: readFileSync(join(folder, path), 'utf8') }));
}

function filesBelow(folder: string, prefix = ''): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap(entry =>
    entry.isDirectory()
      ? filesBelow(join(folder, entry.name), `${prefix}${entry.name}/`)
      : [`${prefix}${entry.name}`],
  );
}
