import {
  formatProblem,
  type Problem,
} from '@fairway/plugin-golden-path-common';
import {
  isIntent,
  readYamlDocuments,
  secondsOfPromDuration,
  yamlDocuments,
  type SloDefinition,
  type YamlDocument,
} from '@fairway/plugin-slo-common';
import { requireContract } from '../lib/contract';
import { unusable } from '../lib/failure';
import type { TextFile } from '../lib/files';
import { momentOf } from '../lib/now';
import { readSloFiles } from './readFiles';

/** What files say of objectives, in lines for people. */
export interface ReadObjectives {
  files: TextFile[];
  definitions: SloDefinition[];
  /** What is no YAML, or no document: the input cannot be used. */
  malformed: string[];
  /** What was understood and is wrong. */
  invalid: string[];
  warnings: string[];
}

const DEFAULT_PERIOD = '30d';

/** Reads all documents of objectives that paths name. */
export async function readObjectives(options: {
  files: string[];
  period?: string;
  contract?: string;
}): Promise<ReadObjectives> {
  const periodSeconds = periodOf(options.period ?? DEFAULT_PERIOD);
  const { files, unreadable } = await readSloFiles(options.files);
  const malformed = [...unreadable];
  const documents: YamlDocument[] = [];
  for (const file of files) {
    const read = yamlDocuments(file);
    malformed.push(...read.problems.map(formatProblem));
    if (read.documents.length === 0 && read.problems.length === 0) {
      malformed.push(
        `${file.file}:1: there is no document in it; write one that states an objective`,
      );
    }
    for (const document of read.documents) {
      if (isMapping(document.value)) {
        documents.push(document);
      } else {
        malformed.push(
          `${file.file}:${
            document.lineOf('') ?? 1
          }: is no document with fields; write one that states an objective`,
        );
      }
    }
  }
  const outcome = readYamlDocuments({
    documents,
    periodSeconds,
    ...(documents.some(isIntent) && {
      goldenPath: {
        contract: await requireContract(options.contract),
        now: momentOf(undefined),
      },
    }),
  });
  return {
    files,
    definitions: outcome.definitions,
    malformed,
    invalid: outcome.problems.map(formatProblem),
    warnings: (outcome.remarks ?? []).map(warningLine),
  };
}

/** A remark as a line for people. */
export function warningLine(remark: Problem): string {
  return formatProblem({ ...remark, message: `warning: ${remark.message}` });
}

function isMapping(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function periodOf(text: string): number {
  const seconds = secondsOfPromDuration(text) ?? 0;
  if (!(seconds >= 3600)) {
    throw unusable(
      `fairway: --period ${text} is no duration of an hour or more; write one such as 28d, 30d or 4w`,
    );
  }
  return seconds;
}
