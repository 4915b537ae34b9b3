import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { z } from 'zod';
import { MAX_ACCEPT_ON } from '../changeRequest';
import { shippedContract } from '../compile/__testUtils__/shipped';
import { WORKLOAD_TYPES, type WorkloadType } from '../schema/intent';
import { intentJsonSchema } from '../schema/jsonSchema';
import { checkIntent } from '../schema/parse';
import { intentFromForm } from './intentFromForm';
import { readYaml } from '../yaml';

/** The part of JSON Schema that forms and intents have in common. */
interface Field {
  properties?: Record<string, Field>;
  additionalProperties?: Field | boolean;
  items?: Field;
  [keyword: string]: unknown;
}

const fieldSchema: z.ZodType<Field> = z.lazy(() =>
  z.looseObject({
    properties: z.record(z.string(), fieldSchema).optional(),
    additionalProperties: z.union([z.boolean(), fieldSchema]).optional(),
    items: fieldSchema.optional(),
  }),
);
const propertiesSchema = z.record(z.string(), fieldSchema);

const templateSchema = z.looseObject({
  spec: z.looseObject({
    parameters: z.array(
      z.looseObject({
        'ui:options': z.object({ workloadType: z.enum(WORKLOAD_TYPES) }),
        properties: propertiesSchema,
        // Fields that show up by what was chosen in another.
        dependencies: z
          .record(
            z.string(),
            z.object({
              oneOf: z.array(z.looseObject({ properties: propertiesSchema })),
            }),
          )
          .optional(),
      }),
    ),
  }),
});

const folder = path.resolve(__dirname, '../../../../templates');
const templates = readdirSync(folder).filter(name =>
  existsSync(path.join(folder, name, 'template.yaml')),
);
const contract = shippedContract();
const intent = fieldSchema.parse(intentJsonSchema());

const METADATA = ['name', 'title', 'description', 'tags', 'owner', 'system'];
const CONTAINER = ['image', 'port', 'env', 'health', 'resources'];
const BESIDE_THE_INTENT = ['acceptOn', 'hold', 'kept', 'message', 'proposal'];
/** References as the catalog writes them; what they hold is compared below. */
const REFERENCES = ['metadata/owner', 'metadata/system'];
/** Maps of the intent that the form holds as lists of named entries. */
const LISTS = ['spec/containers/app/env', 'spec/secrets'];
/** Parts that belong to one workload type each. */
const OF_OTHER_TYPES = [
  'queue',
  'schedule',
  'migration',
  'agent',
  'stateful',
  'batch',
  'gateway',
];
/** What people write into the file. */
const BY_HAND = ['overrides'];

/** Choices that the form narrows: to what the contract or the type of work leaves open. */
const CHOICES: Record<string, (type: WorkloadType) => readonly string[]> = {
  'spec/exposure': type => contract.workloadTypes[type].exposures,
  'spec/environments': () => contract.environments.map(({ name }) => name),
  // Only workers have a queue.
  'spec/scaling/metric': () => ['cpu', 'cpu-and-requests'],
};

function inIntent(formPath: string[]): string[] {
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

function member(field: Field | undefined, key: string): Field | undefined {
  const any = field?.additionalProperties;
  return (
    field?.properties?.[key] ?? (typeof any === 'object' ? any : undefined)
  );
}

function intentField(at: string[]): Field | undefined {
  return at.reduce<Field | undefined>(member, intent);
}

/** The fields that people fill in, by their path in the form. */
function fieldsOf(
  properties: Record<string, Field>,
  parents: string[] = [],
): [string[], Field][] {
  return Object.entries(properties)
    .filter(([name]) => !BESIDE_THE_INTENT.includes(name))
    .flatMap(([name, field]): [string[], Field][] =>
      field.properties
        ? fieldsOf(field.properties, [...parents, name])
        : [[[...parents, name], field]],
    );
}

function stepsOf(template: string) {
  const file = path.join(folder, template, 'template.yaml');
  return templateSchema
    .parse(readYaml(readFileSync(file, 'utf8')))
    .spec.parameters.map(page => ({
      all: page.properties,
      acceptOn: page.properties.acceptOn,
      type: page['ui:options'].workloadType,
      fields: [
        page.properties,
        ...Object.values(page.dependencies ?? {}).flatMap(({ oneOf }) =>
          oneOf.map(each => each.properties),
        ),
      ].flatMap(each => fieldsOf(each)),
    }));
}

const plain = (value: unknown) =>
  // A slash may be escaped or not; both mean the same.
  typeof value === 'string' ? value.replace(/\\\//g, '/') : value;

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

function differences(template: string): string[] {
  return stepsOf(template).flatMap(({ type, fields }) =>
    fields.flatMap(([formPath, field]) => {
      const at = inIntent(formPath).join('/');
      const wanted = intentField(inIntent(formPath));
      if (!wanted) {
        return [`${at}: the intent has no such field`];
      }
      const choices =
        (formPath[0] === 'perEnvironment' ? undefined : CHOICES[at]?.(type)) ??
        wanted.enum;
      const given = (field.items ?? field).enum;
      // A choice that depends on another field shows up twice: whole, and as what was chosen.
      const isCondition = field.type === undefined;
      return [
        ...KEYWORDS.filter(
          keyword =>
            !isCondition &&
            !isSaidOtherwise({ at, keyword, field }) &&
            plain(field[keyword]) !== plain(wanted[keyword]),
        ).map(
          keyword =>
            `${at}: ${keyword} ${field[keyword]} instead of ${wanted[keyword]}`,
        ),
        ...(isCondition || String(given) === String(choices)
          ? []
          : [`${at}: the choices ${given} instead of ${choices}`]),
      ];
    }),
  );
}

describe('The form', () => {
  it.each(templates)('of %s asks for what the intent takes', template => {
    expect(differences(template)).toEqual([]);
  });

  it.each(templates)(
    'of %s asks for everything that people state, apart from the escape hatch',
    template => {
      const asked = new Set(
        stepsOf(template).flatMap(({ fields }) =>
          fields.map(([formPath]) => inIntent(formPath).slice(0, 2).join('/')),
        ),
      );
      const parts = ['metadata', 'spec'].flatMap(section =>
        Object.keys(intent.properties?.[section].properties ?? {}).map(
          part => `${section}/${part}`,
        ),
      );
      const [{ type }] = stepsOf(template);
      const elsewhere = [
        'spec/workloadType',
        ...BY_HAND.map(part => `spec/${part}`),
        ...OF_OTHER_TYPES.map(part => `spec/${part}`),
        ...(contract.workloadTypes[type].exposures.includes('public')
          ? []
          : ['spec/route']),
      ];
      expect(
        parts.filter(part => !asked.has(part) && !elsewhere.includes(part)),
      ).toEqual([]);
    },
  );

  it.each(templates)(
    'of %s takes the references that the compiler takes, and no others',
    template => {
      const { owner, system } = Object.assign(
        {},
        ...stepsOf(template).map(({ all }) => all),
      );
      const takes = (part: 'owner' | 'system', value: string) => {
        const stated = intentFromForm({
          workloadType: 'http-api',
          form: { [part]: value },
        });
        const checked = checkIntent(stated);
        return (
          !checked.ok &&
          !checked.problems.some(({ at }) => at === `/metadata/${part}`)
        );
      };
      const text = fc.oneof(
        fc.stringMatching(/^[a-z][-a-z0-9]{0,60}$/),
        fc.string({ minLength: 1, maxLength: 70 }),
      );
      fc.assert(
        fc.property(
          fc.constantFrom('group:default/', 'system:default/', ''),
          text,
          (prefix, rest) => {
            const value = `${prefix}${rest}`;
            expect(new RegExp(String(owner.pattern), 'u').test(value)).toBe(
              takes('owner', value),
            );
            expect(new RegExp(String(system.pattern), 'u').test(value)).toBe(
              takes('system', value),
            );
          },
        ),
      );
    },
  );

  it.each(templates)(
    'of %s lets add as many other sides as one request takes',
    template => {
      const limits = stepsOf(template)
        .map(({ acceptOn }) => acceptOn?.maxItems)
        .filter(limit => limit !== undefined);
      expect(limits).toEqual([MAX_ACCEPT_ON]);
    },
  );
});
