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

/** Documents of which some could not be read. */
export interface Gathered {
  documents: Documents;
  /** Lines that say what is wrong: `path:line: …`. */
  problems: string[];
  /** Services whose intents could not be read, by what seems to be their name, with the file. */
  unread: Map<string, string>;
}

/**
 * Reads intents and resource declarations. A file that is named has to be one of them; in a folder other YAML is
 * passed over. All problems of all files are told before the command ends.
 */
export async function readDocuments(paths: string[]): Promise<Documents> {
  const { documents, problems } = await gatherDocuments(paths);
  if (problems.length > 0) {
    throw unusable(...problems);
  }
  return documents;
}

/** As {@link readDocuments}, and gives what can be read when some cannot. */
export async function gatherDocuments(paths: string[]): Promise<Gathered> {
  const documents: Documents = { intents: [], resources: [] };
  const problems: string[] = [];
  const unread = new Map<string, string>();
  for (const { file, text } of await ourFiles(paths)) {
    const parsed = parseDocument(text, { file });
    if (!parsed.ok) {
      problems.push(...parsed.problems.map(formatProblem));
      const name = nameIn(text);
      if (name !== undefined) {
        unread.set(name, file);
      }
    } else if (parsed.value.kind === 'SharedResource') {
      documents.resources.push(parsed.value.resource);
    } else {
      const { intent } = parsed.value;
      documents.intents.push({ intent, file, lineOf: parsed.lineOf });
    }
  }
  const twice = sameNames(documents.intents);
  problems.push(...twice.problems);
  return {
    documents: { ...documents, intents: twice.first },
    problems,
    unread,
  };
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

/** The name of a service, where its document cannot be read but looks as usual. */
function nameIn(text: string): string | undefined {
  const lines = text.split(/\r?\n/);
  const start = lines.findIndex(line => /^metadata:\s*$/.test(line)) + 1;
  for (const line of start > 0 ? lines.slice(start) : []) {
    const [, name] = /^\s+name:\s*["']?([a-z][-a-z0-9]*)/.exec(line) ?? [];
    if (name !== undefined || /^\S/.test(line)) {
      return name;
    }
  }
  return undefined;
}

/** The first intent of each name, and a problem for each of the others. */
function sameNames(intents: LoadedIntent[]): {
  first: LoadedIntent[];
  problems: string[];
} {
  const first = new Map<string, LoadedIntent>();
  const problems: string[] = [];
  for (const each of intents) {
    const { name } = each.intent.metadata;
    const earlier = first.get(name);
    if (earlier) {
      problems.push(
        `${each.file}:${
          each.lineOf('/metadata/name') ?? 1
        }: a service called ${name} is in ${
          earlier.file
        } already; give one of them another name`,
      );
    } else {
      first.set(name, each);
    }
  }
  return { first: [...first.values()], problems };
}
