import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { unusable } from './failure';

/** A file as it was read; `file` is its path as the person wrote it. */
export interface TextFile {
  file: string;
  text: string;
}

/** Whether a path is a folder; a path that leads nowhere ends the command. */
export async function isFolder(file: string): Promise<boolean> {
  try {
    return (await stat(file)).isDirectory();
  } catch (error) {
    throw unreadable(file, error);
  }
}

/** Reads a text file; one that cannot be read ends the command. */
export async function readText(file: string): Promise<TextFile> {
  try {
    return { file, text: await readFile(file, 'utf8') };
  } catch (error) {
    throw unreadable(file, error);
  }
}

/** All YAML files below a folder, sorted by path; hidden folders and `node_modules` are left out. */
export async function readYamlFolder(folder: string): Promise<TextFile[]> {
  const files = await yamlFilesIn(folder);
  return Promise.all(files.map(readText));
}

async function yamlFilesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(
    error => {
      throw unreadable(folder, error);
    },
  );
  const found = await Promise.all(
    entries
      .sort((a, b) => (a.name < b.name ? -1 : 1))
      .filter(({ name }) => !name.startsWith('.') && name !== 'node_modules')
      .map(async entry => {
        const file = path.join(folder, entry.name);
        if (entry.isDirectory()) {
          return yamlFilesIn(file);
        }
        return entry.isFile() && /\.ya?ml$/.test(entry.name) ? [file] : [];
      }),
  );
  return found.flat();
}

function unreadable(file: string, error: unknown): Error {
  const code = error instanceof Error && 'code' in error ? error.code : '';
  const what =
    code === 'ENOENT'
      ? 'there is no such file or folder'
      : `cannot be read (${code || error})`;
  return unusable(`${file}: ${what}; check the path`);
}
