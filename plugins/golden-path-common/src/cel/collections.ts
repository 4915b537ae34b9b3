import type { Environment } from '@marcbachmann/cel-js';
import { celError } from './celError';
import { celCompare, celEquals } from './values';

class SetsNamespace {}
class ListsNamespace {}

type List = readonly unknown[];

function includes(list: List, item: unknown): boolean {
  return list.some(other => celEquals(other, item));
}

function compare(a: unknown, b: unknown): number {
  const order = celCompare(a, b);
  if (order === undefined) {
    throw celError('the items of the list cannot be put in order');
  }
  return order;
}

function extreme(list: List, direction: 1 | -1): unknown {
  if (list.length === 0)
    throw celError('min() and max() need a list with items');
  return list.reduce((best, item) =>
    compare(item, best) * direction > 0 ? item : best,
  );
}

function sum(list: List): bigint | number {
  let whole = 0n;
  let real = 0;
  let isReal = false;
  for (const item of list) {
    if (typeof item === 'bigint') whole += item;
    else if (typeof item === 'number') {
      real += item;
      isReal = true;
    } else throw celError('sum() needs a list of numbers');
  }
  return isReal ? real + Number(whole) : whole;
}

function slice(list: List, start: bigint, end: bigint): List {
  if (start < 0n || end < start || end > BigInt(list.length)) {
    throw celError(
      `slice(${start}, ${end}) is outside a list of ${list.length}`,
    );
  }
  return list.slice(Number(start), Number(end));
}

function flatten(list: List, depth = 1n): unknown[] {
  if (depth < 0n) throw celError('flatten() needs a depth of 0 or more');
  return list.flatMap(item =>
    Array.isArray(item) && depth > 0n ? flatten(item, depth - 1n) : [item],
  );
}

function distinct(list: List): unknown[] {
  const seen: unknown[] = [];
  for (const item of list) if (!includes(seen, item)) seen.push(item);
  return seen;
}

/** The list functions of Kubernetes and of CEL's list extension. */
export function registerLists(env: Environment): void {
  const sync = { async: false };
  const method = (
    signature: string,
    handler: (list: List, argument: never) => unknown,
  ) => env.registerFunction(`list.${signature}`, handler, sync);
  method('isSorted(): bool', list =>
    list.every((item, i) => i === 0 || compare(list[i - 1], item) <= 0),
  );
  method('sum(): dyn', sum);
  method('min(): dyn', list => extreme(list, -1));
  method('max(): dyn', list => extreme(list, 1));
  method('indexOf(dyn): int', (list, item: unknown) =>
    BigInt(list.findIndex(other => celEquals(other, item))),
  );
  method('lastIndexOf(dyn): int', (list, item: unknown) =>
    BigInt(list.findLastIndex(other => celEquals(other, item))),
  );
  env.registerFunction('list.slice(int, int): list<dyn>', slice, sync);
  method('sort(): list<dyn>', list => [...list].sort(compare));
  method('reverse(): list<dyn>', list => [...list].reverse());
  method('distinct(): list<dyn>', distinct);
  method('flatten(): list<dyn>', list => flatten(list));
  env.registerFunction('list.flatten(int): list<dyn>', flatten, sync);

  env.registerType('cel.ListsNamespace', ListsNamespace);
  env.registerConstant('lists', 'cel.ListsNamespace', new ListsNamespace());
  env.registerFunction(
    'cel.ListsNamespace.range(int): list<int>',
    (_: ListsNamespace, count: bigint) => {
      if (count > 100_000n)
        throw celError('lists.range() is limited to 100000');
      return Array.from({ length: Math.max(0, Number(count)) }, (__, i) =>
        BigInt(i),
      );
    },
    sync,
  );
}

/** `sets.contains`, `sets.equivalent`, `sets.intersects`. */
export function registerSets(env: Environment): void {
  env.registerType('cel.SetsNamespace', SetsNamespace);
  env.registerConstant('sets', 'cel.SetsNamespace', new SetsNamespace());
  const holds = (a: List, b: List) => b.every(item => includes(a, item));
  const relation = (name: string, handler: (a: List, b: List) => boolean) =>
    env.registerFunction(
      `cel.SetsNamespace.${name}(list, list): bool`,
      (_: SetsNamespace, a: List, b: List) => handler(a, b),
      { async: false },
    );
  relation('contains', holds);
  relation('equivalent', (a, b) => holds(a, b) && holds(b, a));
  relation('intersects', (a, b) => b.some(item => includes(a, item)));
}
