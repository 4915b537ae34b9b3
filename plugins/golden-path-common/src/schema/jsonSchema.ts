import { z } from 'zod';
import { contractSchema } from './contract';
import { serviceIntentSchema } from './intent';

/** A JSON Schema as data. @public */
export type JsonSchema = Record<string, unknown>;

/** Draft 7: what the YAML support of editors understands. */
function jsonSchemaOf(
  schema: z.ZodType,
  words: { $id: string; title: string; description: string },
): JsonSchema {
  const { $schema, ...rest } = z.toJSONSchema(schema, {
    target: 'draft-7',
    io: 'input',
  });
  // Members in the order people read them in.
  return { $schema, ...words, ...rest };
}

/**
 * JSON Schema of a service intent, for completion and checks in editors. What one field says about another (a range
 * that is upside down) is checked by `parseIntent` only.
 * @public
 */
export function intentJsonSchema(): JsonSchema {
  return jsonSchemaOf(serviceIntentSchema, {
    $id: 'https://fairway.dev/schemas/v1alpha1/service-intent.json',
    title: 'Service intent',
    description: 'One service as its team states it',
  });
}

/**
 * JSON Schema of the whole platform contract as one document. In the files a section stands on its own, so editors
 * take the schema of the section from its `properties`.
 * @public
 */
export function contractJsonSchema(): JsonSchema {
  return jsonSchemaOf(contractSchema, {
    $id: 'https://fairway.dev/schemas/v1alpha1/platform-contract.json',
    title: 'Platform contract',
    description: 'What every team may rely on, and what the platform asks',
  });
}

/**
 * JSON Schema of one file of the contract: the sections that it may hold, none of which it has to, and what it
 * includes. For completion and checks in editors.
 * @public
 */
export function contractFileJsonSchema(): JsonSchema {
  return jsonSchemaOf(
    contractSchema.partial().extend({
      include: z
        .array(z.string())
        .describe('Files and folders that hold the other sections')
        .optional(),
    }),
    {
      $id: 'https://fairway.dev/schemas/v1alpha1/platform-contract-file.json',
      title: 'File of a platform contract',
      description: 'Sections of what every team may rely on',
    },
  );
}
