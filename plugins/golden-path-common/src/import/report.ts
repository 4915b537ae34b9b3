import type { ImportNote, ImportPlace, ImportQuestion } from './model';

/** What is told beside the drafts, gathered while they are made. */
export class ImportReport {
  readonly notCarriedOver: ImportNote[] = [];
  readonly changed: ImportNote[] = [];
  readonly questions: ImportQuestion[] = [];
  readonly derivedAnew: Record<string, number> = {};

  /** Fairway derives objects of this kind itself, so nothing is lost. */
  derives(kind: string): void {
    this.derivedAnew[kind] = (this.derivedAnew[kind] ?? 0) + 1;
  }

  /** Something that belongs to no service. */
  leaveOut(note: ImportNote): void {
    this.notCarriedOver.push(note);
  }
}

/** Something in what was read, by JSON pointer. */
export interface ImportSource {
  file: string;
  lineOf(pointer: string): number;
}

/** The place that a pointer leads to. */
export function placeOf(source: ImportSource, pointer = ''): ImportPlace {
  return { file: source.file, line: source.lineOf(pointer) };
}

/** By file and line, each thing said once. */
export function sortedNotes(notes: readonly ImportNote[]): ImportNote[] {
  const unique = new Map(
    notes.map(note => [
      JSON.stringify([note.file, note.line, note.service, note.what, note.why]),
      note,
    ]),
  );
  return [...unique.values()].sort(
    (a, b) => compare(a.file, b.file) || a.line - b.line,
  );
}

/** Order of texts that is the same everywhere. */
export function compare(a: string, b: string): number {
  if (a === b) {
    return 0;
  }
  return a < b ? -1 : 1;
}
