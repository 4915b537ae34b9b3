import type { DataTableColumn } from './column';
import type { TableSort } from './useTableQuery';

/** Missing values come last, whichever the direction. */
function compare(
  a: string | number | undefined,
  b: string | number | undefined,
  sign: number,
): number {
  if (a === b) {
    return 0;
  }
  if (a === undefined) {
    return 1;
  }
  if (b === undefined) {
    return -1;
  }
  if (typeof a === 'number' && typeof b === 'number') {
    return sign * (a - b);
  }
  return (
    sign * String(a).localeCompare(String(b), undefined, { numeric: true })
  );
}

/** Whether a text has all words of a filter; what nobody filters by has them. @public */
export function hasWords(text: string, filter: string): boolean {
  const found = text.toLocaleLowerCase();
  return filter
    .toLocaleLowerCase()
    .split(/\s+/)
    .every(word => found.includes(word));
}

/** Rows that match all words of the filter, in the order of the sort; stable. */
export function visibleRows<T>(options: {
  rows: readonly T[];
  columns: readonly DataTableColumn<T>[];
  sort?: TableSort;
  filter?: string;
  filterText?: (row: T) => string;
}): T[] {
  const { rows, columns, sort, filter = '', filterText } = options;
  const matching =
    filterText && filter.trim()
      ? rows.filter(row => hasWords(filterText(row), filter))
      : [...rows];
  const value = columns.find(column => column.id === sort?.column)?.sortValue;
  if (!sort || !value) {
    return matching;
  }
  const sign = sort.direction === 'desc' ? -1 : 1;
  return matching
    .map((row, index) => ({ row, index, key: value(row) }))
    .sort((a, b) => compare(a.key, b.key, sign) || a.index - b.index)
    .map(entry => entry.row);
}
