import { lstat } from 'node:fs/promises';
import path from 'node:path';
import { unusable } from '../failure';

/**
 * The place of a relative path below the root. A path that would leave the root, be it by
 * `..` or through a link that lies in the folder, ends the command.
 */
export async function placeWithin(
  root: string,
  relative: string,
): Promise<string> {
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
