import type { KubeObject } from '@fairway/plugin-golden-path-common';

/** A part of a document. With neither an object nor a problem it is something else, such as the values of a chart. */
export interface DocumentPart {
  /** JSON pointer to it. */
  at: string;
  object?: KubeObject;
  /** It is meant to be an object, and no API server would take it: `what is wrong; what to do`. */
  problem?: string;
}

/**
 * The objects that a document holds: itself, or the items of a list. Nothing in an empty document.
 *
 * @param generated - counts the names that the API server would make up, so that each is another one
 */
export function objectsIn(
  value: unknown,
  generated: Map<string, number>,
  at = '',
): DocumentPart[] {
  if (value === null) {
    return at === ''
      ? []
      : [{ at, problem: 'an item of the list is empty; remove it' }];
  }
  if (Array.isArray(value)) {
    return value.some(isMeant)
      ? [
          {
            at,
            problem:
              'a list is no Kubernetes object; put it below items of a document with kind: List and apiVersion: v1',
          },
        ]
      : [{ at }];
  }
  if (!isRecord(value)) {
    return [{ at }];
  }
  const items = itemsOf(value);
  if (items) {
    return items.flatMap((item, index) =>
      objectsIn(item, generated, `${at}/items/${index}`),
    );
  }
  if (at === '' && (!isMeant(value) || isOfKustomize(value))) {
    return [{ at }];
  }
  const wrong = problemOf(value);
  if (wrong) {
    return [{ at: at + wrong.at, problem: wrong.problem }];
  }
  const object = completed(value, generated);
  return isObject(object) ? [{ at, object }] : [];
}

/** The items of a list; those of a `PodList` are Pods, also when they do not say so. */
function itemsOf(list: Record<string, unknown>): unknown[] | undefined {
  const { apiVersion, kind, items } = list;
  if (typeof kind !== 'string' || !kind.endsWith('List')) {
    return undefined;
  }
  if (!Array.isArray(items)) {
    return kind === 'List' || items === null ? [] : undefined;
  }
  const ofItems = kind.slice(0, -'List'.length);
  return ofItems === ''
    ? items
    : items.map(item =>
        isRecord(item)
          ? {
              ...item,
              apiVersion: item.apiVersion ?? apiVersion,
              kind: item.kind ?? ofItems,
            }
          : item,
      );
}

/** What says of itself that it is an object of Kubernetes. */
function isMeant(value: unknown): boolean {
  return isRecord(value) && ('apiVersion' in value || 'kind' in value);
}

/** A file that tells Kustomize what to do; no cluster holds it. */
function isOfKustomize({ apiVersion }: Record<string, unknown>): boolean {
  return String(apiVersion).startsWith('kustomize.config.k8s.io/');
}

interface Problem {
  /** JSON pointer into the object. */
  at: string;
  problem: string;
}

function problemOf(value: Record<string, unknown>): Problem | undefined {
  const { kind } = value;
  const metadata = isRecord(value.metadata) ? value.metadata : {};
  const what =
    typeof kind === 'string' && kind ? `the ${kind}` : 'the document';
  for (const field of ['apiVersion', 'kind']) {
    const found = value[field];
    if (isEmpty(found)) {
      const problem = `${what} has no ${field}, so it is no Kubernetes object; write its ${field}`;
      return { at: '', problem };
    }
    if (typeof found !== 'string') {
      return noText({ at: `/${field}`, what: field, found });
    }
  }
  const field = isEmpty(metadata.name) ? 'generateName' : 'name';
  if (isEmpty(metadata[field])) {
    const problem = `${what} has no name; write metadata.name`;
    return { at: '/metadata/name', problem };
  }
  for (const each of [field, 'namespace']) {
    const found = metadata[each];
    if (!isEmpty(found) && typeof found !== 'string') {
      const at = `/metadata/${each}`;
      return noText({ at, what: `metadata.${each} of ${what}`, found });
    }
  }
  return (
    textsProblem(what, 'labels', metadata.labels) ??
    textsProblem(what, 'annotations', metadata.annotations)
  );
}

/** Labels and annotations are texts; `on: yes` is neither. */
function textsProblem(
  what: string,
  field: 'labels' | 'annotations',
  texts: unknown,
): Problem | undefined {
  const at = `/metadata/${field}`;
  if (isEmpty(texts)) {
    return undefined;
  }
  if (!isRecord(texts)) {
    const problem = `metadata.${field} of ${what} is ${told(
      texts,
    )}; write it as key: value`;
    return { at, problem };
  }
  const wrong = Object.entries(texts).find(
    ([, text]) => typeof text !== 'string' && text !== null,
  );
  return (
    wrong &&
    noText({
      at: `${at}/${escaped(wrong[0])}`,
      what: `${wrong[0]} in metadata.${field} of ${what}`,
      found: wrong[1],
    })
  );
}

function escaped(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1');
}

function noText(options: {
  at: string;
  what: string;
  found: unknown;
}): Problem {
  const { at, what, found } = options;
  const problem = `${what} is ${told(
    found,
  )}, and has to be a text; put it in quotes`;
  return { at, problem };
}

/** The API server takes null and an empty text for a field that is not there. */
function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || value === '';
}

function told(value: unknown): string {
  if (Array.isArray(value)) {
    return 'a list';
  }
  return isRecord(value) ? 'a mapping' : `the ${typeof value} ${value}`;
}

/** As the API server completes it: a name where one is to be made up, and nothing that is empty. */
function completed(
  value: Record<string, unknown>,
  generated: Map<string, number>,
): unknown {
  const metadata = isRecord(value.metadata) ? value.metadata : {};
  const { name, namespace, labels, annotations, ...rest } = metadata;
  return {
    ...value,
    metadata: {
      name: name || generatedName(String(rest.generateName), generated),
      ...(isEmpty(namespace) ? {} : { namespace }),
      ...(isRecord(labels) && { labels: withoutNulls(labels) }),
      ...(isRecord(annotations) && { annotations: withoutNulls(annotations) }),
      ...rest,
    },
  };
}

/** The API server appends five characters of its choice. */
function generatedName(prefix: string, generated: Map<string, number>): string {
  const count = generated.get(prefix) ?? 0;
  generated.set(prefix, count + 1);
  return prefix + (count === 0 ? 'xxxxx' : String(count + 1).padStart(5, 'x'));
}

function withoutNulls(texts: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(texts).map(([key, text]) => [key, text ?? '']),
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
