import type { AuthoringChanges, AuthoringFiles } from '../authoringApi';
import { loadContract } from '../contract/loadContract';
import type { PlatformContract } from '../model';
import type { Parsed, Problem } from '../schema/problem';

const CONTRACT = 'contract/';

/** Most files that one draft changes. @public */
export const MAX_DRAFT_PATHS = 200;
/** Largest file of a draft, in characters. @public */
export const MAX_DRAFT_FILE = 1024 * 1024;
/** Longest title of a draft, in characters. @public */
export const MAX_DRAFT_TITLE = 120;

const SEGMENT = '[A-Za-z0-9_][A-Za-z0-9._-]{0,99}';
/** YAML of the contract and of templates; what a test expects may also be a document for people. */
const DRAFT_PATH = new RegExp(
  `^(contract/(${SEGMENT}/)*${SEGMENT}\\.ya?ml|templates/(${SEGMENT}/)+${SEGMENT}\\.ya?ml|templates/${SEGMENT}/tests/${SEGMENT}/expected/(${SEGMENT}/)*${SEGMENT}\\.md)$`,
);

/**
 * Whether a draft may change the file of this path: `contract/…` or `templates/<name>/…`, YAML, and Markdown among
 * what a test of a template expects. Nothing that begins with a dot, so no path leads out of its folder.
 * @public
 */
export function isDraftPath(path: string): boolean {
  return path.length <= 300 && DRAFT_PATH.test(path);
}

/** The files as a draft leaves them. Neither argument is changed. @public */
export function withChanges(
  files: AuthoringFiles,
  changes: AuthoringChanges,
): AuthoringFiles {
  const texts = new Map<string, string | null>([
    ...Object.entries(files),
    ...Object.entries(changes),
  ]);
  return Object.fromEntries(
    [...texts].flatMap(([path, text]) => (text === null ? [] : [[path, text]])),
  );
}

/**
 * Loads the contract of the files under `contract/`; problems name files with that folder, as a draft does. Never
 * throws.
 * @public
 */
export function contractOfFiles(
  files: AuthoringFiles,
): Parsed<PlatformContract> {
  const parsed = loadContract({
    files: Object.fromEntries(
      Object.entries(files)
        .filter(([path]) => path.startsWith(CONTRACT))
        .map(([path, text]) => [path.slice(CONTRACT.length), text]),
    ),
  });
  return parsed.ok
    ? parsed
    : { ok: false, problems: parsed.problems.map(located) };
}

function located(problem: Problem): Problem {
  const { file = 'contract.yaml' } = problem;
  return { ...problem, file: `${CONTRACT}${file}` };
}
