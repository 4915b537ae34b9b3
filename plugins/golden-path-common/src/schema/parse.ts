import { z } from 'zod';
import { readDocument } from './document';
import { serviceIntentSchema, type ServiceIntent } from './intent';
import { valueAt } from '../json/path';
import { firstProblems } from './firstProblems';
import type { Parsed, Problem } from './problem';
import { problemsOf } from './problems';
import { resourceDeclarationSchema, type SharedResource } from './resource';

export { formatProblem, type Parsed, type Problem } from './problem';
export { problemsOf } from './problems';

/** The kinds of document that teams keep in Git. @public */
export type DocumentKind = 'ServiceIntent' | 'SharedResource';

/** One of our documents, told apart by its kind. @public */
export type OurDocument =
  | { kind: 'ServiceIntent'; intent: ServiceIntent }
  | { kind: 'SharedResource'; resource: SharedResource };

interface ParseOptions {
  /** Name of the file for the problems. */
  file?: string;
}

function located(options: {
  problems: readonly Problem[];
  file?: string;
  lineOf(pointer: string): number | undefined;
}): Problem[] {
  const { problems, file, lineOf } = options;
  return firstProblems(problems, problem => {
    const line = problem.line ?? lineOf(problem.at);
    return {
      ...(file !== undefined && { file }),
      ...(line !== undefined && { line }),
      ...problem,
    };
  });
}

/** Another kind of document altogether: naming each of its fields as unknown would help nobody. */
function onlyKind(problems: Problem[]): Problem[] {
  const kind = problems.filter(
    ({ at, nearest, found, expected }) =>
      at === '/kind' &&
      nearest === undefined &&
      found !== 'nothing' &&
      (expected === 'ServiceIntent' || expected === 'SharedResource'),
  );
  return kind.length > 0 ? kind : problems;
}

/** Records drop a member of this name without a word; nobody means it well. */
function forbiddenName(value: unknown, at: string): Problem | undefined {
  if (typeof value !== 'object' || value === null) {
    return undefined;
  }
  for (const key of Object.keys(value)) {
    const pointer = `${at}/${key.replace(/~/g, '~0').replace(/\//g, '~1')}`;
    if (key === '__proto__') {
      return {
        at: pointer,
        message: '"__proto__" is no name for a field',
        remedy: 'Remove it',
      };
    }
    const found = forbiddenName(Reflect.get(value, key), pointer);
    if (found) {
      return found;
    }
  }
  return undefined;
}

function problemsIn<T>(
  schema: z.ZodType<T>,
  value: unknown,
): { value: T } | { problems: Problem[] } {
  try {
    const forbidden = forbiddenName(value, '');
    if (forbidden) {
      return { problems: [forbidden] };
    }
    const { success, data, error } = schema.safeParse(value);
    return success
      ? { value: data }
      : { problems: onlyKind(problemsOf({ error, schema, input: value })) };
  } catch (error) {
    if (error instanceof RangeError) {
      return {
        problems: [
          {
            at: '',
            message: 'the document is nested too deep',
            remedy: 'Nest less',
          },
        ],
      };
    }
    throw error;
  }
}

function checked<T>(options: {
  schema: z.ZodType<T>;
  value: unknown;
  file?: string;
  lineOf(pointer: string): number | undefined;
}): Parsed<T> {
  const { schema, value, file, lineOf } = options;
  const result = problemsIn(schema, value);
  return 'problems' in result
    ? { ok: false, problems: located({ ...result, file, lineOf }) }
    : { ok: true, value: result.value, lineOf };
}

/** The plain data of a text, before anything is known of its kind. */
function read(text: string, { file }: ParseOptions): Parsed<unknown> {
  const document = readDocument(text);
  return document.ok
    ? document
    : {
        ok: false,
        problems: located({
          problems: document.problems,
          file,
          lineOf: () => undefined,
        }),
      };
}

function parse<T>(
  schema: z.ZodType<T>,
  text: string,
  options: ParseOptions,
): Parsed<T> {
  const document = read(text, options);
  return document.ok ? checked({ ...options, ...document, schema }) : document;
}

/**
 * Reads a service intent. Never throws: a bad document gives every problem at once, with place, line and remedy.
 * @public
 */
export function parseIntent(
  text: string,
  options: ParseOptions = {},
): Parsed<ServiceIntent> {
  return parse(serviceIntentSchema, text, options);
}

/** Checks a service intent that is data already: from a form or from JSON. @public */
export function checkIntent(value: unknown): Parsed<ServiceIntent> {
  return checked({
    schema: serviceIntentSchema,
    value,
    lineOf: () => undefined,
  });
}

/** Reads a document of any schema, with the problems told as those of an intent are. */
export function parseValue<T>(options: {
  schema: z.ZodType<T>;
  text: string;
  file: string;
}): Parsed<T> {
  const { schema, text, file } = options;
  return parse(schema, text, { file });
}

/**
 * Checks data against any schema and says what is wrong in the words that an intent is told in. For what comes with
 * an intent, as the body or the query of a call.
 * @public
 */
export function checkValue<T>(options: {
  schema: z.ZodType<T>;
  value: unknown;
  /** What the value is part of, for the problems: `body`, `query`. */
  file?: string;
}): Parsed<T> {
  return checked({ ...options, lineOf: () => undefined });
}

/** Reads the declaration of a topic or resource that a team owns. @public */
export function parseResourceDeclaration(
  text: string,
  options: ParseOptions = {},
): Parsed<SharedResource> {
  return mapped(parse(resourceDeclarationSchema, text, options), resourceOf);
}

/**
 * Reads whichever of our documents a text is, and parses it once. What says of itself that it is neither is read as
 * an intent, so that the problems name the kind that was expected.
 * @public
 */
export function parseDocument(
  text: string,
  options: ParseOptions = {},
): Parsed<OurDocument> {
  const document = read(text, options);
  if (!document.ok) {
    return document;
  }
  const facts = { ...options, ...document };
  return valueAt(document.value, ['kind']) === 'SharedResource'
    ? mapped(
        checked({ ...facts, schema: resourceDeclarationSchema }),
        declaration => ({
          kind: 'SharedResource',
          resource: resourceOf(declaration),
        }),
      )
    : mapped(checked({ ...facts, schema: serviceIntentSchema }), intent => ({
        kind: 'ServiceIntent',
        intent,
      }));
}

/** Which kind of our documents a text is; undefined for anything else. @public */
export function documentKind(text: string): DocumentKind | undefined {
  const document = readDocument(text);
  return document.ok ? kindOf(document.value) : undefined;
}

function kindOf(value: unknown): DocumentKind | undefined {
  const apiVersion = valueAt(value, ['apiVersion']);
  const kind = valueAt(value, ['kind']);
  const ours =
    typeof apiVersion === 'string' && apiVersion.startsWith('fairway.dev/');
  return ours && (kind === 'ServiceIntent' || kind === 'SharedResource')
    ? kind
    : undefined;
}

function resourceOf({
  metadata,
  spec,
}: z.infer<typeof resourceDeclarationSchema>): SharedResource {
  return { ...metadata, ...spec };
}

function mapped<T, U>(parsed: Parsed<T>, change: (value: T) => U): Parsed<U> {
  return parsed.ok ? { ...parsed, value: change(parsed.value) } : parsed;
}
