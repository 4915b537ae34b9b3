import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import Ajv from 'ajv';
import fc from 'fast-check';
import { parse, stringify } from 'yaml';
import { yamlDocuments } from '../yamlDocuments';
import { readPyrra } from './readPyrra';

const SHARED =
  process.env.FAIRWAY_SHARED ?? resolve(__dirname, '../../../../../../shared');
const SCHEMA = join(
  SHARED,
  'data/schemas/crds/pyrra.dev/servicelevelobjective_v1alpha1.json',
);
const FIXTURES = resolve(__dirname, '../../__fixtures__/pyrra');

/** Whether the schema is on this machine; without it, this test is shown as skipped. */
const describeWithSchema = existsSync(SCHEMA) ? describe : describe.skip;

/** Documents with fields that the schema knows; it is older than some of what Pyrra reads now. */
const documents = ['search-latency', 'gateway-up'].map(name =>
  parse(readFileSync(join(FIXTURES, `${name}.yaml`), 'utf8')),
);

function isRead(value: unknown): boolean {
  const text = stringify(value);
  const [document] = yamlDocuments({ text, file: 'slo.yaml' }).documents;
  return document !== undefined && readPyrra(document).problems.length === 0;
}

/** The paths of all that a value holds. */
function pathsIn(value: unknown, at: string[] = []): string[][] {
  return typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, each]) => [
        [...at, key],
        ...pathsIn(each, [...at, key]),
      ])
    : [];
}

/** A copy that holds something else at a path; nothing at all for `undefined`. */
function withValue(value: unknown, path: string[], odd: unknown): unknown {
  const copy: unknown = structuredClone(value);
  const parent = path
    .slice(0, -1)
    .reduce((each: unknown, key) => Reflect.get(Object(each), key), copy);
  const key = path[path.length - 1];
  if (odd === undefined) {
    Reflect.deleteProperty(Object(parent), key);
  } else {
    Reflect.set(Object(parent), key, odd);
  }
  return copy;
}

describeWithSchema('The schema of the custom resource of Pyrra', () => {
  const ajv = new Ajv({ strict: false });
  const validate = ajv.compile(JSON.parse(readFileSync(SCHEMA, 'utf8')));

  it('takes our documents, and so do we', () => {
    for (const document of documents) {
      expect(validate(document) && isRead(document)).toBe(true);
    }
  });

  it('refuses nothing that we take', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...documents),
        fc.nat(),
        // Texts that look like numbers are told as such; percentages may be written without quotes.
        fc.constantFrom<unknown>(undefined, true, {}, [], ['a'], 'x', { x: 1 }),
        fc.constantFrom('', 'extra'),
        (document, index, odd, added) => {
          const paths = pathsIn(document);
          const path = paths[index % paths.length];
          const changed = withValue(
            document,
            added === '' ? path : [...path.slice(0, -1), added],
            odd,
          );
          expect(validate(changed) || !isRead(changed)).toBe(true);
        },
      ),
      { numRuns: 300 },
    );
  });
});
