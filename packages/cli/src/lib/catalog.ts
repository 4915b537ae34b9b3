import {
  isMap,
  isNode,
  LineCounter,
  parseAllDocuments,
  type Document,
} from 'yaml';
import {
  directoryOf,
  type FleetDirectory,
} from '@fairway/plugin-golden-path-common';
import { unusable } from './failure';
import { isFolder, readText, readYamlFolder, type TextFile } from './files';

/** The marks of the entities wanted in a text, seen without reading it as YAML: it may be malformed. */
const OF_CATALOG = /^apiVersion:\s*["']?backstage\.io\//m;
const WANTED = /^kind:\s*["']?(group|system)\b/im;

/** What a catalog takes for a name or a namespace. */
const NAME = /^(?=.{1,63}$)[A-Za-z0-9]+([-_.][A-Za-z0-9]+)*$/;

interface NamedEntity {
  kind: string;
  metadata: { name: string; namespace?: string };
}

type Tell = (line: number, words: string) => void;

/** What can be read of a catalog. */
export interface Catalog {
  directory: FleetDirectory;
  /** Lines about what cannot be read: `path:line: …`. */
  problems: string[];
  /** The first file with a problem. */
  unread?: string;
}

/**
 * Groups and systems of the entity files of a catalog: a YAML file, or a folder in which other YAML is passed over.
 * A catalog that holds no group, which would leave everything unchecked, ends the command. Undefined without a path:
 * then nothing is known of the catalog.
 */
export async function readCatalog(
  path: string | undefined,
): Promise<Catalog | undefined> {
  if (path === undefined) {
    return undefined;
  }
  const files = (await isFolder(path))
    ? (await readYamlFolder(path)).filter(
        ({ text }) => OF_CATALOG.test(text) && WANTED.test(text),
      )
    : [await readText(path)];
  const problems: string[] = [];
  let unread: string | undefined;
  const directory = directoryOf(
    files.flatMap(file =>
      entitiesIn(file, (line, words) => {
        problems.push(`${file.file}:${line}: ${words}`);
        unread ??= file.file;
      }),
    ),
  );
  if (directory.groups.length === 0) {
    throw unusable(
      ...problems,
      `${path}: there is no Group entity in it; name the file or folder that holds the groups and systems of the catalog`,
    );
  }
  return { directory, problems, ...(unread !== undefined && { unread }) };
}

function entitiesIn({ text }: TextFile, tell: Tell): NamedEntity[] {
  const lineCounter = new LineCounter();
  const documents = parseAllDocuments(text, {
    lineCounter,
    prettyErrors: false,
  });
  const lineAt = (offset: number) => lineCounter.linePos(offset).line;
  return (Array.isArray(documents) ? documents : []).flatMap(document => {
    for (const error of document.errors) {
      const [what] = error.message.split('\n');
      tell(lineAt(error.pos[0]), `malformed YAML: ${what}; mend the YAML`);
    }
    const kind = document.errors.length === 0 ? kindOf(document) : undefined;
    return kind === undefined ? [] : entityOf({ document, kind, lineAt, tell });
  });
}

/** `Group` or `System`; undefined for anything else that a file may hold. */
function kindOf(document: Document): string | undefined {
  const { contents } = document;
  const kind = isMap(contents) ? contents.get('kind') : undefined;
  return typeof kind === 'string' && /^(group|system)$/i.test(kind)
    ? kind
    : undefined;
}

function entityOf(options: {
  document: Document;
  kind: string;
  lineAt(offset: number): number;
  tell: Tell;
}): NamedEntity[] {
  const { document, kind, lineAt, tell } = options;
  const start = document.contents?.range?.[0] ?? 0;
  const read = (field: 'name' | 'namespace'): string | undefined => {
    const value = document.getIn(['metadata', field]);
    const node = document.getIn(['metadata', field], true);
    if (typeof value === 'string' && NAME.test(value)) {
      return value;
    }
    if (field === 'name' || (value !== undefined && value !== null)) {
      tell(
        lineAt((isNode(node) ? node.range?.[0] : undefined) ?? start),
        value === undefined || value === null
          ? `the ${kind} has no name; write it as metadata.name`
          : `${JSON.stringify(
              value,
            )} is no ${field} of a catalog; write letters and digits, parted by "-", "_" or ".", at most 63`,
      );
    }
    return undefined;
  };
  const name = read('name');
  const namespace = read('namespace');
  return name === undefined ? [] : [{ kind, metadata: { name, namespace } }];
}
