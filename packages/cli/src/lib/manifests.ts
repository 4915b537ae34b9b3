import { LineCounter, parseAllDocuments } from 'yaml';
import type { KubeObject } from '@fairway/plugin-golden-path-common';
import { unusable } from './failure';
import type { TextFile } from './files';

/**
 * Every Kubernetes object in some files: several documents to a file and lists too. Documents that are no objects
 * are passed over; malformed YAML ends the command.
 */
export async function readManifests(files: TextFile[]): Promise<KubeObject[]> {
  const problems: string[] = [];
  const objects = files.flatMap(({ file, text }) => {
    const lineCounter = new LineCounter();
    const documents = parseAllDocuments(text, {
      lineCounter,
      prettyErrors: false,
    });
    return (Array.isArray(documents) ? documents : []).flatMap(document => {
      for (const error of document.errors) {
        const { line } = lineCounter.linePos(error.pos[0]);
        problems.push(
          `${file}:${line}: malformed YAML: ${
            error.message.split('\n')[0]
          }; mend the YAML`,
        );
      }
      return document.errors.length > 0 ? [] : objectsIn(document.toJS());
    });
  });
  if (problems.length > 0) {
    throw unusable(...problems);
  }
  return objects;
}

function objectsIn(value: unknown): KubeObject[] {
  if (isList(value)) {
    return value.items.flatMap(objectsIn);
  }
  return isObject(value) ? [value] : [];
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
