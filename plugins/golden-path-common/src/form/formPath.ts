import { pointerSegments } from '../json/pointer';
import { withoutBlanks } from './data';
import type { EnvironmentForm, IntentForm } from './intentForm';

/** Where in the form a value of the intent is entered; empty for the form as a whole. @public */
export type FormPath = (string | number)[];

/** Members of the container that have a field of their own; the others are in the group `container`. */
const CONTAINER = ['image', 'port', 'env', 'resources', 'health'];
/** Maps of the intent that the form holds as lists of named entries. */
const LISTS = ['env', 'secrets'];

/**
 * Where in the form the value of an intent pointer is entered: `/spec/route/host` → `['route', 'host']`. Lists
 * that the form holds instead of maps (env, secrets) are found by name. An empty path means the form as a whole.
 * @public
 */
export function formPathOf(options: {
  pointer: string;
  form: IntentForm;
}): FormPath {
  const { pointer, form } = options;
  const [section, head, ...rest] = pointerSegments(pointer);
  if (section === 'metadata' && head !== undefined) {
    return inRows([head, ...rest], form);
  }
  if (section !== 'spec' || head === undefined) {
    return [];
  }
  if (head === 'containers') {
    return containerPath({ path: rest, form });
  }
  return head === 'environments'
    ? environmentPath({ path: rest, form })
    : listPath({ path: [head, ...rest], form });
}

function containerPath(options: {
  path: string[];
  form: IntentForm;
}): FormPath {
  const [name, member, ...rest] = options.path;
  if (name !== 'app' || member === undefined) {
    return [];
  }
  return CONTAINER.includes(member)
    ? listPath({ path: [member, ...rest], form: options.form })
    : ['container', member, ...rest.map(asIndex)];
}

/** An entry of `environments` is a name in one list of the form, and what differs in another. */
function environmentPath(options: {
  path: string[];
  form: IntentForm;
}): FormPath {
  const { form } = options;
  const [index, ...rest] = options.path;
  const name = form.environments?.[Number(index)];
  const entry = (form.perEnvironment ?? []).findIndex(
    each => each.name === name,
  );
  return rest.length && entry >= 0
    ? [
        'perEnvironment',
        entry,
        ...listPath({ path: rest, form: form.perEnvironment?.[entry] ?? {} }),
      ]
    : ['environments'];
}

function listPath(options: {
  path: string[];
  form: IntentForm | EnvironmentForm;
}): FormPath {
  const { path, form } = options;
  const [head, key] = path;
  if (!LISTS.includes(head) || key === undefined) {
    return inRows(path, form);
  }
  const entries: unknown = Reflect.get(form, head);
  const index = Array.isArray(entries)
    ? entries.findIndex(
        entry => (typeof entry === 'object' && entry?.name) === key,
      )
    : -1;
  return index < 0 ? [head] : [head, index];
}

/** The intent leaves out rows that nobody has filled in yet; the form counts them. */
function inRows(path: string[], form: IntentForm | EnvironmentForm): FormPath {
  let held: unknown = form;
  return path.map(part => {
    const step = Array.isArray(held)
      ? rowOf(held, Number(part))
      : asIndex(part);
    held =
      typeof held === 'object' && held !== null && Object.hasOwn(held, step)
        ? Reflect.get(held, step)
        : undefined;
    return step;
  });
}

function rowOf(rows: readonly unknown[], index: number): number {
  const stated = rows.flatMap((row, at) =>
    withoutBlanks(row) === undefined ? [] : [at],
  );
  return stated[index] ?? index;
}

function asIndex(part: string): string | number {
  return /^(0|[1-9][0-9]*)$/.test(part) ? Number(part) : part;
}
