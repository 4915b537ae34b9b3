import type { Because } from '@fairway/plugin-golden-path-common';
import type { LineReason } from '@fairway/ui';
import {
  isMap,
  isPair,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
} from 'yaml';

function escape(segment: string): string {
  return segment.replace(/~/g, '~0').replace(/\//g, '~1');
}

/** JSON pointer of what starts on each line of a YAML text; lines from 1. */
export function pointersByLine(text: string): Map<number, string> {
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter });
  const found = new Map<number, string>();
  const note = (offset: number, pointer: string) => {
    const { line } = counter.linePos(offset);
    if (!found.has(line)) {
      found.set(line, pointer);
    }
  };

  function walk(node: unknown, pointer: string): void {
    if (isMap(node)) {
      for (const pair of node.items) {
        if (isPair(pair) && isScalar(pair.key)) {
          const below = `${pointer}/${escape(String(pair.key.value))}`;
          note(pair.key.range?.[0] ?? 0, below);
          walk(pair.value, below);
        }
      }
    } else if (isSeq(node)) {
      node.items.forEach((item, index) => {
        const below = `${pointer}/${index}`;
        // The dash stands before the item; a map's first key then shares the line.
        if (isScalar(item) && item.range) {
          note(item.range[0], below);
        }
        walk(item, below);
      });
    }
  }
  walk(document.contents, '');
  return found;
}

/** The closest reason at or above a pointer. */
function closest(byPointer: Map<string, Because[]>, pointer: string) {
  let at = pointer;
  for (;;) {
    const here = byPointer.get(at);
    if (here) {
      return { at, reasons: here };
    }
    if (at === '') {
      return undefined;
    }
    at = at.slice(0, at.lastIndexOf('/'));
  }
}

/**
 * Why each line of a derived object is there. A line inside a part that has a reason takes that part's, marked as
 * inherited.
 */
export function reasonsByLine(options: {
  text: string;
  because: readonly Because[];
}): LineReason[] {
  const { text, because } = options;
  const byPointer = new Map<string, Because[]>();
  for (const each of because) {
    byPointer.set(each.at, [...(byPointer.get(each.at) ?? []), each]);
  }
  const marked = new Set<string>();
  const lines = [...pointersByLine(text)].sort(([a], [b]) => a - b);
  return lines.flatMap(([line, pointer]) => {
    const found = closest(byPointer, pointer);
    if (!found) {
      return [];
    }
    // A list item's reason is marked where the item begins, the object's own on its first line.
    const inherited = marked.has(found.at);
    marked.add(found.at);
    return found.reasons.map(({ why, from }) => ({
      line,
      why,
      from,
      inherited,
    }));
  });
}
