import {
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  visit,
  type Document,
} from 'yaml';
import { listOf } from '../words/phrases';
import { pointerOf } from '../json/pointer';
import { shown, type Problem } from './problem';
import { lineAt, report, type Reading } from './reading';

const MAX_DEPTH = 64;
/** More lines than this of one thing are counted, not listed. */
const MAX_LINES = 5;

/**
 * What a plain document has no use for, and where: one anchor that is used a hundred times is one habit, and one
 * problem.
 */
type Habits = Map<string, { problem: Problem; lines: Set<number> }>;

function habit(
  habits: Habits,
  reading: Reading,
  { offset, ...problem }: Omit<Problem, 'line'> & { offset?: number },
): void {
  const line = lineAt(reading, offset);
  const known = habits.get(problem.message);
  if (known) {
    known.lines.add(line);
  } else {
    habits.set(problem.message, {
      problem: { ...problem, line },
      lines: new Set([line]),
    });
  }
}

/** One problem for each habit, which names the lines when there are several. */
function reportHabits(habits: Habits, reading: Reading): void {
  for (const { problem, lines } of habits.values()) {
    const listed = [...lines].slice(0, MAX_LINES);
    const others = lines.size - listed.length;
    const where =
      lines.size > 1
        ? ` (lines ${listOf(
            others > 0
              ? [...listed.map(String), `${others} more`]
              : listed.map(String),
          )})`
        : '';
    reading.problems.push({ ...problem, message: problem.message + where });
  }
}

/** Everything in the tree that a plain document has no use for. */
export function checkTree(document: Document.Parsed, reading: Reading): void {
  const paths = new Map<unknown, PropertyKey[]>([[document.contents, []]]);
  const placeOf = (node: unknown) => pointerOf(paths.get(node) ?? []);
  const habits: Habits = new Map();
  visit(document, {
    Node(_, node) {
      const offset = node.range?.[0];
      if (isAlias(node) || node.anchor) {
        habit(habits, reading, {
          at: placeOf(node),
          offset,
          message: 'anchors and aliases are not read here',
          remedy: 'Write the value out where it is needed',
        });
      }
      if (node.tag) {
        habit(habits, reading, {
          at: placeOf(node),
          offset,
          message: `tags such as ${shown(node.tag)} are not read here`,
          remedy: 'Remove the tag; put the value in quotes if it is text',
        });
      }
      const path = paths.get(node) ?? [];
      if (path.length > MAX_DEPTH) {
        report(reading, {
          at: pointerOf(path),
          offset,
          message: `nested deeper than ${MAX_DEPTH} levels`,
          remedy: 'Nest less',
        });
        return visit.BREAK;
      }
      if (isSeq(node)) {
        node.items.forEach((item, index) => paths.set(item, [...path, index]));
      } else if (isMap(node)) {
        checkKeys({ pairs: node.items, path, offset, reading, paths, habits });
      }
      return undefined;
    },
  });
  reportHabits(habits, reading);
}

function checkKeys(options: {
  pairs: readonly { key: unknown; value: unknown }[];
  path: PropertyKey[];
  /** Where the mapping begins. */
  offset: number | undefined;
  reading: Reading;
  paths: Map<unknown, PropertyKey[]>;
  habits: Habits;
}): void {
  const { pairs, path, reading, paths, habits } = options;
  const seen = new Set<string>();
  for (const { key, value } of pairs) {
    const offset = isNode(key) ? key.range?.[0] : options.offset;
    const name =
      isScalar(key) && typeof key.value === 'string' ? key.value : undefined;
    paths.set(value, [...path, name ?? '']);
    const refuse = (message: string, remedy: string) =>
      report(reading, {
        at: pointerOf([...path, name ?? '']),
        offset,
        message,
        remedy,
      });
    if (name === undefined) {
      habit(habits, reading, {
        at: pointerOf([...path, '']),
        offset,
        message: `the name of a field has to be text, found ${shown(
          isScalar(key) ? key.value : {},
        )}`,
        remedy: 'Put the name in quotes',
      });
    } else if (name === '<<') {
      habit(habits, reading, {
        at: pointerOf([...path, name]),
        offset,
        message: 'merge keys are not read here',
        remedy: 'Write the fields out where they are needed',
      });
    } else if (name === '__proto__') {
      refuse('"__proto__" is no name for a field', 'Remove it');
    } else if (seen.has(name)) {
      refuse(`the field ${shown(name)} is there twice`, 'Keep one of them');
    }
    if (name !== undefined) {
      seen.add(name);
    }
  }
}
