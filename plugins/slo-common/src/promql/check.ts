import { PROMQL_FUNCTIONS, type PromqlType } from './functions';
import { parsePromql, PromqlMistake, type PromqlProblem } from './tree';
import { typeOfTree } from './types';

/** Longer expressions are refused unread. */
const MAX_LENGTH = 100_000;

/** The parts outside of text and comments, by their offset. */
function* codeOf(expr: string): Generator<{ from: number; text: string }> {
  const quoted = /"(?:[^"\\\n]|\\.)*"?|'(?:[^'\\\n]|\\.)*'?|`[^`]*`?|#[^\n]*/g;
  let from = 0;
  for (const match of expr.matchAll(quoted)) {
    yield { from, text: expr.slice(from, match.index) };
    from = match.index + match[0].length;
  }
  yield { from, text: expr.slice(from) };
}

/** Characters that no expression holds outside of text, such as the spaces that word processors write. */
function strangeCharacter(expr: string): PromqlProblem | undefined {
  for (const { from, text } of codeOf(expr)) {
    const at = text.search(/[^\t\n\r\x20-\x7e]/);
    if (at >= 0) {
      const code = text.codePointAt(at) ?? 0;
      const hex = code.toString(16).toUpperCase().padStart(4, '0');
      return {
        offset: from + at,
        message: `the character U+${hex} is not allowed outside of quotes`,
      };
    }
  }
  return undefined;
}

function unclosed(expr: string): string | undefined {
  const open: string[] = [];
  const closing: Record<string, string> = { ')': '(', ']': '[', '}': '{' };
  for (const { text } of codeOf(expr)) {
    for (const sign of text) {
      if ('([{'.includes(sign)) {
        open.push(sign);
      } else if (closing[sign] === open[open.length - 1]) {
        open.pop();
      }
    }
  }
  return open.pop();
}

function syntaxProblem(expr: string, offset: number): PromqlProblem {
  const rest = expr.slice(offset);
  const space = /^(?:\s|#[^\n]*)*/.exec(rest)?.[0].length ?? 0;
  const at = offset + space;
  const token = /^(?:[A-Za-z_][\w:.]*|[\d.]+\w*|[!=<>~]+|[^])/.exec(
    expr.slice(at),
  )?.[0];
  if (token === undefined) {
    const open = unclosed(expr);
    return {
      offset: expr.length,
      message: open
        ? `the expression ends before ${open} is closed`
        : 'the expression ends too early',
    };
  }
  const name = /([A-Za-z_:][\w:]*)\s*$/.exec(expr.slice(0, at))?.[1];
  if (token === '(' && name && !PROMQL_FUNCTIONS.has(name)) {
    return {
      offset: expr.lastIndexOf(name, at),
      message: `there is no function ${name}`,
    };
  }
  return {
    offset: at,
    message: `${JSON.stringify(token)} is not expected here`,
  };
}

/**
 * What an expression answers, or why Prometheus would refuse it.
 * @public
 */
export function promqlType(
  expr: string,
): { type: PromqlType } | { problem: PromqlProblem } {
  if (expr.trim() === '') {
    return { problem: { offset: 0, message: 'the expression is empty' } };
  }
  if (expr.length > MAX_LENGTH) {
    return {
      problem: {
        offset: MAX_LENGTH,
        message: `the expression is longer than ${MAX_LENGTH} characters`,
      },
    };
  }
  const strange = strangeCharacter(expr);
  if (strange) {
    return { problem: strange };
  }
  const parsed = parsePromql(expr);
  if ('errorAt' in parsed) {
    return { problem: syntaxProblem(expr, parsed.errorAt) };
  }
  if ('problem' in parsed) {
    return parsed;
  }
  try {
    return { type: typeOfTree(expr, parsed.root) };
  } catch (mistake) {
    if (mistake instanceof PromqlMistake) {
      const { offset, message } = mistake;
      return { problem: { offset, message } };
    }
    throw mistake;
  }
}

/**
 * Why an expression cannot be a rule's or a query's: Prometheus refuses it, or it answers no numbers of one moment.
 * Undefined when it can.
 * @public
 */
export function checkPromql(expr: string): PromqlProblem | undefined {
  const outcome = promqlType(expr);
  if ('problem' in outcome) {
    return outcome.problem;
  }
  switch (outcome.type) {
    case 'matrix':
      return {
        offset: 0,
        message:
          'it answers a range of samples and no single value; put a function such as rate() around it',
      };
    case 'string':
      return { offset: 0, message: 'it answers a text and no number' };
    default:
      return undefined;
  }
}
