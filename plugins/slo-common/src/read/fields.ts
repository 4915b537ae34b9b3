/** The text that a mapping has in a field; undefined when it is no mapping or the field is no text. */
export function textOf(value: unknown, field: string): string | undefined {
  const found = fieldOf(value, field);
  return typeof found === 'string' ? found : undefined;
}

/** What a mapping has in a field. */
export function fieldOf(value: unknown, field: string): unknown {
  return isMapping(value) && Object.hasOwn(value, field)
    ? value[field]
    : undefined;
}

/** Whether it has names and values. */
export function isMapping(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
