import chalk from 'chalk';
import {
  writeYaml,
  type ExplainedObject,
  type Explanation,
  type Reason,
} from '@fairway/plugin-golden-path-common';

/** Longer values are cut, or left to the place that is named. */
const LONGEST = 60;

/** Line in the intent of what a pointer leads to. */
type LineOf = (pointer: string) => number | undefined;

/** An explanation for people: values, then reasons. What is the same in all places is told once. */
export function explanationLines(options: {
  explanation: Explanation;
  lineOf: LineOf;
}): string[] {
  const { explanation, lineOf } = options;
  const { kind, name, field = '', objects } = explanation;
  return [
    ...(field === ''
      ? [titleOf(`${kind}/${name}`, objects)]
      : objects.flatMap(each => valueLines(`${kind}/${name} ${field}`, each))),
    ...reasonLines(objects, lineOf),
  ];
}

/** A value on the line of its field, or below it when it has several lines. */
function valueLines(subject: string, explained: ExplainedObject): string[] {
  const { value } = explained;
  return typeof value === 'object' && value !== null
    ? [
        titleOf(subject, [explained]),
        ...writeYaml(value)
          .trimEnd()
          .split('\n')
          .map(line => `    ${line}`),
      ]
    : [titleOf(`${subject} = ${JSON.stringify(value)}`, [explained])];
}

/** First the reasons that hold everywhere, then what is special where. */
function reasonLines(objects: ExplainedObject[], lineOf: LineOf): string[] {
  const all = objects.map(each => ({
    places: placesOf([each]),
    reasons: [...each.reasons, ...(each.parts ?? [])],
  }));
  const told = all.map(
    ({ reasons }) => new Set(reasons.map(each => JSON.stringify(each))),
  );
  const everywhere = (reason: Reason) =>
    told.every(each => each.has(JSON.stringify(reason)));
  return [
    ...all[0].reasons
      .filter(everywhere)
      .map(reason => reasonLine(reason, lineOf)),
    ...all.flatMap(({ places, reasons }) => {
      const own = reasons.filter(reason => !everywhere(reason));
      return own.length === 0
        ? []
        : [
            `  ${chalk.bold(`in ${places}`)}`,
            ...own.map(reason => `  ${reasonLine(reason, lineOf)}`),
          ];
    }),
  ];
}

function titleOf(subject: string, objects: ExplainedObject[]): string {
  return `${chalk.bold(subject)}  ${chalk.dim(`(${placesOf(objects)})`)}`;
}

function placesOf(objects: ExplainedObject[]): string {
  const places = objects.flatMap(each =>
    each.places.map(({ env, cluster }) => `${env} on ${cluster}`),
  );
  return [...new Set(places)].join(', ');
}

/** `/spec/replicas  why  [intent:/spec/scaling = {"min":4,"max":30}, line 38]` */
function reasonLine({ at, why, from, value }: Reason, lineOf: LineOf): string {
  const line = from.startsWith('intent:')
    ? lineOf(from.slice('intent:'.length))
    : undefined;
  const origin = [
    `${from}${valueWords(value)}`,
    ...(line === undefined ? [] : [`line ${line}`]),
  ].join(', ');
  return `  ${at || '/'}  ${why}  ${chalk.dim(`[${origin}]`)}`;
}

function valueWords(value: unknown): string {
  if (value === undefined) {
    return '';
  }
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  if (text.length <= LONGEST) {
    return ` = ${text}`;
  }
  return typeof value === 'string' ? ` = ${text.slice(0, LONGEST - 1)}…` : '';
}
