import type { LineCounter } from 'yaml';
import type { Problem } from './problem';

/** A document while it is read. */
export interface Reading {
  counter: LineCounter;
  problems: Problem[];
  /** Last line that holds text, from 1. */
  lastLine: number;
}

/** Adds a problem with the line of its offset. */
export function report(
  reading: Reading,
  problem: Omit<Problem, 'line'> & { offset?: number },
): void {
  const { offset, ...rest } = problem;
  reading.problems.push({ ...rest, line: lineAt(reading, offset) });
}

/** The line of an offset; what the parser misses at the end of a file shows on its last line. */
export function lineAt(reading: Reading, offset = 0): number {
  const { line } = reading.counter.linePos(offset);
  return Math.min(Math.max(line, 1), reading.lastLine);
}
