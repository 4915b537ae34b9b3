import { isUtf8 } from 'node:buffer';
import {
  readdirSync,
  readFileSync,
  realpathSync,
  statSync,
  type Dirent,
  type Stats,
} from 'node:fs';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { unusable } from './failure';

/** A file as it was read; `file` is its path as the person wrote it. */
export interface TextFile {
  file: string;
  text: string;
}

const YAML = /\.ya?ml$/i;
const YAML_OR_JSON = /\.(ya?ml|json)$/i;

/** A link to the root of a disk would lead through all of it. */
const MOST_FILES = 200_000;

/** Whether a path is a folder; a path that leads nowhere ends the command. */
export async function isFolder(file: string): Promise<boolean> {
  try {
    return (await stat(file)).isDirectory();
  } catch (error) {
    throw unreadable(file, error);
  }
}

/**
 * Reads a text file; one that cannot be read ends the command. It does not give way: whoever asks for thousands at once
 * still has one open at a time, and nothing else waits.
 */
export async function readText(file: string): Promise<TextFile> {
  return { file, text: readBytes(file).toString('utf8') };
}

/** All YAML files below a folder, sorted by path; hidden ones and `node_modules` are left out. */
export async function readYamlFolder(folder: string): Promise<TextFile[]> {
  return Promise.all(filesBelow(folder, YAML).map(readText));
}

/** Paths of all YAML and JSON files below a folder, sorted; hidden ones and `node_modules` are left out. */
export function yamlAndJsonFilesBelow(folder: string): string[] {
  return filesBelow(folder, YAML_OR_JSON);
}

/** The manifests that a path names: a file, or all YAML and JSON files below a folder. Each has to be UTF-8. */
export async function readManifestFiles(file: string): Promise<TextFile[]> {
  const files = (await isFolder(file)) ? yamlAndJsonFilesBelow(file) : [file];
  return files.map(each => {
    const bytes = readBytes(each);
    if (!isUtf8(bytes)) {
      throw unusable(
        `${each}:1: is no text in UTF-8; save it as UTF-8, or move it out of the manifests`,
      );
    }
    return { file: each, text: bytes.toString('utf8') };
  });
}

/** What a file holds; one that cannot be read ends the command. */
export function readBytes(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    throw unreadable(file, error);
  }
}

/**
 * Paths of files below a folder, sorted. Links are followed, and every file counts once, by the path without a link
 * where there is one; a link that leads back up is passed over.
 */
function filesBelow(root: string, wanted: RegExp): string[] {
  const seen = new Set<string>();
  const found: string[] = [];
  const links: string[] = [];
  const isNew = (real: string) => {
    const before = seen.size;
    if (seen.add(real).size > MOST_FILES) {
      throw unusable(
        `${root}: holds more than ${MOST_FILES} files and folders; name a smaller folder`,
      );
    }
    return seen.size > before;
  };
  const walk = (folder: string) => {
    const real = realpathOf(folder);
    if (!isNew(real)) {
      return;
    }
    for (const entry of entriesOf(folder)) {
      const file = path.join(folder, entry.name);
      if (entry.isSymbolicLink()) {
        links.push(file);
      } else if (entry.isDirectory()) {
        walk(file);
      } else if (
        entry.isFile() &&
        wanted.test(entry.name) &&
        isNew(path.join(real, entry.name))
      ) {
        found.push(file);
      }
    }
  };
  walk(root);
  const top = realpathOf(root) + path.sep;
  // Grows while it is walked: what a link leads to may hold links.
  for (const link of links) {
    const target = targetOf(link, wanted);
    if (target?.isDirectory() && !top.startsWith(realpathOf(link) + path.sep)) {
      walk(link);
    } else if (
      target?.isFile() &&
      wanted.test(link) &&
      isNew(realpathOf(link))
    ) {
      found.push(link);
    }
  }
  return found.sort(inOrder);
}

/** What a link leads to; one that leads nowhere ends the command when what it names is wanted. */
function targetOf(link: string, wanted: RegExp): Stats | undefined {
  try {
    return statSync(link);
  } catch (error) {
    if (wanted.test(link)) {
      throw unreadable(link, error);
    }
    return undefined;
  }
}

/** Folder by folder, so that what lies together stays together. */
function inOrder(a: string, b: string): number {
  const left = a.split(path.sep);
  const right = b.split(path.sep);
  const at = left.findIndex((name, index) => name !== right[index]);
  return (left[at] ?? '') < (right[at] ?? '') ? -1 : 1;
}

function realpathOf(file: string): string {
  try {
    return realpathSync(file);
  } catch (error) {
    throw unreadable(file, error);
  }
}

function entriesOf(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).filter(
      ({ name }) => !name.startsWith('.') && name !== 'node_modules',
    );
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
