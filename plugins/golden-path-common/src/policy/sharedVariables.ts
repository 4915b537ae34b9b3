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

/** Compiled variables of all policies of a set, by all that they are made of; each has a number. */
export type SharedVariables = Map<
  string,
  { id: number; expression: CelCompilation }
>;

/** Compiles the variables of one policy; those that another policy of the set defines too are compiled once. */
export function compileVariables(options: {
  variables: readonly { name: string; expression: string }[];
  shared: SharedVariables;
  compile(name: string, source: string): CelCompilation;
  /** Told of each variable that compiles, before the next one. */
  compiled(
    name: string,
    expression: Extract<CelCompilation, { ok: true }>,
  ): void;
}): VariableTable {
  const { variables, shared, compile, compiled } = options;
  const table = new Map<string, Variable>();
  /** Numbers of those so far that are shared; what reads one that is the policy's own is its own too. */
  const ids = new Map<string, number>();
  for (const { name, expression: source } of variables) {
    const making = makingOf(source, ids);
    const known = making === undefined ? undefined : shared.get(making);
    const expression = known?.expression ?? compile(name, source);
    const isShared = making !== undefined && expression.ok;
    if (isShared) {
      const id = known?.id ?? shared.size;
      ids.set(name, id);
      shared.set(making, { id, expression });
    } else {
      ids.delete(name);
    }
    table.set(name, { expression, shared: isShared });
    if (expression.ok) compiled(name, expression);
  }
  return table;
}

/**
 * The source with the number of every variable it reads, or nothing where its value may depend on more than the
 * object: on parameters, which differ from binding to binding, or on something that is not plainly a variable before
 * it.
 */
function makingOf(
  source: string,
  ids: ReadonlyMap<string, number>,
): string | undefined {
  if (/\bparams\b/.test(source)) return undefined;
  const mentions = source.match(/\bvariables\b/g) ?? [];
  const names = Array.from(
    source.matchAll(/\bvariables\.([A-Za-z_]\w*)/g),
    ([, name]) => name,
  );
  if (names.length !== mentions.length) return undefined;
  const parts: [string, number][] = [];
  for (const name of new Set(names)) {
    const id = ids.get(name);
    if (id === undefined) return undefined;
    parts.push([name, id]);
  }
  return JSON.stringify([source.trim(), parts]);
}
