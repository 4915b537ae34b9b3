import { isRecord, pointerSegments, valueAt } from '../json/pointer';
import { serviceIntentSchema, type ServiceIntent } from '../schema/intent';
import { checkValue } from '../schema/parse';
import type { Problem } from '../schema/problem';
import type { IntentEdit } from './api';

/** Most edits of one campaign. @public */
export const MAX_INTENT_EDITS = 50;

const POINTER = /^\/spec(\/([^~/]|~0|~1)+)+$/;

/** Whether a pointer may be edited: below `/spec`, so neither name nor owner of a service. @public */
export function isEditPointer(at: string): boolean {
  return (
    at.length <= 300 &&
    POINTER.test(at) &&
    pointerSegments(at).every(
      segment => !['__proto__', 'constructor', 'prototype'].includes(segment),
    )
  );
}

/** Whether an edit can change nothing, as it writes what it looks for. @public */
export function isIdleEdit({ from, to }: IntentEdit): boolean {
  return from !== undefined && same(from, to ?? null);
}

/** @public */
export type EditedIntent =
  | { ok: true; intent: ServiceIntent; changed: boolean }
  | { ok: false; problems: Problem[] };

/**
 * Applies edits in their order, and reads what comes out by the schema again, so that its keys stand where a file
 * has them. Neither argument is changed; `changed` is false when no edit fits.
 * @public
 */
export function applyIntentEdits(
  intent: ServiceIntent,
  edits: readonly IntentEdit[],
): EditedIntent {
  const outside = edits.filter(({ at }) => !isEditPointer(at));
  if (outside.length > 0) {
    return {
      ok: false,
      problems: outside.map(({ at }) => ({
        at,
        message: `"${at}" is not a JSON pointer below /spec`,
        remedy: 'Edit what the service states below /spec only',
      })),
    };
  }
  let value: unknown = intent;
  for (const edit of edits) {
    value = edited(value, edit);
  }
  if (value === intent) {
    return { ok: true, intent, changed: false };
  }
  const parsed = checkValue({ schema: serviceIntentSchema, value });
  return parsed.ok
    ? {
        ok: true,
        intent: parsed.value,
        changed: !same(parsed.value, intent),
      }
    : { ok: false, problems: parsed.problems };
}

function edited(value: unknown, { at, from, to }: IntentEdit): unknown {
  const found = valueAt(value, at);
  if (from !== undefined && !same(found ?? null, from)) {
    return value;
  }
  if (same(found ?? null, to ?? null)) {
    return value;
  }
  return put({ target: value, path: pointerSegments(at), to });
}

/** A copy with the value in its place; mappings on the way are made, the schema judges what comes of it. */
function put(options: {
  target: unknown;
  path: readonly string[];
  to: unknown;
}): unknown {
  const { target, path, to } = options;
  const [head, ...rest] = path;
  if (head === undefined) {
    return to;
  }
  if (Array.isArray(target)) {
    const index = /^(0|[1-9]\d{0,5})$/.test(head) ? Number(head) : -1;
    if (index < 0 || index > target.length) {
      return target;
    }
    return rest.length === 0 && to === undefined
      ? target.filter((_, each) => each !== index)
      : target.toSpliced(
          index,
          1,
          put({ target: target[index], path: rest, to }),
        );
  }
  const members = isRecord(target) ? target : {};
  if (to === undefined && (rest.length === 0 || !(head in members))) {
    return Object.fromEntries(
      Object.entries(members).filter(([key]) => key !== head),
    );
  }
  return {
    ...members,
    [head]: put({ target: members[head], path: rest, to }),
  };
}

/** Equal as JSON, in whatever order keys stand. */
function same(a: unknown, b: unknown): boolean {
  if (Array.isArray(a) && Array.isArray(b)) {
    return (
      a.length === b.length && a.every((item, index) => same(item, b[index]))
    );
  }
  if (isRecord(a) && isRecord(b)) {
    const keys = stated(a);
    return (
      keys.length === stated(b).length &&
      keys.every(key => Object.hasOwn(b, key) && same(a[key], b[key]))
    );
  }
  return a === b;
}

function stated(record: Record<string, unknown>): string[] {
  return Object.keys(record).filter(key => record[key] !== undefined);
}
