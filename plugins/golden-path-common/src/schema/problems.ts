import { z } from 'zod';
import { nearestName } from '../words/nearest';
import { expectedIn, formatOf, sizeOf } from './expectations';
import { pointerOf } from '../json/pointer';
import { oneOf, shown, valueAt, type Problem } from './problem';
import { addition, KINDS, remedyFor, resizing } from './remedies';
import {
  descriptionAt,
  fieldsAt,
  optionsOf,
  requiredFieldsAt,
  schemasAt,
} from './shape';
import { suggestionFor } from './suggest';
import { told } from './tell';
import { chooseBranch } from './unions';

/**
 * Turns what zod found into problems for people: one for each thing to change, with what was expected, what was
 * found, the nearest valid word and what to do.
 */

type Issue = z.core.$ZodIssue;
type Path = readonly PropertyKey[];

/** What the messages need to know besides the issue. */
interface Context {
  schema: z.core.$ZodType;
  input: unknown;
  /** Where `schema` and `input` stand in the whole document. */
  base: Path;
}

/** More unknown fields of one mapping than this are counted no further. */
const MAX_UNKNOWN = 1000;

function nearestOf(word: unknown, words: readonly string[]) {
  return typeof word === 'string' && word.length <= 100
    ? nearestName(word.toLowerCase(), words)
    : undefined;
}

function missing(context: Context, path: Path, expected: string): Problem {
  const name = String(path[path.length - 1] ?? 'document');
  return {
    at: pointerOf([...context.base, ...path]),
    message: `missing field "${name}"`,
    expected,
    found: 'nothing',
    remedy: addition({
      name,
      meaning: descriptionAt(context.schema, path),
      expected,
      needed: requiredFieldsAt(context.schema, path),
    }),
  };
}

function unexpected(context: Context, path: Path, expected: string): Problem {
  const value = valueAt(context.input, path);
  if (value === undefined && path.length > 0) {
    return missing(context, path, expected);
  }
  const found = shown(value);
  return {
    at: pointerOf([...context.base, ...path]),
    message: `expected ${expected}, found ${found}`,
    expected,
    found,
    remedy: remedyFor({
      expected,
      value,
      fields: fieldsAt(context.schema, path),
    }),
  };
}

function notOneOf(context: Context, path: Path, words: string[]): Problem {
  const expected = words.length === 1 ? words[0] : `one of ${oneOf(words)}`;
  const problem = unexpected(context, path, expected);
  const value = valueAt(context.input, path);
  const nearest = nearestOf(value, words);
  if (nearest !== undefined) {
    return near(problem, nearest);
  }
  return words.length === 1 && value !== undefined
    ? { ...problem, remedy: `Write "${words[0]}"` }
    : problem;
}

/** The problem with the word that was most likely meant. */
function near(problem: Problem, nearest: string): Problem {
  return {
    ...problem,
    message: `${problem.message}, nearest "${nearest}"`,
    nearest,
    remedy: `Write "${nearest}"`,
  };
}

function unknownField(context: Context, path: Path, name: string): Problem {
  const parent = valueAt(context.input, path);
  const fields = fieldsAt(context.schema, path, parent);
  const free = fields.filter(field => valueAt(parent, [field]) === undefined);
  const nearest = nearestOf(name, free);
  const hint = nearest === undefined ? '' : `, nearest "${nearest}"`;
  const allowed =
    fields.length > 0
      ? `Remove it; the fields here are ${fields.join(', ')}`
      : 'Remove it';
  return {
    at: pointerOf([...context.base, ...path, name]),
    message: `unknown field ${shown(name)}${hint}`,
    ...(fields.length > 0 && { expected: `one of ${oneOf(fields)}` }),
    found: shown(name),
    ...(nearest !== undefined && { nearest }),
    remedy: nearest === undefined ? allowed : `Rename it to "${nearest}"`,
  };
}

function wrongSize(
  context: Context,
  issue: z.core.$ZodIssueTooBig | z.core.$ZodIssueTooSmall,
): Problem {
  const expected = expectedIn(issue.message) ?? sizeOf(issue);
  const problem = unexpected(context, issue.path, expected);
  const value = valueAt(context.input, issue.path);
  if (value === undefined) {
    return problem;
  }
  const small = issue.code === 'too_small';
  const { found = shown(value), remedy } = resizing({
    value,
    small,
    limit: Number(small ? issue.minimum : issue.maximum),
  });
  return {
    ...problem,
    message: `expected ${expected}, found ${found}`,
    found,
    remedy,
  };
}

function wrongForm(
  context: Context,
  issue: z.core.$ZodIssueInvalidStringFormat,
): Problem {
  const expected = expectedIn(issue.message) ?? formatOf(issue);
  const problem = unexpected(context, issue.path, expected);
  const text = valueAt(context.input, issue.path);
  const suggestion = suggestionFor({ expected, text, issue });
  return suggestion === undefined ? problem : near(problem, suggestion);
}

function wrongName(
  context: Context,
  issue: z.core.$ZodIssueInvalidKey,
): Problem {
  const name = issue.path[issue.path.length - 1];
  const [first] = issue.issues;
  const expected = expectedIn(first?.message ?? '') ?? 'another name';
  const nearest =
    first?.code === 'invalid_format'
      ? suggestionFor({ expected, text: name, issue: first })
      : undefined;
  const siblings = valueAt(context.input, issue.path.slice(0, -1));
  const free =
    nearest !== undefined && valueAt(siblings, [nearest]) === undefined;
  return {
    at: pointerOf([...context.base, ...issue.path]),
    message: `the name ${shown(name)} is not valid: expected ${expected}`,
    expected,
    found: shown(name),
    ...(free && { nearest }),
    remedy: free ? `Rename it to "${nearest}"` : 'Rename it',
  };
}

/** A rule between fields: it says itself what is wrong and what to do. */
function brokenRule(context: Context, issue: Issue): Problem {
  const { path, message } = issue;
  const rule = told(issue);
  return rule
    ? {
        at: pointerOf([...context.base, ...path]),
        message,
        expected: rule.expected,
        found: shown(valueAt(context.input, path)),
        remedy: rule.remedy,
      }
    : unexpected(context, path, expectedIn(message) ?? 'another value');
}

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
