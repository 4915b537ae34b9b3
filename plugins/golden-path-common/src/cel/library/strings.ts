import { celError } from '../celError';
import { lengthOf } from '../data';
import type { FunctionTable } from '../language/functions';
import { ofContains, overResult, overText } from './costs';
import { format, quote } from './format';

/** Go trims what Unicode calls white space. */
const BLANK =
  '[\\t\\n\\v\\f\\r \\u0085\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]+';
const ENDS = new RegExp(`^${BLANK}|${BLANK}$`, 'g');

function outside(index: bigint): never {
  throw celError(`index out of range: ${index}`);
}

function charAt(text: string, index: bigint): string {
  const characters = [...text];
  if (index < 0n || index > BigInt(characters.length)) return outside(index);
  return characters[Number(index)] ?? '';
}

function substring(text: string, start: bigint, end?: bigint): string {
  const characters = [...text];
  const last = end ?? BigInt(characters.length);
  if (end !== undefined && start > end) {
    throw celError(`invalid substring range. start: ${start}, end: ${end}`);
  }
  for (const index of [start, last]) {
    if (index < 0n || index > BigInt(characters.length)) return outside(index);
  }
  return characters.slice(Number(start), Number(last)).join('');
}

/** Offsets count code points, those of JavaScript halves of pairs. */
function offsetOf(text: string, points: bigint): number {
  return [...text].slice(0, Number(points)).join('').length;
}

function indexOf(text: string, part: string, from = 0n): bigint {
  if (part === '') return from;
  if (from < 0n) return outside(from);
  if (from >= BigInt(lengthOf(text))) return -1n;
  const at = text.indexOf(part, offsetOf(text, from));
  return at < 0 ? -1n : BigInt(lengthOf(text.slice(0, at)));
}

function lastIndexOf(text: string, part: string, from?: bigint): bigint {
  const length = BigInt(lengthOf(text));
  if (part === '') return from ?? length;
  if (from !== undefined && from < 0n) return outside(from);
  if (from !== undefined && from >= length) return -1n;
  const at = text.lastIndexOf(
    part,
    from === undefined ? text.length : offsetOf(text, from),
  );
  return at < 0 ? -1n : BigInt(lengthOf(text.slice(0, at)));
}

function split(text: string, separator: string, limit = -1n): string[] {
  if (limit === 0n) return [];
  const parts = separator === '' ? [...text] : text.split(separator);
  if (limit < 0n || BigInt(parts.length) <= limit) return parts;
  const last = Number(limit) - 1;
  return [...parts.slice(0, last), parts.slice(last).join(separator)];
}

function replace(text: string, from: string, to: string, limit = -1n): string {
  if (from === '') {
    const characters = [...text];
    const count = limit < 0n ? characters.length + 1 : Number(limit);
    const woven = characters.map((c, i) => (i < count ? to + c : c)).join('');
    return characters.length < count ? woven + to : woven;
  }
  if (limit < 0n) return text.replaceAll(from, () => to);
  const parts = text.split(from);
  const replaced = Math.min(Number(limit), parts.length - 1);
  const head = parts.slice(0, replaced + 1).join(to);
  return [head, ...parts.slice(replaced + 1)].join(from);
}

function join(list: readonly unknown[], separator = ''): string {
  const wrong = list.find(item => typeof item !== 'string');
  if (wrong !== undefined) throw celError('join: invalid input');
  return list.join(separator);
}

/** The texts of CEL and of its string extension, in the version that Kubernetes has. */
export function registerStrings(functions: FunctionTable): void {
  const once = overText();
  const twice = overText(2);
  const inText = (text: string, part: string) => text.includes(part);
  functions
    .add('string.contains(string): bool', inText, ofContains)
    .add(
      'string.startsWith(string): bool',
      (text: string, part: string) => text.startsWith(part),
      once,
    )
    .add(
      'string.endsWith(string): bool',
      (text: string, part: string) => text.endsWith(part),
      once,
    )
    .add('string.charAt(int): string', charAt)
    .add('string.indexOf(string): int', indexOf, once)
    .add('string.indexOf(string, int): int', indexOf, once)
    .add('string.lastIndexOf(string): int', lastIndexOf, once)
    .add('string.lastIndexOf(string, int): int', lastIndexOf, once)
    .add(
      'string.lowerAscii(): string',
      (text: string) => text.replace(/[A-Z]+/g, part => part.toLowerCase()),
      once,
    )
    .add(
      'string.upperAscii(): string',
      (text: string) => text.replace(/[a-z]+/g, part => part.toUpperCase()),
      once,
    )
    .add(
      'string.trim(): string',
      (text: string) => text.replace(ENDS, ''),
      once,
    )
    .add('string.substring(int): string', substring, once)
    .add('string.substring(int, int): string', substring, once)
    .add('string.split(string): list(string)', split, twice)
    .add('string.split(string, int): list(string)', split, twice)
    .add('string.replace(string, string): string', replace, twice)
    .add('string.replace(string, string, int): string', replace, twice)
    .add('list(string).join(): string', join, overResult)
    .add('list(string).join(string): string', join, overResult)
    .add('string.format(list(dyn)): string', format, overResult)
    .add('strings::quote(string): string', quote, once);
}
