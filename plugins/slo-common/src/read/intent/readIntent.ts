import {
  buildFleet,
  checkIntent,
  compile,
  type ServiceIntent,
} from '@fairway/plugin-golden-path-common';
import { textOf } from '../fields';
import { readOpenSlo } from '../openslo';
import type {
  ReadOptions,
  ReadOutcome,
  SloDefinition,
  YamlDocument,
} from '../types';
import { yamlDocuments } from '../yamlDocuments';

/** Whether it is a service intent. @public */
export function isIntent({ value }: YamlDocument): boolean {
  return (
    textOf(value, 'apiVersion')?.startsWith('fairway.dev/') === true &&
    textOf(value, 'kind') === 'ServiceIntent'
  );
}

/**
 * Reads the objectives that the golden path derives from an intent. Their place is where the intent promises them.
 * @public
 */
export function readIntent(
  document: YamlDocument,
  options: ReadOptions,
): ReadOutcome {
  const { file, value, lineOf } = document;
  const line = lineOf('/spec/slo') ?? lineOf('');
  const refused = (message: string, remedy: string): ReadOutcome => ({
    definitions: [],
    problems: [
      {
        file,
        ...(line !== undefined && { line }),
        at: '/spec',
        message,
        remedy,
      },
    ],
  });
  if (!options.goldenPath) {
    return refused(
      'what an intent promises follows from the platform contract, which is not here',
      'Read the documents that the golden path derived, services/<name>/slo.yaml',
    );
  }
  const checked = checkIntent(value);
  if (!checked.ok) {
    return {
      definitions: [],
      problems: checked.problems.map(problem => {
        const at = lineOf(problem.at);
        return { ...problem, file, ...(at !== undefined && { line: at }) };
      }),
    };
  }
  const derived = derivedOf(checked.value, options.goldenPath);
  if (derived === undefined) {
    return refused(
      'the golden path derives no objectives from this intent',
      'Find out why with "fairway compile", or remove the file',
    );
  }
  const { documents } = yamlDocuments({ text: derived, file });
  const outcome = readOpenSlo(documents, options);
  return {
    ...outcome,
    definitions: outcome.definitions.map(definition =>
      placed(definition, { file, line }),
    ),
  };
}

/** The document of objectives; undefined when there is none. */
function derivedOf(
  intent: ServiceIntent,
  { contract, now }: NonNullable<ReadOptions['goldenPath']>,
): string | undefined {
  const fleet = buildFleet({ intents: [intent], contract });
  return compile({ intent, contract, fleet, now }).documents.find(({ path }) =>
    path.endsWith('/slo.yaml'),
  )?.text;
}

function placed(
  definition: SloDefinition,
  place: { file: string; line?: number },
): SloDefinition {
  return {
    ...definition,
    objective: { ...definition.objective, format: 'intent', place },
  };
}
