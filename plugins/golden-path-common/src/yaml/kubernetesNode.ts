import {
  isAlias,
  isMap,
  isNode,
  isPair,
  isScalar,
  isSeq,
  type Document,
  type Node,
  type YAMLMap,
} from 'yaml';
import { aliasesOf, isExcessive } from './kubernetesAliases';
import {
  keyText,
  readScalar,
  ScalarError,
  type Scalar,
} from './kubernetesScalar';

/** Tells something of a place in the text. */
export type TellAt = (offset: number, message: string) => void;

/** The value can not be given: it has no end, or what follows depends on what is not there. */
class Unreadable extends Error {}

const MERGE = '<<';
const MERGE_TAG = 'tag:yaml.org,2002:merge';

/** The value of a document as JSON has it; what is wrong with it is told. */
export function valueOf(options: {
  document: Document.Parsed;
  /** Where the text ends, when no line break ends it: then the parser gives one to a block there that it has not. */
  openEnd?: number;
  /** Whether a number may be none that JSON knows. */
  nonFinite?: boolean;
  /** The document cannot be used. */
  tell: TellAt;
  /** It can, and something in it is not exact. */
  remark: TellAt;
}): unknown {
  const { document, openEnd, nonFinite = false, tell, remark } = options;
  const aliases = aliasesOf(document);
  const open = new Set<Node>();
  let nodes = 0;
  let unfolded = 0;
  let depth = 0;

  function count(offset: number): void {
    nodes += 1;
    unfolded += depth > 0 ? 1 : 0;
    if (isExcessive({ nodes, unfolded })) {
      tell(
        offset,
        'its aliases unfold to more than anything that is read; write the values out where they are needed',
      );
      throw new Unreadable();
    }
  }

  function read(node: unknown): unknown {
    if (!isNode(node)) {
      return null;
    }
    const offset = offsetOf(node);
    count(offset);
    if (isAlias(node)) {
      return follow(node, target => read(target));
    }
    if (isMap(node)) {
      return Object.fromEntries(membersOf(node));
    }
    if (isSeq(node)) {
      return node.items.map(item =>
        // A pair in a list is a mapping of its own.
        isPair(item) ? null : read(item),
      );
    }
    const scalar = scalarOf(node);
    if (scalar?.type === 'str' && isBlockUpTo(node, openEnd)) {
      return scalar.value.replace(/\n$/, '');
    }
    return scalar ? jsonOf(scalar, offset) : null;
  }

  function follow<T>(alias: Node, use: (target: Node) => T): T | null {
    const target = aliases.get(alias);
    if (!target || open.has(target)) {
      tell(
        offsetOf(alias),
        `the alias *${nameOf(alias)} ${
          target ? 'contains itself' : 'has no anchor before it'
        }; write the value out`,
      );
      return null;
    }
    depth += 1;
    open.add(target);
    try {
      return use(target);
    } finally {
      open.delete(target);
      depth -= 1;
    }
  }

  function membersOf(map: YAMLMap): Map<string, unknown> {
    const members = new Map<string, unknown>();
    const stated = new Set<string>();
    for (const { key, value } of map.items) {
      const offset = offsetOf(isNode(key) ? key : map);
      if (isMergeKey(key)) {
        for (const [name, member] of merged(value, offset)) {
          // The library lets whatever comes last in the text win.
          members.set(name, member);
        }
        continue;
      }
      const name = nameOfKey(key, offset);
      const member = read(value);
      if (name !== undefined) {
        if (stated.has(name)) {
          tell(offset, `the field ${name} is there twice; remove one of them`);
        }
        stated.add(name);
        members.set(name, member);
      }
    }
    return members;
  }

  function nameOfKey(key: unknown, offset: number): string | undefined {
    const target = isAlias(key) ? aliases.get(key) : key;
    if (target === null || target === undefined) {
      tell(offset, 'a field has no name; give it one');
      return undefined;
    }
    if (!isScalar(target)) {
      tell(
        offset,
        'the name of a field is a mapping or a list; put it in quotes',
      );
      return undefined;
    }
    const scalar = scalarOf(target);
    const name = scalar && keyText(scalar);
    if (scalar && name === undefined) {
      tell(offset, 'a field has no name that JSON knows; put it in quotes');
    }
    return name;
  }

  function merged(value: unknown, offset: number): Map<string, unknown> {
    const members = new Map<string, unknown>();
    const sources = isSeq(value) ? [...value.items].reverse() : [value];
    for (const source of sources) {
      const add = (target: unknown): null => {
        if (isMap(target)) {
          count(offset);
          for (const [name, member] of membersOf(target)) {
            members.set(name, member);
          }
        } else {
          tell(offset, `${MERGE} merges mappings only; write the fields out`);
        }
        return null;
      };
      if (isAlias(source)) {
        follow(source, add);
      } else {
        add(source);
      }
    }
    return members;
  }

  function scalarOf(node: Node): Scalar | undefined {
    try {
      return readNode(node);
    } catch (error) {
      if (error instanceof ScalarError) {
        tell(offsetOf(node), `${error.message}; correct the tag or the value`);
        return undefined;
      }
      throw error;
    }
  }

  function jsonOf(scalar: Scalar, offset: number): unknown {
    if (
      scalar.type === 'float' &&
      !nonFinite &&
      !Number.isFinite(scalar.value)
    ) {
      tell(offset, `JSON has no number ${keyText(scalar)}; put it in quotes`);
      return null;
    }
    if (scalar.type !== 'int') {
      return scalar.value;
    }
    const near = Number(scalar.value);
    if (BigInt(near) !== scalar.value) {
      remark(
        offset,
        `${scalar.value} is beyond 2^53 and is taken for ${BigInt(near)}`,
      );
    }
    // Integers have no negative zero.
    return near;
  }

  try {
    return read(document.contents);
  } catch (error) {
    if (error instanceof Unreadable) {
      return undefined;
    }
    throw error;
  }
}

/** The members and items that a path leads through, as far as there are any: the last one is the nearest. */
export function placeOf(document: Document.Parsed, path: string[]): number {
  let node: unknown = document.contents;
  let offset = isNode(node) ? offsetOf(node) : document.range[0];
  for (const segment of path) {
    if (isMap(node)) {
      const pair = node.items.find(({ key }) => isKey(key, segment));
      if (!pair) {
        return offset;
      }
      offset = isNode(pair.key) ? offsetOf(pair.key) : offset;
      node = pair.value;
    } else if (isSeq(node) && /^\d+$/.test(segment)) {
      node = node.items[Number(segment)];
      offset = isNode(node) ? offsetOf(node) : offset;
    } else {
      return offset;
    }
  }
  return offset;
}

function isKey(key: unknown, segment: string): boolean {
  if (!isScalar(key)) {
    return false;
  }
  try {
    return keyText(readNode(key)) === segment;
  } catch {
    return false;
  }
}

function readNode(node: Node): Scalar {
  if (!isScalar(node)) {
    return { type: 'null', value: null };
  }
  const plain = node.type === 'PLAIN' || node.type === undefined;
  return readScalar({ text: String(node.value ?? ''), plain, tag: node.tag });
}

function isBlockUpTo(node: Node, end: number | undefined): boolean {
  return (
    end !== undefined &&
    isScalar(node) &&
    node.type?.startsWith('BLOCK') === true &&
    node.range?.[1] === end
  );
}

function isMergeKey(key: unknown): boolean {
  return (
    isScalar(key) &&
    key.value === MERGE &&
    (key.tag === MERGE_TAG ||
      key.tag === '!' ||
      (key.tag === undefined && key.type === 'PLAIN'))
  );
}

function nameOf(alias: Node): string {
  return isAlias(alias) ? alias.source : '';
}

function offsetOf(node: Node): number {
  return node.range?.[0] ?? 0;
}
