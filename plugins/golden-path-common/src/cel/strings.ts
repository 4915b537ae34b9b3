import type { Environment } from '@marcbachmann/cel-js';
import { celError } from './celError';

class StringsNamespace {}

function charAt(text: string, index: bigint): string {
  const characters = [...text];
  if (index < 0n || index > BigInt(characters.length)) {
    throw celError(`charAt(${index}) is outside the text`);
  }
  return characters[Number(index)] ?? '';
}

function replace(text: string, from: string, to: string, limit = -1n): string {
  if (limit < 0n) return text.replaceAll(from, () => to);
  let rest = text;
  let done = '';
  for (let left = limit; left > 0n; left--) {
    const at = rest.indexOf(from);
    if (at < 0) break;
    done += rest.slice(0, at) + to;
    rest = rest.slice(at + from.length);
    if (from === '') {
      done += rest.slice(0, 1);
      rest = rest.slice(1);
    }
  }
  return done + rest;
}

/** `"%s is %d".format([...])`, with the verbs of CEL's string extension. */
function format(template: string, values: readonly unknown[]): string {
  let next = 0;
  const text = template.replace(
    /%(?:(%)|(?:\.(\d+))?([a-zA-Z]))/g,
    (all, percent: string | undefined, precision: string | undefined, verb) => {
      if (percent) return '%';
      if (next >= values.length)
        throw celError(`format() has no value for ${all}`);
      return formatOne(verb, values[next++], precision);
    },
  );
  return text;
}

function formatOne(verb: string, value: unknown, precision?: string): string {
  switch (verb) {
    case 's':
      return display(value);
    case 'd':
      if (typeof value === 'bigint') return `${value}`;
      throw celError('format(): %d needs an integer');
    case 'f':
      return asNumber(value, verb).toFixed(Number(precision ?? 6));
    case 'e':
      return asNumber(value, verb)
        .toExponential(Number(precision ?? 6))
        .replace(/e([+-])(\d)$/, 'e$10$2');
    case 'b':
      return typeof value === 'boolean'
        ? `${Number(value)}`
        : asInteger(value, verb).toString(2);
    case 'o':
      return asInteger(value, verb).toString(8);
    case 'x':
      return hex(value);
    case 'X':
      return hex(value).toUpperCase();
    default:
      throw celError(`format(): there is no %${verb}`);
  }
}

function hex(value: unknown): string {
  if (typeof value === 'string') {
    return Array.from(new TextEncoder().encode(value), byte =>
      byte.toString(16).padStart(2, '0'),
    ).join('');
  }
  return asInteger(value, 'x').toString(16);
}

function asNumber(value: unknown, verb: string): number {
  if (typeof value === 'number' || typeof value === 'bigint') {
    return Number(value);
  }
  throw celError(`format(): %${verb} needs a number`);
}

function asInteger(value: unknown, verb: string): bigint {
  if (typeof value === 'bigint') return value;
  throw celError(`format(): %${verb} needs an integer`);
}

function display(value: unknown): string {
  if (value === null) return 'null';
  if (value instanceof Date) return value.toISOString().replace('.000Z', 'Z');
  if (Array.isArray(value)) return `[${value.map(display).join(', ')}]`;
  if (
    typeof value === 'object' &&
    Object.getPrototypeOf(value) === Object.prototype
  ) {
    const entries = Object.entries(value).map(
      ([key, item]) => `${key}: ${display(item)}`,
    );
    return `{${entries.sort().join(', ')}}`;
  }
  return `${value}`;
}

/** What CEL's string extension has and the engine lacks. */
export function registerStrings(env: Environment): void {
  const sync = { async: false };
  env.registerFunction('string.charAt(int): string', charAt, sync);
  env.registerFunction('string.replace(string, string): string', replace, sync);
  env.registerFunction(
    'string.replace(string, string, int): string',
    replace,
    sync,
  );
  env.registerFunction('string.format(list): string', format, sync);
  env.registerFunction(
    'string.reverse(): string',
    (text: string) => [...text].reverse().join(''),
    sync,
  );
  env.registerType('cel.StringsNamespace', StringsNamespace);
  env.registerConstant(
    'strings',
    'cel.StringsNamespace',
    new StringsNamespace(),
  );
  env.registerFunction(
    'cel.StringsNamespace.quote(string): string',
    (_: StringsNamespace, text: string) => JSON.stringify(text),
    sync,
  );
}
