/** Whether something of a form says anything: blanks, and lists and mappings of blanks, do not. */
export function hasContent(value: unknown): boolean {
  if (Array.isArray(value)) {
    return value.some(hasContent);
  }
  return typeof value === 'object' && value !== null
    ? Object.values(value).some(hasContent)
    : value !== undefined && value !== null && value !== '';
}

/** The value at a path of a form; undefined where there is none. */
export function contentAt(
  form: unknown,
  path: readonly (string | number)[],
): unknown {
  let value = form;
  for (const part of path) {
    value =
      typeof value === 'object' && value !== null && Object.hasOwn(value, part)
        ? Reflect.get(value, part)
        : undefined;
  }
  return value;
}
