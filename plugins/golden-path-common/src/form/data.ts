import { valueAt } from '../json/path';

/** A copy with `value` at the path; members on the way are made, and a list stays a list. */
export function withValue(options: {
  target: unknown;
  path: readonly string[];
  value: unknown;
}): unknown {
  const { target, path, value } = options;
  if (!path.length) {
    return value;
  }
  const [head, ...rest] = path;
  const member = withValue({
    target: valueAt(target, [head]),
    path: rest,
    value,
  });
  if (Array.isArray(target)) {
    return target.map((item, index) =>
      String(index) === head ? member : item,
    );
  }
  const members =
    typeof target === 'object' && target !== null ? { ...target } : {};
  return { ...members, [head]: member };
}

/** A copy without what stands at the path. An item of a list leaves a gap until {@link compacted}. */
export function withoutValue(
  target: unknown,
  path: readonly string[],
): unknown {
  const [head, ...rest] = path;
  if (typeof target !== 'object' || target === null || head === undefined) {
    return target;
  }
  if (rest.length) {
    return Object.hasOwn(target, head)
      ? withValue({
          target,
          path: [head],
          value: withoutValue(Reflect.get(target, head), rest),
        })
      : target;
  }
  if (Array.isArray(target)) {
    return target.map((item, index) =>
      String(index) === head ? undefined : item,
    );
  }
  return Object.fromEntries(
    Object.entries(target).filter(([key]) => key !== head),
  );
}

/** A copy whose lists have no gaps. */
export function compacted(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.filter(item => item !== undefined).map(compacted);
  }
  return typeof value === 'object' && value !== null
    ? Object.fromEntries(
        Object.entries(value).map(([key, member]) => [key, compacted(member)]),
      )
    : value;
}

/** Leaves out what nobody filled in, so that the compiler's defaults apply. */
export function withoutBlanks(value: unknown): unknown {
  if (value === undefined || value === null || value === '') {
    return undefined;
  }
  if (Array.isArray(value)) {
    const items = value
      .map(withoutBlanks)
      .filter(item => item !== undefined && item !== null);
    return items.length ? items : undefined;
  }
  if (typeof value === 'object') {
    const entries = Object.entries(value)
      .map(([key, member]) => [key, withoutBlanks(member)] as const)
      .filter(([, member]) => member !== undefined);
    return entries.length ? Object.fromEntries(entries) : undefined;
  }
  return value;
}
