import { realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { unusable } from '../lib/failure';

/** Writes a file as a whole: whoever reads it meanwhile sees the old one, and so does everybody when it fails. */
export async function writeWhole(file: string, text: string): Promise<void> {
  // A link stays one: what it leads to is replaced.
  const target = await realpath(file).catch(() => path.resolve(file));
  const isFolder = await stat(target).then(
    found => found.isDirectory(),
    () => false,
  );
  if (isFolder) {
    throw unusable(`${file}: is a folder; name a file with --out`);
  }
  const draft = `${target}.${process.pid}.tmp`;
  try {
    await writeFile(draft, text, { flag: 'wx' });
    await rename(draft, target);
  } catch (error) {
    await rm(draft, { force: true });
    const code = error instanceof Error && 'code' in error ? error.code : '';
    throw unusable(
      code === 'ENOENT'
        ? `${file}: its folder does not exist; make it, or name another file`
        : `${file}: cannot be written (${
            code || error
          }); name another file with --out`,
    );
  }
}
