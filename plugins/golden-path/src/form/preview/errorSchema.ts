import {
  formPathOf,
  type IntentForm,
  type Preview,
} from '@fairway/plugin-golden-path-common';
import type { ErrorSchema } from '@rjsf/utils';

function has(form: unknown, path: (string | number)[]): boolean {
  let current = form;
  for (const part of path) {
    if (typeof current !== 'object' || current === null) {
      return false;
    }
    current = Reflect.get(current, part);
  }
  return current !== undefined && current !== '';
}

/** The deepest schema node that the form draws itself: lists are drawn by fields of ours, as a whole. */
function drawn(path: (string | number)[]): (string | number)[] {
  const list = path.findIndex(part => typeof part === 'number');
  return list < 0 ? path.slice(0, 2) : path.slice(0, list);
}

function add(
  schema: Record<string, unknown>,
  path: (string | number)[],
  message: string,
) {
  let node = schema;
  for (const part of path) {
    const child = node[part];
    const next =
      typeof child === 'object' && child !== null ? { ...child } : {};
    node[part] = next;
    node = next as Record<string, unknown>;
  }
  const errors = Array.isArray(node.__errors) ? node.__errors : [];
  if (!errors.includes(message)) {
    node.__errors = [...errors, message];
  }
}

/**
 * Problems and denying findings, where the form draws their fields. Fields that nobody has filled in yet stay
 * quiet; the panel beside the form lists them as still to state.
 */
export function errorSchemaOf(options: {
  preview: Preview | undefined;
  form: IntentForm;
  base?: ErrorSchema;
}): ErrorSchema {
  const { preview, form, base } = options;
  const schema: Record<string, unknown> = { ...base };
  const say = (pointer: string, message: string) => {
    const path = drawn(formPathOf({ pointer, form }));
    if (path.length && has(form, path)) {
      add(schema, path, message);
    }
  };
  for (const problem of preview?.problems ?? []) {
    say(problem.at, `${problem.message}. ${problem.remedy}`);
  }
  for (const finding of preview?.findings ?? []) {
    if (finding.severity === 'deny') {
      say(finding.at, `${finding.message} ${finding.remedy}`);
    }
  }
  return schema as ErrorSchema;
}
