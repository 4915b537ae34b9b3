import {
  readKubernetesQuickly,
  readKubernetesYaml,
  type Problem,
} from '@fairway/plugin-golden-path-common';
import type { YamlDocument } from './types';

/** What a text holds: its documents, and why what is missing among them cannot be read. @public */
export interface YamlDocuments {
  documents: YamlDocument[];
  problems: Problem[];
}

/** No file of objectives that people keep is larger; reading takes a second for it. */
const MAX_CHARACTERS = 16 * 1024 * 1024;

/** Where a document begins or ends: nothing else in YAML may begin a line like this. */
const MARKER = /^(?:---|\.\.\.)(?=[ \t\r\n]|$)/;
const DIRECTIVE = /^%/;
const BLANK = /^\s*(?:#.*)?$/;
const BYTE_ORDER_MARK = /^\uFEFF/;

interface Part {
  /** Lines of the file before the first of the text. */
  before: number;
  text: string;
}

/**
 * Reads a stream of YAML documents as the tools of Kubernetes do. Empty documents are left out and count in no index.
 * A document that cannot be read is a problem with its line and does not keep the others from being read; so is a
 * field that is there twice and aliases that unfold without end. Never throws.
 * @public
 */
export function yamlDocuments(options: {
  text: string;
  file: string;
}): YamlDocuments {
  const { file } = options;
  const text = options.text.replace(BYTE_ORDER_MARK, '');
  if (text.length > MAX_CHARACTERS) {
    return {
      documents: [],
      problems: [
        {
          file,
          line: 1,
          at: '',
          message: 'the file is larger than 16 MiB',
          remedy: 'Split it into several files',
        },
      ],
    };
  }
  const documents: YamlDocument[] = [];
  const problems: Problem[] = [];
  for (const part of partsOf(text)) {
    const quick = readKubernetesQuickly(part.text);
    const read = quick
      ? { documents: [quick], problems: [] }
      : readKubernetesYaml(part.text, { nonFinite: true });
    const lines = part.text.trimEnd().split('\n').length;
    problems.push(
      ...read.problems.map(({ line, message }) => ({
        file,
        // What the parser misses at the end of a document shows on its last line.
        line: part.before + Math.min(line, lines),
        at: '',
        ...inTwo(message),
      })),
    );
    for (const { value, lineOf } of read.documents) {
      if (value !== null) {
        documents.push({
          file,
          index: documents.length,
          text: part.text,
          value,
          lineOf: pointer => part.before + lineOf(pointer),
        });
      }
    }
  }
  return { documents, problems };
}

/** The documents of a stream as text, each with the directives and comments before it. */
function partsOf(text: string): Part[] {
  const parts: Part[] = [];
  const all = text.split('\n');
  let lines: string[] = [];
  let before = 0;
  /** Whether all that went before are directives, which the next marker belongs to. */
  let directives = false;
  const end = (next: number, last = '\n') => {
    if (lines.some(line => !BLANK.test(line))) {
      parts.push({ before, text: lines.join('\n') + last });
    }
    before = next;
    lines = [];
    directives = false;
  };
  all.forEach((line, index) => {
    const [marker] = MARKER.exec(line) ?? [];
    if (marker === undefined || (marker === '---' && directives)) {
      directives = DIRECTIVE.test(line)
        ? directives || lines.every(each => BLANK.test(each))
        : directives && BLANK.test(line);
      lines.push(line);
      return;
    }
    end(index + 1);
    const rest = line.slice(marker.length);
    if (!BLANK.test(rest)) {
      // A document may begin on the line of its marker.
      before = index;
      lines.push(marker === '---' ? line : rest);
    }
  });
  end(all.length, '');
  return parts;
}

/** `what is wrong; what to do` of the reader, as the two that a problem has. */
function inTwo(remark: string): Pick<Problem, 'message' | 'remedy'> {
  const at = remark.lastIndexOf('; ');
  const remedy = at < 0 ? 'mend the YAML' : remark.slice(at + 2);
  return {
    message: at < 0 ? remark : remark.slice(0, at),
    remedy: remedy.charAt(0).toUpperCase() + remedy.slice(1),
  };
}
