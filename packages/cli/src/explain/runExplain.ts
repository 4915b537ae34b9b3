import {
  compile,
  explain,
  type Explanation,
} from '@fairway/plugin-golden-path-common';
import type { CommandContext } from '../lib/context';
import { requireContract } from '../lib/contract';
import { CliFailure, unusable } from '../lib/failure';
import { surroundings } from '../lib/fleet';
import { readDocuments } from '../lib/intents';
import { momentOf } from '../lib/now';
import { explanationLines } from './explanationLines';

/** Prints the reasons for an object or a field of it. */
export async function runExplain(
  options: CommandContext & {
    file: string;
    object: string;
    field?: string;
    contract?: string;
    fleet?: string;
    catalog?: string;
    json?: boolean;
    now?: string;
  },
): Promise<void> {
  const { terminal, file, field } = options;
  const { kind, name } = objectOf(options.object);
  if (field !== undefined && field !== '' && !field.startsWith('/')) {
    throw unusable(
      `fairway: --field ${field} is no JSON pointer; write one such as /spec/replicas`,
    );
  }
  const now = momentOf(options.now);
  const contract = await requireContract(options.contract);
  const documents = await readDocuments([file]);
  const [loaded, second] = documents.intents;
  if (!loaded || second) {
    throw unusable(`${file}: expected one service intent; name its file`);
  }
  const { fleet, problems } = await surroundings({
    documents,
    contract,
    folder: options.fleet,
    catalog: options.catalog,
  });
  problems.forEach(terminal.error);
  if (problems.length > 0) {
    options.fails(2);
  }
  const { intent, lineOf } = loaded;
  const result = compile({ intent, lineOf, contract, fleet, now });
  const explanation = explain({ result, kind, name, field, contract });
  if (options.json) {
    await terminal.json({
      ...explanation,
      ...(problems.length > 0 && { problems }),
    });
  }
  if (explanation.objects.length === 0) {
    failWith(options, [`${file}: ${notFound(explanation)}`]);
    return;
  }
  if (
    field !== undefined &&
    explanation.objects.every(({ value }) => value === undefined)
  ) {
    failWith(options, [
      `${file}: ${explanation.kind}/${name} has nothing at ${field}; leave --field out to see what it has`,
    ]);
    return;
  }
  if (!options.json) {
    for (const line of explanationLines({ explanation, lineOf })) {
      await terminal.print(line);
    }
  }
}

/** With `--json` the document is printed already; only the exit code and stderr are left to say it. */
function failWith(
  options: CommandContext & { json?: boolean },
  lines: string[],
): void {
  if (!options.json) {
    throw new CliFailure(1, lines);
  }
  for (const line of lines) {
    options.terminal.error(line);
  }
  options.fails();
}

function objectOf(text: string): { kind: string; name: string } {
  const [kind, name, ...rest] = text.split('/');
  if (!kind || !name || rest.length > 0) {
    throw unusable(
      `fairway: --object ${text} is no object; write KIND/NAME such as Deployment/payments-api`,
    );
  }
  return { kind, name };
}

function notFound(explanation: Explanation): string {
  const { kind, name, leftOut = [], nearest, known = [] } = explanation;
  const why = leftOut.length > 0 ? `: ${leftOut[0].why}` : '';
  const advice = nearest
    ? `did you mean ${nearest}?`
    : `choose one of ${known.join(', ')}`;
  return `no ${kind}/${name} is derived${why}; ${advice}`;
}
