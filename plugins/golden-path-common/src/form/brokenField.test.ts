import { readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { checkTemplate } from '../authoring/checkTemplate';
import { fieldsOfPage } from '../authoring/templateFields';
import { NOW, shippedContract } from '../compile/__testUtils__/shipped';
import { buildFleet } from '../fleet';
import type { Finding } from '../model';
import { WORKLOAD_TYPES, type WorkloadType } from '../schema/intent';
import { wholeForms } from './__testUtils__/wholeForms';
import { formPathOf } from './formPath';
import type { IntentForm } from './intentForm';
import { previewForm } from './preview';

const contract = shippedContract();
const fleet = buildFleet({ intents: [], contract });

/** Paths of every value that someone types or picks. */
function leavesOf(value: unknown, at: string[] = []): string[][] {
  return typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, member]) =>
        leavesOf(member, [...at, key]),
      )
    : [at];
}

function broken(value: unknown, at: string[], by: unknown): unknown {
  const [head, ...rest] = at;
  if (head === undefined) {
    return by;
  }
  if (Array.isArray(value)) {
    return value.map((item, index) =>
      String(index) === head ? broken(item, rest, by) : item,
    );
  }
  return typeof value === 'object' && value !== null
    ? { ...value, [head]: broken(Reflect.get(value, head), rest, by) }
    : value;
}

/** The name of an entry decides which entry it is; a form with another one is another form. */
const fieldsOf = (form: IntentForm) =>
  leavesOf(form).filter(
    ([head, , last]) => !(head === 'perEnvironment' && last === 'name'),
  );

/** What no field takes: a control character, a mapping, far too much. */
const garbage = fc.oneof(
  fc.string({ minLength: 1, maxLength: 20 }).map(text => `BROKEN\u0007${text}`),
  fc.constantFrom<unknown>(
    { BROKEN: 'yes' },
    ['BROKEN\u0007'],
    -12345678,
    'BROKEN'.repeat(900),
  ),
);

const preview = (
  workloadType: WorkloadType,
  form: IntentForm,
  earlier?: unknown,
) => previewForm({ workloadType, form, contract, fleet, now: NOW, earlier });

/** The findings that are not about a field of the form; what a text says may change with what stands in. */
function others(findings: Finding[], form: IntentForm, field: string) {
  return findings
    .filter(({ at }) => formPathOf({ pointer: at, form })[0] !== field)
    .map(({ policy, at, message }) => `${policy} ${at} ${message}`)
    .sort();
}

describe.each(WORKLOAD_TYPES)('a form of %s with one field broken', type => {
  const whole = wholeForms[type];
  const good = preview(type, whole);
  const fields = fieldsOf(whole);

  it('is well-formed while nothing is broken, and has every field that people fill in', () => {
    expect({ problems: good.problems, missing: good.missing }).toEqual({
      problems: [],
      missing: [],
    });
    const file = path.resolve(
      __dirname,
      `../../../../templates/${type}/template.yaml`,
    );
    const template = checkTemplate({
      file,
      text: readFileSync(file, 'utf8'),
      contract,
    });
    const asked = (template.ok ? template.value.spec.parameters : []).flatMap(
      page => fieldsOfPage(page, ''),
    );
    const filled = fields.map(at => `${at.join('/')}/`);
    expect(asked.length).toBeGreaterThan(15);
    expect(
      asked
        .map(each => each.path.join('/'))
        // Only a public one has a route.
        .filter(field => whole.exposure === 'public' || !/^route\//.test(field))
        .filter(field => !filled.some(at => at.startsWith(`${field}/`))),
    ).toEqual([]);
  });

  it.each(fields.map(at => [at.join(' '), at] as const))(
    'keeps cost and every other finding while %s is broken, and names it',
    (_words, at) => {
      const values = [
        'BROKEN\u0007',
        -12345678,
        // In the list of environments a mapping says what differs in one, and lacks its name.
        ...(at[0] === 'environments' ? [] : [{ BROKEN: 'yes' }]),
      ];
      for (const by of values) {
        const form = broken(whole, at, by) as IntentForm;
        const now = preview(type, form, good.wellFormed);
        expect(
          now.problems.map(
            problem => formPathOf({ pointer: problem.at, form })[0],
          ),
        ).toContain(at[0]);
        expect(now.ready).toBe(false);
        // What stood there before stands in.
        expect(now.result?.cost).toEqual(good.result?.cost);
        expect(others(now.findings, form, at[0])).toEqual(
          others(good.findings, whole, at[0]),
        );
      }
    },
  );

  it('still shows what the rest gives, and compiles nothing of what is broken', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...fields),
        garbage,
        fc.boolean(),
        (at, by, wasGood) => {
          const form = broken(whole, at, by) as IntentForm;
          const { result, problems, ready, standIns } = preview(
            type,
            form,
            wasGood ? good.wellFormed : undefined,
          );
          expect(result?.objects.length).toBeGreaterThan(5);
          expect(ready).toBe(false);
          const named = problems.map(({ at: pointer }) =>
            formPathOf({ pointer, form }).map(String),
          );
          expect(named.map(([head]) => head)).toContain(at[0]);
          const text = JSON.stringify(result);
          expect(text).not.toContain('BROKEN');
          expect(text).not.toContain('12345678');
          // Only that field gives way, or the list entry or group that cannot be without it.
          expect(standIns.length).toBeGreaterThan(0);
          for (const { at: pointer } of standIns) {
            expect(formPathOf({ pointer, form })[0]).toBe(at[0]);
          }
        },
      ),
      { numRuns: 40 },
    );
  });
});
