import type {
  AuthoringChanges,
  AuthoringFiles,
} from '@fairway/plugin-golden-path-common';
import { createTwoFilesPatch } from 'diff';

/** Where the folders of a draft lie in the repository of the contract. */
export interface RepositoryFolders {
  contract: string;
  templates: string;
}

/** Where they lie in the repository of Fairway itself. */
export const SHIPPED_FOLDERS: RepositoryFolders = {
  contract: 'platform',
  templates: 'templates',
};

/** A draft as a unified diff for `git apply`. */
export function patchOf(options: {
  /** What is out, of every file that changes. */
  out: AuthoringFiles;
  changes: AuthoringChanges;
  folders: RepositoryFolders;
}): string {
  const { out, changes, folders } = options;
  return Object.keys(changes)
    .sort((a, b) => (a < b ? -1 : 1))
    .map(path => {
      const place = placeOf(path, folders);
      const before = Object.hasOwn(out, path) ? out[path] : undefined;
      const after = changes[path] ?? undefined;
      const [, ...body] = createTwoFilesPatch(
        before === undefined ? '/dev/null' : `a/${place}`,
        after === undefined ? '/dev/null' : `b/${place}`,
        before ?? '',
        after ?? '',
      ).split('\n');
      const head = [
        `diff --git a/${place} b/${place}`,
        ...(before === undefined ? ['new file mode 100644'] : []),
        ...(after === undefined ? ['deleted file mode 100644'] : []),
      ];
      // An empty file has no lines to tell of.
      const hasLines = body.some(line => line.startsWith('@@'));
      return [...head, ...(hasLines ? body : [''])].join('\n');
    })
    .join('');
}

function placeOf(path: string, folders: RepositoryFolders): string {
  const [folder, ...rest] = path.split('/');
  const place = folder === 'contract' ? folders.contract : folders.templates;
  return [...place.split('/').filter(Boolean), ...rest].join('/');
}
