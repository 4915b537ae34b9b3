import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import Ajv from 'ajv';
import { readYaml } from '../yaml';
import {
  contractFileJsonSchema,
  contractJsonSchema,
  intentJsonSchema,
} from './jsonSchema';

const example = readFileSync(
  path.join(__dirname, '../__fixtures__/payments-api.yaml'),
  'utf8',
);

/** Editors validate without the formats of strings. */
function validatorOf(schema: object) {
  return new Ajv({ strict: false, validateFormats: false }).compile(schema);
}

/** Places of the fields that say nothing about themselves. */
function silentFields(schema: unknown, at = ''): string[] {
  if (typeof schema !== 'object' || schema === null) {
    return [];
  }
  return Object.entries(schema).flatMap(([key, value]) =>
    key === 'properties'
      ? Object.entries(value).flatMap(([name, field]) => [
          ...(JSON.stringify(field).includes('"description"')
            ? []
            : [`${at}/${name}`]),
          ...silentFields(field, `${at}/${name}`),
        ])
      : silentFields(value, at),
  );
}

describe('The JSON Schema of an intent', () => {
  const validate = validatorOf(intentJsonSchema());

  it('accepts the example of the design', () => {
    validate(readYaml(example));
    expect(validate.errors).toBeNull();
  });

  it.each([
    ['tier: tier-1', 'tier: gold'],
    ['runtime: java', 'runtimes: java'],
    ['- service: fraud-service', '- servce: fraud-service'],
    ['name: payments-api', 'name: ../x'],
    ['port: 8080', 'port: 0'],
  ])('refuses %s as %s', (from, to) => {
    expect(validate(readYaml(example.replace(from, to)))).toBe(false);
  });

  it('says what each field is for, save those that Kubernetes and JSON Patch define', () => {
    const silent = silentFields(intentJsonSchema());
    expect(silent.filter(at => !/\/(tolerations|patch)\//.test(at))).toEqual(
      [],
    );
  });
});

describe('The JSON Schema of the contract', () => {
  it('names every section', () => {
    const schema = contractJsonSchema();
    validatorOf(schema);
    expect(Object.keys(Object(schema.properties))).toEqual(
      expect.arrayContaining(['layers', 'tiers', 'secretGrants', 'changelog']),
    );
  });

  it('says what each field is for', () => {
    expect(silentFields(contractJsonSchema())).toEqual([]);
  });

  it('of one file accepts each file of the contract that ships, and names a section that is misspelled', () => {
    const validate = validatorOf(contractFileJsonSchema());
    const platform = path.join(__dirname, '../../../../platform');
    const files = readdirSync(platform).filter(name => name.endsWith('.yaml'));
    for (const file of files) {
      validate(readYaml(readFileSync(path.join(platform, file), 'utf8')));
      expect([file, validate.errors]).toEqual([file, null]);
    }
    expect(validate({ quota: {} })).toBe(false);
  });
});
