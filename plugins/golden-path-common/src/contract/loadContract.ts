import type { PlatformContract, Policy } from '../model';
import { parsePolicies } from '../policy';
import { contractSchema, contractSections } from '../schema/contract';
import { pointerSegments } from '../json/pointer';
import { sortProblems, type Parsed, type Problem } from '../schema/problem';
import { problemsOf } from '../schema/problems';
import { gatherContract, type Gathered } from './includes';
import { checkReferences } from './references';
import { checkRegistries } from './registries';

/** Gives a problem the file and line of the section that it is about. */
function located(problem: Problem, gathered: Gathered, entry: string): Problem {
  const [section = ''] = pointerSegments(problem.at);
  const origin = gathered.origins.get(section);
  if (origin) {
    return { ...problem, file: origin.file, line: origin.lineOf(problem.at) };
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

function isMissing(at: string, gathered: Gathered): boolean {
  return !gathered.origins.has(pointerSegments(at)[0] ?? '');
}

function readPolicies(options: {
  files: Record<string, string>;
  policyFiles: readonly string[];
}): { policies: Policy[]; problems: Problem[] } {
  const { files, policyFiles } = options;
  return parsePolicies(
    Object.fromEntries(policyFiles.map(file => [file, files[file]])),
  );
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
        .map(problem => located(problem, gathered, entry)),
    );
  }
  if (result.success) {
    problems.push(
      ...[
        ...checkReferences(result.data),
        ...checkExceptions(result.data.exceptions, policies),
        ...checkRegistries(result.data, policies),
      ].map(problem => located(problem, gathered, entry)),
    );
    if (problems.length === 0) {
      return {
        ok: true,
        value: { ...result.data, policies },
        lineOf: pointer =>
          gathered.origins
            .get(pointerSegments(pointer)[0] ?? '')
            ?.lineOf(pointer),
      };
    }
  }
  return { ok: false, problems: sortProblems(problems) };
}
