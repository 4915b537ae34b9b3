import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { checkTemplate, inIntent } from '../authoring/checkTemplate';
import {
  askedBy,
  fieldSchema,
  fieldsOfPage,
  type Field,
} from '../authoring/templateFields';
import { MAX_ACCEPT_ON } from '../changeRequest';
import { shippedContract } from '../compile/__testUtils__/shipped';
import {
  partOf,
  WORKLOAD_PARTS,
  WORKLOAD_TYPES,
  type WorkloadType,
} from '../schema/intent';
import { intentJsonSchema } from '../schema/jsonSchema';
import { checkIntent } from '../schema/parse';
import { intentFromForm } from './intentFromForm';

const folder = path.resolve(__dirname, '../../../../templates');
const templates = readdirSync(folder).filter(name =>
  existsSync(path.join(folder, name, 'template.yaml')),
);
const contract = shippedContract();
const intent = fieldSchema.parse(intentJsonSchema());

/** What a type of work is not asked, because it has no use for it: by what the contract says that comes with it. */
const NEEDS = {
  route: ['route'],
  slo: ['sloAlerts'],
  capacity: ['service'],
  scaling: ['autoscaling'],
  rollout: ['canary'],
} as const;

function notAsked(type: WorkloadType): string[] {
  const { features, exposures } = contract.workloadTypes[type];
  const idle = Object.entries(NEEDS)
    .filter(([, needs]) => !needs.some(feature => features[feature]))
    .map(([part]) => part);
  return [
    ...idle,
    ...(exposures.includes('internal') ? [] : ['accepts']),
    ...Object.values(WORKLOAD_PARTS).filter(part => part !== partOf(type)),
  ];
}

function isRequired(field: Field | undefined, name: string): boolean {
  return Array.isArray(field?.required) && field.required.includes(name);
}

/** What people write into the file. */
const BY_HAND = ['overrides'];

function checked(template: string) {
  const file = path.join(folder, template, 'template.yaml');
  return checkTemplate({ file, text: readFileSync(file, 'utf8'), contract });
}

function stepsOf(template: string) {
  const parsed = checked(template);
  return (parsed.ok ? parsed.value.spec.parameters : []).map(page => ({
    all: page.properties,
    whole: askedBy(page, { exposure: 'internal' }).properties,
    acceptOn: page.properties.acceptOn,
    type: page['ui:options'].workloadType,
    fields: fieldsOfPage(page, ''),
  }));
}

/** Questions that the intent cannot be without; a form that left one open would be refused on its last page. */
const requiredIn = (field: Field | undefined): string[] =>
  Object.entries(field?.properties ?? {}).flatMap(([name, member]) => [
    ...(isRequired(field, name) ? [name] : []),
    ...requiredIn(member).map(inner => `${name}/${inner}`),
  ]);

describe('The form', () => {
  it('is there for every type of work', () => {
    expect(templates.toSorted()).toEqual(WORKLOAD_TYPES.toSorted());
  });

  it.each(Object.entries(WORKLOAD_PARTS))(
    'of %s requires what the intent requires of "%s"',
    (template, part) => {
      const asked = stepsOf(template)
        .map(({ whole }) => whole[part])
        .find(field => field !== undefined);
      const wanted = intent.properties?.spec.properties?.[part];
      expect(requiredIn(asked)).toEqual(
        // No toleration at all is an answer that nobody has to type.
        expect.arrayContaining(
          requiredIn(wanted).filter(name => name !== 'tolerations'),
        ),
      );
    },
  );

  it.each(templates)('of %s asks for what the intent takes', template => {
    expect(checked(template)).toMatchObject({ ok: true });
  });

  it.each(templates)(
    'of %s asks for everything that people state, apart from the escape hatch',
    template => {
      const asked = new Set(
        stepsOf(template).flatMap(({ fields }) =>
          fields.map(field => inIntent(field.path).slice(0, 2).join('/')),
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
        ...notAsked(type).map(part => `spec/${part}`),
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
        const stating = checkIntent(stated);
        return (
          !stating.ok &&
          !stating.problems.some(({ at }) => at === `/metadata/${part}`)
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
