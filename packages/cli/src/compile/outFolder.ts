import {
  lstat,
  mkdir,
  readFile,
  realpath,
  rename,
  rm,
  writeFile,
} from 'node:fs/promises';
import path from 'node:path';
import {
  renderFiles,
  type CompileResult,
  type PlatformContract,
} from '@fairway/plugin-golden-path-common';
import { unusable } from '../lib/failure';
import { ExistingFiles } from './existingFiles';

/** The folder that `--out` names: the GitOps repository. */
export interface OutFolder {
  /**
   * Writes the files of a service and removes those that it no longer has. `whole` is the service in all its
   * environments; what it still has is never removed.
   */
  write(options: {
    result: CompileResult;
    whole: CompileResult;
  }): Promise<void>;
  /** How many files there are of what was derived; services of one namespace share some. */
  count(): { objects: number; documents: number };
}

/** Prepares the folder; refuses one that cannot be a folder. */
export async function createOutFolder(options: {
  folder: string;
  contract: PlatformContract;
}): Promise<OutFolder> {
  const root = await preparedFolder(options.folder);
  const existing = new ExistingFiles(root, options.contract);
  const objects = new Set<string>();
  const documents = new Set<string>();
  return {
    count: () => ({ objects: objects.size, documents: documents.size }),
    async write({ result, whole }) {
      result.objects.forEach(each => objects.add(each.path));
      result.documents.forEach(each => documents.add(each.path));
      const files = renderFiles(result);
      const kept = new Set([
        ...files.map(file => file.path),
        ...whole.objects.map(object => object.path),
        ...whole.documents.map(document => document.path),
      ]);
      for (const file of files) {
        await writeWithin(root, file);
      }
      for (const stale of await existing.ofService(result.name)) {
        if (!kept.has(stale)) {
          await rm(await within(root, stale));
        }
      }
    },
  };
}

/** Makes the folder when it is not there; one that cannot be a folder ends the command. */
export async function preparedFolder(folder: string): Promise<string> {
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

/** A file appears whole or not at all; one that is the same already is left alone. */
export async function writeWithin(
  root: string,
  file: { path: string; text: string },
): Promise<void> {
  const target = await within(root, file.path);
  const before = await readFile(target, 'utf8').catch(() => undefined);
  if (before === file.text) {
    return;
  }
  const draft = `${target}.${process.pid}.tmp`;
  await writeFile(draft, file.text);
  await rename(draft, target);
}

/**
 * The place of a relative path below the root, with its folder made. A path that would leave the root, be it by
 * `..` or through a link that lies in the folder, ends the command.
 */
async function within(root: string, relative: string): Promise<string> {
  const parts = relative.split('/');
  if (
    path.isAbsolute(relative) ||
    parts.some(
      part =>
        part === '' ||
        part === '.' ||
        part === '..' ||
        part.includes('\\') ||
        part.includes('\0'),
    )
  ) {
    throw unusable(
      `${relative}: would lie outside of --out; this is a fault of the compiler, please report it`,
    );
  }
  let folder = root;
  for (const part of parts.slice(0, -1)) {
    folder = path.join(folder, part);
    if (await isLink(folder)) {
      throw leadsOut(folder);
    }
  }
  await mkdir(folder, { recursive: true });
  const target = path.join(root, ...parts);
  if (await isLink(target)) {
    throw leadsOut(target);
  }
  return target;
}

async function isLink(file: string): Promise<boolean> {
  const stats = await lstat(file).catch(() => undefined);
  return stats?.isSymbolicLink() ?? false;
}

function leadsOut(file: string): Error {
  return unusable(
    `${file}: is a symbolic link, which may lead out of --out; remove the link`,
  );
}
