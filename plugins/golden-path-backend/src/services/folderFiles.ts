import { promises as fs } from 'node:fs';
import path from 'node:path';

const MAX_FILE_BYTES = 1024 * 1024;

/** A file below a folder, as it lay there when the folder was looked at. */
export interface FolderFile {
  /** From the folder, with forward slashes. */
  path: string;
  size: number;
  mtimeMs: number;
}

/**
 * Files below a folder, sorted by path. Names that begin with a dot are left out, and links to folders are not
 * followed.
 *
 * @throws Error when a file is larger than 1 MB or leads out of the folder, or there are too many.
 */
export async function listFolder(options: {
  directory: string;
  isWanted(path: string): boolean;
  maxFiles: number;
}): Promise<FolderFile[]> {
  const { directory, isWanted, maxFiles } = options;
  const root = await fs.realpath(directory);
  const files: FolderFile[] = [];
  const folders = [''];
  // Folders that are found on the way are looked into at the end.
  for (const folder of folders) {
    const entries = await fs.readdir(path.join(root, folder), {
      withFileTypes: true,
    });
    for (const entry of entries) {
      const file = `${folder}${entry.name}`;
      if (entry.name.startsWith('.')) {
        continue;
      }
      if (entry.isDirectory()) {
        folders.push(`${file}/`);
      } else if (isWanted(file)) {
        files.push(...(await look(root, file)));
      }
    }
    if (files.length > maxFiles) {
      throw new Error(`it holds more than ${maxFiles} files`);
    }
  }
  return files.sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** Changes when a file does. */
export function fingerprintOf(files: FolderFile[]): string {
  return files
    .map(file => `${file.path}:${file.size}:${file.mtimeMs}`)
    .join('\n');
}

/** The text of a file of {@link listFolder}. */
export async function readFolderFile(options: {
  directory: string;
  path: string;
}): Promise<string> {
  return fs.readFile(path.join(options.directory, options.path), 'utf8');
}

async function look(root: string, file: string): Promise<FolderFile[]> {
  const real = await fs.realpath(path.join(root, file));
  if (!real.startsWith(`${root}${path.sep}`)) {
    throw new Error(
      `${file} leads out of the folder; put the file itself there`,
    );
  }
  const stats = await fs.stat(real);
  if (!stats.isFile()) {
    return [];
  }
  const { size, mtimeMs } = stats;
  if (size > MAX_FILE_BYTES) {
    throw new Error(`${file} is larger than ${MAX_FILE_BYTES} bytes`);
  }
  return [{ path: file, size, mtimeMs }];
}
