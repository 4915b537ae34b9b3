import { isRecord, pointerSegments } from '../json/pointer';
import { pointerOf } from '../json/pointer';
import type { IntentOverride } from '../schema/intent';

type Operation = IntentOverride['patch'][number];

/** What a patch gives: the new value, or why it does not apply. The value that came in is never changed. */
export type PatchResult =
  | {
      ok: true;
      value: unknown;
      /** Where the change is: the path, with `-` resolved; the parent for a removal. */
      at: string;
    }
  | { ok: false; problem: string };

/**
 * One operation of JSON Patch (RFC 6902). Only what lies on the path is copied, so that objects which share parts
 * do not change together. `add` makes no parents, as the RFC wants it: a path that went away is told.
 */
export function applyPatch(value: unknown, operation: Operation): PatchResult {
  return step(value, pointerSegments(operation.path), 0, operation);
}

function step(
  value: unknown,
  segments: string[],
  depth: number,
  operation: Operation,
): PatchResult {
  const segment = segments[depth];
  const last = depth === segments.length - 1;
  const here = () => pointerOf(segments.slice(0, depth + 1));
  if (Array.isArray(value)) {
    const appends = last && operation.op === 'add';
    const index = appends && segment === '-' ? value.length : indexOf(segment);
    if (
      index === undefined ||
      index > (appends ? value.length : value.length - 1)
    ) {
      return missing(here());
    }
    const copy: unknown[] = value.slice();
    const at = pointerOf([...segments.slice(0, depth), index]);
    if (!last) {
      return nested(
        copy,
        index,
        step(value[index], segments, depth + 1, operation),
      );
    }
    if (operation.op === 'remove') {
      copy.splice(index, 1);
      return { ok: true, value: copy, at: pointerOf(segments.slice(0, depth)) };
    }
    copy.splice(index, operation.op === 'add' ? 0 : 1, operation.value);
    return { ok: true, value: copy, at };
  }
  if (!isRecord(value)) {
    return missing(here());
  }
  const known = Object.hasOwn(value, segment);
  if (
    segment === '__proto__' ||
    (!known && !(last && operation.op === 'add'))
  ) {
    return missing(here());
  }
  const copy: Record<string, unknown> = { ...value };
  if (!last) {
    return nested(
      copy,
      segment,
      step(value[segment], segments, depth + 1, operation),
    );
  }
  if (operation.op === 'remove') {
    delete copy[segment];
    return { ok: true, value: copy, at: pointerOf(segments.slice(0, depth)) };
  }
  copy[segment] = operation.value;
  return { ok: true, value: copy, at: here() };
}

function nested(
  copy: unknown[] | Record<string, unknown>,
  key: string | number,
  result: PatchResult,
): PatchResult {
  if (!result.ok) {
    return result;
  }
  if (Array.isArray(copy)) {
    copy[Number(key)] = result.value;
  } else {
    copy[key] = result.value;
  }
  return { ...result, value: copy };
}

function missing(at: string): PatchResult {
  return { ok: false, problem: `there is nothing at ${at}` };
}

function indexOf(segment: string): number | undefined {
  return /^(0|[1-9]\d{0,8})$/.test(segment) ? Number(segment) : undefined;
}
