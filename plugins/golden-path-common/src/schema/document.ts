import {
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  LineCounter,
  parseAllDocuments,
  visit,
  type Document,
  type Node,
  type YAMLError,
} from 'yaml';
import { pathOf, pointerOf, shown, type Parsed, type Problem } from './problem';

/**
 * Reads the YAML that people write. Only what a plain document needs is accepted: what could make one text mean
 * another thing than it seems to (aliases, tags, merge keys, directives) or cost more to read than to write is
 * refused with its line.
 */

const MAX_CHARACTERS = 256 * 1024;
const MAX_DEPTH = 64;
const MAX_PROBLEMS = 100;

/** The texts of `yaml`'s errors in the words of this house, by code. */
const SYNTAX: Record<string, string> = {
  BAD_INDENT: 'Indent it like its neighbours, with blanks',
  TAB_AS_INDENT: 'Indent with blanks, not with tabs',
  MISSING_CHAR: 'Add the missing character',
  UNEXPECTED_TOKEN: 'Put the text in quotes if it belongs to a value',
  BLOCK_AS_IMPLICIT_KEY:
    'Put the text in quotes, or start the mapping on a line of its own',
  MULTILINE_IMPLICIT_KEY: 'Keep the name of a field on one line',
};

interface Reading {
  counter: LineCounter;
  problems: Problem[];
}

function report(
  reading: Reading,
  problem: Omit<Problem, 'line'> & { offset?: number },
): void {
  const { offset, ...rest } = problem;
  reading.problems.push({
    ...rest,
    ...(offset !== undefined && { line: reading.counter.linePos(offset).line }),
  });
}

function syntaxProblem(reading: Reading, error: YAMLError): void {
  report(reading, {
    at: '',
    offset: error.pos[0],
    message: `malformed YAML: ${error.message.split('\n')[0]}`,
    remedy: SYNTAX[error.code] ?? 'Mend the YAML',
  });
}

/** Everything in the tree that a plain document has no use for. */
function checkTree(document: Document.Parsed, reading: Reading): void {
  const paths = new Map<unknown, PropertyKey[]>([[document.contents, []]]);
  const placeOf = (node: unknown) => pointerOf(paths.get(node) ?? []);
  visit(document, {
    Node(_, node) {
      const offset = node.range?.[0];
      if (isAlias(node) || node.anchor) {
        report(reading, {
          at: placeOf(node),
          offset,
          message: 'anchors and aliases are not read here',
          remedy: 'Write the value out where it is needed',
        });
      }
      if (node.tag) {
        report(reading, {
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
        checkKeys(node.items, path, reading, paths);
      }
      return undefined;
    },
  });
}

function checkKeys(
  pairs: readonly { key: unknown; value: unknown }[],
  path: PropertyKey[],
  reading: Reading,
  paths: Map<unknown, PropertyKey[]>,
): void {
  const seen = new Set<string>();
  for (const { key, value } of pairs) {
    const offset = isNode(key) ? key.range?.[0] : undefined;
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
      refuse(
        `the name of a field has to be text, found ${shown(
          isScalar(key) ? key.value : {},
        )}`,
        'Put the name in quotes',
      );
    } else if (name === '<<') {
      refuse(
        'merge keys are not read here',
        'Write the fields out where they are needed',
      );
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

function nodeLine(
  document: Document.Parsed,
  counter: LineCounter,
  pointer: string,
): number | undefined {
  let node: unknown = document.contents;
  let offset = isNode(node) ? node.range?.[0] : undefined;
  for (const segment of pathOf(pointer)) {
    let next: Node | null | undefined;
    if (isMap(node)) {
      const pair = node.items.find(
        ({ key }) => isScalar(key) && key.value === segment,
      );
      if (!pair) {
        break;
      }
      offset = isNode(pair.key) ? pair.key.range?.[0] : offset;
      next = isNode(pair.value) ? pair.value : undefined;
    } else if (isSeq(node)) {
      const item = node.items[Number(segment)];
      next = isNode(item) ? item : undefined;
      offset = next?.range?.[0] ?? offset;
    }
    if (!next) {
      break;
    }
    node = next;
  }
  return offset === undefined ? undefined : counter.linePos(offset).line;
}

function tooLarge(): Problem {
  return {
    at: '',
    line: 1,
    message: 'the document is larger than 256 KiB',
    remedy: 'Split it, or remove what does not belong in it',
  };
}

function read(text: string, reading: Reading): Document.Parsed | undefined {
  const documents = parseAllDocuments(text, {
    lineCounter: reading.counter,
    prettyErrors: false,
    // Checked by us: the parser compares every key with every other.
    uniqueKeys: false,
    merge: false,
    version: '1.2',
    schema: 'core',
  });
  const [document, second] = Array.isArray(documents) ? documents : [];
  if (!document) {
    report(reading, {
      at: '',
      offset: 0,
      message: 'the document is empty',
      remedy: 'Write the document',
    });
    return undefined;
  }
  for (const error of document.errors) {
    syntaxProblem(reading, error);
  }
  if (second) {
    report(reading, {
      at: '',
      offset: second.range[0],
      message: 'more than one document in the file',
      remedy: 'Keep each document in a file of its own',
    });
  }
  if (/^%/m.test(text) && /^%(YAML|TAG)/.test(text.trimStart())) {
    report(reading, {
      at: '',
      offset: text.indexOf('%'),
      message: 'directives such as %YAML are not read here',
      remedy: 'Remove the directive',
    });
  }
  if (reading.problems.length === 0) {
    checkTree(document, reading);
  }
  return document;
}

/** Reads one document of plain data. Never throws. */
export function readDocument(text: string): Parsed<unknown> {
  if (text.length > MAX_CHARACTERS) {
    return { ok: false, problems: [tooLarge()] };
  }
  const reading: Reading = { counter: new LineCounter(), problems: [] };
  try {
    const document = read(text, reading);
    if (!document || reading.problems.length > 0) {
      return { ok: false, problems: reading.problems.slice(0, MAX_PROBLEMS) };
    }
    return {
      ok: true,
      value: document.toJS(),
      lineOf: pointer => nodeLine(document, reading.counter, pointer),
    };
  } catch (error) {
    // The parser works by recursion: what is nested too deep for it ends in a RangeError.
    return {
      ok: false,
      problems: [
        {
          at: '',
          line: 1,
          message:
            error instanceof RangeError
              ? 'the document is nested too deep'
              : `malformed YAML: ${String(error)}`,
          remedy: error instanceof RangeError ? 'Nest less' : 'Mend the YAML',
        },
      ],
    };
  }
}
