import { readFile } from 'node:fs/promises';
import path from 'node:path';
import {
  importedDocuments,
  writeYaml,
  type ImportResult,
} from '@fairway/plugin-golden-path-common';
import { unusable } from '../lib/failure';
import { fillFolder } from '../lib/outFolder/fillFolder';

/**
 * Writes the drafts below a folder, in the layout of the GitOps repository. An intent that is there already and
 * differs is somebody's work: nothing is written then.
 */
export async function writeDrafts(options: {
  folder: string;
  result: ImportResult;
  tell(line: string): void;
}): Promise<string[]> {
  const { folder, result } = options;
  const files = importedDocuments(result).map(({ path: file, document }) => ({
    path: file,
    text: writeYaml(document),
  }));
  await fillFolder(options, async out => {
    const taken: string[] = [];
    for (const file of files) {
      const target = path.join(out.root, file.path);
      const before = await readFile(target, 'utf8').catch(() => undefined);
      if (before !== undefined && before !== file.text) {
        taken.push(
          `${path.join(
            folder,
            file.path,
          )}: is there already and differs from the draft; name another folder with --out, or remove it`,
        );
      }
      await out.put(file);
    }
    if (taken.length > 0) {
      throw unusable(...taken);
    }
  });
  return files.map(file => file.path);
}
