import { contractSections } from '../schema/contract';
import { readDocument } from '../schema/document';
import { oneOf, shown, type Problem } from '../schema/problem';
import { nearestName } from '../words/nearest';

/**
 * Gathers a contract from its files. Each file holds sections of the contract and may include others; a section
 * stands in one file only, so that there is one place to look for it.
 */

/** Where a section or a header field was read. */
interface Origin {
  file: string;
  lineOf(pointer: string): number | undefined;
}

export interface Gathered {
  /** The contract as one document. */
  value: Record<string, unknown>;
  /** By top-level field. */
  origins: Map<string, Origin>;
  /** Files of policies that are included: Kubernetes documents, read by the policy engine. */
  policyFiles: string[];
  problems: Problem[];
}

interface Walk extends Gathered {
  files: Record<string, string>;
  entry: string;
  /** Files being read, outermost first. */
  stack: string[];
  done: Set<string>;
}

const HEADER = ['apiVersion', 'kind', 'metadata'];
const SECTIONS = Object.keys(contractSections);
/** Files that include files that include files: more of that than this is a mistake, or meant to harm. */
const MAX_DEPTH = 64;
/** A file with more unknown sections than this is another kind of file; the rest of it is passed over. */
const MAX_REFUSED = 1000;
/** Folder of the Kubernetes documents beside the contract. */
const POLICIES = 'policies/';

function isYaml(path: string): boolean {
  return path.endsWith('.yaml') || path.endsWith('.yml');
}

/** The path an include means, from the contract's folder; undefined when it leads out of it. */
function resolve(from: string, include: string): string | undefined {
  if (
    include === '' ||
    include.startsWith('/') ||
    include.includes('\\') ||
    include.includes('\u0000') ||
    /^[A-Za-z][A-Za-z0-9+.-]*:/.test(include)
  ) {
    return undefined;
  }
  const parts = from.split('/').slice(0, -1);
  for (const part of include.split('/')) {
    if (part === '..') {
      if (parts.pop() === undefined) {
        return undefined;
      }
    } else if (part !== '.' && part !== '') {
      parts.push(part);
    }
  }
  return parts.join('/');
}

/** The files of an include, sorted: itself, or the YAML files directly in the folder. */
function filesOf(walk: Walk, path: string): string[] {
  if (Object.hasOwn(walk.files, path)) {
    return [path];
  }
  const folder = path === '' ? '' : `${path}/`;
  return Object.keys(walk.files)
    .filter(
      file =>
        file.startsWith(folder) &&
        !file.slice(folder.length).includes('/') &&
        isYaml(file),
    )
    .sort();
}

function checkField(walk: Walk, origin: Origin, name: string): boolean {
  const { file, lineOf } = origin;
  const place = { file, line: lineOf(`/${name}`), at: `/${name}` };
  const known = [
    ...(file === walk.entry ? HEADER : []),
    'include',
    ...SECTIONS,
  ];
  if (!known.includes(name)) {
    const nearest = nearestName(name, known);
    walk.problems.push({
      ...place,
      message: `unknown section ${shown(name)}${
        nearest === undefined ? '' : `, nearest "${nearest}"`
      }`,
      expected: `one of ${oneOf(known)}`,
      found: shown(name),
      ...(nearest !== undefined && { nearest }),
      remedy:
        nearest === undefined
          ? `Remove it; the sections are ${known.join(', ')}`
          : `Rename it to "${nearest}"`,
    });
    return false;
  }
  const earlier = walk.origins.get(name);
  if (earlier) {
    const line = earlier.lineOf(`/${name}`);
    walk.problems.push({
      ...place,
      message: `the section "${name}" is stated twice, first in ${
        earlier.file
      }${line === undefined ? '' : `:${line}`}`,
      found: shown(name),
      remedy: 'Keep one of them',
    });
    return false;
  }
  return true;
}

function follow(walk: Walk, origin: Origin, includes: unknown): void {
  const { file, lineOf } = origin;
  if (!Array.isArray(includes)) {
    walk.problems.push({
      file,
      line: lineOf('/include'),
      at: '/include',
      message: `expected a list of files or folders, found ${shown(includes)}`,
      expected: 'a list of files or folders',
      found: shown(includes),
      remedy: 'Write one file or folder an item',
    });
    return;
  }
  includes.forEach((include: unknown, index) => {
    const at = `/include/${index}`;
    const refuse = (message: string, remedy: string) =>
      walk.problems.push({
        file,
        line: lineOf(at),
        at,
        message,
        found: shown(include),
        remedy,
      });
    const path =
      typeof include === 'string' ? resolve(file, include) : undefined;
    if (path === undefined) {
      refuse(
        `the include ${shown(include)} is no path inside the contract's folder`,
        'Write a relative path to a file or folder beside the contract',
      );
      return;
    }
    const found = filesOf(walk, path);
    if (found.length === 0) {
      const nearest = nearestName(
        path,
        Object.keys(walk.files).filter(each => !walk.done.has(each)),
      );
      refuse(
        `the included file ${shown(path)} is missing${
          nearest === undefined ? '' : `, nearest "${nearest}"`
        }`,
        'Correct the path, or add the file',
      );
      return;
    }
    for (const each of found) {
      if (walk.stack.includes(each)) {
        refuse(
          `the include is cyclic: ${[...walk.stack, each]
            .slice(walk.stack.indexOf(each))
            .join(' includes ')}`,
          'Remove the include that leads back',
        );
      } else if (walk.stack.length >= MAX_DEPTH) {
        refuse(
          `includes are nested deeper than ${MAX_DEPTH} levels`,
          'Include the file further up',
        );
      } else {
        readFile(walk, each);
      }
    }
  });
}

function readFile(walk: Walk, file: string): void {
  if (walk.done.has(file)) {
    return;
  }
  walk.done.add(file);
  if (file.startsWith(POLICIES)) {
    walk.policyFiles.push(file);
    return;
  }
  const document = readDocument(walk.files[file]);
  if (!document.ok) {
    walk.problems.push(
      ...document.problems.map(problem => ({ ...problem, file })),
    );
    return;
  }
  const { value, lineOf } = document;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    walk.problems.push({
      file,
      line: 1,
      at: '',
      message: `expected a mapping of contract sections, found ${shown(value)}`,
      expected: 'a mapping of contract sections',
      found: shown(value),
      remedy: `Start with the name of a section such as "${SECTIONS[0]}:"`,
    });
    return;
  }
  const origin: Origin = { file, lineOf };
  walk.stack.push(file);
  let refused = 0;
  for (const [name, section] of Object.entries(value)) {
    if (name === 'include') {
      follow(walk, origin, section);
    } else if (refused >= MAX_REFUSED) {
      break;
    } else if (checkField(walk, origin, name)) {
      walk.value[name] = section;
      walk.origins.set(name, origin);
    } else {
      refused += 1;
    }
  }
  walk.stack.pop();
}

/** Reads the entry and all it includes. Never throws. */
export function gatherContract(options: {
  files: Record<string, string>;
  entry: string;
}): Gathered {
  const { files, entry } = options;
  const walk: Walk = {
    files,
    entry,
    value: {},
    origins: new Map(),
    policyFiles: [],
    problems: [],
    stack: [],
    done: new Set(),
  };
  if (!Object.hasOwn(files, entry)) {
    walk.problems.push({
      file: entry,
      at: '',
      message: 'the platform contract is missing',
      remedy: `Add ${entry}, or name the folder that holds it`,
    });
    return walk;
  }
  readFile(walk, entry);
  return walk;
}
