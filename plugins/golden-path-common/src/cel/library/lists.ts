import { celError } from '../celError';
import { compare, equals, sizeOf } from '../data';
import type { FunctionTable } from '../language/functions';
import { Duration, Uint } from '../scalars';
import { overItems } from './costs';
import { add } from './operators';

type List = readonly unknown[];

function includes(list: List, item: unknown): boolean {
  return list.some(other => equals(other, item));
}

function order(a: unknown, b: unknown): number {
  const found = compare(a, b);
  if (found === undefined) {
    throw celError('no such overload: the items of the list have no order');
  }
  return found;
}

function extreme(name: 'min' | 'max') {
  const direction = name === 'min' ? 1 : -1;
  return (list: List): unknown => {
    if (list.length === 0) throw celError(`${name} called on empty list`);
    return list.reduce((best, item) =>
      order(best, item) * direction > 0 ? item : best,
    );
  };
}

/** Types whose items have an order. */
const ORDERED = 'int uint double bool duration timestamp string bytes'.split(
  ' ',
);
const ZERO: Record<string, () => unknown> = {
  int: () => 0n,
  uint: () => new Uint(0n),
  double: () => 0,
  duration: () => new Duration(0n),
};

/** The list functions of Kubernetes. */
export function registerLists(functions: FunctionTable): void {
  const isSorted = (list: List) =>
    list.every((item, i) => i === 0 || order(list[i - 1], item) <= 0);
  for (const type of ORDERED) {
    functions
      .add(`list(${type}).isSorted(): bool`, isSorted, overItems)
      .add(`list(${type}).min(): ${type}`, extreme('min'), overItems)
      .add(`list(${type}).max(): ${type}`, extreme('max'), overItems);
  }
  for (const [type, zero] of Object.entries(ZERO)) {
    functions.add(
      `list(${type}).sum(): ${type}`,
      (list: List) => list.reduce(add, zero()),
      overItems,
    );
  }
  functions
    .add(
      'list(A).indexOf(A): int',
      (list: List, item: unknown) =>
        BigInt(list.findIndex(other => equals(other, item))),
      overItems,
    )
    .add(
      'list(A).lastIndexOf(A): int',
      (list: List, item: unknown) =>
        BigInt(list.findLastIndex(other => equals(other, item))),
      overItems,
    );
}

/** `sets.contains`, `sets.equivalent`, `sets.intersects`. */
export function registerSets(functions: FunctionTable): void {
  const holds = (a: List, b: List) => b.every(item => includes(a, item));
  const product = ([a, b]: readonly unknown[]) => 1 + sizeOf(a) * sizeOf(b);
  const relation = (name: string, run: (a: List, b: List) => boolean) =>
    functions.add(`sets::${name}(list(A), list(A)): bool`, run, product);
  relation('contains', holds);
  functions.add(
    'sets::equivalent(list(A), list(A)): bool',
    (a: List, b: List) => holds(a, b) && holds(b, a),
    values => 2 * product(values),
  );
  relation('intersects', (a, b) => b.some(item => includes(a, item)));
}
