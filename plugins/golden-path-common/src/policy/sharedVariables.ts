import type { CelCompilation } from '../cel';

/** A variable of a policy. */
export interface Variable {
  expression: CelCompilation;
  /**
   * Whether other policies of the set may define the same variable, of the object alone: then it is evaluated once
   * for all of them. Most policies about pods begin with the same two or three.
   */
  shared: boolean;
}

/** Variables of one policy by name, compiled. */
export type VariableTable = ReadonlyMap<string, Variable>;

/** Compiled variables of all policies of a set, by all that they are made of. */
export type SharedVariables = Map<string, CelCompilation>;

/** Compiles the variables of one policy; those that another policy of the set defines too are compiled once. */
export function compileVariables(options: {
  variables: readonly { name: string; expression: string }[];
  shared: SharedVariables;
  compile(name: string, source: string): CelCompilation;
}): VariableTable {
  const { variables, shared, compile } = options;
  const table = new Map<string, Variable>();
  /** What each variable so far is made of; missing for one that is the policy's own. */
  const makings = new Map<string, string>();
  for (const { name, expression: source } of variables) {
    const making = makingOf(source, makings);
    const known = making === undefined ? undefined : shared.get(making);
    const expression = known ?? compile(name, source);
    const isShared = making !== undefined && expression.ok;
    if (isShared) {
      makings.set(name, making);
      shared.set(making, expression);
    } else {
      makings.delete(name);
    }
    table.set(name, { expression, shared: isShared });
  }
  return table;
}

/**
 * The source with that of every variable it reads, or nothing where its value may depend on more than the object: on
 * parameters, which differ from binding to binding, or on something that is not plainly a variable before it.
 */
function makingOf(
  source: string,
  makings: ReadonlyMap<string, string>,
): string | undefined {
  if (/\bparams\b/.test(source)) return undefined;
  const mentions = source.match(/\bvariables\b/g) ?? [];
  const names = Array.from(
    source.matchAll(/\bvariables\.([A-Za-z_]\w*)/g),
    ([, name]) => name,
  );
  if (names.length !== mentions.length) return undefined;
  const parts: [string, string][] = [];
  for (const name of new Set(names)) {
    const making = makings.get(name);
    if (making === undefined) return undefined;
    parts.push([name, making]);
  }
  return JSON.stringify([source.trim(), parts]);
}
