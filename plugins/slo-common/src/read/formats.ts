import { isIntent, readIntent } from './intent';
import { isOpenSlo, readOpenSlo } from './openslo';
import { isPyrra, readPyrra } from './pyrra';
import { isSloth, readSloth } from './sloth';
import type { ReadOptions, ReadOutcome, YamlDocument } from './types';

/** A format of documents. */
export interface FormatReader {
  is(document: YamlDocument): boolean;
  /** Reads all documents of the format together: they may refer to each other. */
  read(documents: readonly YamlDocument[], options: ReadOptions): ReadOutcome;
}

/** Every format that is read. */
export const formats: readonly FormatReader[] = [
  { is: isOpenSlo, read: readOpenSlo },
  { is: isPyrra, read: each(readPyrra) },
  { is: isSloth, read: each(readSloth) },
  { is: isIntent, read: each(readIntent) },
];

/** Reads documents of which each stands for itself. */
function each(
  read: (document: YamlDocument, options: ReadOptions) => ReadOutcome,
): FormatReader['read'] {
  return (documents, options) => {
    const outcomes = documents.map(document => read(document, options));
    return {
      definitions: outcomes.flatMap(({ definitions }) => definitions),
      problems: outcomes.flatMap(({ problems }) => problems),
      remarks: outcomes.flatMap(({ remarks = [] }) => remarks),
    };
  };
}
