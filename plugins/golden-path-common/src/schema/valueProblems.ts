import type { z } from 'zod';
import { nearestName } from '../words/nearest';
import { expectedIn, formatOf, sizeOf } from './expectations';
import { pointerOf } from '../json/pointer';
import { valueAt } from '../json/path';
import { oneOf, shown, type Problem } from './problem';
import { addition, remedyFor, resizing } from './remedies';
import { descriptionAt, fieldsAt, requiredFieldsAt } from './shape';
import { suggestionFor } from './suggest';
import { told } from './tell';

/** Problems of one value or one field: what is wrong with it, and what to do. */

export type Issue = z.core.$ZodIssue;
export type Path = readonly PropertyKey[];

/** What the messages need to know besides the issue. */
export interface Context {
  schema: z.core.$ZodType;
  input: unknown;
  /** Where `schema` and `input` stand in the whole document. */
  base: Path;
}

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

export function unexpected(
  context: Context,
  path: Path,
  expected: string,
): Problem {
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

export function notOneOf(
  context: Context,
  path: Path,
  words: string[],
): Problem {
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

export function unknownField(
  context: Context,
  path: Path,
  name: string,
): Problem {
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

export function wrongSize(
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

export function wrongForm(
  context: Context,
  issue: z.core.$ZodIssueInvalidStringFormat,
): Problem {
  const expected = expectedIn(issue.message) ?? formatOf(issue);
  const problem = unexpected(context, issue.path, expected);
  const text = valueAt(context.input, issue.path);
  const suggestion = suggestionFor({ expected, text, issue });
  return suggestion === undefined ? problem : near(problem, suggestion);
}

export function wrongName(
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
export function brokenRule(context: Context, issue: Issue): Problem {
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
