/** Names in one statement: SQLite takes no more than so many parameters. */
export const NAMES = 500;

/** The items in portions of at most so many. */
export function* slices<T>(items: readonly T[], size: number): Generator<T[]> {
  for (let from = 0; from < items.length; from += size) {
    yield items.slice(from, from + size);
  }
}
