import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import Ajv from 'ajv';
import { parseAllDocuments } from 'yaml';
import { z } from 'zod';
import { generate } from './generate';
import { readSloDocuments } from './read';

const SHARED =
  process.env.FAIRWAY_SHARED ?? resolve(__dirname, '../../../../shared');
const SCHEMA = join(
  SHARED,
  'data/schemas/crds/monitoring.coreos.com/prometheusrule_v1.json',
);
const FIXTURES = resolve(__dirname, '__fixtures__/pyrra');

const documents = readdirSync(FIXTURES).map(file => ({
  file,
  text: readFileSync(join(FIXTURES, file), 'utf8'),
}));

const SLOTH = `
version: prometheus/v1
service: Checkout_API
slos:
  - name: availability
    objective: 99.9
    sli: { raw: { error_ratio_query: 'avg_over_time(failures[{{.window}}])' } }
    alerting: { page_alert: { disable: true }, ticket_alert: { disable: true } }
  - name: latency
    objective: 99
    sli: { raw: { error_ratio_query: 'avg_over_time(slow[{{.window}}])' } }
    alerting: { page_alert: { disable: true }, ticket_alert: { disable: true } }
`;

const SLOTH_OBJECT = `
apiVersion: sloth.slok.dev/v1
kind: PrometheusServiceLevel
metadata:
  name: search
  namespace: shop
  labels: { release: monitoring }
spec:
  service: search
  slos:
    - name: answers
      objective: 99.9
      sli: { raw: { errorRatioQuery: 'avg_over_time(failures[{{.window}}])' } }
      alerting: { pageAlert: { disable: true }, ticketAlert: { disable: true } }
`;

const written = z.object({
  metadata: z.object({
    name: z.string(),
    namespace: z.string().optional(),
    labels: z.record(z.string(), z.string()).optional(),
  }),
  spec: z.object({
    groups: z.array(z.object({ name: z.string() })),
  }),
});

/** The objects that are written for these documents, as YAML is read. */
function objectsOf(files: { file: string; text: string }[]): unknown[] {
  const { definitions, problems } = readSloDocuments({ files });
  expect(problems).toEqual([]);
  const { text } = generate({ definitions, format: 'prometheus-rule' });
  return parseAllDocuments(text).map(each => each.toJS());
}

describe('Rules as objects of the operator', () => {
  it('are named, placed and labelled like the objects that objectives are written in', () => {
    expect(
      objectsOf([
        ...documents,
        { file: 'object.yaml', text: SLOTH_OBJECT },
      ]).map(object => written.parse(object).metadata),
    ).toEqual([
      {
        name: 'checkout-errors',
        namespace: 'shop',
        labels: {
          'app.kubernetes.io/name': 'checkout-api',
          'pyrra.dev/team': 'checkout',
          release: 'monitoring',
        },
      },
      {
        name: 'checkout-latency-short',
        namespace: 'shop',
        labels: { release: 'monitoring', prometheus: 'near' },
      },
      {
        name: 'checkout-latency-long',
        namespace: 'shop',
        labels: { release: 'monitoring', prometheus: 'far' },
      },
      { name: 'gateway-up' },
      { name: 'search-by-route' },
      { name: 'search-latency' },
      {
        name: 'search',
        namespace: 'shop',
        labels: { release: 'monitoring' },
      },
    ]);
  });

  it('are one for a service where objectives are in files, under a name that Kubernetes accepts', () => {
    const [object, ...others] = objectsOf([
      { file: 'sloth.yaml', text: SLOTH },
    ]).map(each => written.parse(each));
    expect(others).toEqual([]);
    expect(object.metadata).toEqual({ name: 'slo-checkout-api' });
    const names = object.spec.groups.map(({ name }) => name);
    expect(names.some(name => name.includes('availability'))).toBe(true);
    expect(names.some(name => name.includes('latency'))).toBe(true);
    expect(new Set(names).size).toBe(names.length);
  });
});

/** Without the schema, this is shown as skipped. */
const describeWithSchema = existsSync(SCHEMA) ? describe : describe.skip;

describeWithSchema('The schema of the operator', () => {
  it('takes them', () => {
    const validate = new Ajv({
      strict: false,
      validateFormats: false,
      unicodeRegExp: false,
    }).compile(
      // Patterns are those of Go, whose flags are not ours.
      JSON.parse(readFileSync(SCHEMA, 'utf8').replaceAll('(?i)', '')),
    );
    for (const object of objectsOf([
      ...documents,
      { file: 'sloth.yaml', text: SLOTH },
      { file: 'object.yaml', text: SLOTH_OBJECT },
    ])) {
      expect(validate(object) ? [] : validate.errors).toEqual([]);
    }
  });
});
