/**
 * Loads a module when a command needs it, so that help and mistakes are told at once. In the source tree modules
 * are CommonJS, whose exports Node hands over as `default`.
 */
export async function lazily<M extends object>(
  load: () => Promise<M & { default?: M }>,
): Promise<M> {
  const loaded = await load();
  return loaded.default ?? loaded;
}
