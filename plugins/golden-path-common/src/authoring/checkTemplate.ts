import { didYouMean } from '../words/nearest';
import type { PlatformContract } from '../model';
import type { WorkloadType } from '../schema/intent';
import { intentJsonSchema } from '../schema/jsonSchema';
import { parseValue } from '../schema/parse';
import type { Parsed, Problem } from '../schema/problem';
import {
  fieldSchema,
  fieldsOfPage,
  templateSchema,
  type Field,
  type GoldenPathTemplate,
  type PlacedField,
} from './templateFields';

/** Actions of the scaffolder itself and of the golden path; others are named in `actions`. */
const KNOWN_ACTIONS = [
  'fairway:compile',
  'fairway:change-request',
  'catalog:fetch',
  'catalog:register',
  'catalog:write',
  'debug:log',
  'debug:wait',
  'fetch:plain',
  'fetch:plain:file',
  'fetch:template',
  'fetch:template:file',
  'fs:delete',
  'fs:readdir',
  'fs:rename',
  'notification:send',
];

const METADATA = ['name', 'title', 'description', 'tags', 'owner', 'system'];
const CONTAINER = ['image', 'port', 'env', 'health', 'resources'];
/** References as the catalog writes them, which the compiler reads too. */
const REFERENCES = ['metadata/owner', 'metadata/system'];
/** Maps of the intent that the form holds as lists of named entries. */
const LISTS = ['spec/containers/app/env', 'spec/secrets'];

const KEYWORDS = [
  'type',
  'pattern',
  'maxLength',
  'minimum',
  'maximum',
  'exclusiveMinimum',
  'exclusiveMaximum',
  'minItems',
  'maxItems',
];

/**
 * Reads a template and holds its form against the schema of the intent and the contract: each field is one of the
 * intent, takes what the intent takes, and offers the choices that the contract leaves; each step uses an action
 * that exists.
 * @public
 */
export function checkTemplate(options: {
  file: string;
  text: string;
  contract: PlatformContract;
  /** Actions of your own scaffolder modules. */
  actions?: readonly string[];
}): Parsed<GoldenPathTemplate> {
  const { file, text, contract, actions = [] } = options;
  const parsed = parseValue({ schema: templateSchema, text, file });
  if (!parsed.ok) {
    return parsed;
  }
  const problems = [
    ...typeProblems(parsed.value),
    ...parsed.value.spec.parameters.flatMap((page, index) =>
      fieldsOfPage(page, `/spec/parameters/${index}`).flatMap(placed =>
        fieldProblems({
          placed,
          type: page['ui:options'].workloadType,
          contract,
        }),
      ),
    ),
    ...actionProblems(parsed.value, [...KNOWN_ACTIONS, ...actions]),
  ].map(problem => ({ file, line: parsed.lineOf(problem.at), ...problem }));
  return problems.length > 0 ? { ok: false, problems } : parsed;
}

/** Where in the intent a field of the form stands. */
export function inIntent(formPath: readonly string[]): string[] {
  const [head, ...rest] = formPath;
  if (head === 'perEnvironment') {
    return ['spec', 'environments'];
  }
  if (head === 'container') {
    return ['spec', 'containers', 'app', ...rest];
  }
  if (METADATA.includes(head)) {
    return ['metadata', ...formPath];
  }
  return CONTAINER.includes(head)
    ? ['spec', 'containers', 'app', ...formPath]
    : ['spec', ...formPath];
}

/** Built once: each field of a form is looked up in it. */
let intentSchema: Field | undefined;

function intentField(at: string[]): Field | undefined {
  intentSchema ??= fieldSchema.parse(intentJsonSchema());
  return at.reduce<Field | undefined>((field, key) => {
    const any = field?.additionalProperties;
    return (
      field?.properties?.[key] ?? (typeof any === 'object' ? any : undefined)
    );
  }, intentSchema);
}

/** Choices that the form narrows: to what the contract or the type of work leaves open. */
function choicesOf(options: {
  at: string;
  type: WorkloadType;
  contract: PlatformContract;
}): readonly string[] | undefined {
  const { at, type, contract } = options;
  switch (at) {
    case 'spec/exposure':
      return contract.workloadTypes[type]?.exposures;
    case 'spec/environments':
      return contract.environments.map(({ name }) => name);
    case 'spec/scaling/metric':
      // Only workers have a queue.
      return ['cpu', 'cpu-and-requests'];
    default:
      return undefined;
  }
}

function fieldProblems(options: {
  placed: PlacedField;
  type: WorkloadType;
  contract: PlatformContract;
}): Problem[] {
  const { placed, type, contract } = options;
  const { path, field } = placed;
  const at = inIntent(path).join('/');
  const wanted = intentField(inIntent(path));
  const problem = (message: string, remedy: string): Problem => ({
    at: placed.at,
    message,
    remedy,
  });
  if (!wanted) {
    return [
      problem(
        `the intent has no field ${at}`,
        'Remove the field, or name it as the intent does',
      ),
    ];
  }
  // A choice that depends on another field shows up twice: whole, and as what was chosen.
  if (field.type === undefined) {
    return [];
  }
  const choices =
    (path[0] === 'perEnvironment'
      ? undefined
      : choicesOf({ at, type, contract })) ?? wanted.enum;
  const given = (field.items ?? field).enum;
  return [
    ...KEYWORDS.filter(
      keyword =>
        !isSaidOtherwise({ at, keyword, field }) &&
        plain(field[keyword]) !== plain(wanted[keyword]),
    ).map(keyword =>
      problem(
        field[keyword] === undefined
          ? `${keyword} is not stated, and the intent has one`
          : `${keyword} is ${field[keyword]}, which is not that of the intent`,
        wanted[keyword] === undefined
          ? `Remove ${keyword}`
          : `Write ${keyword}: ${asYaml(wanted[keyword])}`,
      ),
    ),
    ...(String(given) === String(choices)
      ? []
      : [
          problem(
            `the choices are ${given ?? 'not stated'}, and ${
              choices ?? 'not stated'
            } by intent and contract`,
            choices === undefined
              ? 'Remove enum'
              : `Write enum: [${String(choices).replaceAll(',', ', ')}]`,
          ),
        ]),
  ];
}

/** As a person would write it; patterns want quotes. */
function asYaml(value: unknown): string {
  return typeof value === 'string' && !/^\w+$/.test(value)
    ? `'${String(plain(value)).replaceAll("'", "''")}'`
    : String(value);
}

function plain(value: unknown): unknown {
  // A slash may be escaped or not; both mean the same.
  return typeof value === 'string' ? value.replace(/\\\//g, '/') : value;
}

/** Where the form holds the same in another shape. */
function isSaidOtherwise(options: {
  at: string;
  keyword: string;
  field: Field;
}): boolean {
  const { at, keyword, field } = options;
  // Our own fields hold lists of entries, which their validation checks one by one.
  const isList = field['ui:field'] !== undefined && field.type === 'array';
  return (
    (REFERENCES.includes(at) && ['pattern', 'maxLength'].includes(keyword)) ||
    (LISTS.includes(at) && keyword === 'type') ||
    (keyword === 'minItems' && isList) ||
    // Choices bound the list of environments already.
    (at === 'spec/environments' && keyword === 'maxItems')
  );
}

function typeProblems({ spec }: GoldenPathTemplate): Problem[] {
  const [first] = spec.parameters;
  const { workloadType } = first['ui:options'];
  const pages = spec.parameters.map((page, index) => ({
    at: `/spec/parameters/${index}/ui:options/workloadType`,
    found: page['ui:options'].workloadType,
  }));
  const steps = spec.steps.flatMap(({ action, input }, index) =>
    action === 'fairway:compile'
      ? [
          {
            at: `/spec/steps/${index}/input/workloadType`,
            found: input?.workloadType,
          },
        ]
      : [],
  );
  return [...pages, ...steps]
    .filter(({ found }) => found !== workloadType)
    .map(({ at, found }) => ({
      at,
      message: `the workload type is ${
        found ?? 'not stated'
      }, and ${workloadType} on the first page`,
      remedy: `Write workloadType: ${workloadType}`,
    }));
}

function actionProblems(
  { spec }: GoldenPathTemplate,
  known: readonly string[],
): Problem[] {
  return spec.steps.flatMap(({ action }, index) =>
    known.includes(action)
      ? []
      : [
          {
            at: `/spec/steps/${index}/action`,
            message: `there is no action ${action}.${didYouMean(
              action,
              known,
            )}`,
            remedy: 'Name an action of the scaffolder or of the golden path',
          },
        ],
  );
}
