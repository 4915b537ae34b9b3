import { z } from 'zod';
import { nearestName } from '../words/nearest';
import { oneOf } from './problem';

/**
 * A value that fits no option of a union was most likely meant for one of them. The option that needs the least
 * change is taken, and its problems are what people are told, instead of "invalid input".
 */

type Issue = z.core.$ZodIssue;

/** What it costs to mend an issue; a misspelled field counts as one small change, not as one missing and one odd. */
const COST = {
  kind: 1000,
  unknown: 10,
  missing: 4,
  misspelled: 3,
  other: 2,
  /** Of the right form, and still not valid: a day that does not exist. */
  refined: 1,
};

function isMissing(issue: Issue, value: unknown): boolean {
  return (
    issue.path.length === 1 &&
    typeof value === 'object' &&
    value !== null &&
    !Object.hasOwn(value, issue.path[0])
  );
}

function unknownKeys(issues: readonly Issue[]): string[] {
  return issues.flatMap(issue =>
    issue.code === 'unrecognized_keys' && issue.path.length === 0
      ? issue.keys
      : [],
  );
}

function costOf(issues: readonly Issue[], value: unknown): number {
  const unknown = new Set(unknownKeys(issues));
  let cost = unknown.size * COST.unknown;
  for (const issue of issues) {
    if (issue.path.length === 0 && issue.code === 'invalid_type') {
      cost += COST.kind;
    } else if (isMissing(issue, value)) {
      const near = nearestName(
        String(issue.path[0]),
        [...unknown].map(key => key.toLowerCase()),
      );
      const meant = [...unknown].find(key => key.toLowerCase() === near);
      if (meant !== undefined) {
        unknown.delete(meant);
        cost += COST.misspelled - COST.unknown;
      } else {
        cost += COST.missing;
      }
    } else if (issue.code !== 'unrecognized_keys') {
      cost += issue.code === 'custom' ? COST.refined : COST.other;
    }
  }
  return cost;
}

/**
 * The option that was most likely meant, or, when several are as likely, what was expected in words (undefined
 * when that is a matter of kinds: text or a mapping).
 */
export function chooseBranch(options: {
  issues: readonly (readonly Issue[])[];
  value: unknown;
}): { branch?: number; tied?: boolean; expected?: string } {
  const { issues, value } = options;
  const costs = issues.map(each => costOf(each, value));
  const least = Math.min(...costs);
  const likely = costs.flatMap((cost, index) =>
    cost === least ? [index] : [],
  );
  if (likely.length === 1 && least < COST.kind) {
    return { branch: likely[0] };
  }
  if (least >= COST.kind) {
    return {};
  }
  const fields = likely.flatMap(index =>
    issues[index].flatMap(issue =>
      isMissing(issue, value) ? [`"${String(issue.path[0])}"`] : [],
    ),
  );
  if (fields.length > 0) {
    return { expected: `one of the fields ${oneOf([...new Set(fields)])}` };
  }
  // Options of one kind, such as two forms of a date.
  return { branch: likely[0], tied: true };
}
