/** A text file in the repository. Paths are relative, with `/`. @public */
export interface FileContent {
  path: string;
  text: string;
}

/** A file of a commit. @public */
export interface TreeEntry {
  path: string;
  /** Id of the content: equal ids are equal bytes. */
  blob: string;
}

/** A file that differs between two commits. @public */
export interface ChangedFile {
  path: string;
  change: 'added' | 'changed' | 'removed';
  /** Blob before; missing when added. */
  before?: string;
  /** Blob after; missing when removed. */
  after?: string;
}

/** A file that differs, with its texts. @public */
export interface ChangedFileText {
  path: string;
  change: ChangedFile['change'];
  before?: string;
  after?: string;
}

/** @public */
export interface ReadFilesOptions {
  commit: string;
  paths: Iterable<string>;
  signal?: AbortSignal;
}
