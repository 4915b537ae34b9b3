import { listOf } from '../words/phrases';

/** What to do about a value that is not what was expected. The message has said what that is; this is the step. */

/** The kinds of a value as people call them, by the names that zod has for them. */
export const KINDS: Record<string, string> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a mapping',
  record: 'a mapping',
  null: 'null',
};

/** `1 item`, `2 items`. */
export function counted(count: number | bigint, thing: string): string {
  return `${count} ${thing}${Number(count) === 1 ? '' : 's'}`;
}

/** Whether a text would be the number or the boolean that was expected if it stood without quotes. */
function readsAs(kind: string, text: string): boolean {
  switch (kind) {
    case KINDS.number:
      return /^-?[0-9]+(\.[0-9]+)?$/.test(text);
    case KINDS.int:
      return /^-?[0-9]+$/.test(text);
    case KINDS.boolean:
      return text === 'true' || text === 'false';
    default:
      return false;
  }
}

/** For a value of another kind, or of another form. */
export function remedyFor(options: {
  expected: string;
  value: unknown;
  /** Fields that a mapping here may have. */
  fields: readonly string[];
}): string {
  const { expected, value, fields } = options;
  if (value === undefined || value === null) {
    return 'Fill it in';
  }
  if (expected === KINDS.string && typeof value !== 'object') {
    return `Put it in quotes: "${value}"`;
  }
  if (typeof value === 'string' && readsAs(expected, value)) {
    return `Remove the quotes: ${value}`;
  }
  if (expected === KINDS.array) {
    return typeof value === 'object'
      ? 'Start each item on a line of its own with "- "'
      : `Put it in brackets: [${value}]`;
  }
  if (expected === KINDS.object) {
    return fields.length > 0
      ? `Write its fields instead: ${fields.join(', ')}`
      : 'Write names and values instead, each on a line of its own';
  }
  if (expected === KINDS.int && typeof value === 'number') {
    return `Round it to ${Math.round(value)}`;
  }
  if (expected.startsWith('one of the fields')) {
    return 'Add the one that is meant';
  }
  if (expected.startsWith('one of ')) {
    return 'Choose one of them';
  }
  if (expected === `${KINDS.string} or ${KINDS.object}`) {
    return 'Write one of the two';
  }
  if (typeof value === 'object') {
    return 'Write a single value instead';
  }
  return expected.includes('without') ? 'Take it out' : 'Write it in that form';
}

/** For what has too few or too many of something. */
export function resizing(options: {
  value: unknown;
  small: boolean;
  limit: number;
}): { found?: string; remedy: string } {
  const { value, small, limit } = options;
  if (Array.isArray(value)) {
    return {
      found: counted(value.length, 'item'),
      remedy: small
        ? `Add ${counted(limit - value.length, 'item')}`
        : `Remove ${counted(value.length - limit, 'item')}`,
    };
  }
  if (typeof value === 'string') {
    return small
      ? { remedy: 'Fill it in' }
      : {
          found: counted(value.length, 'character'),
          remedy: `Shorten it by ${counted(value.length - limit, 'character')}`,
        };
  }
  return { remedy: `Write a ${small ? 'larger' : 'smaller'} number` };
}

/** For a field that is not there: what it is for, and what to write. */
export function addition(options: {
  name: string;
  meaning?: string;
  expected: string;
  /** Fields that the mapping which is missing has to have. */
  needed: readonly string[];
}): string {
  const { name, meaning, expected, needed } = options;
  const subject =
    meaning === undefined ? `"${name}"` : `"${name}" (${meaning})`;
  return needed.length > 0
    ? `Add ${subject} with ${listOf(needed.map(field => `"${field}"`))}`
    : `Add ${subject}: ${expected}`;
}
