import { celError } from '../celError';
import { isMap, sizeOf } from '../data';
import type { FunctionTable } from '../language/functions';
import { Bytes, Duration, Optional, Uint } from '../scalars';

function isZero(value: unknown): boolean {
  if (typeof value === 'object' && value !== null) {
    if (value instanceof Uint) return value.value === 0n;
    if (value instanceof Duration) return value.nanos === 0n;
    if (value instanceof Optional) return !value.has;
    const hasSize =
      Array.isArray(value) || isMap(value) || value instanceof Bytes;
    return hasSize && sizeOf(value) === 0;
  }
  return !value;
}

function unwrap(list: readonly unknown[]): unknown[] {
  return list.flatMap(each => {
    if (!(each instanceof Optional))
      throw celError('the value is not optional');
    return each.has ? [each.value] : [];
  });
}

/** `optional.of()` and its like; `or()` and `orValue()` do not evaluate what is not needed, so the planner has them. */
export function registerOptionals(functions: FunctionTable): void {
  const declared = () => {
    throw celError('no such overload');
  };
  functions
    .add('optional::of(A): optional(A)', Optional.of)
    .add('optional::ofNonZeroValue(A): optional(A)', (value: unknown) =>
      isZero(value) ? Optional.none : Optional.of(value),
    )
    .add('optional::none(): optional(A)', () => Optional.none)
    .add('optional(A).value(): A', (optional: Optional) => {
      if (!optional.has) throw celError('optional.none() dereference');
      return optional.value;
    })
    .add('optional(A).hasValue(): bool', ({ has }: Optional) => has)
    .add('optional(A).or(optional(A)): optional(A)', declared)
    .add('optional(A).orValue(A): A', declared)
    .add('optional::unwrap(list(optional(A))): list(A)', unwrap)
    .add('list(optional(A)).unwrapOpt(): list(A)', unwrap)
    .add('list(A).first(): optional(A)', (list: readonly unknown[]) =>
      list.length === 0 ? Optional.none : Optional.of(list[0]),
    )
    .add('list(A).last(): optional(A)', (list: readonly unknown[]) =>
      list.length === 0 ? Optional.none : Optional.of(list.at(-1)),
    );
}
