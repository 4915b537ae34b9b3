import { isMap, LineCounter, parseAllDocuments, type Document } from 'yaml';
import type { KubeObject } from '@fairway/plugin-golden-path-common';
import { unusable } from './failure';
import type { TextFile } from './files';

/** A Kubernetes object and where it stands. */
export interface Manifest {
  object: KubeObject;
  file: string;
  /** Line of the place that a JSON pointer leads to, or of the nearest place that there is. */
  lineOf(pointer: string): number;
}

type Path = (string | number)[];

/**
 * Every Kubernetes object in some files: several documents to a file and lists too. Documents that are no objects
 * are passed over; malformed YAML ends the command.
 */
export function readManifests(files: TextFile[]): Manifest[] {
  const problems: string[] = [];
  const manifests = files.flatMap(({ file, text }) => {
    const lines = new LineCounter();
    // Merge keys are YAML 1.1, which is what kubectl reads.
    const parsed = parseAllDocuments(text, {
      lineCounter: lines,
      prettyErrors: false,
      merge: true,
    });
    return (Array.isArray(parsed) ? parsed : []).flatMap(document => {
      const lineAt = (path: Path) => lineOf({ document, lines, path });
      const [error] = document.errors;
      if (error) {
        const { line } = lines.linePos(error.pos[0]);
        const [reason] = error.message.split('\n');
        problems.push(
          `${file}:${line}: malformed YAML: ${reason}; mend the YAML`,
        );
        return [];
      }
      try {
        return objectsIn(document.toJS()).map(({ object, path }) => ({
          object,
          file,
          lineOf: (pointer: string) => lineAt([...path, ...segments(pointer)]),
        }));
      } catch (failure) {
        // Aliases of aliases that would unfold without end.
        const reason = failure instanceof Error ? failure.message : failure;
        problems.push(
          `${file}:${lineAt([])}: malformed YAML: ${reason}; mend the YAML`,
        );
        return [];
      }
    });
  });
  if (problems.length > 0) {
    throw unusable(...problems);
  }
  return manifests;
}

function objectsIn(
  value: unknown,
  path: Path = [],
): { object: KubeObject; path: Path }[] {
  if (isList(value)) {
    return value.items.flatMap((item, index) =>
      objectsIn(item, [...path, 'items', index]),
    );
  }
  const object = named(value);
  return isObject(object) ? [{ object, path }] : [];
}

/** An object that leaves its name to the API server has one by the time that anything judges it. */
function named(value: unknown): unknown {
  if (!isRecord(value) || !isRecord(value.metadata)) {
    return value;
  }
  const { metadata } = value;
  return typeof metadata.generateName === 'string' &&
    metadata.name === undefined
    ? {
        ...value,
        metadata: { ...metadata, name: `${metadata.generateName}xxxxx` },
      }
    : value;
}

function segments(pointer: string): Path {
  return pointer
    .split('/')
    .slice(1)
    .map(segment => segment.replaceAll('~1', '/').replaceAll('~0', '~'))
    .map(segment => (/^\d+$/.test(segment) ? Number(segment) : segment));
}

function lineOf(options: {
  document: Document;
  lines: LineCounter;
  path: Path;
}): number {
  const { document, lines, path } = options;
  for (let length = path.length; length >= 0; length -= 1) {
    const start = startOf(document, path.slice(0, length));
    if (start !== undefined) {
      return lines.linePos(start).line;
    }
  }
  return 1;
}

/** Where the key of a member starts, or the item of a list; the value may begin lines below its key. */
function startOf(document: Document, path: Path): number | undefined {
  const parent = path.length > 0 && document.getIn(path.slice(0, -1), true);
  const key = path[path.length - 1];
  const pair =
    isMap(parent) &&
    parent.items.find(item => String(item.key) === String(key));
  const node: unknown = pair ? pair.key : document.getIn(path, true);
  return hasRange(node) ? node.range[0] : undefined;
}

function hasRange(node: unknown): node is { range: [number] } {
  return isRecord(node) && Array.isArray(node.range);
}

function isList(value: unknown): value is { items: unknown[] } {
  return (
    isRecord(value) &&
    typeof value.kind === 'string' &&
    value.kind.endsWith('List') &&
    Array.isArray(value.items)
  );
}

function isObject(value: unknown): value is KubeObject {
  return (
    isRecord(value) &&
    typeof value.apiVersion === 'string' &&
    typeof value.kind === 'string' &&
    isRecord(value.metadata) &&
    typeof value.metadata.name === 'string'
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
