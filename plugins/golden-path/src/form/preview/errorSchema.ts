import {
  formPathOf,
  type FormPath,
  type IntentForm,
  type Preview,
} from '@fairway/plugin-golden-path-common';
import type { ErrorSchema } from '@rjsf/utils';
import { contentAt, hasContent } from '../content';
import { inSentences } from '../words';

/** Fields whose own words say what is wrong, all the time. */
const SPEAK_FOR_THEMSELVES = ['proposal'];

/** The deepest place that can show an error: a field of a group in a group, or the row of a list and the input in it. */
function drawn(path: FormPath): FormPath {
  const row = path.findIndex(part => typeof part === 'number');
  return path.slice(0, row < 0 ? 3 : row + 3);
}

function add(
  schema: Record<string, unknown>,
  path: FormPath,
  message: string,
): void {
  let node = schema;
  for (const part of path) {
    const next: Record<string, unknown> = { ...Object(node[part]) };
    node[part] = next;
    node = next;
  }
  const errors = Array.isArray(node.__errors) ? node.__errors : [];
  if (!errors.includes(message)) {
    node.__errors = [...errors, message];
  }
}

/** Every message of an error schema with the path it stands at. */
function messagesOf(
  schema: unknown,
  path: FormPath = [],
): { path: FormPath; message: string }[] {
  return Object.entries(Object(schema)).flatMap(([key, member]) =>
    key === '__errors'
      ? (Array.isArray(member) ? member : []).map(message => ({
          path,
          message: String(message),
        }))
      : messagesOf(member, [...path, key]),
  );
}

export interface ErrorSchemaOptions {
  preview: Preview | undefined;
  form: IntentForm;
  /** What the form found when someone wanted to go on. */
  base?: unknown;
  /** What the form held then: what was changed since is judged by the preview alone. */
  baseForm?: unknown;
  /** What people call the field of a path. */
  titleOf?(path: FormPath): string;
}

/**
 * Problems and denying findings, where the form draws their fields, in the words of the compiler. Fields that nobody
 * has filled in yet stay quiet until someone wants to go on: then the form asks for them in our words, not in those
 * of its validator.
 */
export function errorSchemaOf(options: ErrorSchemaOptions): ErrorSchema {
  const { preview, form, base, baseForm = form } = options;
  const titleOf = options.titleOf ?? (path => path.join(' '));
  const schema: Record<string, unknown> = {};
  const ask = (path: FormPath) =>
    add(schema, path, `State the ${titleOf(path)}.`);
  const say = (pointer: string, message: string) => {
    const path = drawn(formPathOf({ pointer, form }));
    if (path.length && hasContent(contentAt(form, path))) {
      add(schema, path, message);
    }
  };
  for (const problem of preview?.problems ?? []) {
    say(problem.at, inSentences(problem));
  }
  for (const finding of preview?.findings ?? []) {
    if (finding.severity === 'deny') {
      say(finding.at, inSentences(finding));
    }
  }
  const asked = messagesOf(base).filter(({ path }) => path.length);
  // A group that the form refused as a whole lacks something: the preview knows what.
  for (const { at } of preview?.missing ?? []) {
    const path = drawn(formPathOf({ pointer: at, form }));
    const inAsked = asked.some(each => each.path[0] === path[0]);
    if (inAsked && !hasContent(contentAt(form, path))) {
      ask(path);
    }
  }
  for (const { path, message } of asked) {
    const [head] = path;
    const isSaid = hasContent(schema[head]);
    const isOpen = !hasContent(contentAt(form, path));
    const isStale =
      JSON.stringify(contentAt(form, path)) !==
      JSON.stringify(contentAt(baseForm, path));
    if (SPEAK_FOR_THEMSELVES.includes(String(head)) && preview) {
      continue;
    }
    if (isOpen && !contentAt(schema, path)) {
      ask(path);
    } else if (!isOpen && !isSaid && !isStale) {
      add(schema, path, message);
    }
  }
  return schema as ErrorSchema;
}
