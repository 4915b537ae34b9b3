import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { checkTemplate, inIntent } from '../authoring/checkTemplate';
import { fieldSchema, fieldsOfPage } from '../authoring/templateFields';
import { MAX_ACCEPT_ON } from '../changeRequest';
import { shippedContract } from '../compile/__testUtils__/shipped';
import { intentJsonSchema } from '../schema/jsonSchema';
import { checkIntent } from '../schema/parse';
import { intentFromForm } from './intentFromForm';

const folder = path.resolve(__dirname, '../../../../templates');
const templates = readdirSync(folder).filter(name =>
  existsSync(path.join(folder, name, 'template.yaml')),
);
const contract = shippedContract();
const intent = fieldSchema.parse(intentJsonSchema());

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

function checked(template: string) {
  const file = path.join(folder, template, 'template.yaml');
  return checkTemplate({ file, text: readFileSync(file, 'utf8'), contract });
}

function stepsOf(template: string) {
  const parsed = checked(template);
  return (parsed.ok ? parsed.value.spec.parameters : []).map(page => ({
    all: page.properties,
    acceptOn: page.properties.acceptOn,
    type: page['ui:options'].workloadType,
    fields: fieldsOfPage(page, ''),
  }));
}

describe('The form', () => {
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
