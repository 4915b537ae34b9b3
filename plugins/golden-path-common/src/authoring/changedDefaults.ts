import { pointerOf } from '../json/pointer';
import type { WorkloadType } from '../schema/intent';
import { parseValue } from '../schema/parse';
import { inIntent } from './checkTemplate';
import {
  fieldsOfPage,
  templateSchema,
  type GoldenPathTemplate,
} from './templateFields';

/** A default of a template that is another one now, as a value of intents. @public */
export interface ChangedDefault {
  /** JSON pointer into the intent: `/spec/scaling/min`. */
  at: string;
  /** The old default; `null` where there was none. */
  from: unknown;
  to: unknown;
}

/**
 * What a change of a template would be for services that were made with it: defaults that are other ones now, for
 * intents that still hold the old ones. `undefined` when one of the two cannot be read. A default that is gone asks
 * for nothing.
 * @public
 */
export function changedDefaults(options: {
  before: string;
  after: string;
}): { workloadType: WorkloadType; edits: ChangedDefault[] } | undefined {
  const before = parseValue({ schema: templateSchema, text: options.before });
  const after = parseValue({ schema: templateSchema, text: options.after });
  if (!before.ok || !after.ok) {
    return undefined;
  }
  const old = defaultsOf(before.value);
  const edits = [...defaultsOf(after.value)]
    .filter(
      ([at, to]) =>
        at.startsWith('/spec/') &&
        JSON.stringify(old.get(at)) !== JSON.stringify(to),
    )
    .map(([at, to]) => ({ at, from: old.get(at) ?? null, to }));
  const [{ 'ui:options': type }] = after.value.spec.parameters;
  return { workloadType: type.workloadType, edits };
}

/** By their place in the intent; where a choice brings a field, the first one counts. */
function defaultsOf(template: GoldenPathTemplate): Map<string, unknown> {
  const found = new Map<string, unknown>();
  for (const page of template.spec.parameters) {
    for (const { path, field } of fieldsOfPage(page, '')) {
      const at = pointerOf(inIntent(path));
      if (field.default !== undefined && !found.has(at)) {
        found.set(at, field.default);
      }
    }
  }
  return found;
}
