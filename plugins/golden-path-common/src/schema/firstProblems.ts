import { sortProblems, type Problem } from './problem';

/** As many problems of a file as anyone mends before reading the list again. */
const MAX_PROBLEMS = 100;

/** The first problems of a file, each given its place, and one more that says so when there are others. */
export function firstProblems(
  problems: readonly Problem[],
  place: (problem: Problem) => Problem,
): Problem[] {
  // Finding a line walks the document, so most of what will not be shown is left out before.
  const sorted = sortProblems(problems.slice(0, 10 * MAX_PROBLEMS).map(place));
  const shown = sorted.slice(0, MAX_PROBLEMS);
  return shown.length === sorted.length
    ? shown
    : [...shown, furtherProblems(shown[shown.length - 1])];
}

/** Says that there are more problems than are shown, after the last of them. */
function furtherProblems({ file, line }: Problem): Problem {
  return {
    ...(file !== undefined && { file }),
    ...(line !== undefined && { line }),
    at: '',
    message: `only the first ${MAX_PROBLEMS} problems are shown`,
    remedy: 'Mend these, and check again',
  };
}
