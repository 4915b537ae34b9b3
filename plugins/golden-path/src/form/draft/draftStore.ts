import { z } from 'zod';
import { hasContent } from '../content';

const PREFIX = 'fairway.draft:';
const draftSchema = z.record(z.string(), z.unknown());

/** What a form holds, by field. */
export type Draft = z.infer<typeof draftSchema>;

/** Fields that nobody fills in: the form derives them. */
const DERIVED = ['kept', 'proposal'];

/** The draft that the wizard on the screen keeps. */
let shown: string | undefined;

function stripped(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(stripped);
  }
  return typeof value === 'object' && value !== null
    ? Object.fromEntries(
        Object.entries(value)
          .filter(([, member]) => hasContent(member))
          .sort(([a], [b]) => (a < b ? -1 : 1))
          .map(([key, member]) => [key, stripped(member)]),
      )
    : value;
}

/** The same text for forms that state the same, whatever blanks and order they have. */
export function meaningOf(form: object): string {
  return JSON.stringify(
    stripped(
      Object.fromEntries(
        Object.entries(form).filter(([key]) => !DERIVED.includes(key)),
      ),
    ),
  );
}

/** One person, one template, one start: a change of a service is another draft than a new service. */
export function draftKey(options: {
  user: string;
  template: string;
  /** What the address fills in. */
  start: object;
}): string {
  const { user, template, start } = options;
  const name = 'name' in start && typeof start.name === 'string' && start.name;
  return `${PREFIX}${[user, template, ...(name ? [name] : [])].join('|')}`;
}

export function readDraft(key: string): Draft | undefined {
  try {
    return draftSchema.parse(
      JSON.parse(window.sessionStorage.getItem(key) ?? ''),
    );
  } catch {
    // None, not one of ours, or a browser that keeps nothing.
    return undefined;
  }
}

/** False where the browser keeps nothing. */
export function writeDraft(key: string, form: object): boolean {
  shown = key;
  try {
    window.sessionStorage.setItem(key, JSON.stringify(form));
    return true;
  } catch {
    return false;
  }
}

export function dropDraft(key: string): void {
  try {
    window.sessionStorage.removeItem(key);
  } catch {
    // Nothing is kept there.
  }
}

/** Its request is opened: the draft has done its work. */
export function dropShownDraft(): void {
  if (shown !== undefined) {
    dropDraft(shown);
    shown = undefined;
  }
}

/** What the address of the page fills in, `?formData={…}`. */
export function startOf(search: string): Draft {
  try {
    return draftSchema.parse(
      JSON.parse(new URLSearchParams(search).get('formData') ?? '{}'),
    );
  } catch {
    return {};
  }
}
