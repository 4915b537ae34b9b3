import { isRecord } from '../json/pointer';

/** Members that name an entry of a list, most telling first. */
const NAMES = [
  ['name'],
  ['id'],
  ['team', 'secret'],
  ['prefix'],
  ['key'],
  ['trigger', 'reviewer'],
  ['signal'],
];

/**
 * A section with its lists as mappings: entries by their name, words by themselves. Their order means nothing, and
 * a pointer then says what it points at. Lists whose order counts, such as steps, stay lists.
 */
export function keyed(value: unknown): unknown {
  if (Array.isArray(value)) {
    const entries = value.map((item): [string | undefined, unknown] => [
      keyOf(item),
      isRecord(item) ? keyed(item) : true,
    ]);
    const keys = new Set(entries.map(([key]) => key));
    const isNamed = !keys.has(undefined) && keys.size === value.length;
    return isNamed ? Object.fromEntries(entries) : value.map(keyed);
  }
  return isRecord(value)
    ? Object.fromEntries(
        Object.entries(value).map(([key, member]) => [key, keyed(member)]),
      )
    : value;
}

function keyOf(item: unknown): string | undefined {
  if (typeof item === 'string') {
    return item;
  }
  if (!isRecord(item)) {
    return undefined;
  }
  const names = NAMES.find(members =>
    members.every(member => typeof item[member] === 'string'),
  );
  return names?.map(member => String(item[member])).join(' ');
}
