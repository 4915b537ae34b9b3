import type { FormPath } from '@fairway/plugin-golden-path-common';
import type { FormPage } from './template';

/** Where in the form something is entered, in words. */
export interface Place {
  /** The field, within its group: `Replicas: At most`. */
  title: string;
  /** The page it is on, counted from 0, and its title. */
  page?: { index: number; title: string };
}

interface Node {
  title?: unknown;
  properties: Record<string, unknown>;
}

function memberOf(value: unknown, key: string): unknown {
  return typeof value === 'object' &&
    value !== null &&
    Object.hasOwn(value, key)
    ? Reflect.get(value, key)
    : undefined;
}

function mappingOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

/** A schema with the fields that depend on what was chosen in another. */
function nodeOf(schema: unknown): Node {
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
function titlesOf(schema: unknown, path: FormPath): string[] {
  const [head, ...rest] = path;
  if (typeof head !== 'string') {
    return [];
  }
  const member = nodeOf(schema).properties[head];
  if (member === undefined) {
    return [];
  }
  const { title } = nodeOf(member);
  return [typeof title === 'string' ? title : head, ...titlesOf(member, rest)];
}

/** What people call the field of a path, and the page it is on. */
export function placeOf(options: {
  pages: readonly FormPage[];
  path: FormPath;
}): Place {
  const { pages, path } = options;
  for (const [index, { title, schema }] of pages.entries()) {
    const titles = titlesOf(schema, path);
    if (titles.length) {
      return { title: titles.join(': '), page: { index, title } };
    }
  }
  return { title: path.filter(part => typeof part === 'string').join(' ') };
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
