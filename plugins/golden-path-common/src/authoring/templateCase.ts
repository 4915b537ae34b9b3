import { z } from 'zod';
import { renderFiles } from '../compile/render';
import { diffObjects } from '../diff/objects';
import { isRecord } from '../json/pointer';
import type { CompileResult, KubeObject, PlatformContract } from '../model';
import { parseValue } from '../schema/parse';
import { shown, type Problem } from '../schema/problem';
import { readYaml, readYamlStream, writeYaml } from '../yaml';
import { readAnswers } from './answers';
import type { GoldenPathTemplate } from './templateFields';

/** A test of a template, as its folder states it. @public */
export interface TemplateCase {
  /** `answers.yaml`, with its path for the problems. */
  answers: { file: string; text: string };
  /** Path of the folder that `expected` is relative to, for the problems. */
  folder: string;
  /** Files below `expected/`, by path within it: all that compiling gives. */
  expected?: Record<string, string>;
  /** `expected.yaml`: the objects that this test is about. */
  chosen?: string;
}

/** What came out of a test. @public */
export interface TemplateCaseResult {
  problems: Problem[];
  /** What the case should hold, for an update: `expected/…` or `expected.yaml`. Missing when nothing was compiled. */
  files?: { path: string; text: string }[];
}

const REMEDY =
  'Mend the template, the contract or the answers; when the new result is meant, run with --update';

/** Runs one test of a template: compiles its answers, and compares that with what is expected. @public */
export function runTemplateCase(options: {
  template: GoldenPathTemplate;
  test: TemplateCase;
  contract: PlatformContract;
  /** The moment where the answers name none, ISO 8601. */
  now: string;
}): TemplateCaseResult {
  const { test } = options;
  const { problems, result, denied, located } = readAnswers({
    ...options,
    answers: test.answers,
  });
  if (!result) {
    return { problems };
  }
  const denials = denialProblems(result, denied).map(located);
  if (denials.length > 0 || result.denied) {
    return { problems: denials };
  }
  return test.chosen === undefined
    ? compareAll(test, result)
    : compareChosen(test.folder, test.chosen, result);
}

function denialProblems(
  { findings }: CompileResult,
  wanted: readonly string[],
): Problem[] {
  const denies = findings.filter(({ severity }) => severity === 'deny');
  return [
    ...denies
      .filter(({ policy }) => !wanted.includes(policy))
      .map(({ policy, message, remedy }) => ({
        at: '/form',
        message: `${policy} denies these answers: ${message}`,
        remedy,
      })),
    ...wanted
      .filter(policy => !denies.some(finding => finding.policy === policy))
      .map(policy => ({
        at: '/denied',
        message: `${policy} does not deny these answers`,
        remedy: 'Mend the policy, or remove it from "denied"',
      })),
  ];
}

function compareAll(
  { folder, expected }: TemplateCase,
  result: CompileResult,
): TemplateCaseResult {
  const files = renderFiles(result);
  const update = files.map(({ path, text }) => ({
    path: `expected/${path}`,
    text,
  }));
  if (!expected) {
    return {
      problems: [nothingExpected(folder)],
      files: update,
    };
  }
  const derived = new Map(files.map(({ path, text }) => [path, text]));
  return {
    files: update,
    problems: [
      ...files.flatMap(({ path, text }) =>
        differences({
          file: `${folder}/expected/${path}`,
          expected: expected[path],
          derived: text,
        }),
      ),
      ...Object.keys(expected)
        .filter(path => !derived.has(path))
        .map(path => ({
          file: `${folder}/expected/${path}`,
          at: '',
          message: 'this file is expected, and is not derived',
          remedy: REMEDY,
        })),
    ],
  };
}

function nothingExpected(folder: string): Problem {
  return {
    file: folder,
    at: '',
    message: 'nothing says what is expected',
    remedy: 'Run with --update, and read what it writes',
  };
}

/** What differs between a file that is expected and the one that is derived, one problem for each place. */
function differences(options: {
  file: string;
  expected: string | undefined;
  derived: string;
}): Problem[] {
  const { file, expected, derived } = options;
  if (expected === derived) {
    return [];
  }
  if (expected === undefined) {
    return [
      {
        file,
        at: '',
        message: 'this file is derived, and is not expected',
        remedy: REMEDY,
      },
    ];
  }
  if (/\.ya?ml$/.test(file)) {
    const read = parseValue({ schema: z.unknown(), text: expected, file });
    if (!read.ok) {
      return read.problems;
    }
    const changes = changesOf({
      file,
      expected: read.value,
      derived: readYaml(derived),
      lineOf: read.lineOf,
    });
    if (changes.length > 0) {
      return changes;
    }
  }
  const lines = expected.split('\n');
  const others = derived.split('\n');
  const index = others.findIndex((line, number) => line !== lines[number]);
  const line = index < 0 ? others.length : index;
  return [
    {
      file,
      line: line + 1,
      at: '',
      message: `expected ${shown(lines[line])}, derived ${shown(others[line])}`,
      remedy: REMEDY,
    },
  ];
}

function changesOf(options: {
  file: string;
  expected: unknown;
  derived: unknown;
  lineOf?: (pointer: string) => number | undefined;
}): Problem[] {
  const { file, expected, derived, lineOf } = options;
  // The expected side is the "new" one, so that the pointers lead into its file.
  return diffObjects(derived, expected).map(({ at, before, after }) => ({
    file,
    line: lineOf?.(at),
    at,
    message: `expected ${shown(after)}, derived ${shown(before)}`,
    remedy: REMEDY,
  }));
}

function compareChosen(
  folder: string,
  chosen: string,
  result: CompileResult,
): TemplateCaseResult {
  const file = `${folder}/expected.yaml`;
  let documents: unknown[];
  try {
    documents = readYamlStream(chosen);
  } catch (error) {
    return {
      problems: [
        {
          file,
          at: '',
          message: error instanceof Error ? error.message : String(error),
          remedy: 'Mend the YAML',
        },
      ],
    };
  }
  const taken = new Map<string, number>();
  const problems: Problem[] =
    documents.length > 0 ? [] : [nothingExpected(file)];
  const update: unknown[] = [];
  for (const expected of documents) {
    const id = idOf(expected);
    const index = taken.get(id) ?? 0;
    taken.set(id, index + 1);
    const derived = distinct(result, id)[index];
    if (derived) {
      update.push(derived);
      problems.push(
        ...changesOf({ file, expected, derived }).map(problem => ({
          ...problem,
          message: `${id}: ${problem.message}`,
        })),
      );
    } else {
      problems.push({
        file,
        at: '',
        message: `${id} is expected, and is not derived`,
        remedy: 'Name an object that the template gives, or mend the template',
      });
    }
  }
  return {
    problems,
    files: [
      { path: 'expected.yaml', text: update.map(writeYaml).join('---\n') },
    ],
  };
}

/** The derived objects of a name that are not the same, in the order of their paths: what clusters share is one. */
function distinct({ objects }: CompileResult, id: string): KubeObject[] {
  const found = new Map<string, KubeObject>();
  for (const { object } of objects) {
    if (idOf(object) === id) {
      found.set(writeYaml(object), object);
    }
  }
  return [...found.values()];
}

/** `Service/payments-api in prod-payments-billing`. */
function idOf(object: unknown): string {
  const { kind, metadata } = isRecord(object) ? object : {};
  const { name, namespace } = isRecord(metadata) ? metadata : {};
  return `${kind}/${name}${namespace === undefined ? '' : ` in ${namespace}`}`;
}
