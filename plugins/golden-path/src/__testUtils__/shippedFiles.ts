import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { AuthoringFiles } from '@fairway/plugin-golden-path-common';

const root = path.resolve(__dirname, '../../../..');

/** Text files below a folder of the repository, by the path that a draft knows them by; tests of policies stay out. */
export function shippedFiles(folder: string, as: string): AuthoringFiles {
  const from = path.join(root, folder);
  return Object.fromEntries(
    readdirSync(from, { recursive: true, encoding: 'utf8' })
      .filter(
        file =>
          /\.(ya?ml|md)$/.test(file) &&
          !file.startsWith(path.join('policies', 'tests')) &&
          path.basename(file) !== 'README.md',
      )
      .sort()
      .map(file => [
        `${as}/${file.split(path.sep).join('/')}`,
        readFileSync(path.join(from, file), 'utf8'),
      ]),
  );
}
