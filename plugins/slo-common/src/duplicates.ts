import type { Problem } from '@fairway/plugin-golden-path-common';
import type { SloDefinition } from './read/types';

/**
 * Finds ids that several objectives have, in one file or in several: their series could not be told apart. The first
 * one keeps its id; for each of the others there is a problem that names both places.
 * @public
 */
export function findDuplicates(definitions: readonly SloDefinition[]): {
  definitions: SloDefinition[];
  problems: Problem[];
} {
  const first = new Map<string, SloDefinition>();
  const problems: Problem[] = [];
  for (const definition of definitions) {
    const { id, place } = definition.objective;
    const earlier = first.get(id);
    if (earlier) {
      const { file, line } = earlier.objective.place;
      problems.push({
        ...place,
        at: '',
        message: `the objective ${id} is in ${file}${
          line === undefined ? '' : `:${line}`
        } already`,
        found: id,
        remedy: 'Give one of them another name or service',
      });
    } else {
      first.set(id, definition);
    }
  }
  return { definitions: [...first.values()], problems };
}
