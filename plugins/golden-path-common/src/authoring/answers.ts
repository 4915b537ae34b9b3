import { z } from 'zod';
import { compile } from '../compile/compile';
import { buildFleet } from '../fleet';
import { intentFromForm } from '../form/intentFromForm';
import type { CompileResult, PlatformContract } from '../model';
import { serviceIntentSchema } from '../schema/intent';
import { checkIntent, parseValue } from '../schema/parse';
import type { Problem } from '../schema/problem';
import { sharedResourceSchema } from '../schema/resource';
import { nearestName } from '../words/nearest';
import {
  askedBy,
  withDefaults,
  type GoldenPathTemplate,
} from './templateFields';

const answersSchema = z.strictObject({
  form: z
    .record(z.string(), z.unknown())
    .describe('What someone fills in; the defaults of the form are added'),
  environments: z
    .array(z.string())
    .describe('Environments to compile; all that the form names if absent')
    .optional(),
  now: z.iso
    .datetime()
    .describe('Moment for which exceptions and overrides count')
    .optional(),
  denied: z
    .array(z.string())
    .describe('Policies that have to deny these answers')
    .optional(),
  fleet: z
    .strictObject({
      intents: z.array(serviceIntentSchema).optional(),
      resources: z.array(sharedResourceSchema).optional(),
    })
    .describe('The services and resources around it')
    .optional(),
});

/** What answers to a template give. @public */
export interface AnswersResult {
  /** What keeps the answers from being compiled. */
  problems: Problem[];
  /** Missing when there are problems. */
  result?: CompileResult;
  /** Policies that have to deny these answers. */
  denied: string[];
}

/**
 * Compiles what someone fills in: the form with its defaults and the answers, for the environments, the moment and
 * the fleet that the answers name. Never throws for what the text holds.
 * @public
 */
export function compileAnswers(options: {
  template: GoldenPathTemplate;
  /** `answers.yaml`, with its path for the problems. */
  answers: { file: string; text: string };
  contract: PlatformContract;
  /** The moment where the answers name none, ISO 8601. */
  now: string;
}): AnswersResult {
  const { problems, result, denied } = readAnswers(options);
  return { problems, result, denied };
}

/** The same for a test, which has problems of its own to place. */
export interface ReadAnswers extends AnswersResult {
  /** Gives a problem the file and the line of its place in the answers. */
  located(problem: Problem): Problem;
}

export function readAnswers(
  options: Parameters<typeof compileAnswers>[0],
): ReadAnswers {
  const { template, contract } = options;
  const { file, text } = options.answers;
  const parsed = parseValue({ schema: answersSchema, text, file });
  if (!parsed.ok) {
    return {
      problems: parsed.problems,
      denied: [],
      located: problem => problem,
    };
  }
  const answers = parsed.value;
  const located = (problem: Problem): Problem => ({
    file,
    line: parsed.lineOf(problem.at),
    ...problem,
  });
  const refused = (problems: Problem[]): ReadAnswers => ({
    problems: problems.map(located),
    denied: [],
    located,
  });
  const form = filledIn(template, answers.form);
  if (form.problems.length > 0) {
    return refused(form.problems);
  }
  const [{ 'ui:options': type }] = template.spec.parameters;
  const intent = checkIntent(
    intentFromForm({ workloadType: type.workloadType, form: form.values }),
  );
  if (!intent.ok) {
    return refused(
      intent.problems.map(({ at, ...problem }) => ({
        ...problem,
        at: '/form',
        message: `the intent of these answers is not well-formed: ${at}: ${problem.message}`,
      })),
    );
  }
  const known = contract.environments.map(({ name }) => name);
  const strange = answers.environments?.find(name => !known.includes(name));
  if (strange !== undefined) {
    return refused([
      {
        at: '/environments',
        message: `the contract knows no environment ${strange}`,
        remedy: `Choose among ${known.join(', ')}`,
      },
    ]);
  }
  const fleet = buildFleet({
    contract,
    intents: [...(answers.fleet?.intents ?? []), intent.value],
    resources: answers.fleet?.resources,
  });
  const result = compile({
    intent: intent.value,
    contract,
    fleet,
    now: answers.now ?? options.now,
    environments: answers.environments,
  });
  return { problems: [], result, denied: answers.denied ?? [], located };
}

function filledIn(
  template: GoldenPathTemplate,
  answers: Record<string, unknown>,
): { values: Record<string, unknown>; problems: Problem[] } {
  const known = new Set<string>();
  let values = answers;
  const required: string[] = [];
  for (const page of template.spec.parameters) {
    // First what decides which other fields there are, then those.
    values = withDefaults(page.properties, values);
    const asked = askedBy(page, values);
    values = withDefaults(asked.properties, values);
    required.push(...asked.required);
    Object.keys(asked.properties).forEach(name => known.add(name));
  }
  const unknown = Object.keys(answers).filter(name => !known.has(name));
  const missing = required.filter(name => values[name] === undefined);
  return {
    values,
    problems: [
      ...unknown.map(name => {
        const nearest = nearestName(name, known);
        return {
          at: `/form/${name}`,
          message: `the form does not ask for "${name}" with these answers`,
          remedy: nearest ? `Write "${nearest}"` : 'Remove it',
        };
      }),
      ...missing.map(name => ({
        at: '/form',
        message: `the form requires "${name}"`,
        remedy: `Add an answer for "${name}"`,
      })),
    ],
  };
}
