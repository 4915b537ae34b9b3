import chalk from 'chalk';
import type {
  ImportNote,
  ImportQuestion,
  ImportResult,
} from '@fairway/plugin-golden-path-common';

/** The result as people read it: per service what stands, what is left to answer, and what has no place. */
export function* reportLines(result: ImportResult): Generator<string> {
  const { services, resources, notCarriedOver, changed } = result;
  const { common, own } = commonQuestions(result.questions);
  for (const { intent, file, line } of services) {
    const { metadata, spec } = intent;
    const { name } = metadata;
    yield `${chalk.bold(name)}  ${spec.workloadType}, ${spec.tier}, exposure ${
      spec.exposure
    }  ${chalk.dim(`${file}:${line}`)}`;
    const calls = (spec.dependencies ?? []).map(
      dependency => Object.values(dependency)[0],
    );
    if (calls.length > 0) {
      yield `  calls       ${calls.join(', ')}`;
    }
    if (spec.accepts && spec.accepts.length > 0) {
      yield `  accepts     ${spec.accepts.join(', ')}`;
    }
    yield* questionLines(own.filter(({ service }) => service === name));
    yield* noteLines('changed', ofService(changed, name));
    yield* noteLines('not carried over', ofService(notCarriedOver, name));
    yield '';
  }
  for (const { resource, file, line } of resources) {
    yield `${chalk.bold(resource.name)}  ${resource.type} (${
      resource.engine
    }), declared as a resource  ${chalk.dim(`${file}:${line}`)}`;
    yield '';
  }
  yield* commonLines(common);
  const drafted = new Set(services.map(({ intent }) => intent.metadata.name));
  const rest = notCarriedOver.filter(
    ({ service }) => service === undefined || !drafted.has(service),
  );
  if (rest.length > 0) {
    yield* noteLines('not carried over, of no service', rest);
    yield '';
  }
  const derived = Object.entries(result.derivedAnew);
  if (derived.length > 0) {
    yield `derived anew from the intents: ${derived
      .map(([kind, number]) => `${number} ${kind}`)
      .join(', ')}`;
  }
  yield totals(result);
}

function ofService(notes: readonly ImportNote[], name: string): ImportNote[] {
  return notes.filter(({ service }) => service === name);
}

function totals({ services, resources, questions }: ImportResult): string {
  const open = questions.filter(needsAnswer).length;
  const stores =
    resources.length > 0 ? ` and ${count(resources.length, 'resource')}` : '';
  return `${count(services.length, 'intent')}${stores} drafted, ${count(
    open,
    'placeholder',
  )} to replace`;
}

/** Whether a question still has no answer that anything supports. */
function needsAnswer({ basis }: ImportQuestion): boolean {
  return basis === 'placeholder' || basis === 'open';
}

/** Questions that have the same answer in several services are asked once. */
function commonQuestions(questions: readonly ImportQuestion[]): {
  common: ImportQuestion[][];
  own: ImportQuestion[];
} {
  const groups = new Map<string, ImportQuestion[]>();
  for (const question of questions) {
    const { service, ...rest } = question;
    const key = JSON.stringify(rest);
    groups.set(key, [...(groups.get(key) ?? []), question]);
  }
  const all = [...groups.values()];
  return {
    common: all.filter(group => group.length > 1),
    own: all.filter(group => group.length === 1).flat(),
  };
}

function* commonLines(groups: ImportQuestion[][]): Generator<string> {
  if (groups.length === 0) {
    return;
  }
  yield chalk.bold('to answer for several services');
  for (const group of groups) {
    const [question] = group;
    yield `  ${mark(question)} ${question.at}${valueWords(question)}`;
    yield `      ${question.question}`;
    yield `      ${chalk.dim(group.map(({ service }) => service).join(', '))}`;
  }
  yield '';
}

function* questionLines(questions: ImportQuestion[]): Generator<string> {
  if (questions.length === 0) {
    return;
  }
  yield '  to answer';
  for (const question of questions) {
    yield `    ${mark(question)} ${question.at}${valueWords(question)}`;
    yield `        ${question.question}`;
  }
}

function mark(question: ImportQuestion): string {
  return needsAnswer(question) ? chalk.yellow('!') : ' ';
}

function valueWords({ value, basis, from }: ImportQuestion): string {
  if (value === undefined) {
    return ': open';
  }
  const source = from === undefined ? '' : ` from ${from}`;
  switch (basis) {
    case 'stated':
      return ` = ${value} (${from ?? 'as stated'})`;
    case 'evidence':
      return ` = ${value} (by what was read${
        from === undefined ? '' : `: ${from}`
      })`;
    default:
      return ` = ${value} (PLACEHOLDER${source})`;
  }
}

function* noteLines(title: string, notes: ImportNote[]): Generator<string> {
  if (notes.length === 0) {
    return;
  }
  yield `  ${title}`;
  // What access or rights hang on comes first.
  const urgent = notes.filter(note => note.urgent);
  const others = notes.filter(note => !note.urgent);
  for (const { file, line, what, why } of urgent) {
    yield `  ${chalk.yellow('!')} ${file}:${line}: ${what}: ${why}`;
  }
  for (const { file, line, what, why } of others) {
    yield `    ${file}:${line}: ${what}: ${why}`;
  }
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
