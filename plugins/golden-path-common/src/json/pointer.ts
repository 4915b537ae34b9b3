/** One segment of a JSON pointer, escaped (RFC 6901). @public */
export function escapeSegment(segment: string): string {
  return segment.includes('~') || segment.includes('/')
    ? segment.replaceAll('~', '~0').replaceAll('/', '~1')
    : segment;
}

/** JSON pointer of a path. @public */
export function pointerOf(path: readonly PropertyKey[]): string {
  return path.map(key => `/${escapeSegment(String(key))}`).join('');
}

/** Segments of a JSON pointer, unescaped; none for `''`, the whole. @public */
export function pointerSegments(pointer: string): string[] {
  return pointer === ''
    ? []
    : pointer
        .slice(1)
        .split('/')
        .map(segment => segment.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** The value that a JSON pointer leads to, or `undefined` where it leads nowhere. @public */
export function valueAt(value: unknown, pointer: string): unknown {
  let current = value;
  for (const segment of pointerSegments(pointer)) {
    current = child(current, segment);
    if (current === undefined) {
      return undefined;
    }
  }
  return current;
}

/** Whether `outer` is `inner` or one of its parents. @public */
export function covers(outer: string, inner: string): boolean {
  return (
    inner.startsWith(outer) &&
    (inner.length === outer.length || inner[outer.length] === '/')
  );
}

function child(value: unknown, segment: string): unknown {
  if (Array.isArray(value)) {
    return /^(0|[1-9]\d*)$/.test(segment) ? value[Number(segment)] : undefined;
  }
  return isRecord(value) && Object.hasOwn(value, segment)
    ? value[segment]
    : undefined;
}

/** A plain mapping. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
