import type { Problem } from '@fairway/plugin-golden-path-common';
import type { YamlDocument } from '../types';

/** A part of a document, and where it stands. */
export interface Placed<T> {
  value: T;
  document: YamlDocument;
  /** JSON pointer of the part. */
  at: string;
}

/** A part of a part. */
export function within<T>(
  { document, at }: Placed<unknown>,
  path: string,
  value: T,
): Placed<T> {
  return { value, document, at: `${at}${path}` };
}

/** What is to be said of a place: what is wrong, and what to do. */
export function problemAt(
  { document, at }: Placed<unknown>,
  problem: Pick<Problem, 'message' | 'remedy'>,
): Problem {
  const line = document.lineOf(at);
  return {
    file: document.file,
    ...(line !== undefined && { line }),
    at,
    ...problem,
  };
}

/** What was found out about some documents, besides what it is worth. */
export interface Findings {
  problems: Problem[];
  /** What is no reason to refuse a document. */
  remarks: Problem[];
}
