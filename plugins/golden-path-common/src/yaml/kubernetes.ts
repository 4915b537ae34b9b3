import { LineCounter, parseAllDocuments, type Document } from 'yaml';
import { pointerSegments } from '../json/pointer';
import { placeOf, valueOf } from './kubernetesNode';
import { lastLineOf } from './lastLine';

/** Something about a line of a text: what it is, and what to do. @public */
export interface YamlRemark {
  /** From 1. */
  line: number;
  message: string;
}

/** A document of a stream as the tools of Kubernetes read it. @public */
export interface KubernetesDocument {
  /** As JSON has it; `null` for a document that is empty. */
  value: unknown;
  /** Line of what a JSON pointer leads to, or of the nearest place that there is. */
  lineOf(pointer: string): number;
}

/** @public */
export interface KubernetesYaml {
  documents: KubernetesDocument[];
  /** What cannot be read, `what is wrong; what to do`; the documents that it is in are left out. */
  problems: YamlRemark[];
  /** What is read, but not exactly: integers beyond 2^53. */
  inexact: YamlRemark[];
  /** Line where a template stands in place of YAML (Helm, Go): then everything else is of no account. */
  template?: number;
}

const TOO_DEEP = 'it is nested too deep; nest less';

/** What the library refuses anywhere in a text; a file that is no text is full of it. */
const CONTROL =
  // eslint-disable-next-line no-control-regex -- finding them is the point
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u0084\u0086-\u009f\ufffe\uffff]/;

/** `{{` where a value or a line would begin; in quotes and in blocks of text it is none of ours. */
const TEMPLATE = /^[^#"'\n]*?(?:^|[\s:[-])\{\{/gm;

/**
 * Reads manifests as the tools of Kubernetes do (`sigs.k8s.io/yaml`): scalars and merge keys of YAML 1.1, so that
 * `hostNetwork: yes` is true and `0100` is 64; names of fields that are no texts are written as texts; a field that is
 * there twice is a problem. JSON is read as well. Never throws.
 * @public
 */
export function readKubernetesYaml(
  text: string,
  options: {
    /** Whether `.nan` and `.inf` are numbers, for readers that tell themselves what is wrong with them. */
    nonFinite?: boolean;
  } = {},
): KubernetesYaml {
  const lines = new LineCounter();
  const lineAt = (offset: number) => lines.linePos(offset).line || 1;
  const result: KubernetesYaml = { documents: [], problems: [], inexact: [] };
  const control = CONTROL.exec(text);
  if (control) {
    const line = text.slice(0, control.index).split('\n').length;
    const message = 'there is a control character in it; write it as an escape';
    return { ...result, problems: [{ line, message }] };
  }
  const openEnd = text.endsWith('\n') ? undefined : text.length;
  try {
    for (const document of parsed(text, lines)) {
      readDocument({ document, openEnd, lineAt, result, ...options });
    }
  } catch (error) {
    result.problems.push({ line: 1, message: reasonOf(error) });
  }
  const template = templateIn(text, result.problems, lineAt);
  if (result.problems.length > 0) {
    const lastLine = lastLineOf(text);
    result.problems = result.problems.map(({ line, message }) => ({
      line: Math.min(line, lastLine),
      message,
    }));
  }
  return template === undefined ? result : { ...result, template };
}

/** A template is what the parser stumbles over, on its line or on the next. */
function templateIn(
  text: string,
  problems: readonly YamlRemark[],
  lineAt: (offset: number) => number,
): number | undefined {
  const lines = new Set(problems.map(({ line }) => line));
  return lines.size === 0
    ? undefined
    : Array.from(text.matchAll(TEMPLATE), ({ index, 0: found }) =>
        lineAt(index + found.length - 1),
      ).find(line => lines.has(line) || lines.has(line + 1));
}

function parsed(text: string, lineCounter: LineCounter): Document.Parsed[] {
  const documents = parseAllDocuments(text, {
    lineCounter,
    prettyErrors: false,
    logLevel: 'silent',
    version: '1.1',
    // Every scalar stays the text that it is; what it means is decided here.
    schema: 'failsafe',
    resolveKnownTags: false,
    // Found while values are read: the parser compares every key with every other.
    uniqueKeys: false,
  });
  return Array.isArray(documents) ? documents : [];
}

function readDocument(options: {
  document: Document.Parsed;
  openEnd?: number;
  nonFinite?: boolean;
  lineAt(offset: number): number;
  result: KubernetesYaml;
}): void {
  const { document, openEnd, nonFinite, lineAt, result } = options;
  const before = result.problems.length;
  const into = (list: YamlRemark[]) => (offset: number, message: string) =>
    list.push({ line: lineAt(offset), message });
  const tell = into(result.problems);
  const [error] = document.errors;
  if (error) {
    // One slip makes the parser stumble over what follows.
    tell(error.pos[0], reasonOf(error));
    return;
  }
  const { explicit, version } = document.directives.yaml;
  if (explicit && version !== '1.1') {
    tell(
      document.range[0],
      `Kubernetes reads YAML 1.1, and this says ${version}; remove the directive`,
    );
  }
  const remark = into(result.inexact);
  const value = valueOf({ document, openEnd, nonFinite, tell, remark });
  if (result.problems.length === before) {
    result.documents.push({
      value: value ?? null,
      lineOf: pointer => lineAt(placeOf(document, pointerSegments(pointer))),
    });
  }
}

function reasonOf(error: unknown): string {
  const [message] = String(
    error instanceof Error ? error.message : error,
  ).split('\n');
  return message.includes('Maximum call stack')
    ? TOO_DEEP
    : `malformed YAML: ${message}; mend the YAML`;
}
