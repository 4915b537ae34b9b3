/**
 * CEL tells integers from doubles, JSON does not: every whole number of a document becomes a `bigint`, so that
 * `object.spec.replicas + 1` means what it means in the API server. Parts without numbers are shared with the
 * document instead of copied.
 */

/** A value as CEL takes it. @public */
export function celValue(value: unknown): unknown {
  if (typeof value === 'number') {
    return Number.isSafeInteger(value) ? BigInt(value) : value;
  }
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return convertList(value);
  return isMapping(value) ? convertMapping(value) : value;
}

/** Whether an object is read by its keys, as all but a moment in time is. */
function isMapping(value: object): value is Record<string, unknown> {
  return !(value instanceof Date);
}

function convertMapping(value: Record<string, unknown>): object {
  let copy: Record<string, unknown> | undefined;
  // The keys alone: no pairs are made for the many objects that stay as they are.
  for (const key of Object.keys(value)) {
    const before = value[key];
    const after = celValue(before);
    // A key that is there without a value does not exist in JSON, and must not exist in CEL.
    if (after === before && before !== undefined) continue;
    copy ??= { ...value };
    if (before === undefined) delete copy[key];
    else copy[key] = after;
  }
  return copy ?? value;
}

function convertList(list: unknown[]): unknown[] {
  let copy: unknown[] | undefined;
  for (let index = 0; index < list.length; index++) {
    const after = celValue(list[index]);
    if (after === list[index]) continue;
    copy ??= [...list];
    copy[index] = after;
  }
  return copy ?? list;
}

/** CEL's equality of plain values: by content, numbers by value whatever their type. */
export function celEquals(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (isNumeric(a) && isNumeric(b)) {
    // eslint-disable-next-line eqeqeq -- 1n == 1 is CEL's cross-type equality
    return a == b;
  }
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((item, i) => celEquals(item, b[i]));
  }
  if (!isRecord(a) || !isRecord(b)) return false;
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length &&
    keys.every(key => Object.hasOwn(b, key) && celEquals(a[key], b[key]))
  );
}

function isNumeric(value: unknown): value is bigint | number {
  return typeof value === 'bigint' || typeof value === 'number';
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return (
    typeof value === 'object' &&
    value !== null &&
    Object.getPrototypeOf(value) === Object.prototype
  );
}

/** The order of CEL's `<` for values of one comparable type; `undefined` when there is none. */
export function celCompare(a: unknown, b: unknown): number | undefined {
  const comparable =
    (isNumeric(a) && isNumeric(b)) ||
    (typeof a === 'string' && typeof b === 'string') ||
    (typeof a === 'boolean' && typeof b === 'boolean') ||
    (a instanceof Date && b instanceof Date);
  if (!comparable) return undefined;
  if (a < b) return -1;
  return a > b ? 1 : 0;
}
