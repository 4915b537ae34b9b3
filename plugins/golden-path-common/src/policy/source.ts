import {
  isScalar,
  LineCounter,
  parseAllDocuments,
  visit,
  type Document,
} from 'yaml';
import { lastLineOf } from '../yaml/lastLine';

/** A document of a policy file, with what tells where its parts stand. */
export interface Source {
  file: string;
  document: Document.Parsed;
  lines: LineCounter;
  value: unknown;
}

type Tell = (line: number, message: string, remedy: string) => void;

const TOO_DEEP = 'the document is nested too deep';

/** The parser works by recursion, and takes the end of the stack for a mistake in the text. */
function isTooDeep(message: string): boolean {
  return message.includes('Maximum call stack');
}

/**
 * The documents of a file; of one that cannot be read, everything that is wrong with it is told. Never throws: a text
 * whose aliases would unfold without end, or which is nested too deep for the parser, is a problem too.
 */
export function readSources(options: {
  file: string;
  text: string;
  tell: Tell;
}): Source[] {
  const { file, text, tell } = options;
  const lines = new LineCounter();
  const lineAt = (offset = 0) =>
    Math.min(lines.linePos(offset).line || 1, lastLineOf(text));
  try {
    const parsed = parseAllDocuments(text, {
      lineCounter: lines,
      prettyErrors: false,
      // Checked below: the parser compares every key with every other.
      uniqueKeys: false,
    });
    return (Array.isArray(parsed) ? parsed : []).flatMap(document => {
      const errors = [
        ...document.errors.map(({ message, pos }) => ({
          message: isTooDeep(message) ? TOO_DEEP : message.split('\n', 1)[0],
          offset: pos[0],
        })),
        ...keysThatAreTwice(document),
      ];
      // One slip makes the parser stumble over what follows: each kind counts once.
      const told = new Set<string>();
      for (const { message, offset } of errors) {
        if (!told.has(message)) {
          told.add(message);
          tell(
            lineAt(offset),
            message,
            message === TOO_DEEP ? 'Nest less.' : 'Correct the YAML.',
          );
        }
      }
      if (errors.length > 0) {
        return [];
      }
      return unfolded(document, (message, remedy) =>
        tell(lineAt(document.range[0]), message, remedy),
      ).map(value => ({ file, document, lines, value }));
    });
  } catch (error) {
    const isOutOfStack = isTooDeep(String(error));
    tell(
      1,
      isOutOfStack ? TOO_DEEP : String(error),
      isOutOfStack ? 'Nest less.' : 'Correct the YAML.',
    );
    return [];
  }
}

/** The value of a document, if there is an end to it. */
function unfolded(
  document: Document.Parsed,
  tell: (message: string, remedy: string) => void,
): unknown[] {
  try {
    return [document.toJS()];
  } catch (error) {
    if (String(error).startsWith('ReferenceError')) {
      tell(
        'aliases of aliases would make it larger than anything that is read',
        'Write the values out where they are needed.',
      );
      return [];
    }
    throw error;
  }
}

function keysThatAreTwice(
  document: Document.Parsed,
): { message: string; offset: number | undefined }[] {
  const found: { message: string; offset: number | undefined }[] = [];
  visit(document, {
    Map(_, { items }) {
      const seen = new Set<unknown>();
      for (const { key } of items) {
        if (isScalar(key)) {
          if (seen.has(key.value)) {
            found.push({
              message: `the field ${String(key.value)} is there twice`,
              offset: key.range?.[0],
            });
          }
          seen.add(key.value);
        }
      }
    },
  });
  return found;
}
