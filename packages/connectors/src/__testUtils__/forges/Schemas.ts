import Ajv, { type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import { z } from 'zod';

/** The parts of JSON Schema that published answers use. */
interface Schema {
  $ref?: string;
  type?: string | string[];
  nullable?: boolean;
  enum?: unknown[];
  const?: unknown;
  format?: string;
  default?: unknown;
  required?: string[];
  properties?: Record<string, Schema>;
  items?: Schema;
  allOf?: Schema[];
  anyOf?: Schema[];
  oneOf?: Schema[];
}

const record = z.record(z.string(), z.unknown());

/**
 * Answers by published schemas. What a story says is filled up with what the schema requires besides, and the whole is
 * validated: an answer that the real host would not give fails the test.
 */
export class Schemas {
  readonly #ajv: Ajv;
  readonly #definitions: Record<string, Schema>;
  readonly #validators = new Map<string, ValidateFunction>();

  constructor(definitions: Record<string, Schema>) {
    this.#definitions = definitions;
    this.#ajv = addFormats(new Ajv({ strict: false, allErrors: true }));
  }

  /** An answer of this schema that holds `values`. @throws when there is none. */
  answer(name: string, schema: Schema, values: unknown): unknown {
    const whole = this.#fill(schema, values);
    const validate =
      this.#validators.get(name) ??
      this.#ajv.compile({ ...schema, definitions: this.#definitions });
    this.#validators.set(name, validate);
    if (!validate(whole)) {
      throw new Error(
        `${name} does not follow its published schema: ${this.#ajv.errorsText(
          validate.errors,
        )}`,
      );
    }
    return whole;
  }

  #fill(given: Schema, value: unknown): unknown {
    const schema = this.#resolve(given);
    if (value === undefined) {
      return this.#filler(schema);
    }
    if (Array.isArray(value)) {
      return value.map(item => this.#fill(schema.items ?? {}, item));
    }
    if (typeof value === 'object' && value !== null) {
      return this.#fillObject(schema, record.parse(value));
    }
    return value;
  }

  #fillObject(
    schema: Schema,
    value: Record<string, unknown>,
  ): Record<string, unknown> {
    const { properties = {}, required = [] } = schema;
    const names = new Set([...Object.keys(value), ...required]);
    return Object.fromEntries(
      [...names].map(name => [
        name,
        this.#fill(properties[name] ?? {}, value[name]),
      ]),
    );
  }

  /** The least that the schema takes. */
  #filler(schema: Schema): unknown {
    if (schema.nullable || isOf(schema, 'null')) {
      return null;
    }
    if (schema.const !== undefined || schema.enum) {
      return schema.const ?? schema.enum?.[0];
    }
    if (isOf(schema, 'string')) {
      return textOf(schema.format);
    }
    if (isOf(schema, 'integer') || isOf(schema, 'number')) {
      return 0;
    }
    if (isOf(schema, 'boolean')) {
      return false;
    }
    if (isOf(schema, 'array')) {
      return [];
    }
    return this.#fillObject(schema, {});
  }

  /** A schema without references and alternatives: of those, the first or the one that takes null. */
  #resolve(schema: Schema): Schema {
    if (schema.$ref) {
      const name = decodeURIComponent(schema.$ref.split('/').at(-1) ?? '');
      return this.#resolve(this.#definitions[name]);
    }
    if (schema.allOf) {
      const parts = schema.allOf.map(part => this.#resolve(part));
      return {
        ...schema,
        ...Object.assign({}, ...parts),
        allOf: undefined,
        required: parts.flatMap(part => part.required ?? []),
        properties: Object.assign({}, ...parts.map(part => part.properties)),
      };
    }
    const alternatives = schema.anyOf ?? schema.oneOf;
    if (!alternatives) {
      return schema;
    }
    const parts = alternatives.map(part => this.#resolve(part));
    return {
      ...parts.find(part => !isOf(part, 'null')),
      nullable: parts.some(part => part.nullable || isOf(part, 'null')),
    };
  }
}

function isOf(schema: Schema, type: string): boolean {
  return Array.isArray(schema.type)
    ? schema.type.includes(type)
    : schema.type === type;
}

function textOf(format: string | undefined): string {
  switch (format) {
    case 'date-time':
      return '2026-01-01T00:00:00Z';
    case 'uri':
      return 'https://example.com/';
    case 'email':
      return 'somebody@example.com';
    default:
      return '';
  }
}
