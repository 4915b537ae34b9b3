import { RE2JS, RE2JSException } from 're2js';
import { celError } from '../celError';
import type { FunctionTable } from '../language/functions';
import { ofPattern } from './costs';

/** Patterns come from policies, so there are few; the bound guards against patterns made from data. */
const MOST_PATTERNS = 1000;

const compiled = new Map<string, RE2JS>();

/**
 * A pattern of RE2, which CEL prescribes: it takes time in proportion to the text, whatever the pattern. Throws a
 * CelError for what is no pattern of RE2, such as one with look-around.
 */
export function re2(pattern: string): RE2JS {
  const known = compiled.get(pattern);
  if (known) return known;
  let expression: RE2JS;
  try {
    expression = RE2JS.compile(pattern);
  } catch (error) {
    if (!(error instanceof RE2JSException)) throw error;
    throw celError(error.message);
  }
  if (compiled.size >= MOST_PATTERNS) compiled.clear();
  compiled.set(pattern, expression);
  return expression;
}

function matches(text: string, pattern: string): boolean {
  return re2(pattern).test(text);
}

function find(text: string, pattern: string): string {
  const matcher = re2(pattern).matcher(text);
  return matcher.find() ? matcher.group() ?? '' : '';
}

function findAll(text: string, pattern: string, limit = -1n): string[] {
  const matcher = re2(pattern).matcher(text);
  const found: string[] = [];
  let end = -1;
  while (limit < 0n || BigInt(found.length) < limit) {
    if (!matcher.find()) break;
    // As in Go, nothing is not found right behind something.
    if (matcher.end() > matcher.start() || matcher.start() !== end) {
      found.push(matcher.group() ?? '');
    }
    end = matcher.end();
  }
  return found;
}

/** `find`, `findAll` and `matches` in the syntax of RE2. */
export function registerRegex(functions: FunctionTable): void {
  functions
    .add('matches(string, string): bool', matches, ofPattern)
    .add('string.matches(string): bool', matches, ofPattern)
    .add('string.find(string): string', find, ofPattern)
    .add('string.findAll(string): list(string)', findAll, ofPattern)
    .add('string.findAll(string, int): list(string)', findAll, ofPattern);
}
