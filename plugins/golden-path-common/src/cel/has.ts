import { Optional } from '@marcbachmann/cel-js';
import { celError } from './celError';

/** The parts of the engine that a macro meets; it hands them out untyped. */
type Scope = object;
interface Checker {
  check(node: Node, scope: Scope): unknown;
  getType(name: string): unknown;
}
interface Engine {
  run(node: Node, scope: Scope): unknown;
}
interface Node {
  op: string;
  args: unknown;
  setMeta(key: string, value: unknown): unknown;
}

/**
 * The engine takes only `has()` of a variable's fields. CEL takes a field of any expression, such as
 * `has(object.spec.containers[0].resources)`; these calls get a macro of their own.
 */
export function widenHas(node: unknown): void {
  if (Array.isArray(node)) {
    node.forEach(widenHas);
    return;
  }
  if (!isNode(node)) return;
  const { op, args } = node;
  if (op === 'call' && Array.isArray(args) && args[0] === 'has') {
    const field = fieldOf(args[1]);
    if (field && !startsAtVariable(field.operand)) {
      node.setMeta('macro', hasField(field));
    }
  }
  widenHas(args);
}

function fieldOf(args: unknown): { operand: Node; name: string } | undefined {
  const [argument]: unknown[] = Array.isArray(args) ? args : [];
  if (!isNode(argument) || argument.op !== '.') return undefined;
  const [operand, name]: unknown[] = Array.isArray(argument.args)
    ? argument.args
    : [];
  return isNode(operand) && typeof name === 'string'
    ? { operand, name }
    : undefined;
}

function startsAtVariable(node: Node): boolean {
  if (node.op === 'id') return true;
  if (node.op !== '.' && node.op !== '.?') return false;
  const [operand]: unknown[] = Array.isArray(node.args) ? node.args : [];
  return isNode(operand) && startsAtVariable(operand);
}

function hasField({ operand, name }: { operand: Node; name: string }) {
  return {
    async: false,
    typeCheck(checker: Checker, _: unknown, scope: Scope) {
      checker.check(operand, scope);
      return checker.getType('bool');
    },
    evaluate(engine: Engine, _: unknown, scope: Scope): boolean {
      const found = engine.run(operand, scope);
      const value =
        found instanceof Optional && found.hasValue() ? found.value() : found;
      if (value instanceof Optional) return false;
      if (value instanceof Map) return value.has(name);
      if (typeof value !== 'object' || value === null || Array.isArray(value)) {
        throw celError(`has() needs the field ${name} of a map`);
      }
      return Object.hasOwn(value, name);
    },
  };
}

function isNode(value: unknown): value is Node {
  return (
    typeof value === 'object' &&
    value !== null &&
    'op' in value &&
    'args' in value &&
    'setMeta' in value &&
    typeof value.setMeta === 'function'
  );
}
