import {
  formatProblem,
  parseDocument,
  type ServiceIntent,
  type SharedResource,
} from '@fairway/plugin-golden-path-common';
import { unusable } from './failure';
import { isFolder, readText, readYamlFolder, type TextFile } from './files';

/** An intent with the file it was read from. */
export interface LoadedIntent {
  intent: ServiceIntent;
  file: string;
  lineOf(pointer: string): number | undefined;
}

/** What files and folders of a repository state. */
export interface Documents {
  intents: LoadedIntent[];
  resources: SharedResource[];
}

/** The mark of our documents in a text, seen without reading it as YAML: it may be malformed. */
const OURS = /^apiVersion:\s*["']?fairway\.dev\//m;
const OUR_KIND = /^kind:\s*["']?(ServiceIntent|SharedResource)\b/m;

/**
 * Reads intents and resource declarations. A file that is named has to be one of them; in a folder other YAML is
 * passed over. All problems of all files are told before the command ends.
 */
export async function readDocuments(paths: string[]): Promise<Documents> {
  const documents: Documents = { intents: [], resources: [] };
  const problems: string[] = [];
  for (const { file, text } of await ourFiles(paths)) {
    const parsed = parseDocument(text, { file });
    if (!parsed.ok) {
      problems.push(...parsed.problems.map(formatProblem));
    } else if (parsed.value.kind === 'SharedResource') {
      documents.resources.push(parsed.value.resource);
    } else {
      const { intent } = parsed.value;
      documents.intents.push({ intent, file, lineOf: parsed.lineOf });
    }
  }
  problems.push(...sameNames(documents.intents));
  if (problems.length > 0) {
    throw unusable(...problems);
  }
  return documents;
}

async function ourFiles(paths: string[]): Promise<TextFile[]> {
  const found = new Map<string, TextFile>();
  for (const each of paths) {
    const files = (await isFolder(each))
      ? (await readYamlFolder(each)).filter(
          ({ text }) => OURS.test(text) && OUR_KIND.test(text),
        )
      : [await readText(each)];
    for (const file of files) {
      found.set(file.file, file);
    }
  }
  return [...found.values()];
}

function sameNames(intents: LoadedIntent[]): string[] {
  const first = new Map<string, LoadedIntent>();
  return intents.flatMap(each => {
    const { name } = each.intent.metadata;
    const earlier = first.get(name);
    if (!earlier) {
      first.set(name, each);
      return [];
    }
    return [
      `${each.file}:${
        each.lineOf('/metadata/name') ?? 1
      }: a service called ${name} is in ${
        earlier.file
      } already; give one of them another name`,
    ];
  });
}
