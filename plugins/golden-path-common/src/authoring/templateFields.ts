import { z } from 'zod';
import { isRecord } from '../json/pointer';
import { WORKLOAD_TYPES } from '../schema/intent';

/** The part of JSON Schema that forms and intents have in common. */
export interface Field {
  properties?: Record<string, Field>;
  additionalProperties?: Field | boolean;
  items?: Field;
  [keyword: string]: unknown;
}

export const fieldSchema: z.ZodType<Field> = z.lazy(() =>
  z.looseObject({
    properties: z.record(z.string(), fieldSchema).optional(),
    additionalProperties: z.union([z.boolean(), fieldSchema]).optional(),
    items: fieldSchema.optional(),
  }),
);
const propertiesSchema = z.record(z.string(), fieldSchema);

/** What is asked of a template of the golden path; whatever else the scaffolder reads may stand beside it. */
export const templateSchema = z.looseObject({
  apiVersion: z.literal('scaffolder.backstage.io/v1beta3'),
  kind: z.literal('Template'),
  metadata: z.looseObject({ name: z.string().min(1) }),
  spec: z.looseObject({
    parameters: z
      .array(
        z.looseObject({
          'ui:options': z.looseObject({ workloadType: z.enum(WORKLOAD_TYPES) }),
          required: z.array(z.string()).optional(),
          properties: propertiesSchema,
          // Fields that show up by what was chosen in another.
          dependencies: z
            .record(
              z.string(),
              z.object({
                oneOf: z.array(
                  z.looseObject({
                    properties: propertiesSchema,
                    required: z.array(z.string()).optional(),
                  }),
                ),
              }),
            )
            .optional(),
        }),
      )
      .min(1),
    steps: z
      .array(
        z.looseObject({
          action: z.string().min(1),
          input: z.record(z.string(), z.unknown()).optional(),
        }),
      )
      .min(1),
  }),
});

/** A template of the golden path, as far as it is read here. @public */
export type GoldenPathTemplate = z.infer<typeof templateSchema>;
export type TemplatePage = GoldenPathTemplate['spec']['parameters'][number];

/** Fields of the form that are about the request, not about the service. */
export const BESIDE_THE_INTENT = [
  'acceptOn',
  'releaseOn',
  'hold',
  'kept',
  'message',
  'proposal',
];

/** Where a field stands, with its pointer in the template. */
export interface PlacedField {
  /** Path in the form. */
  path: string[];
  /** JSON pointer in the template. */
  at: string;
  field: Field;
}

/** The fields of a page that people fill in, those that a choice brings included. */
export function fieldsOfPage(page: TemplatePage, at: string): PlacedField[] {
  return [
    ...placed({ properties: page.properties, at: `${at}/properties` }),
    ...Object.entries(page.dependencies ?? {}).flatMap(([name, { oneOf }]) =>
      oneOf.flatMap(({ properties }, index) =>
        placed({
          properties,
          at: `${at}/dependencies/${name}/oneOf/${index}/properties`,
        }),
      ),
    ),
  ];
}

function placed(options: {
  properties: Record<string, Field>;
  at: string;
  parents?: string[];
}): PlacedField[] {
  const { properties, at, parents = [] } = options;
  return Object.entries(properties)
    .filter(([name]) => !BESIDE_THE_INTENT.includes(name))
    .flatMap(([name, field]) =>
      field.properties
        ? placed({
            properties: field.properties,
            at: `${at}/${name}/properties`,
            parents: [...parents, name],
          })
        : [{ path: [...parents, name], at: `${at}/${name}`, field }],
    );
}

/** What a page asks for, given the answers: its own fields, and those that a choice among them brings. */
export function askedBy(
  page: TemplatePage,
  answers: Record<string, unknown>,
): { properties: Record<string, Field>; required: string[] } {
  const chosen = Object.entries(page.dependencies ?? {}).flatMap(
    ([name, { oneOf }]) =>
      oneOf.filter(({ properties }) => {
        const choices = properties[name]?.enum;
        return Array.isArray(choices) && choices.includes(answers[name]);
      }),
  );
  return {
    properties: Object.assign(
      {},
      ...chosen.map(({ properties }) => properties),
      page.properties,
    ),
    required: [page, ...chosen].flatMap(({ required = [] }) => required),
  };
}

/** The answers with what the form holds before anyone types: the defaults of its fields, also within groups. */
export function withDefaults(
  properties: Record<string, Field>,
  answers: Record<string, unknown>,
): Record<string, unknown> {
  const filled = { ...answers };
  for (const [name, field] of Object.entries(properties)) {
    const given = filled[name];
    if (field.properties && (given === undefined || isRecord(given))) {
      const group = withDefaults(field.properties, given ?? {});
      if (given !== undefined || Object.keys(group).length > 0) {
        filled[name] = group;
      }
    } else if (given === undefined && field.default !== undefined) {
      filled[name] = field.default;
    }
  }
  return filled;
}
