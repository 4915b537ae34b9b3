import type { FormPath } from '@fairway/plugin-golden-path-common';
import type { FormPage } from './template';

/** Where in the form something is entered, in words. */
export interface Place {
  /** The field, within its group: `Replicas: At most`. */
  title: string;
  /** The page it is on, counted from 0, and its title. */
  page?: { index: number; title: string };
  /** Its path in the form. */
  path?: FormPath;
}

interface Node {
  title?: unknown;
  properties: Record<string, unknown>;
}

/** A member of a schema or of what the form holds. */
export function memberOf(value: unknown, key: string): unknown {
  return typeof value === 'object' &&
    value !== null &&
    Object.hasOwn(value, key)
    ? Reflect.get(value, key)
    : undefined;
}

/** What people call one row of a list, by the field that draws the list. */
const ROWS: Record<string, string> = {
  FairwayDependencies: 'Dependency',
  FairwayEnv: 'Variable',
  FairwaySecrets: 'Secret',
  FairwayServices: 'Service',
  FairwaySteps: 'Step',
  FairwayEnvironments: 'Environment',
  FairwayTolerations: 'Taint',
};

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** `Dependency 2: fraud-service`; what the row holds tells it apart better than its number alone. */
function rowTitle(options: {
  list: unknown;
  index: number;
  row: unknown;
}): string {
  const { list, index, row } = options;
  const each = memberOf(memberOf(list, 'ui:options'), 'each');
  const thing =
    textOf(each) || (ROWS[textOf(memberOf(list, 'ui:field'))] ?? 'Row');
  const name =
    [
      row,
      ...['name', 'service', 'topic', 'resource', 'external', 'key'].map(key =>
        memberOf(row, key),
      ),
    ]
      .map(textOf)
      .find(text => text !== '') ?? '';
  return `${thing} ${index + 1}${name && `: ${name}`}`;
}

function mappingOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

/** A schema with the fields that depend on what was chosen in another. */
export function nodeOf(schema: unknown): Node {
  const dependent = Object.values(
    mappingOf(memberOf(schema, 'dependencies')),
  ).flatMap(dependency => {
    const choices = memberOf(dependency, 'oneOf');
    return Array.isArray(choices)
      ? choices.map(choice => mappingOf(memberOf(choice, 'properties')))
      : [];
  });
  return {
    title: memberOf(schema, 'title'),
    properties: Object.assign(
      {},
      ...dependent,
      mappingOf(memberOf(schema, 'properties')),
    ),
  };
}

/** Titles of the fields on a path of a schema: group first. */
function titlesOf(schema: unknown, path: FormPath, held: unknown): string[] {
  const [head, ...rest] = path;
  if (typeof head !== 'string') {
    return [];
  }
  const member = nodeOf(schema).properties[head];
  if (member === undefined) {
    return [];
  }
  const [index] = rest;
  const value = memberOf(held, head);
  if (typeof index === 'number') {
    const row = memberOf(value, String(index));
    return [rowTitle({ list: member, index, row })];
  }
  const { title } = nodeOf(member);
  return [
    typeof title === 'string' ? title : head,
    ...titlesOf(member, rest, value),
  ];
}

/** What people call the field of a path, and the page it is on. */
export function placeOf(options: {
  pages: readonly FormPage[];
  path: FormPath;
  /** What the form holds: rows of lists are named by it. */
  form?: unknown;
}): Place {
  const { pages, path, form } = options;
  for (const [index, { title, schema }] of pages.entries()) {
    const titles = titlesOf(schema, path, form);
    if (titles.length) {
      return { title: titles.join(': '), page: { index, title }, path };
    }
  }
  return {
    title: path.filter(part => typeof part === 'string').join(' '),
    path,
  };
}

/** `Title on page Identity`; the field alone while that page is shown. */
export function placeInWords(place: Place, current?: number): string {
  return place.page && place.page.index !== current
    ? `${place.title} on page ${place.page.title}`
    : place.title;
}

/** The field alone, as it stands in a sentence: `host`. A word in capitals stays so. */
export function fieldTitleOf(options: {
  pages: readonly FormPage[];
  path: FormPath;
}): string {
  const title = placeOf(options).title.split(': ').slice(-1)[0];
  return /^[A-Z][a-z]/.test(title)
    ? title.charAt(0).toLocaleLowerCase() + title.slice(1)
    : title;
}
