import { celError, CelError } from '../celError';
import { entriesOf, isMap, mapKey } from '../data';
import type { Comprehension } from './ast';
import { isGraver } from './calls';
import type { Frame, Run } from './frame';
import { known, type Plans, type Slots } from './plans';

/** A comprehension ready to run over one key and value after another. */
interface Loop {
  range: Run;
  condition?: Run;
  transform?: Run;
  /** Takes the next pair; what only a cluster knows is an error that a quantifier may do without. */
  bind(frame: Frame, key: unknown, value: unknown): void;
  hasTwo: boolean;
}

type Fold = (loop: Loop) => Run;

/** What a turn of each macro costs in the API server, besides its expressions. */
const TURN = {
  all: 3,
  exists: 4,
  existsOne: 1,
  kept: 12,
  left: 1,
  map: 12,
  entry: 3,
};

const FOLDS: Record<Comprehension['macro'], Fold> = {
  all: loop => quantify(loop, false, TURN.all),
  exists: loop => quantify(loop, true, TURN.exists),
  existsOne,
  map: transformList,
  filter: filtered,
  transformList,
  transformMap,
  transformMapEntry,
};

export function planComprehension(
  planner: Plans,
  node: Comprehension,
  slots: Slots,
): Run {
  const inner = [...slots, ...node.variables];
  const [first, second] = [slots.length, slots.length + 1];
  const hasTwo = node.variables.length === 2;
  const loop: Loop = {
    range: planner.plan(node.range, slots),
    condition: node.condition && planner.plan(node.condition, inner),
    transform: node.transform && planner.plan(node.transform, inner),
    bind: (frame, key, value) => {
      frame.locals[first] = key;
      if (hasTwo) frame.locals[second] = value;
    },
    hasTwo,
  };
  return FOLDS[node.macro](loop);
}

/** The pairs of a list, by index, or of a map; for one variable the items of a list or the keys of a map. */
function pairsOf(range: unknown, hasTwo: boolean): [unknown, unknown][] {
  if (Array.isArray(range)) {
    return hasTwo
      ? range.map((item, i) => [BigInt(i), item])
      : range.map(item => [item, undefined]);
  }
  if (isMap(range)) return entriesOf(range);
  throw celError('no such overload: a comprehension needs a list or a map');
}

function bool(value: unknown): boolean {
  if (typeof value === 'boolean') return value;
  throw celError('no such overload: the condition is no bool');
}

/** Goes on after an error, because a later item may settle the answer. */
function quantify(loop: Loop, settledBy: boolean, turn: number): Run {
  const { condition } = loop;
  return frame => {
    const range = loop.range(frame);
    let failure: CelError | undefined;
    for (const [key, value] of pairsOf(range, loop.hasTwo)) {
      frame.charge(turn);
      try {
        loop.bind(frame, key, value);
        if (bool(condition?.(frame)) === settledBy) {
          frame.charge(turn);
          return settledBy;
        }
      } catch (error) {
        if (!(error instanceof CelError)) throw error;
        if (!failure || isGraver(error, failure)) failure = error;
      }
    }
    frame.charge(1);
    if (failure) throw failure;
    return !settledBy;
  };
}

function existsOne(loop: Loop): Run {
  const { condition } = loop;
  return frame => {
    let count = 0;
    for (const [key, value] of pairsOf(loop.range(frame), loop.hasTwo)) {
      loop.bind(frame, key, value);
      const isOne = bool(condition?.(frame));
      frame.charge(isOne ? TURN.existsOne + 1 : TURN.existsOne);
      if (isOne) count += 1;
    }
    frame.charge(2);
    return count === 1;
  };
}

/** Runs `each` for every pair that meets the condition, if there is one. */
function forEachKept(options: {
  loop: Loop;
  frame: Frame;
  cost: number;
  each(key: unknown, value: unknown): void;
}): void {
  const { loop, frame, cost, each } = options;
  const { condition } = loop;
  frame.charge(1);
  for (const [key, value] of pairsOf(loop.range(frame), loop.hasTwo)) {
    loop.bind(frame, key, value);
    if (condition && !bool(condition(frame))) {
      frame.charge(TURN.left);
      continue;
    }
    frame.charge(cost);
    each(key, value);
  }
}

function filtered(loop: Loop): Run {
  return frame => {
    const list: unknown[] = [];
    forEachKept({
      loop,
      frame,
      cost: TURN.kept + 1,
      each: key => list.push(known(key)),
    });
    return list;
  };
}

function transformList(loop: Loop): Run {
  const { transform } = loop;
  return frame => {
    const list: unknown[] = [];
    forEachKept({
      loop,
      frame,
      cost: TURN.map,
      each: () => list.push(transform?.(frame)),
    });
    return list;
  };
}

function transformMap(loop: Loop): Run {
  const { transform } = loop;
  return frame => {
    const map = new Map<unknown, unknown>();
    forEachKept({
      loop,
      frame,
      cost: TURN.entry,
      each: key => map.set(mapKey(key), transform?.(frame)),
    });
    return map;
  };
}

function transformMapEntry(loop: Loop): Run {
  const { transform } = loop;
  return frame => {
    const map = new Map<unknown, unknown>();
    forEachKept({
      loop,
      frame,
      cost: TURN.entry,
      each: () => {
        const entry = transform?.(frame);
        if (!isMap(entry))
          throw celError('no such overload: an entry is no map');
        for (const [key, value] of entriesOf(entry)) {
          if (map.has(key)) {
            throw celError(`insert failed: key ${String(key)} already exists`);
          }
          map.set(key, value);
        }
      },
    });
    return map;
  };
}
