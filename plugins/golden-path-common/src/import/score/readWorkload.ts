import { valueAt } from '../../json/pointer';
import { readDocument } from '../../schema/document';
import { checkValue } from '../../schema/parse';
import { sortProblems, type Problem } from '../../schema/problem';
import { isName, nearestName } from '../names';
import { textAt } from '../read';
import type { ImportSource } from '../report';
import { scoreSchema, type ScoreWorkload } from './schema';

/** A workload as it was read. */
export interface ReadWorkload {
  workload: ScoreWorkload;
  source: ImportSource;
  name: string;
  port: number | undefined;
}

/** Reads one file; what is no Score workload gives every problem there is in it, with its line. */
export function readWorkload({
  file,
  text,
}: {
  file: string;
  text: string;
}): ReadWorkload | { problems: Problem[] } {
  const document = readDocument(text);
  if (!document.ok) {
    return { problems: document.problems.map(each => ({ file, ...each })) };
  }
  const lineOf = (pointer: string) => document.lineOf(pointer) ?? 1;
  const checked = checkValue({
    schema: scoreSchema,
    value: document.value,
    file,
  });
  if (!checked.ok) {
    const foreign =
      textAt(document.value, '/apiVersion') !== 'score.dev/v1b1' &&
      valueAt(document.value, '/containers') === undefined;
    return {
      problems: foreign
        ? [
            {
              file,
              line: lineOf('/apiVersion'),
              at: '',
              message: 'is no Score workload',
              remedy: 'Name a file with "apiVersion: score.dev/v1b1"',
            },
          ]
        : sortProblems(
            checked.problems.map(each => ({ ...each, line: lineOf(each.at) })),
          ),
    };
  }
  const workload = checked.value;
  const stated = workload.metadata.name;
  const name = isName(stated) ? stated : nearestName(stated);
  if (name === undefined) {
    return {
      problems: [
        {
          file,
          line: lineOf('/metadata/name'),
          at: '/metadata/name',
          message: `"${stated}" cannot become the name of a service`,
          remedy: 'Use a DNS label of at most 53 characters, from a letter on',
        },
      ],
    };
  }
  const [port] = Object.values(workload.service?.ports ?? {})
    .filter(({ protocol = 'TCP' }) => protocol === 'TCP')
    .map(each => each.targetPort ?? each.port);
  return { workload, source: { file, lineOf }, name, port };
}
