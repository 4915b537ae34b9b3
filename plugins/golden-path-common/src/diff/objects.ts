import { escapeSegment, isRecord } from '../json/pointer';

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
 * whose elements have a `name` are compared by name, so a container that moves is not two changes.
 * @public
 */
export function diffObjects(before: unknown, after: unknown): ValueChange[] {
  const changes: ValueChange[] = [];
  compare(before, after, '', changes);
  return changes;
}

function compare(
  before: unknown,
  after: unknown,
  at: string,
  changes: ValueChange[],
): void {
  if (Object.is(before, after)) {
    return;
  }
  if (Array.isArray(before) && Array.isArray(after)) {
    compareLists(before, after, at, changes);
  } else if (isRecord(before) && isRecord(after)) {
    compareRecords(before, after, at, changes);
  } else {
    changes.push({ at, before, after });
  }
}

function compareRecords(
  before: Record<string, unknown>,
  after: Record<string, unknown>,
  at: string,
  changes: ValueChange[],
): void {
  for (const [key, value] of Object.entries(after)) {
    const pointer = `${at}/${escapeSegment(key)}`;
    if (Object.hasOwn(before, key)) {
      compare(before[key], value, pointer, changes);
    } else {
      changes.push({ at: pointer, before: undefined, after: value });
    }
  }
  for (const [key, value] of Object.entries(before)) {
    if (!Object.hasOwn(after, key)) {
      changes.push({
        at: `${at}/${escapeSegment(key)}`,
        before: value,
        after: undefined,
      });
    }
  }
}

function compareLists(
  before: unknown[],
  after: unknown[],
  at: string,
  changes: ValueChange[],
): void {
  const namesBefore = namesOf(before);
  const namesAfter = namesOf(after);
  if (!namesBefore || !namesAfter) {
    compareByPosition(before, after, at, changes);
    return;
  }
  for (const [index, name] of namesAfter.entries()) {
    const earlier = namesBefore.indexOf(name);
    if (earlier >= 0) {
      compare(before[earlier], after[index], `${at}/${index}`, changes);
    } else {
      changes.push({
        at: `${at}/${index}`,
        before: undefined,
        after: after[index],
      });
    }
  }
  for (const [index, name] of namesBefore.entries()) {
    if (!namesAfter.includes(name)) {
      changes.push({
        at: `${at}/${index}`,
        before: before[index],
        after: undefined,
      });
    }
  }
  const keptBefore = namesBefore.filter(name => namesAfter.includes(name));
  const keptAfter = namesAfter.filter(name => namesBefore.includes(name));
  if (keptBefore.some((name, index) => name !== keptAfter[index])) {
    changes.push({ at, before: namesBefore, after: namesAfter });
  }
}

function compareByPosition(
  before: unknown[],
  after: unknown[],
  at: string,
  changes: ValueChange[],
): void {
  const shared = Math.min(before.length, after.length);
  for (let index = 0; index < shared; index++) {
    compare(before[index], after[index], `${at}/${index}`, changes);
  }
  for (let index = shared; index < after.length; index++) {
    changes.push({
      at: `${at}/${index}`,
      before: undefined,
      after: after[index],
    });
  }
  for (let index = shared; index < before.length; index++) {
    changes.push({
      at: `${at}/${index}`,
      before: before[index],
      after: undefined,
    });
  }
}

/** Names of the elements where each has one of its own. */
function namesOf(list: unknown[]): string[] | undefined {
  const names: string[] = [];
  for (const element of list) {
    if (!isRecord(element) || typeof element.name !== 'string') {
      return undefined;
    }
    names.push(element.name);
  }
  return new Set(names).size === names.length ? names : undefined;
}
