import { escapeSegment, isRecord } from '../../json/pointer';

/**
 * What of a value is read: all of it, what a question says yes to, or what its fields say. `*` is each other field,
 * and each item of a list.
 */
export type Shape = true | ((value: unknown) => boolean) | Fields;

/** Shapes of fields; what is not named is not read. */
export interface Fields {
  readonly [field: string]: Shape | undefined;
}

/** Read, or told where it is read. */
export const READ = true;

/** Each item of a list, or each member of a mapping. */
export function each(shape: Shape): Fields {
  return { '*': shape };
}

/** Read when it says what holds anyway: a default of the API server, or what the platform does too. */
export function only(...values: (string | number | boolean)[]): Shape {
  return value => values.some(wanted => wanted === value);
}

/** Something that nobody read. */
export interface Unread {
  /** JSON pointer. */
  at: string;
  value: unknown;
}

/** The largest parts of a value that nobody read, in its order; what holds nothing is none. */
export function unreadIn(value: unknown, shape: Shape, at = ''): Unread[] {
  if (shape === READ || holdsNothing(value)) {
    return [];
  }
  if (typeof shape === 'function') {
    return shape(value) ? [] : [{ at, value }];
  }
  if (typeof value !== 'object' || value === null) {
    return [{ at, value }];
  }
  return Object.entries(value).flatMap(([key, member]: [string, unknown]) => {
    const to = `${at}/${escapeSegment(key)}`;
    const inner = (Object.hasOwn(shape, key) && shape[key]) || shape['*'];
    if (inner !== undefined) {
      return unreadIn(member, inner, to);
    }
    return holdsNothing(member) ? [] : [{ at: to, value: member }];
  });
}

/** Whether there is no leaf in a value. */
function holdsNothing(value: unknown): boolean {
  if (value === undefined || value === null || value === '') {
    return true;
  }
  if (Array.isArray(value)) {
    return value.every(holdsNothing);
  }
  return isRecord(value) && Object.values(value).every(holdsNothing);
}
