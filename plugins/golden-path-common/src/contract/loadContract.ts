import type { PlatformContract, Policy } from '../model';
import { parsePolicies } from '../policy';
import { contractSchema, contractSections } from '../schema/contract';
import { documentTooLarge, MAX_CHARACTERS } from '../schema/document';
import { pointerSegments } from '../json/pointer';
import { firstProblems } from '../schema/firstProblems';
import type { Parsed, Problem } from '../schema/problem';
import { problemsOf } from '../schema/problems';
import { gatherContract, type Gathered } from './includes';
import { checkReferences } from './references';
import { checkRegistries } from './registries';

/** A problem with the file of the section that it is about. */
function withFile(problem: Problem, gathered: Gathered, entry: string) {
  const [section = ''] = pointerSegments(problem.at);
  const origin = originOf(problem.at, gathered);
  if (origin) {
    return { ...problem, file: origin.file };
  }
  return Object.hasOwn(contractSections, section)
    ? {
        ...problem,
        file: entry,
        line: 1,
        message: `the section "${section}" is missing`,
        remedy: `Add "${section}" to ${entry} or to a file that it includes`,
      }
    : { ...problem, file: entry, line: 1 };
}

/** The first problems of each file, with their lines, in the order of the files. */
function inOrder(problems: readonly Problem[], gathered: Gathered): Problem[] {
  const files = new Map<string, Problem[]>();
  for (const problem of problems) {
    const { file = '' } = problem;
    const known = files.get(file) ?? [];
    known.push(problem);
    files.set(file, known);
  }
  return [...files]
    .sort(([a], [b]) => a.localeCompare(b))
    .flatMap(([file, ofFile]) =>
      firstProblems(ofFile, problem => {
        const origin = originOf(problem.at, gathered);
        const line =
          problem.line ??
          (origin?.file === file ? origin.lineOf(problem.at) : undefined);
        return { ...problem, ...(line !== undefined && { line }) };
      }),
    );
}

/** Where the section of a place was read. */
function originOf(at: string, gathered: Gathered) {
  return gathered.origins.get(pointerSegments(at)[0] ?? '');
}

function isMissing(at: string, gathered: Gathered): boolean {
  return originOf(at, gathered) === undefined;
}

function readPolicies(options: {
  files: Record<string, string>;
  policyFiles: readonly string[];
}): { policies: Policy[]; problems: Problem[] } {
  const { files, policyFiles } = options;
  const tooLarge = policyFiles.filter(
    file => files[file].length > MAX_CHARACTERS,
  );
  const { policies, problems } = parsePolicies(
    Object.fromEntries(
      policyFiles
        .filter(file => !tooLarge.includes(file))
        .map(file => [file, files[file]]),
    ),
  );
  return {
    policies,
    problems: [
      ...problems,
      ...tooLarge.map(file => ({ ...documentTooLarge(), file })),
    ],
  };
}

/** An exception from a policy that is not there would hide a spelling mistake until the day it is needed. */
function checkExceptions(
  exceptions: readonly { policy: string }[],
  policies: readonly Policy[],
): Problem[] {
  if (policies.length === 0) {
    return [];
  }
  return exceptions.flatMap(({ policy }, index) =>
    policies.some(({ id }) => id === policy)
      ? []
      : [
          {
            at: `/exceptions/${index}/policy`,
            message: `no policy is called "${policy}"`,
            remedy: `Write ${policies.map(({ id }) => id).join(', ')}`,
          },
        ],
  );
}

/**
 * Reads the platform contract from its files: the entry, what it includes, and the policies beside it. Never
 * throws: every problem comes back at once, with file and line.
 *
 * @param options.files - Text by path, relative to the contract's folder, with forward slashes.
 * @param options.entry - Path of the contract itself.
 * @public
 */
export function loadContract(options: {
  files: Record<string, string>;
  entry?: string;
}): Parsed<PlatformContract> {
  const { files, entry = 'contract.yaml' } = options;
  const gathered = gatherContract({ files, entry });
  const { policies, problems: policyProblems } = readPolicies({
    files,
    policyFiles: gathered.policyFiles,
  });
  const problems = [...gathered.problems, ...policyProblems];
  const unreadable = gathered.problems.length > 0;
  const result = contractSchema.safeParse(gathered.value);
  if (!result.success) {
    problems.push(
      ...problemsOf({
        error: result.error,
        schema: contractSchema,
        input: gathered.value,
      })
        // What could not be read may have held the sections that are missing.
        .filter(({ at }) => !(unreadable && isMissing(at, gathered)))
        .map(problem => withFile(problem, gathered, entry)),
    );
  }
  if (result.success) {
    problems.push(
      ...[
        ...checkReferences(result.data),
        ...checkExceptions(result.data.exceptions, policies),
        ...checkRegistries(result.data, policies),
      ].map(problem => withFile(problem, gathered, entry)),
    );
    if (problems.length === 0) {
      return {
        ok: true,
        value: { ...result.data, policies },
        lineOf: pointer => originOf(pointer, gathered)?.lineOf(pointer),
      };
    }
  }
  return { ok: false, problems: inOrder(problems, gathered) };
}
