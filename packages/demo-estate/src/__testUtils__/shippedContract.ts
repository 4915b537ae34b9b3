import {
  formatProblem,
  loadContract,
  type PlatformContract,
} from '@fairway/plugin-golden-path-common';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** The contract that ships, from its files. */
export function shippedContract(): PlatformContract {
  const folder = path.resolve(__dirname, '../../../../platform');
  const loaded = loadContract({
    files: Object.fromEntries(
      readdirSync(folder, { recursive: true, encoding: 'utf8' })
        .filter(file => file.endsWith('.yaml'))
        .map(file => [
          file.split(path.sep).join('/'),
          readFileSync(path.join(folder, file), 'utf8'),
        ]),
    ),
  });
  if (!loaded.ok) {
    throw new Error(loaded.problems.map(formatProblem).join('\n'));
  }
  return loaded.value;
}
