import { isRecord, pointerOf } from '../json/pointer';
import { pairEqual, type Pair } from './pairEqual';

/** One difference between two values. A side that has nothing there is `undefined`. @public */
export interface ValueChange {
  /**
   * JSON pointer. Into the new value, or into the old one where something was removed.
   */
  at: string;
  before: unknown;
  after: unknown;
}

/**
 * Every difference between two plain values, in the order of the new one; none exactly when they are equal. Lists
 * whose elements have a `name` are compared by name, so a container that moves is not two changes. Of other lists, equal
 * elements are paired first, so a rule that goes changes none of those behind it.
 * @public
 */
export function diffObjects(before: unknown, after: unknown): ValueChange[] {
  const walk: Walk = { path: [], earlier: [], changes: [] };
  compare(before, after, walk);
  return walk.changes;
}

/** Where a comparison is. Most of what it meets is equal, so a pointer is written only where something differs. */
interface Walk {
  /** In the new value. */
  path: (string | number)[];
  /** In the old one, where a named element may have stood elsewhere. */
  earlier: (string | number)[];
  changes: ValueChange[];
}

function compare(before: unknown, after: unknown, walk: Walk): void {
  if (Object.is(before, after)) {
    return;
  }
  if (Array.isArray(before) && Array.isArray(after)) {
    compareLists(before, after, walk);
  } else if (isRecord(before) && isRecord(after)) {
    compareRecords(before, after, walk);
  } else {
    walk.changes.push({ at: pointerOf(walk.path), before, after });
  }
}

/** @param earlier - The key in the old value, where it is another. */
function compareAt(
  key: string | number,
  before: unknown,
  after: unknown,
  walk: Walk,
  earlier = key,
): void {
  walk.path.push(key);
  walk.earlier.push(earlier);
  compare(before, after, walk);
  walk.path.pop();
  walk.earlier.pop();
}

/** Tells of a member or element that only the new side has. */
function added(key: string | number, after: unknown, walk: Walk): void {
  walk.changes.push({
    at: pointerOf([...walk.path, key]),
    before: undefined,
    after,
  });
}

/** Tells of a member or element that only the old side has. */
function removed(key: string | number, before: unknown, walk: Walk): void {
  walk.changes.push({
    at: pointerOf([...walk.earlier, key]),
    before,
    after: undefined,
  });
}

function compareRecords(
  before: Record<string, unknown>,
  after: Record<string, unknown>,
  walk: Walk,
): void {
  for (const key of Object.keys(after)) {
    if (Object.hasOwn(before, key)) {
      compareAt(key, before[key], after[key], walk);
    } else {
      added(key, after[key], walk);
    }
  }
  for (const key of Object.keys(before)) {
    if (!Object.hasOwn(after, key)) {
      removed(key, before[key], walk);
    }
  }
}

function compareLists(before: unknown[], after: unknown[], walk: Walk): void {
  if (namedAlike(before, after)) {
    for (const [index, element] of after.entries()) {
      compareAt(index, before[index], element, walk);
    }
    return;
  }
  const names = { before: namesOf(before), after: namesOf(after) };
  if (!names.before || !names.after) {
    compareUnnamed(before, after, walk);
    return;
  }
  const namesBefore = names.before;
  const namesAfter = names.after;
  for (const [index, name] of namesAfter.entries()) {
    const earlier = namesBefore.indexOf(name);
    if (earlier >= 0) {
      compareAt(index, before[earlier], after[index], walk, earlier);
    } else {
      added(index, after[index], walk);
    }
  }
  for (const [index, name] of namesBefore.entries()) {
    if (!namesAfter.includes(name)) {
      removed(index, before[index], walk);
    }
  }
  const keptBefore = namesBefore.filter(name => namesAfter.includes(name));
  const keptAfter = namesAfter.filter(name => namesBefore.includes(name));
  if (keptBefore.some((name, index) => name !== keptAfter[index])) {
    walk.changes.push({
      at: pointerOf(walk.path),
      before: namesBefore,
      after: namesAfter,
    });
  }
}

/**
 * Elements that nothing names: equal ones are the same one, wherever they stand. Of the others, as many on both sides
 * between the same neighbours are changes, and else they go and come.
 */
function compareUnnamed(before: unknown[], after: unknown[], walk: Walk): void {
  const { pairs, isReordered } = pairEqual(before, after);
  const end: Pair = [before.length, after.length];
  const pairedBefore = new Set(pairs.map(([earlier]) => earlier));
  const pairedAfter = new Set(pairs.map(([, later]) => later));
  let [fromBefore, fromAfter] = [0, 0];
  for (const [earlier, later] of isReordered ? [end] : [...pairs, end]) {
    const old = range(fromBefore, earlier).filter(at => !pairedBefore.has(at));
    const fresh = range(fromAfter, later).filter(at => !pairedAfter.has(at));
    if (old.length === fresh.length) {
      for (const [place, index] of fresh.entries()) {
        compareAt(index, before[old[place]], after[index], walk, old[place]);
      }
    } else {
      fresh.forEach(index => added(index, after[index], walk));
      old.forEach(index => removed(index, before[index], walk));
    }
    [fromBefore, fromAfter] = [earlier + 1, later + 1];
  }
  if (isReordered) {
    walk.changes.push({ at: pointerOf(walk.path), before, after });
  }
}

function range(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from) }, (_, at) => from + at);
}

/**
 * Whether every element has a name, that of the one at its place in the other list. Then names tell nothing that
 * places do not, and most lists need none written down.
 */
function namedAlike(before: unknown[], after: unknown[]): boolean {
  return (
    before.length === after.length &&
    before.every((element, index) => {
      const name = nameOf(element);
      return name !== undefined && name === nameOf(after[index]);
    })
  );
}

/** Names of the elements where each has one of its own. */
function namesOf(list: unknown[]): string[] | undefined {
  const names: string[] = [];
  for (const element of list) {
    const name = nameOf(element);
    if (name === undefined) {
      return undefined;
    }
    names.push(name);
  }
  return new Set(names).size === names.length ? names : undefined;
}

function nameOf(element: unknown): string | undefined {
  return isRecord(element) && typeof element.name === 'string'
    ? element.name
    : undefined;
}
