import { Scalar, Unknown } from './scalars';

/**
 * CEL tells integers from doubles, JSON does not: every whole number of a document becomes a `bigint`, so that
 * `object.spec.replicas + 1` means what it means in the API server. Parts without numbers are shared with the
 * document instead of copied.
 */

/** A value as CEL takes it. @public */
export function celValue(value: unknown): unknown {
  if (typeof value === 'number') return numberValue(value);
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return convertList(value);
  return isMapping(value) ? convertMapping(value) : value;
}

/** A whole number that was read into a double may be another one than was written. */
function numberValue(value: number): unknown {
  if (Number.isSafeInteger(value)) return BigInt(value);
  return Number.isInteger(value) && Math.abs(value) <= 2 ** 63
    ? new Unknown(
        'a whole number beyond 9007199254740991 cannot be read exactly here',
      )
    : value;
}

/** Whether an object is read by its keys, as all but a value of CEL is. */
function isMapping(value: object): value is Record<string, unknown> {
  return !(value instanceof Scalar);
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
