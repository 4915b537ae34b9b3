import type { AuthoringFiles } from '@fairway/plugin-golden-path-common';

/** Why there cannot be a file of a path beside another one. */
export interface NewPathTrouble {
  kind: 'taken' | 'below' | 'letters';
  /** The file that stands there. */
  other: string;
}

/**
 * What keeps a new file from its path: the same file, one that would have to be a folder (or the other way round), and
 * one that is the same where capital letters make no difference, as on many laptops.
 */
export function newPathTrouble(options: {
  files: AuthoringFiles;
  path: string;
}): NewPathTrouble | undefined {
  const { files, path } = options;
  if (Object.hasOwn(files, path)) {
    return { kind: 'taken', other: path };
  }
  const said = path.toLowerCase();
  for (const other of Object.keys(files)) {
    const there = other.toLowerCase();
    if (there === said) {
      return { kind: 'letters', other };
    }
    if (said.startsWith(`${there}/`) || there.startsWith(`${said}/`)) {
      return { kind: 'below', other };
    }
  }
  return undefined;
}
