import type { ImportAnswers, ImportPlatform } from './answers';
import type { Draft } from './draft';

/** What the import of one service rests on, beside what was read. */
export interface ImportSurroundings {
  answers: ImportAnswers;
  platform?: ImportPlatform;
}

/** Something that was read supports an answer. */
export interface Evidence {
  value: string;
  from: string;
}

/** Stands where the schema asks for a group or a system and nothing says which. */
const TO_BE_ANSWERED = 'to-be-answered';

/** Variables that only one platform reads. */
const RUNTIME_VARIABLES: [RegExp, string][] = [
  [/^(JAVA_|JDK_|JVM_|SPRING_|QUARKUS_|CATALINA_)/, 'java'],
  [/^(NODE_|NPM_)/, 'nodejs'],
  [/^(ASPNETCORE_|DOTNET_)/, 'dotnet'],
  [/^(PYTHON|DJANGO_|FLASK_|GUNICORN_|UVICORN_)/, 'python'],
  [/^(GOMAXPROCS|GOMEMLIMIT|GOGC|GODEBUG)$/, 'go'],
  [/^RUST_/, 'rust'],
];

/** Answers one question: what was stated wins over what was read, and that over a placeholder. */
function answer(
  draft: Draft,
  options: {
    at: string;
    question: string;
    stated: string | undefined;
    option: string;
    evidence: Evidence | undefined;
    placeholder: string;
  },
): string {
  const { at, question, stated, option, evidence, placeholder } = options;
  const value = stated ?? evidence?.value ?? placeholder;
  draft.set(at, value);
  if (stated !== undefined) {
    draft.ask({ at, question, value, basis: 'stated', from: option });
  } else if (evidence) {
    draft.ask({ at, question, value, basis: 'evidence', from: evidence.from });
  } else {
    draft.ask({ at, question, value, basis: 'placeholder' });
  }
  return value;
}

/** Owner, system, tier, class of data and runtime: what every intent states and few manifests do. */
export function answerOwnership(
  draft: Draft,
  options: ImportSurroundings & {
    owner?: Evidence;
    system?: Evidence;
    tier?: Evidence;
    dataClassification?: Evidence;
    variables: string[];
  },
): void {
  const { answers } = options;
  answer(draft, {
    at: '/metadata/system',
    question: 'Which system of the catalog is it a part of?',
    stated: answers.system,
    option: '--system',
    evidence: options.system,
    placeholder: TO_BE_ANSWERED,
  });
  answer(draft, {
    at: '/metadata/owner',
    question: 'Which group owns it?',
    stated: answers.owner,
    option: '--owner',
    evidence: options.owner,
    placeholder: `group:${TO_BE_ANSWERED}`,
  });
  answer(draft, {
    at: '/spec/tier',
    question: 'How much does it matter: tier-1 critical, tier-3 supporting?',
    stated: answers.tier,
    option: '--tier',
    evidence: options.tier,
    placeholder: 'tier-3',
  });
  answer(draft, {
    at: '/spec/dataClassification',
    question: 'What is the highest class of data that it touches?',
    stated: answers.dataClassification,
    option: '--data-classification',
    evidence: options.dataClassification,
    placeholder: 'internal',
  });
  answer(draft, {
    at: '/spec/runtime',
    question: 'Which language or platform is it written in?',
    stated: answers.runtime,
    option: '--runtime',
    evidence: runtimeOf(options.variables),
    placeholder: 'other',
  });
}

function runtimeOf(variables: string[]): Evidence | undefined {
  for (const [pattern, value] of RUNTIME_VARIABLES) {
    const name = variables.find(variable => pattern.test(variable));
    if (name !== undefined) {
      return { value, from: `variable ${name}` };
    }
  }
  return undefined;
}

/**
 * Where it runs, and what it promises. Production only takes images by digest, so a draft with a tag in it stays
 * out of production until the digest is known.
 */
export function answerEnvironments(
  draft: Draft,
  { answers, platform }: ImportSurroundings,
): void {
  const question = 'In which environments does it run?';
  const at = '/spec/environments';
  if (answers.environments && answers.environments.length > 0) {
    draft.set(at, answers.environments);
    draft.ask({
      at,
      question,
      value: answers.environments.join(', '),
      basis: 'stated',
      from: '--environments',
    });
    return;
  }
  const known = platform?.environments ?? [{ name: 'dev', production: false }];
  const pinned = imagesOf(draft).every(image => image.includes('@sha256:'));
  const fitting = known.filter(({ production }) => pinned || !production);
  const names = (fitting.length > 0 ? fitting : known).map(({ name }) => name);
  draft.set(at, names);
  draft.ask({
    at,
    question: pinned
      ? question
      : `${question} Production waits for images by digest.`,
    value: names.join(', '),
    basis: 'placeholder',
  });
}

function imagesOf(draft: Draft): string[] {
  return Object.values(Object(draft.get('/spec/containers'))).map(container =>
    String(Object(container).image),
  );
}

/** What it promises to its callers, as its tier promises it. */
export function answerObjective(
  draft: Draft,
  { platform }: ImportSurroundings,
): void {
  const at = '/spec/slo';
  const question =
    'What does the team promise to its callers: availability in percent, latency in ms?';
  const tier = draft.get('/spec/tier');
  const availability = Object.entries(platform?.availability ?? {}).find(
    ([name]) => name === tier,
  )?.[1];
  if (availability === undefined) {
    draft.ask({ at, question, basis: 'open' });
    return;
  }
  draft.set(at, { availability });
  draft.ask({
    at: `${at}/availability`,
    question,
    value: String(availability),
    basis: 'placeholder',
    from: `what ${tier} promises`,
  });
}
