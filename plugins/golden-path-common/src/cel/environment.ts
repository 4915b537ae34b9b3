import { Environment } from '@marcbachmann/cel-js';
import { registerLists, registerSets } from './collections';
import { widenHas } from './has';
import { registerMacros } from './macros';
import { registerNetwork } from './network';
import { registerQuantity } from './quantity';
import { RE2_MATCHES, registerRegex } from './regex';
import { registerSemver } from './semver';
import { registerStrings } from './strings';
import { registerUrl } from './url';

/** A compiled expression. Throws when the evaluation fails. @public */
export type CelProgram = (variables: object) => unknown;

/** What compiling an expression gives: the program, or why there is none. @public */
export type CelCompilation =
  | { ok: true; run: CelProgram; source: string }
  | { ok: false; reason: string; source: string };

/**
 * A CEL environment with the libraries that the Kubernetes API server has. Variables are declared by the caller;
 * what is not declared is an error when the expression is compiled, as in the API server.
 * @public
 */
export function createCelEnvironment(): Environment {
  const env = new Environment({
    enableOptionalTypes: true,
    // Kubernetes objects are dynamic, so literals mix what the checker knows with what it does not.
    homogeneousAggregateLiterals: false,
  });
  registerQuantity(env);
  registerUrl(env);
  registerNetwork(env);
  registerRegex(env);
  registerLists(env);
  registerSets(env);
  registerSemver(env);
  registerStrings(env);
  registerMacros(env);
  return env;
}

/** Compiles and type-checks, so that an unknown function is told before anything is evaluated. @public */
export function compileCel(env: Environment, source: string): CelCompilation {
  try {
    const parsed = env.parse(source);
    if (source.includes('matches')) useRe2(parsed.ast);
    if (source.includes('has(')) widenHas(parsed.ast);
    const checked = parsed.check();
    if (!checked.valid) {
      return { ok: false, source, reason: reasonOf(checked.error) };
    }
    return { ok: true, source, run: variables => parsed(variables) };
  } catch (error) {
    return { ok: false, source, reason: reasonOf(error) };
  }
}

/** The first line of an error of the engine; the lines below it draw the expression. */
export function reasonOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.split('\n', 1)[0] ?? text;
}

/** The engine's `matches` cannot be replaced, only its calls: they go to the one that reads RE2. */
function useRe2(node: unknown): void {
  if (Array.isArray(node)) {
    node.forEach(useRe2);
    return;
  }
  if (typeof node !== 'object' || node === null) return;
  if (!('op' in node) || !('args' in node)) return;
  const { op, args } = node;
  if (op === 'rcall' && Array.isArray(args) && args[0] === 'matches') {
    args[0] = RE2_MATCHES;
  }
  useRe2(args);
}
