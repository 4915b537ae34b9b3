import { existsSync } from 'node:fs';
import path from 'node:path';
import {
  checkValue,
  formatProblem,
  importAnswersSchema,
  importPlatformOf,
  readYaml,
  type ImportAnswers,
  type ImportPlatform,
} from '@fairway/plugin-golden-path-common';
import { defaultContractFolder, requireContract } from '../lib/contract';
import { unusable } from '../lib/failure';
import { readText } from '../lib/files';

/** The answers as they stand on the command line. */
export interface AnswerOptions {
  owner?: string;
  system?: string;
  tier?: string;
  dataClassification?: string;
  runtime?: string;
  environments?: string;
  registry?: string;
  tag?: string;
  digests?: string;
  domain?: string;
  contract?: string;
}

/** The options by which the answers are called on the command line. */
const OPTIONS: Record<string, string> = {
  dataClassification: '--data-classification',
};

/** Reads the answers; one that cannot be ends the command. */
export async function readAnswers(
  options: AnswerOptions,
): Promise<ImportAnswers> {
  const { environments, digests } = options;
  const stated = {
    owner: options.owner,
    system: options.system,
    tier: options.tier,
    dataClassification: options.dataClassification,
    runtime: options.runtime,
    registry: options.registry,
    tag: options.tag,
    domain: options.domain,
    ...(environments !== undefined && {
      environments: environments.split(',').map(name => name.trim()),
    }),
    ...(digests !== undefined && { digests: await readDigests(digests) }),
  };
  const checked = checkValue({ schema: importAnswersSchema, value: stated });
  if (!checked.ok) {
    throw unusable(
      ...checked.problems.map(problem => {
        const [, field = ''] = problem.at.split('/');
        return field === 'digests'
          ? formatProblem({
              ...problem,
              file: digests,
              at: problem.at.replace(/^\/digests/, ''),
            })
          : formatProblem({
              ...problem,
              file: OPTIONS[field] ?? `--${field}`,
              at: '',
            });
      }),
    );
  }
  return checked.value;
}

async function readDigests(file: string): Promise<unknown> {
  const { text } = await readText(file);
  try {
    return readYaml(text);
  } catch (error) {
    throw unusable(
      `${file}: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}

/** What the contract says that helps to guess; without one there is less to guess from. */
export async function readPlatform(
  folder: string | undefined,
): Promise<ImportPlatform | undefined> {
  const found = folder ?? defaultContractFolder();
  return folder === undefined && !existsSync(path.join(found, 'contract.yaml'))
    ? undefined
    : importPlatformOf(await requireContract(found));
}
