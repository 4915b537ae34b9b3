import type {
  AuthoringChanges,
  AuthoringFiles,
} from '@fairway/plugin-golden-path-common';
import { structuredPatch } from 'diff';

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

const FOLDER = /^(?:(?!\.{1,2}(?:\/|$))[\w.@+-]+(?:\/|$))*$/;

/** Whether it names a folder within a repository, the whole of it when empty: no way out, and no absolute path. */
export function isRepositoryFolder(folder: string): boolean {
  return FOLDER.test(folder);
}

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
      const names = [
        before === undefined ? '/dev/null' : `a/${place}`,
        after === undefined ? '/dev/null' : `b/${place}`,
      ] as const;
      return [
        `diff --git a/${place} b/${place}`,
        ...(before === undefined ? ['new file mode 100644'] : []),
        ...(after === undefined ? ['deleted file mode 100644'] : []),
        ...bodyOf({ names, before: before ?? '', after: after ?? '' }),
        '',
      ].join('\n');
    })
    .join('');
}

/** Both names and what differs, line by line; nothing for an empty file, which has no lines. */
function bodyOf(options: {
  names: readonly [before: string, after: string];
  before: string;
  after: string;
}): string[] {
  const { names, before, after } = options;
  const head = [`--- ${names[0]}`, `+++ ${names[1]}`];
  if (before === after) {
    return [];
  }
  // A text against nothing needs no search for what is the same.
  if (before === '') {
    return [...head, ...wholeText('+', after)];
  }
  if (after === '') {
    return [...head, ...wholeText('-', before)];
  }
  const { hunks } = structuredPatch(...names, before, after);
  return [
    ...head,
    ...hunks.flatMap(({ oldStart, oldLines, newStart, newLines, lines }) => [
      `@@ -${oldStart},${oldLines} +${newStart},${newLines} @@`,
      ...lines,
    ]),
  ];
}

function wholeText(sign: '+' | '-', text: string): string[] {
  const lines = text.split('\n');
  const isEnded = lines[lines.length - 1] === '';
  const shown = isEnded ? lines.slice(0, -1) : lines;
  return [
    sign === '+'
      ? `@@ -0,0 +1,${shown.length} @@`
      : `@@ -1,${shown.length} +0,0 @@`,
    ...shown.map(line => `${sign}${line}`),
    ...(isEnded ? [] : ['\\ No newline at end of file']),
  ];
}

function placeOf(path: string, folders: RepositoryFolders): string {
  const [folder, ...rest] = path.split('/');
  const place = folder === 'contract' ? folders.contract : folders.templates;
  return [...place.split('/').filter(Boolean), ...rest].join('/');
}
