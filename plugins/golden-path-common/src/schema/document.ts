import {
  isMap,
  isNode,
  isScalar,
  isSeq,
  LineCounter,
  parseAllDocuments,
  type Document,
  type Node,
  type YAMLError,
} from 'yaml';
import { checkTree } from './plain';
import { pointerSegments } from '../json/pointer';
import { lastLineOf } from '../yaml/lastLine';
import type { Parsed, Problem } from './problem';
import { lineAt, report, type Reading } from './reading';

/**
 * Reads the YAML that people write. Only what a plain document needs is accepted: what could make one text mean
 * another thing than it seems to (aliases, tags, merge keys, directives) or cost more to read than to write is
 * refused with its line.
 */

/** No document that people write is larger. */
export const MAX_CHARACTERS = 256 * 1024;

/** The errors of `yaml` by code: what is wrong, where its own text is hard to read, and what to do. */
const SYNTAX: Partial<Record<string, { message?: string; remedy: string }>> = {
  BAD_INDENT: {
    message: 'the indentation does not fit the lines around it',
    remedy: 'Indent it like its neighbours, with blanks',
  },
  TAB_AS_INDENT: {
    message: 'a tab indents the line',
    remedy: 'Indent with blanks, not with tabs',
  },
  MISSING_CHAR: { remedy: 'Add the missing character' },
  UNEXPECTED_TOKEN: {
    remedy: 'Put the text in quotes if it belongs to a value',
  },
  BLOCK_AS_IMPLICIT_KEY: {
    message: 'a mapping begins in the middle of a line',
    remedy: 'Put the text in quotes, or start the mapping on a line of its own',
  },
  MULTILINE_IMPLICIT_KEY: {
    message: 'the name of a field goes over several lines, or has no colon',
    remedy: 'Write each field as "name: value"',
  },
};

/** The parser works by recursion, and takes the end of the stack for a mistake in the text. */
const TOO_DEEP_FOR_PARSER = 'Maximum call stack size exceeded';

/** Told by its text: the parser gives it the code of any character that is missing. */
const NO_VALUE = {
  message: 'a field has no colon behind its name',
  remedy: 'Write each field as "name: value"',
};

/**
 * What the parser stumbled over. One slip makes it stumble again and again over what follows, so each kind of error
 * counts once, and a token that it did not expect only when nothing went before.
 */
function syntaxProblems(reading: Reading, errors: readonly YAMLError[]): void {
  if (errors.some(({ message }) => message.includes(TOO_DEEP_FOR_PARSER))) {
    throw new RangeError(TOO_DEEP_FOR_PARSER);
  }
  const told = new Set<string>();
  for (const error of errors) {
    const { code, pos } = error;
    const { message = error.message.split('\n')[0], remedy = 'Mend the YAML' } =
      error.message.startsWith('Implicit map keys')
        ? NO_VALUE
        : SYNTAX[code] ?? {};
    const consequence = code === 'UNEXPECTED_TOKEN' && told.size > 0;
    if (!consequence && !told.has(message)) {
      told.add(message);
      report(reading, {
        at: '',
        offset: pos[0],
        message: `malformed YAML: ${message}`,
        remedy,
      });
    }
  }
}

function nodeLine(
  document: Document.Parsed,
  reading: Reading,
  pointer: string,
): number {
  let node: unknown = document.contents;
  let offset = isNode(node) ? node.range?.[0] : undefined;
  for (const segment of pointerSegments(pointer)) {
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
  return lineAt(reading, offset);
}

export function documentTooLarge(): Problem {
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
  syntaxProblems(reading, document.errors);
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
    return { ok: false, problems: [documentTooLarge()] };
  }
  const reading: Reading = {
    counter: new LineCounter(),
    problems: [],
    lastLine: lastLineOf(text),
  };
  try {
    const document = read(text, reading);
    if (!document || reading.problems.length > 0) {
      return { ok: false, problems: reading.problems };
    }
    return {
      ok: true,
      value: document.toJS(),
      lineOf: pointer => nodeLine(document, reading, pointer),
    };
  } catch (error) {
    const isTooDeep = isOutOfStack(error);
    return {
      ok: false,
      problems: [
        {
          at: '',
          line: 1,
          message: isTooDeep
            ? 'the document is nested too deep'
            : `malformed YAML: ${String(error)}`,
          remedy: isTooDeep ? 'Nest less' : 'Mend the YAML',
        },
      ],
    };
  }
}

/** By its name: where code runs apart, as in a test or a frame, the class is another one. */
function isOutOfStack(error: unknown): boolean {
  return String(error).startsWith('RangeError');
}
