import { z } from 'zod';
import { nearestName } from '../checks/nearest';
import { oneOf, pointerOf, shown, type Problem } from './problem';
import { descriptionAt, fieldsAt, optionsOf, schemasAt } from './shape';
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

/** More unknown fields than this in one mapping are another document, not mistakes. */
const MAX_UNKNOWN = 100;

const KINDS: Record<string, string> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a mapping',
  record: 'a mapping',
  null: 'null',
};

const FORMATS: Record<string, string> = {
  date: 'a date such as 2027-03-31',
  cidrv4: 'an address range such as 10.20.0.0/16',
  cidrv6: 'an address range such as fd00::/64',
};

/** The value at a path; undefined where there is none. */
export function valueAt(input: unknown, path: Path): unknown {
  let value = input;
  for (const key of path) {
    if (
      typeof value !== 'object' ||
      value === null ||
      !Object.hasOwn(value, key)
    ) {
      return undefined;
    }
    value = Reflect.get(value, key);
  }
  return value;
}

function nearestOf(word: unknown, words: readonly string[]) {
  return typeof word === 'string' && word.length <= 100
    ? nearestName(word.toLowerCase(), words)
    : undefined;
}

function missing(context: Context, path: Path, expected: string): Problem {
  const name = String(path[path.length - 1] ?? 'document');
  const meaning = descriptionAt(context.schema, path);
  return {
    at: pointerOf([...context.base, ...path]),
    message: `missing field "${name}"`,
    expected,
    found: 'nothing',
    remedy: `Add "${name}"${
      meaning === undefined ? '' : ` (${meaning})`
    }: ${expected}`,
  };
}

function unexpected(context: Context, path: Path, expected: string): Problem {
  const value = valueAt(context.input, path);
  if (value === undefined && path.length > 0) {
    return missing(context, path, expected);
  }
  const found = shown(value);
  const unquoted =
    expected === KINDS.string && ['number', 'boolean'].includes(typeof value);
  return {
    at: pointerOf([...context.base, ...path]),
    message: `expected ${expected}, found ${found}`,
    expected,
    found,
    remedy: unquoted ? `Put it in quotes: "${value}"` : `Write ${expected}`,
  };
}

function notOneOf(context: Context, path: Path, words: string[]): Problem {
  const expected = words.length === 1 ? words[0] : `one of ${oneOf(words)}`;
  const problem = unexpected(context, path, expected);
  const nearest = nearestOf(valueAt(context.input, path), words);
  return nearest === undefined
    ? problem
    : {
        ...problem,
        message: `${problem.message}, nearest "${nearest}"`,
        nearest,
        remedy: `Write "${nearest}"`,
      };
}

function unknownField(context: Context, path: Path, name: string): Problem {
  const fields = fieldsAt(context.schema, path);
  const parent = valueAt(context.input, path);
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

/** `expected …` as the schemas say it, or nothing. */
function expectedIn(message: string): string | undefined {
  return message.startsWith('expected ')
    ? message.slice('expected '.length)
    : undefined;
}

function counted(count: number | bigint, thing: string): string {
  return `${count} ${thing}${Number(count) === 1 ? '' : 's'}`;
}

function sizeOf(
  issue: z.core.$ZodIssueTooBig | z.core.$ZodIssueTooSmall,
): string {
  const small = issue.code === 'too_small';
  const limit = small ? issue.minimum : issue.maximum;
  if (issue.origin === 'number' || issue.origin === 'int') {
    if (issue.inclusive) {
      return `a number of ${small ? 'at least' : 'at most'} ${limit}`;
    }
    return `a number ${small ? 'above' : 'below'} ${limit}`;
  }
  const bound = small ? 'at least' : 'at most';
  const thing = issue.origin === 'string' ? 'character' : 'item';
  return `${issue.exact ? 'exactly' : bound} ${counted(limit, thing)}`;
}

function wrongSize(
  context: Context,
  issue: z.core.$ZodIssueTooBig | z.core.$ZodIssueTooSmall,
): Problem {
  const expected = expectedIn(issue.message) ?? sizeOf(issue);
  const problem = unexpected(context, issue.path, expected);
  const value = valueAt(context.input, issue.path);
  if (!Array.isArray(value)) {
    return problem;
  }
  const found = counted(value.length, 'item');
  return { ...problem, message: `expected ${expected}, found ${found}`, found };
}

function formatOf(issue: z.core.$ZodIssueInvalidStringFormat): string {
  if (issue.format === 'starts_with' && 'prefix' in issue) {
    return `text that starts with "${issue.prefix}"`;
  }
  return FORMATS[issue.format] ?? 'text of another form';
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
      return [unexpected(context, path, kind)];
    }
    case 'invalid_value':
      return [notOneOf(context, path, issue.values.map(String))];
    case 'unrecognized_keys':
      return issue.keys
        .slice(0, MAX_UNKNOWN)
        .map(key => unknownField(context, path, key));
    case 'invalid_union':
      return union(context, issue);
    case 'invalid_key': {
      const name = path[path.length - 1];
      const expected = expectedIn(issue.issues[0]?.message ?? '') ?? 'a name';
      return [
        {
          at: pointerOf([...context.base, ...path]),
          message: `the name ${shown(name)} is not valid: expected ${expected}`,
          expected,
          found: shown(name),
          remedy: `Rename it to ${expected}`,
        },
      ];
    }
    case 'too_small':
    case 'too_big':
      return [wrongSize(context, issue)];
    case 'invalid_format':
      return [
        unexpected(context, path, expectedIn(issue.message) ?? formatOf(issue)),
      ];
    default:
      return [
        unexpected(context, path, expectedIn(issue.message) ?? 'another value'),
      ];
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
  const told = new Set<string>();
  return problems.filter(problem => {
    const known =
      // The first thing that is wrong with a value is enough.
      told.has(problem.at) ||
      (problem.message.startsWith('missing field') && renames.has(problem.at));
    told.add(problem.at);
    return !known;
  });
}

/**
 * Every problem that zod found, in words. Without places; the caller knows the file and the lines.
 */
export function problemsOf(options: {
  error: z.ZodError;
  schema: z.core.$ZodType;
  input: unknown;
}): Problem[] {
  const { error, schema, input } = options;
  return problemsOfIssues(error.issues, { schema, input, base: [] });
}
