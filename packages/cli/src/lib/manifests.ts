import {
  readKubernetesYaml,
  type KubeObject,
  type KubernetesDocument,
} from '@fairway/plugin-golden-path-common';
import { unusable } from './failure';
import type { TextFile } from './files';
import { objectsIn, type DocumentPart } from './kubeObjects';

/** A Kubernetes object and where it stands. */
export interface Manifest {
  object: KubeObject;
  file: string;
  /** Line of the place that a JSON pointer leads to, or of the nearest place that there is. */
  lineOf(pointer: string): number;
}

const TEMPLATE =
  'is a template, not a manifest; render it first (helm template, kustomize build) and name what comes out';

/** So many places are named of what is left out. */
const NAMED = 3;

/**
 * Every Kubernetes object in some files, read as the tools of Kubernetes read them: several documents to a file, lists,
 * and JSON. What is malformed, a template, or an object that no API server would take ends the command, with a line
 * for each.
 *
 * @param tell - is told of what is left out because it is no Kubernetes object, and of numbers that are not exact
 */
export function readManifests(
  files: TextFile[],
  tell: (line: string) => void = () => {},
): Manifest[] {
  const problems: string[] = [];
  const manifests: Manifest[] = [];
  const others: string[] = [];
  const generated = new Map<string, number>();
  for (const { file, text } of files) {
    const read = readKubernetesYaml(text);
    const found = read.documents.flatMap(({ value, lineOf }) =>
      objectsIn(value, generated).map(part => ({ ...part, lineOf })),
    );
    const template = read.template ?? templateAmong(found);
    const wrong =
      template === undefined
        ? [...read.problems]
        : [{ line: template, message: TEMPLATE }];
    for (const { at, object, problem, lineOf } of found) {
      if (object) {
        manifests.push({ object, file, lineOf: to => lineOf(at + to) });
      } else if (problem !== undefined) {
        wrong.push({ line: lineOf(at), message: problem });
      } else {
        others.push(`${file}:${lineOf(at)}`);
      }
    }
    problems.push(
      ...wrong
        .sort((a, b) => a.line - b.line)
        .map(({ line, message }) => `${file}:${line}: ${message}`),
    );
    for (const { line, message } of read.inexact) {
      tell(`${file}:${line}: ${message}; mind it where numbers are compared`);
    }
  }
  if (problems.length > 0) {
    throw unusable(...problems);
  }
  if (others.length > 0) {
    tell(leftOut(others));
  }
  return manifests;
}

/** A template whose braces stand in quotes is YAML, with a name that no object can have. */
function templateAmong(
  found: (DocumentPart & Pick<KubernetesDocument, 'lineOf'>)[],
): number | undefined {
  const part = found.find(({ object }) => object?.metadata.name.includes('{{'));
  return part?.lineOf(`${part.at}/metadata/name`);
}

function leftOut(places: string[]): string {
  const more = places.length - NAMED;
  return `${places.slice(0, NAMED).join(', ')}${
    more > 0 ? ` and ${more} more` : ''
  }: no Kubernetes ${
    places.length === 1 ? 'object' : 'objects'
  } (an object has apiVersion and kind), left out`;
}
