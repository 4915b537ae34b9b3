import {
  covers,
  escapeSegment,
  pointerSegments,
  valueAt,
} from '../json/pointer';
import { nearestName } from '../words/nearest';
import type {
  Because,
  CompileResult,
  DerivedObject,
  PlatformContract,
} from '../model';

/** A reason, with what stands at the place it came from. @public */
export interface Reason extends Because {
  /** The value in the intent or the contract that `from` points at, where it points at one. */
  value?: unknown;
}

/** Why one object, or one field of it, is as it is. @public */
export interface ExplainedObject {
  /** Where the same object with the same reasons lies. */
  places: { env: string; cluster: string; path: string }[];
  /** Value of the field; missing when the object has none there. */
  value?: unknown;
  /**
   * The nearest reasons for a field; all reasons of the object when no field was asked for. In the order of the
   * object; what changed a value comes after what gave it.
   */
  reasons: Reason[];
  /** Reasons for parts of the field, where it has parts that are explained on their own. */
  parts?: Reason[];
}

/** @public */
export interface Explanation {
  kind: string;
  name: string;
  field?: string;
  /** Empty when nothing of that kind and name is derived. */
  objects: ExplainedObject[];
  /** When nothing was found: what there is, as `Kind/name`. */
  known?: string[];
  /** When nothing was found: what was probably meant, as `Kind/name`. */
  nearest?: string;
  /** When nothing was found: why it was left out, where the compiler left it out. */
  leftOut?: { why: string; from: string; env?: string }[];
}

/**
 * Why an object is there, or why one of its fields has the value it has. `field` is a JSON pointer. Objects that
 * are the same in several clusters are told once.
 * @public
 */
export function explain(options: {
  result: CompileResult;
  kind: string;
  name: string;
  field?: string;
  /** When given, reasons that come from the contract show what it says. */
  contract?: PlatformContract;
}): Explanation {
  const { result, kind, name, field } = options;
  const asked = { kind, name, ...(field === undefined ? {} : { field }) };
  const found = result.objects.filter(({ object }) =>
    isSame(object, kind, name),
  );
  if (found.length === 0) {
    const known = [
      ...new Set(
        result.objects.map(
          ({ object }) => `${object.kind}/${object.metadata.name}`,
        ),
      ),
    ].sort();
    return {
      ...asked,
      objects: [],
      known,
      nearest: nearestName(`${kind}/${name}`, known),
      leftOut: result.notDerived
        .filter(({ what }) => what.toLowerCase() === kind.toLowerCase())
        .map(({ why, from, env }) => ({ why, from, env })),
    };
  }
  const explained = new Map<string, ExplainedObject>();
  for (const derived of found) {
    const { env, cluster, path } = derived;
    const each = explainOne(derived, options);
    const key = JSON.stringify([each.value, each.reasons, each.parts]);
    const known = explained.get(key);
    if (known) {
      known.places.push({ env, cluster, path });
    } else {
      explained.set(key, { places: [{ env, cluster, path }], ...each });
    }
  }
  // The kind as it is written, however it was asked for.
  const [{ object }] = found;
  return { ...asked, kind: object.kind, objects: [...explained.values()] };
}

/**
 * The reasons that hold for a field: those with the longest pointer that covers it; of several at the same place,
 * all.
 * @public
 */
export function nearestReasons(
  because: readonly Because[],
  field: string,
): Because[] {
  const covering = because.filter(({ at }) => covers(at, field));
  const longest = Math.max(...covering.map(({ at }) => at.length));
  return covering.filter(({ at }) => at.length === longest);
}

function explainOne(
  derived: DerivedObject,
  options: {
    result: CompileResult;
    field?: string;
    contract?: PlatformContract;
  },
): Pick<ExplainedObject, 'value' | 'reasons' | 'parts'> {
  const { field } = options;
  const ordered = inOrder(derived);
  const told = (reasons: Because[]) =>
    reasons.map(reason => ({ ...reason, ...origin(reason, options) }));
  if (field === undefined) {
    return { reasons: told(ordered) };
  }
  const parts = ordered.filter(({ at }) => at !== field && covers(field, at));
  return {
    value: valueAt(derived.object, field),
    reasons: told(nearestReasons(ordered, field)),
    ...(parts.length > 0 && { parts: told(parts) }),
  };
}

/** Reasons in the order in which the object shows its fields; those of one place stay as they came. */
function inOrder({ object, because }: DerivedObject): Because[] {
  return because
    .map(reason => ({ reason, position: positionOf(object, reason.at) }))
    .sort((a, b) => comparePositions(a.position, b.position))
    .map(({ reason }) => reason);
}

/** Of each segment of a pointer, which member it is; -1 where the object has none of that name. */
function positionOf(object: unknown, pointer: string): number[] {
  let value = object;
  return pointerSegments(pointer).map(segment => {
    const members =
      typeof value === 'object' && value !== null ? Object.keys(value) : [];
    value = valueAt(value, `/${escapeSegment(segment)}`);
    return members.indexOf(segment);
  });
}

function comparePositions(a: number[], b: number[]): number {
  const index = a.findIndex((each, at) => each !== b[at]);
  if (index < 0) {
    return a.length - b.length;
  }
  return index < b.length ? a[index] - b[index] : 1;
}

/** What the intent or the contract says at the place a reason names. */
function origin(
  { from }: Because,
  options: { result: CompileResult; contract?: PlatformContract },
): { value?: unknown } {
  const cut = from.indexOf(':');
  const source = {
    intent: options.result.intent,
    contract: options.contract,
  }[from.slice(0, cut)];
  const value = source && valueAt(source, from.slice(cut + 1));
  return value === undefined ? {} : { value };
}

function isSame(
  object: DerivedObject['object'],
  kind: string,
  name: string,
): boolean {
  return (
    object.kind.toLowerCase() === kind.toLowerCase() &&
    object.metadata.name === name
  );
}
