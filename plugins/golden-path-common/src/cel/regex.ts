import type { Environment } from '@marcbachmann/cel-js';
import { celError } from './celError';

/** The engine's own `matches` takes the syntax of JavaScript, so calls of it are led to this one. */
export const RE2_MATCHES = 'matchesRe2';

const POSIX: Record<string, string> = {
  alnum: '0-9A-Za-z',
  alpha: 'A-Za-z',
  digit: '0-9',
  lower: 'a-z',
  upper: 'A-Z',
  punct: '!-\\/:-@\\[-`{-~',
  space: '\\t\\n\\v\\f\\r ',
  word: '0-9A-Za-z_',
  xdigit: '0-9A-Fa-f',
  blank: '\\t ',
  cntrl: '\\x00-\\x1F\\x7F',
};

const compiled = new Map<string, RegExp>();
/** Patterns come from policies, so there are few; the bound guards against patterns made from data. */
const MOST_PATTERNS = 1000;

/**
 * A pattern in the syntax of RE2, which CEL prescribes, as a regular expression of this language. What RE2 does
 * not have (look-around, back references) is refused as the API server does.
 */
export function re2(pattern: string): RegExp {
  const known = compiled.get(pattern);
  if (known) return known;
  if (/\(\?(?:=|!|<=|<!)|\\[1-9]/.test(pattern.replaceAll('\\\\', ''))) {
    throw celError(
      `the pattern ${pattern} uses look-around or a back reference, which RE2 does not have`,
    );
  }
  const flags = /^\(\?([ims]+)\)/.exec(pattern);
  const body = pattern
    .slice(flags?.[0].length ?? 0)
    .replace(/\[:(\^?)([a-z]+):\]/g, (all, not: string, name: string) =>
      not ? all : POSIX[name] ?? all,
    )
    .replaceAll('(?P<', '(?<')
    .replace(/\\p([A-Z])(?![{])/g, '\\p{$1}')
    .replace(/\\A/g, '(?<![\\s\\S])')
    .replace(/\\z/g, '(?![\\s\\S])');
  const unicode = /\\[pP]\{/.test(body) ? 'u' : '';
  let expression: RegExp;
  try {
    expression = new RegExp(body, `${flags?.[1] ?? ''}${unicode}`);
  } catch {
    throw celError(`${pattern} is not a regular expression`);
  }
  if (compiled.size >= MOST_PATTERNS) compiled.clear();
  compiled.set(pattern, expression);
  return expression;
}

function findAll(text: string, pattern: string, limit = -1n): string[] {
  const expression = new RegExp(re2(pattern), `${re2(pattern).flags}g`);
  const found: string[] = [];
  for (const match of text.matchAll(expression)) {
    if (limit >= 0n && BigInt(found.length) >= limit) break;
    found.push(match[0]);
  }
  return found;
}

/** `find`, `findAll` and `matches` in the syntax of RE2. */
export function registerRegex(env: Environment): void {
  const sync = { async: false };
  const matches = (text: string, pattern: string) => re2(pattern).test(text);
  env.registerFunction('matches(string, string): bool', matches, sync);
  env.registerFunction(
    'string.find(string): string',
    (text: string, pattern: string) => re2(pattern).exec(text)?.[0] ?? '',
    sync,
  );
  env.registerFunction(
    'string.findAll(string): list<string>',
    (text: string, pattern: string) => findAll(text, pattern),
    sync,
  );
  env.registerFunction(
    'string.findAll(string, int): list<string>',
    findAll,
    sync,
  );
  env.registerFunction(`string.${RE2_MATCHES}(string): bool`, matches, sync);
}
