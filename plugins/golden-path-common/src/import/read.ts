import { isRecord, valueAt } from '../json/pointer';

/**
 * Reading what others wrote, of which nothing is certain: each function gives what was expected, or nothing.
 */

/** A mapping; empty for anything else. */
export function mappingAt(
  value: unknown,
  pointer = '',
): Record<string, unknown> {
  const found = valueAt(value, pointer);
  return isRecord(found) ? found : {};
}

/** Items of a list; none for anything else. */
export function itemsAt(value: unknown, pointer = ''): unknown[] {
  const found = valueAt(value, pointer);
  return Array.isArray(found) ? found : [];
}

/** A text that is not empty. */
export function textAt(value: unknown, pointer = ''): string | undefined {
  const found = valueAt(value, pointer);
  return typeof found === 'string' && found !== '' ? found : undefined;
}

/** A whole number; YAML may hold it as text. */
export function wholeAt(value: unknown, pointer = ''): number | undefined {
  const found = valueAt(value, pointer);
  if (typeof found === 'number' && Number.isSafeInteger(found)) {
    return found;
  }
  return typeof found === 'string' && /^\d{1,9}$/.test(found)
    ? Number(found)
    : undefined;
}

/** A text or a number, as text: quantities and the values of variables may be either. */
export function scalarAt(value: unknown, pointer = ''): string | undefined {
  const found = valueAt(value, pointer);
  if (typeof found === 'number' || typeof found === 'boolean') {
    return String(found);
  }
  return typeof found === 'string' ? found : undefined;
}

/** Members of a mapping whose values are texts. */
export function textsAt(value: unknown, pointer = ''): Record<string, string> {
  return Object.fromEntries(
    Object.entries(mappingAt(value, pointer)).filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string',
    ),
  );
}

/** What a table says for a word that somebody wrote: `constructor` is no entry of a table. */
export function entryOf<T>(
  table: Readonly<Record<string, T>>,
  word: string,
): T | undefined {
  return Object.hasOwn(table, word) ? table[word] : undefined;
}
