import { celError, CelError } from './celError';
import type { Node } from './language/ast';
import { childrenOf } from './language/ast';
import { checkCel, type Declarations } from './language/checker';
import { Frame, type Budget } from './language/frame';
import { parseCel } from './language/parser';
import { Planner } from './language/program';
import { CelSyntaxError } from './language/syntaxError';
import * as types from './language/types';
import { formatType, sameType, type CelType } from './language/types';
import { libraryFunctions } from './library';
import { formatProblem } from './library/format';
import { re2 } from './library/regex';

export type { Budget } from './language/frame';

/**
 * A compiled expression. Throws when the evaluation fails; what it costs is taken from the budget, if there is one.
 * @public
 */
export type CelProgram = (variables: object, budget?: Budget) => unknown;

/** What compiling an expression gives: the program, or why there is none. @public */
export type CelCompilation =
  | { ok: true; run: CelProgram; source: string; type: CelType }
  | { ok: false; reason: string; source: string };

/** Thousands of terms in a row are an expression in an expression each, and the stack has an end. */
const TOO_DEEP =
  'the expression has more terms than can be evaluated here; split it into variables or validations';

/** What an expression may name besides functions, with the type of each. */
export interface CelEnvironment {
  readonly variables: ReadonlyMap<string, CelType>;
}

const TYPE_NAMES: ReadonlyMap<string, CelType> = new Map(
  [
    types.BOOL,
    types.INT,
    types.UINT,
    types.DOUBLE,
    types.STRING,
    types.BYTES,
    types.NULL,
    types.TYPE,
    types.TIMESTAMP,
    types.DURATION,
    types.listOf(types.DYN),
    types.mapOf(types.DYN, types.DYN),
    types.optionalOf(types.DYN),
    ...[
      'kubernetes.Quantity',
      'kubernetes.URL',
      'kubernetes.Semver',
      'net.IP',
      'net.CIDR',
    ].map(name => types.opaque(name)),
  ].map(type => [type.name, type]),
);

/**
 * A CEL environment with the libraries that the Kubernetes API server has. Variables are declared by the caller;
 * what is not declared is an error when the expression is compiled, as in the API server.
 * @public
 */
export function createCelEnvironment(
  variables: Readonly<Record<string, CelType>> = {},
): CelEnvironment {
  return { variables: new Map(Object.entries(variables)) };
}

/**
 * Compiles and type-checks, so that what the API server refuses in a policy is told before anything is evaluated:
 * an unknown function, types that do not go together, a result of another type than one of `returns`.
 * @public
 */
export function compileCel(
  env: CelEnvironment,
  source: string,
  options: { returns?: readonly CelType[] } = {},
): CelCompilation {
  try {
    const node = parseCel(source);
    const declarations: Declarations = {
      variables: env.variables,
      typeNames: TYPE_NAMES,
      functions: libraryFunctions(),
    };
    const checked = checkCel(node, declarations);
    const { type } = checked;
    const { returns } = options;
    if (returns && !returns.some(each => sameType(each, type))) {
      return { ok: false, source, reason: wrongResult(returns, type) };
    }
    const planner = new Planner(checked);
    checkLiterals(node, planner);
    const program = planner.plan(node, []);
    const run: CelProgram = (variables, budget) => {
      const frame = new Frame(variables);
      try {
        return program(frame);
      } catch (error) {
        throw error instanceof RangeError ? celError(TOO_DEEP) : error;
      } finally {
        if (budget) budget.left -= frame.cost;
      }
    };
    return { ok: true, source, run, type };
  } catch (error) {
    if (error instanceof CelSyntaxError || error instanceof CelError) {
      return { ok: false, source, reason: error.message };
    }
    if (error instanceof RangeError) {
      return { ok: false, source, reason: TOO_DEEP };
    }
    throw error;
  }
}

function wrongResult(returns: readonly CelType[], type: CelType): string {
  const expected = returns.map(formatType).join(' or ');
  return `must evaluate to ${expected} but got ${formatType(type)}`;
}

const CONVERSIONS = new Set(
  'bool bytes double duration dyn int string timestamp type uint'.split(' '),
);

/** Literals that can never be converted, and patterns that are none, make the API server refuse the expression. */
function checkLiterals(node: Node, planner: Planner): void {
  childrenOf(node).forEach(each => checkLiterals(each, planner));
  if (node.kind !== 'call') return;
  const { name, target, args } = node;
  const [first] = args;
  if (!target && CONVERSIONS.has(name) && first && isConstant(first)) {
    planner.plan(node, [])(new Frame({}));
  }
  if (name === 'format') checkFormat(node);
  if (name !== 'matches') return;
  const pattern = args.at(-1);
  if (pattern?.kind === 'literal' && typeof pattern.value === 'string') {
    re2(pattern.value);
  }
}

/** What converting a literal gives, however often, is known beforehand. */
function isConstant(node: Node): boolean {
  if (node.kind === 'literal') return true;
  if (node.kind !== 'call' || node.target || node.args.length !== 1) {
    return false;
  }
  return CONVERSIONS.has(node.name) && node.args.every(isConstant);
}

function checkFormat({ target, args }: Extract<Node, { kind: 'call' }>): void {
  const [list] = args;
  if (target?.kind !== 'literal' || list?.kind !== 'list') return;
  const problem = formatProblem(String(target.value), list.items.length);
  if (problem !== undefined) throw celError(problem);
}

/** An error of an evaluation in words, on one line. */
export function reasonOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.split('\n', 1)[0] ?? text;
}
