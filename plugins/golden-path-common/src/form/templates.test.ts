import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { MAX_ACCEPT_ON } from '../changeRequest';
import { shippedContract } from '../compile/__testUtils__/shipped';
import { WORKLOAD_TYPES, type WorkloadType } from '../schema/intent';
import { intentJsonSchema } from '../schema/jsonSchema';
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

const METADATA = ['name', 'title', 'description', 'owner', 'system'];
const CONTAINER = ['image', 'port', 'env', 'health', 'resources'];
const BESIDE_THE_INTENT = ['acceptOn', 'hold', 'message', 'proposal'];

/** Choices that the form narrows: to what the contract or the type of work leaves open. */
const CHOICES: Record<string, (type: WorkloadType) => readonly string[]> = {
  'spec/exposure': type => contract.workloadTypes[type].exposures,
  'spec/environments': () => contract.environments.map(({ name }) => name),
  // Only workers have a queue.
  'spec/scaling/metric': () => ['cpu', 'cpu-and-requests'],
};

function inIntent(formPath: string[]): string[] {
  const [head] = formPath;
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

/** The fields that people fill in, by their path in the form; custom ones validate with the compiler's own schema. */
function fieldsOf(
  properties: Record<string, Field>,
  parents: string[] = [],
): [string[], Field][] {
  return Object.entries(properties)
    .filter(([name, field]) => {
      const isCustom = field['ui:field'] !== undefined;
      return !isCustom && !BESIDE_THE_INTENT.includes(name);
    })
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

/** A line of text refuses control characters, which an input of one line cannot hold. */
function isGivenByTheInput(keyword: string, wanted: unknown): boolean {
  return (
    keyword === 'pattern' && String(wanted).startsWith('^[^\\u0000-\\u001f')
  );
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
];

function differences(template: string): string[] {
  return stepsOf(template).flatMap(({ type, fields }) =>
    fields.flatMap(([formPath, field]) => {
      const at = inIntent(formPath).join('/');
      const wanted = intentField(inIntent(formPath));
      if (!wanted) {
        return [`${at}: the intent has no such field`];
      }
      const choices = CHOICES[at]?.(type) ?? wanted.enum;
      const given = (field.items ?? field).enum;
      // A choice that depends on another field shows up twice: whole, and as what was chosen.
      const isCondition = field.type === undefined;
      return [
        ...KEYWORDS.filter(
          keyword =>
            !isCondition &&
            plain(field[keyword]) !== plain(wanted[keyword]) &&
            !isGivenByTheInput(keyword, wanted[keyword]),
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
    'of %s lets add as many other sides as one request takes',
    template => {
      const limits = stepsOf(template)
        .map(({ acceptOn }) => acceptOn?.maxItems)
        .filter(limit => limit !== undefined);
      expect(limits).toEqual([MAX_ACCEPT_ON]);
    },
  );
});
