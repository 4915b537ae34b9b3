import { celError, CelError, OnlyInCluster } from '../celError';
import { findItem, itemOf } from '../data';
import { Optional } from '../scalars';
import type { Node } from './ast';
import { typeNameOf, type Overload } from './functions';
import type { Run } from './frame';
import { known, type Plans, type Slots } from './plans';

type Call = Extract<Node, { kind: 'call' }>;

/** A call; operators that do not always evaluate all of their operands have their own way. */
export function planCall(planner: Plans, node: Call, slots: Slots): Run {
  const call = planner.checked.calls.get(node);
  if (!call) throw celError(`the call of ${node.name} was not checked`);
  const args = call.args.map(arg => planner.plan(arg, slots));
  const [first, second, third] = args;
  if (first && second) {
    switch (node.name) {
      case '_&&_':
        return shortCircuit(first, second, false);
      case '_||_':
        return shortCircuit(first, second, true);
      case '_?_:_':
        return conditional(first, second, third ?? second);
      case '_[_]':
        return index(first, second);
      case '_[?_]':
        return optionalIndex(first, second);
      case 'or':
      case 'orValue':
        if (node.target) return optionalOr(first, second, node.name);
        break;
      default:
    }
  }
  return dispatch(node.name, call.overloads, args);
}

function bool(value: unknown): boolean {
  if (typeof value === 'boolean') return value;
  throw celError('no such overload');
}

/** `&&` and `||`: an error counts only if the other side does not settle the answer. */
function shortCircuit(left: Run, right: Run, settledBy: boolean): Run {
  return frame => {
    let failure: CelError | undefined;
    try {
      if (bool(left(frame)) === settledBy) return settledBy;
    } catch (error) {
      if (!(error instanceof CelError)) throw error;
      failure = error;
    }
    try {
      if (bool(right(frame)) === settledBy) return settledBy;
    } catch (error) {
      throw failure !== undefined && !isGraver(error, failure)
        ? failure
        : error;
    }
    if (failure) throw failure;
    return !settledBy;
  };
}

/** Whether of two errors the second one has to be told: what only a cluster knows, or a bug. */
export function isGraver(error: unknown, than: unknown): boolean {
  if (!(error instanceof CelError)) return true;
  return error instanceof OnlyInCluster && !(than instanceof OnlyInCluster);
}

function conditional(condition: Run, yes: Run, no: Run): Run {
  return frame => (bool(condition(frame)) ? yes(frame) : no(frame));
}

function index(container: Run, key: Run): Run {
  return frame => {
    const found = container(frame);
    const at = key(frame);
    frame.charge(1);
    if (found instanceof Optional) return indexOptional(found, at);
    return known(itemOf(found, at));
  };
}

function optionalIndex(container: Run, key: Run): Run {
  return frame => {
    const found = container(frame);
    const at = key(frame);
    frame.charge(1);
    return found instanceof Optional
      ? indexOptional(found, at)
      : indexOptional(Optional.of(found), at);
  };
}

function indexOptional(container: Optional, key: unknown): Optional {
  if (!container.has) return container;
  const found = known(findItem(container.value, key));
  return found === undefined ? Optional.none : Optional.of(found);
}

/** A value that is no optional is taken as it is, as cel-go does. */
function optionalOr(left: Run, right: Run, name: 'or' | 'orValue'): Run {
  return frame => {
    const value = left(frame);
    if (!(value instanceof Optional)) return value;
    if (value.has) return name === 'or' ? value : value.value;
    return right(frame);
  };
}

/** Calls the first form of the function that takes the values. */
function dispatch(
  name: string,
  overloads: readonly Overload[],
  args: readonly Run[],
): Run {
  const [only] = overloads;
  const fails = (values: readonly unknown[]): never => {
    throw celError(
      `no such overload: ${name}(${values.map(typeNameOf).join(', ')})`,
    );
  };
  const [one, two] = args;
  if (only && overloads.length === 1 && one && args.length <= 2) {
    return frame => {
      const values = two ? [one(frame), two(frame)] : [one(frame)];
      return only.takes(values) ? apply(only, values, frame) : fails(values);
    };
  }
  return frame => {
    const values = args.map(arg => arg(frame));
    const fitting = overloads.find(overload => overload.takes(values));
    return fitting ? apply(fitting, values, frame) : fails(values);
  };
}

function apply(
  overload: Overload,
  values: readonly unknown[],
  frame: { charge(cost: number): void },
): unknown {
  const run: (...all: never[]) => unknown = overload.run;
  const result = Reflect.apply(run, undefined, values);
  frame.charge(overload.cost ? overload.cost(values, result) : 1);
  return result;
}
