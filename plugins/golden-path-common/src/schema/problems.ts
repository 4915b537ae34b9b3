import { z } from 'zod';
import { expectedIn } from './expectations';
import { pointerOf } from '../json/pointer';
import { valueAt } from '../json/path';
import { oneOf, type Problem } from './problem';
import { KINDS } from './remedies';
import { optionsOf, schemasAt } from './shape';
import { chooseBranch } from './unions';
import {
  brokenRule,
  notOneOf,
  unexpected,
  unknownField,
  wrongForm,
  wrongName,
  wrongSize,
  type Context,
  type Issue,
  type Path,
} from './valueProblems';

/**
 * Turns what zod found into problems for people: one for each thing to change, with what was expected, what was
 * found, the nearest valid word and what to do.
 */

/** More unknown fields of one mapping than this are counted no further. */
const MAX_UNKNOWN = 1000;

function union(context: Context, issue: z.core.$ZodIssueInvalidUnion) {
  const { path } = issue;
  if ('options' in issue && issue.options) {
    return [notOneOf(context, path, issue.options.map(String))];
  }
  const value = valueAt(context.input, path);
  const schemas = schemasAt(context.schema, path).flatMap(optionsOf);
  const custom = expectedIn(issue.message);
  const choice = chooseBranch({ issues: issue.errors, value });
  if (choice.branch === undefined || (choice.tied && custom !== undefined)) {
    const kinds = issue.errors.flatMap(issues =>
      issues.flatMap(each =>
        each.code === 'invalid_type' && each.path.length === 0
          ? [KINDS[each.expected] ?? each.expected]
          : [],
      ),
    );
    const expected =
      custom ?? choice.expected ?? oneOf([...new Set(kinds)]) ?? 'a value';
    return [unexpected(context, path, expected)];
  }
  const schema = schemas[choice.branch];
  if (!schema) {
    return [unexpected(context, path, custom ?? 'a value of another form')];
  }
  return problemsOfIssues(issue.errors[choice.branch], {
    schema,
    input: value,
    base: [...context.base, ...path],
  });
}

/**
 * A number where text belongs, that would not be right in quotes either: what is wrong with it as text says more
 * than that it is none.
 */
function asText(
  context: Context,
  path: Path,
  expected: string,
): Problem[] | undefined {
  const value = valueAt(context.input, path);
  const [schema] = schemasAt(context.schema, path);
  if (
    expected !== KINDS.string ||
    typeof value !== 'number' ||
    !(schema instanceof z.ZodType)
  ) {
    return undefined;
  }
  const text = String(value);
  const { error } = schema.safeParse(text);
  const [problem] = error
    ? problemsOfIssues(error.issues, {
        schema,
        input: text,
        base: [...context.base, ...path],
      })
    : [];
  return problem && [problem];
}

function problemsOfIssue(issue: Issue, context: Context): Problem[] {
  const { path } = issue;
  switch (issue.code) {
    case 'invalid_type': {
      const value = valueAt(context.input, path);
      const whole = issue.expected === 'int' || 'format' in issue;
      const kind =
        whole && typeof value === 'number'
          ? KINDS.int
          : KINDS[issue.expected] ?? issue.expected;
      return asText(context, path, kind) ?? [unexpected(context, path, kind)];
    }
    case 'invalid_value':
      return [notOneOf(context, path, issue.values.map(String))];
    case 'unrecognized_keys':
      return issue.keys
        .slice(0, MAX_UNKNOWN)
        .map(key => unknownField(context, path, key));
    case 'invalid_union':
      return union(context, issue);
    case 'invalid_key':
      return [wrongName(context, issue)];
    case 'too_small':
    case 'too_big':
      return [wrongSize(context, issue)];
    case 'invalid_format':
      return [wrongForm(context, issue)];
    default:
      return [brokenRule(context, issue)];
  }
}

function problemsOfIssues(issues: readonly Issue[], context: Context) {
  const problems = issues.flatMap(issue => problemsOfIssue(issue, context));
  // A misspelled field is one mistake: renaming it also fills in the one that is missing.
  const renames = new Set(
    problems.flatMap(({ at, nearest, remedy }) =>
      nearest !== undefined && remedy.startsWith('Rename')
        ? [`${at.slice(0, at.lastIndexOf('/'))}${pointerOf([nearest])}`]
        : [],
    ),
  );
  const seen = new Set<string>();
  return problems.filter(problem => {
    const known =
      // The first thing that is wrong with a value is enough.
      seen.has(problem.at) ||
      (problem.message.startsWith('missing field') && renames.has(problem.at));
    seen.add(problem.at);
    return !known;
  });
}

/**
 * Every problem that zod found, in words, for any schema. Without file and line, which the caller knows: of a
 * request's body there is neither.
 *
 * @param options.input - The value that `schema` refused: the messages say what was found.
 * @public
 */
export function problemsOf(options: {
  error: z.ZodError;
  schema: z.core.$ZodType;
  input: unknown;
}): Problem[] {
  const { error, schema, input } = options;
  return problemsOfIssues(error.issues, { schema, input, base: [] });
}
