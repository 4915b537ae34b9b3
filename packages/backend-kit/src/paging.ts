import { InputError } from '@backstage/errors';

/** Where a page starts. @throws InputError for a cursor that no page gave. */
export function offsetOf(cursor: string | undefined): number {
  if (cursor === undefined) {
    return 0;
  }
  const text = Buffer.from(cursor, 'base64url').toString('utf8');
  if (!/^from:[0-9]{1,9}$/.test(text)) {
    throw new InputError(
      'cursor: expected the nextCursor of the page before; leave it out to begin anew',
    );
  }
  return Number(text.slice('from:'.length));
}

/** The cursor of the page after this one; none when this is the last. */
export function nextCursorOf(options: {
  offset: number;
  count: number;
  total: number;
}): string | undefined {
  const next = options.offset + options.count;
  return options.count > 0 && next < options.total
    ? Buffer.from(`from:${next}`, 'utf8').toString('base64url')
    : undefined;
}

/** One page of a list that is in memory. */
export function pageOf<T>(
  all: T[],
  query: { cursor?: string; limit: number },
): { items: T[]; total: number; nextCursor?: string } {
  const offset = offsetOf(query.cursor);
  const items = all.slice(offset, offset + query.limit);
  return {
    items,
    total: all.length,
    nextCursor: nextCursorOf({
      offset,
      count: items.length,
      total: all.length,
    }),
  };
}
