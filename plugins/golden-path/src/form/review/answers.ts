import { hasContent } from '../content';
import { memberOf, nodeOf } from '../places';
import type { FormPage } from '../template';

/** An answer as people read it: a line, several, or the fields of a group by their titles. */
export type Answer = string | string[] | { [title: string]: Answer };

/** What the form derives, and what only steers the request. */
const NO_ANSWERS = ['kept', 'proposal'];

function textOf(value: unknown): string {
  return String(value ?? '').replace(/^(?:group|system):(?:default\/)?/, '');
}

/** `LOG_LEVEL = info`, `payments-db: dsn`, `fraud-service, 2s`: what tells a row apart, then the rest of it. */
function rowInWords(field: unknown, row: unknown): string {
  if (typeof row !== 'object' || row === null) {
    return textOf(row);
  }
  const parts = Object.entries(row)
    .filter(([, value]) => hasContent(value))
    .map(([, value]) => leavesOf(value).join(', '));
  switch (field) {
    case 'FairwayEnv':
      return parts.join(' = ');
    case 'FairwaySecrets':
    case 'FairwayEnvironments':
      return [parts[0], parts.slice(1).join(', ')].filter(Boolean).join(': ');
    case 'FairwaySteps':
      return [`${parts[0]} %`, ...parts.slice(1)].join(' for ');
    default:
      return parts.join(', ');
  }
}

function leavesOf(value: unknown): string[] {
  return typeof value === 'object' && value !== null
    ? Object.values(value).filter(hasContent).flatMap(leavesOf)
    : [textOf(value)];
}

function choiceInWords(schema: unknown, value: unknown): string {
  const choices = memberOf(schema, 'enum');
  const names = memberOf(schema, 'enumNames');
  const index = Array.isArray(choices) ? choices.indexOf(value) : -1;
  return Array.isArray(names) && index >= 0
    ? String(names[index])
    : textOf(value);
}

function answerOf(schema: unknown, value: unknown): Answer {
  if (Array.isArray(value)) {
    const stated = value.filter(hasContent);
    const rows = stated.map(row =>
      rowInWords(memberOf(schema, 'ui:field'), row),
    );
    return stated.every(row => typeof row === 'string')
      ? rows.join(', ')
      : rows;
  }
  if (typeof value === 'object' && value !== null) {
    return answersIn(schema, value);
  }
  return value === true ? 'Yes' : choiceInWords(schema, value);
}

/** The filled in fields of a page or a group, in the order of the form. */
function answersIn(
  schema: unknown,
  held: unknown,
): { [title: string]: Answer } {
  const own = Object.keys(Object(memberOf(schema, 'properties')));
  const { properties } = nodeOf(schema);
  const names = [
    ...own,
    ...Object.keys(properties).filter(name => !own.includes(name)),
  ];
  return Object.fromEntries(
    names
      .filter(name => !NO_ANSWERS.includes(name))
      // A route that was filled in before the exposure changed is no answer.
      .filter(
        name => name !== 'route' || memberOf(held, 'exposure') === 'public',
      )
      .map(name => [name, memberOf(held, name)] as const)
      .filter(([, value]) => hasContent(value) && value !== false)
      .map(([name, value]) => {
        const member = properties[name];
        const title = memberOf(member, 'title');
        return [
          typeof title === 'string' ? title : name,
          answerOf(member, value),
        ];
      }),
  );
}

/** Everything that someone has answered, page by page; what is empty is left out. */
function answersOf(options: { pages: readonly FormPage[]; form: object }): {
  [page: string]: { [title: string]: Answer };
} {
  return Object.fromEntries(
    options.pages.map(({ title, schema }) => [
      title,
      answersIn(schema, options.form),
    ]),
  );
}

/** `Size: 20Gi · How it grows: While it is in use`: a group on a line. */
function onLine(answer: Answer): string {
  if (typeof answer === 'string') {
    return answer;
  }
  return Array.isArray(answer)
    ? answer.join('; ')
    : Object.entries(answer)
        .map(([title, value]) => `${title}: ${onLine(value)}`)
        .join(' · ');
}

function linesOf(answers: { [title: string]: Answer }, page: string): string[] {
  return Object.entries(answers).flatMap(([title, answer]) => {
    if (Array.isArray(answer) && answer.length > 1) {
      return [`${title}:`, ...answer.map(row => `– ${row}`)];
    }
    // A group with a page of its own is not said again.
    return title === page &&
      typeof answer === 'object' &&
      !Array.isArray(answer)
      ? linesOf(answer, page)
      : [`${title}: ${onLine(answer)}`];
  });
}

/** Everything that someone has answered as lines of text, page by page: what the review page shows as its rows. */
export function answerLines(options: {
  pages: readonly FormPage[];
  form: object;
}): { [page: string]: string[] } {
  return Object.fromEntries(
    Object.entries(answersOf(options)).map(([page, answers]) => {
      const lines = linesOf(answers, page);
      return [page, lines.length ? lines : ['Nothing stated.']];
    }),
  );
}
