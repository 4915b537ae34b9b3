import {
  formatProblem,
  importedDocuments,
  importKubernetes,
  importScore,
  type ImportResult,
} from '@fairway/plugin-golden-path-common';
import type { CommandContext } from '../lib/context';
import { ofOneCluster } from '../lib/oneCluster';
import { unusable } from '../lib/failure';
import { isFolder, readText, readYamlFolder } from '../lib/files';
import { readManifests } from '../lib/manifests';
import { readAnswers, readPlatform, type AnswerOptions } from './answers';
import { reportLines } from './report';
import { refuseLargeFiles, refuseTemplates } from './sizes';
import { writeDrafts } from './writeDrafts';

interface ImportOptions extends CommandContext, AnswerOptions {
  out?: string;
  json?: boolean;
}

/** Drafts intents from a folder of manifests. */
export async function runImportKubernetes(
  options: ImportOptions & { folder: string },
): Promise<void> {
  const { folder } = options;
  const answers = await readAnswers(options);
  const platform = await readPlatform(options.contract);
  const files = (await isFolder(folder))
    ? await readYamlFolder(folder)
    : [await readText(folder)];
  refuseLargeFiles(files);
  refuseTemplates(files);
  const manifests = ofOneCluster(readManifests(files));
  const result = importKubernetes({ manifests, answers, platform });
  if (result.services.length === 0 && result.resources.length === 0) {
    throw unusable(
      ...result.notCarriedOver.map(
        ({ file, line, what, why }) => `${file}:${line}: ${what}: ${why}`,
      ),
      `${folder}: nothing in it runs pods; name a folder that holds workloads`,
    );
  }
  await finish(options, result);
}

/** Drafts intents from Score workloads. */
export async function runImportScore(
  options: ImportOptions & { files: string[] },
): Promise<void> {
  const answers = await readAnswers(options);
  const platform = await readPlatform(options.contract);
  const files = await Promise.all(options.files.map(readText));
  const result = importScore({ files, answers, platform });
  if (result.services.length === 0) {
    throw unusable(...result.problems.map(formatProblem));
  }
  await finish(options, result);
}

async function finish(
  options: ImportOptions,
  result: ImportResult,
): Promise<void> {
  const { terminal, out, json } = options;
  const written =
    out === undefined
      ? []
      : await writeDrafts({ folder: out, result, tell: terminal.error });
  if (json) {
    const { services, resources, problems, ...rest } = result;
    await terminal.json({
      services: services.map(({ intent, file, line }) => ({
        name: intent.metadata.name,
        file,
        line,
        intent,
      })),
      resources: importedDocuments({ services: [], resources }).map(
        ({ document }) => document,
      ),
      ...rest,
      ...(problems.length > 0 && { problems: problems.map(formatProblem) }),
    });
  } else {
    for (const line of reportLines(result)) {
      await terminal.print(line);
    }
    if (out !== undefined) {
      await terminal.print(`wrote ${written.length} files to ${out}`);
    }
  }
  if (result.problems.length > 0) {
    result.problems.forEach(problem => terminal.error(formatProblem(problem)));
    options.fails(2);
  }
}
