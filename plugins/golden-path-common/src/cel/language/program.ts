import { celError } from '../celError';
import { findItem, mapKey } from '../data';
import { Optional, TypeValue } from '../scalars';
import { childrenOf, type Node } from './ast';
import { planCall } from './calls';
import type { Checked } from './checker';
import { planComprehension } from './comprehensions';
import type { Run } from './frame';
import { known, type Plans, type Slots } from './plans';
import type { CelType } from './types';

/** What making a list and making a map cost, when they are not the same each time. */
const LIST_COST = 10;
const MAP_COST = 30;

/** Makes functions out of the nodes of a checked expression. */
export class Planner implements Plans {
  constructor(readonly checked: Checked) {}

  plan(node: Node, slots: Slots): Run {
    const type = this.checked.typeValues.get(node);
    if (type) return constant(new TypeValue(typeName(type)));
    switch (node.kind) {
      case 'literal':
        return constant(node.value);
      case 'ident':
        return ident(node.name, slots);
      case 'select':
        return this.select(node, slots);
      case 'has':
        return this.has(node, slots);
      case 'call':
        return planCall(this, node, slots);
      case 'list':
        return this.list(node, slots);
      case 'map':
        return this.map(node, slots);
      case 'comprehension':
        return planComprehension(this, node, slots);
      case 'optMap':
        return this.optMap(node, slots);
      default:
        throw celError(`a message ${node.name} cannot be made`);
    }
  }

  private select(node: Extract<Node, { kind: 'select' }>, slots: Slots): Run {
    const { field, optional } = node;
    const operand = this.plan(node.operand, slots);
    const cost = selectCost(node.operand);
    return frame => {
      const container = operand(frame);
      frame.charge(cost);
      if (container instanceof Optional) {
        if (!container.has) return container;
        const found = fieldOf(container.value, field);
        return found === undefined ? Optional.none : Optional.of(found);
      }
      const found = fieldOf(container, field);
      if (optional) {
        return found === undefined ? Optional.none : Optional.of(found);
      }
      if (found === undefined) throw celError(`no such key: ${field}`);
      return found;
    };
  }

  private has(node: Extract<Node, { kind: 'has' }>, slots: Slots): Run {
    const { field } = node;
    const operand = this.plan(node.operand, slots);
    return frame => {
      const found = operand(frame);
      const container = found instanceof Optional ? found.value : found;
      return findItem(container, field) !== undefined;
    };
  }

  private list(node: Extract<Node, { kind: 'list' }>, slots: Slots): Run {
    const isConstant = isLiteral(node);
    const items = node.items.map(({ value, optional }) => ({
      optional,
      run: this.plan(value, slots),
    }));
    return frame => {
      const list: unknown[] = [];
      for (const { run, optional } of items) {
        const value = run(frame);
        if (!optional) list.push(value);
        else if (!(value instanceof Optional)) {
          throw celError(
            'cannot initialize optional list element from non-optional value',
          );
        } else if (value.has) list.push(value.value);
      }
      if (!isConstant) frame.charge(LIST_COST);
      return list;
    };
  }

  private map(node: Extract<Node, { kind: 'map' }>, slots: Slots): Run {
    const isConstant = isLiteral(node);
    const entries = node.entries.map(({ key, value, optional }) => ({
      optional,
      key: this.plan(key, slots),
      value: this.plan(value, slots),
    }));
    return frame => {
      const map = new Map<unknown, unknown>();
      for (const entry of entries) {
        const key = entry.key(frame);
        const value = entry.value(frame);
        if (entry.optional && !(value instanceof Optional)) {
          throw celError(
            'cannot initialize optional entry from non-optional value',
          );
        }
        if (entry.optional && value instanceof Optional && !value.has) continue;
        map.set(
          mapKey(key),
          entry.optional && value instanceof Optional ? value.value : value,
        );
      }
      if (!isConstant) frame.charge(MAP_COST);
      return map;
    };
  }

  private optMap(node: Extract<Node, { kind: 'optMap' }>, slots: Slots): Run {
    const { flat } = node;
    const target = this.plan(node.target, slots);
    const slot = slots.length;
    const body = this.plan(node.body, [...slots, node.variable]);
    return frame => {
      const optional = target(frame);
      frame.charge(1);
      if (!(optional instanceof Optional)) {
        throw celError('no such overload: hasValue()');
      }
      if (!optional.has) return Optional.none;
      // What the API server counts for it: the value, the fold around it and the new optional.
      frame.charge(5);
      frame.locals[slot] = optional.value;
      const value = body(frame);
      return flat ? value : Optional.of(value);
    };
  }
}

function isLiteral(node: Node): boolean {
  return (
    node.kind === 'literal' ||
    ((node.kind === 'list' || node.kind === 'map') &&
      childrenOf(node).every(isLiteral))
  );
}

function constant(value: unknown): Run {
  return () => value;
}

function typeName(type: CelType): string {
  return type.name;
}

function ident(name: string, slots: Slots): Run {
  const slot = slots.lastIndexOf(name);
  if (slot >= 0) {
    return frame => {
      frame.charge(1);
      return known(frame.locals[slot]);
    };
  }
  return frame => {
    frame.charge(1);
    const value: unknown = Reflect.get(frame.variables, name);
    if (value === undefined) throw celError(`no such attribute(s): ${name}`);
    return known(value);
  };
}

/** A field of a chain of names costs 1, the first one after anything else 1 more. */
function selectCost(operand: Node): number {
  return operand.kind === 'select' || operand.kind === 'ident' ? 1 : 2;
}

function fieldOf(container: unknown, field: string): unknown {
  return known(findItem(container, field));
}
