import { readdirSync, readFileSync, type Dirent } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
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

/**
 * All YAML files below a folder, sorted by path; hidden folders and `node_modules` are left out. Read one after the
 * other without giving way: there are many of them, they are small, and nothing else waits.
 */
export async function readYamlFolder(folder: string): Promise<TextFile[]> {
  return yamlFilesIn(folder).map(file => {
    try {
      return { file, text: readFileSync(file, 'utf8') };
    } catch (error) {
      throw unreadable(file, error);
    }
  });
}

function yamlFilesIn(folder: string): string[] {
  return entriesOf(folder)
    .filter(({ name }) => !name.startsWith('.') && name !== 'node_modules')
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap(entry => {
      const file = path.join(folder, entry.name);
      if (entry.isDirectory()) {
        return yamlFilesIn(file);
      }
      return entry.isFile() && /\.ya?ml$/.test(entry.name) ? [file] : [];
    });
}

function entriesOf(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    throw unreadable(folder, error);
  }
}

function unreadable(file: string, error: unknown): Error {
  const code = error instanceof Error && 'code' in error ? error.code : '';
  const what =
    code === 'ENOENT'
      ? 'there is no such file or folder'
      : `cannot be read (${code || error})`;
  return unusable(`${file}: ${what}; check the path`);
}
