import type {
  AuthoringChanges,
  AuthoringFiles,
} from '@fairway/plugin-golden-path-common';

/** How a file of a draft stands to what is out. */
export type FileState = 'same' | 'changed' | 'added' | 'removed';

/** The draft with some files written anew (`null` takes one away); what is again as it is out is no change. */
export function withWritten(options: {
  out: AuthoringFiles;
  changes: AuthoringChanges;
  written: AuthoringChanges;
}): AuthoringChanges {
  const { out, changes, written } = options;
  const next = { ...changes };
  for (const [path, text] of Object.entries(written)) {
    const isAsOut = Object.hasOwn(out, path)
      ? out[path] === text
      : text === null;
    if (isAsOut) {
      delete next[path];
    } else {
      next[path] = text;
    }
  }
  return next;
}

/** The draft without what it says of a file. */
export function withRestored(
  changes: AuthoringChanges,
  path: string,
): AuthoringChanges {
  const { [path]: _restored, ...rest } = changes;
  return rest;
}

/** How a file stands to what is out. */
export function fileState(options: {
  out: AuthoringFiles;
  changes: AuthoringChanges;
  path: string;
}): FileState {
  const { out, changes, path } = options;
  if (!Object.hasOwn(changes, path)) {
    return 'same';
  }
  if (changes[path] === null) {
    return 'removed';
  }
  return Object.hasOwn(out, path) ? 'changed' : 'added';
}

/** Whether two drafts say the same. */
export function sameChanges(a: AuthoringChanges, b: AuthoringChanges): boolean {
  const paths = Object.keys(a);
  return (
    paths.length === Object.keys(b).length &&
    paths.every(path => Object.hasOwn(b, path) && a[path] === b[path])
  );
}

/** The files below a folder. */
export function filesBelow(
  files: AuthoringFiles,
  folder: string,
): AuthoringFiles {
  return Object.fromEntries(
    Object.entries(files).filter(([path]) => path.startsWith(folder)),
  );
}
