import type { Because } from '../model';
import { pointerOf } from '../json/pointer';

/** A reason for what is at `at` and below; see {@link Because} for what `from` may be. */
export function because(at: string, from: string, why: string): Because {
  return { at, from, why };
}

/** A JSON pointer of these segments, each escaped. */
export function pointer(...segments: (string | number)[]): string {
  return pointerOf(segments);
}
