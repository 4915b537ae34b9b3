import type { DocumentPlace } from '../model';

/** Sorts by the order of the files, then by line; what stands on one line keeps its order. */
export function inOrder<T>(options: {
  /** In their order; a file may be named more than once. */
  files: Iterable<string>;
  items: readonly T[];
  placeOf(item: T): Partial<DocumentPlace>;
}): T[] {
  const { files, items, placeOf } = options;
  const order = new Map<string, number>();
  for (const file of files) {
    if (!order.has(file)) {
      order.set(file, order.size);
    }
  }
  const keyOf = (item: T) => {
    const { file = '', line = 0 } = placeOf(item);
    return { item, file: order.get(file) ?? order.size, line };
  };
  return items
    .map(keyOf)
    .sort((a, b) => a.file - b.file || a.line - b.line)
    .map(({ item }) => item);
}
