import { readFile } from 'node:fs/promises';
import path from 'node:path';
import {
  importedDocuments,
  writeYaml,
  type ImportResult,
} from '@fairway/plugin-golden-path-common';
import { preparedFolder, writeWithin } from '../compile/outFolder';
import { unusable } from '../lib/failure';

/**
 * Writes the drafts below a folder, in the layout of the GitOps repository. An intent that is there already and
 * differs is somebody's work: nothing is written then.
 */
export async function writeDrafts(
  folder: string,
  result: ImportResult,
): Promise<string[]> {
  const root = await preparedFolder(folder);
  const files = importedDocuments(result).map(({ path: file, document }) => ({
    path: file,
    text: writeYaml(document),
  }));
  const taken: string[] = [];
  for (const file of files) {
    const target = path.join(root, file.path);
    const before = await readFile(target, 'utf8').catch(() => undefined);
    if (before !== undefined && before !== file.text) {
      taken.push(
        `${path.join(
          folder,
          file.path,
        )}: is there already and differs from the draft; name another folder with --out, or remove it`,
      );
    }
  }
  if (taken.length > 0) {
    throw unusable(...taken);
  }
  for (const file of files) {
    await writeWithin(root, file);
  }
  return files.map(file => file.path);
}
