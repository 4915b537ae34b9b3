import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import Ajv, { type ValidateFunction } from 'ajv';
import type { KubeObject } from '../model';

type Schema = Record<string, unknown>;

/** Where the schemas lie: `FAIRWAY_SHARED`, else `shared` beside the repository. */
const SHARED =
  process.env.FAIRWAY_SHARED ?? resolve(__dirname, '../../../../../shared');
const SCHEMAS = join(SHARED, 'data/schemas');
/** Schemas of kinds that are not among those: of Istio (Apache-2.0), without their descriptions. */
const OWN_SCHEMAS = resolve(__dirname, '../__fixtures__/schemas');

/** Whether the schemas are on this machine; tests that need them say when they are not. */
export const strictSchemasAvailable = existsSync(join(SCHEMAS, 'swagger.json'));

const METADATA =
  'kubernetes#/definitions/io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta';

/** Validates objects against the schema of their kind, where a field that is not in it is an error. */
export class StrictSchemas {
  readonly #validators = new Map<string, ValidateFunction>();
  readonly #byKind = new Map<string, string>();
  readonly #ajv = new Ajv({
    strict: false,
    allErrors: true,
    // Patterns of CRDs are RE2, and some are no valid Unicode patterns.
    unicodeRegExp: false,
    validateFormats: false,
  });

  constructor() {
    const definitions = records(
      readJson(join(SCHEMAS, 'swagger.json')).definitions,
    );
    for (const [id, definition] of Object.entries(definitions)) {
      for (const kind of list(
        records(definition)['x-kubernetes-group-version-kind'],
      )) {
        this.#byKind.set(`${kind.group}/${kind.version}/${kind.kind}`, id);
      }
    }
    this.#ajv.addSchema({
      $id: 'kubernetes',
      definitions: mapValues(definitions, strict),
    });
  }

  /** What is wrong with an object, one line each; empty when it is valid. */
  problems(object: KubeObject): string[] {
    const validate = this.#validatorOf(object);
    if (!validate) {
      return [`there is no schema for ${object.apiVersion} ${object.kind}`];
    }
    const valid: boolean = validate(object);
    return valid
      ? []
      : (validate.errors ?? []).map(
          ({ instancePath, message, params }) =>
            `${object.kind}/${
              object.metadata.name
            } ${instancePath}: ${message} ${JSON.stringify(params)}`,
        );
  }

  #validatorOf({ apiVersion, kind }: KubeObject): ValidateFunction | undefined {
    const key = `${apiVersion}/${kind}`;
    let validate = this.#validators.get(key);
    if (!validate) {
      const [group, version] = apiVersion.includes('/')
        ? apiVersion.split('/')
        : ['', apiVersion];
      const id = this.#byKind.get(`${group}/${version}/${kind}`);
      const name = join(group, `${kind.toLowerCase()}_${version}.json`);
      const file = [join(SCHEMAS, 'crds'), OWN_SCHEMAS]
        .map(folder => join(folder, name))
        .find(existsSync);
      if (id) {
        validate = this.#ajv.compile({ $ref: `kubernetes#/definitions/${id}` });
      } else if (file) {
        validate = this.#ajv.compile(customResource(readJson(file)));
      }
      if (validate) {
        this.#validators.set(key, validate);
      }
    }
    return validate;
  }
}

/** CRDs leave metadata open, because Kubernetes checks it; so does this. */
function customResource(schema: Schema): Schema {
  const closed = strict(schema);
  return {
    ...closed,
    properties: {
      // Every object has them, and some CRDs leave it at that.
      apiVersion: { type: 'string' },
      kind: { type: 'string' },
      ...records(closed.properties),
      metadata: { $ref: METADATA },
    },
  };
}

/**
 * The same schema, but closed: an object whose properties are listed takes no others. Int-or-string fields take
 * both.
 */
function strict(value: unknown): Schema {
  const schema = records(value);
  const result: Schema = {};
  for (const [key, entry] of Object.entries(schema)) {
    if (key === '$ref' && typeof entry === 'string') {
      result.$ref = entry.replace('#/definitions/', 'kubernetes#/definitions/');
    } else if (key === 'pattern' && typeof entry === 'string') {
      result.pattern = entry.replace('(?i)', '');
    } else if (key === 'properties') {
      result.properties = mapValues(records(entry), strict);
    } else if (key === 'items' || key === 'additionalProperties') {
      result[key] = isRecord(entry) ? strict(entry) : entry;
    } else if (key === 'oneOf' || key === 'anyOf' || key === 'allOf') {
      // Branches only narrow what the schema around them lists, so they stay open.
      result[key] = entry;
    } else if (key !== 'default') {
      result[key] = entry;
    }
  }
  if (
    schema['x-kubernetes-int-or-string'] === true ||
    schema.format === 'int-or-string'
  ) {
    delete result.type;
    delete result.format;
    result.anyOf = [{ type: 'integer' }, { type: 'string' }];
  }
  if (
    isRecord(schema.properties) &&
    schema.additionalProperties === undefined &&
    schema['x-kubernetes-preserve-unknown-fields'] !== true
  ) {
    result.additionalProperties = false;
  }
  return result;
}

function readJson(file: string): Schema {
  return records(JSON.parse(readFileSync(file, 'utf8')));
}

function isRecord(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function records(value: unknown): Schema {
  return isRecord(value) ? value : {};
}

function list(value: unknown): Schema[] {
  return Array.isArray(value) ? value.filter(isRecord) : [];
}

function mapValues(
  value: Record<string, unknown>,
  map: (entry: unknown) => Schema,
): Record<string, Schema> {
  return Object.fromEntries(
    Object.entries(value).map(([key, entry]) => [key, map(entry)]),
  );
}
