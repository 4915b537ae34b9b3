import type { ApiHolder } from '@backstage/core-plugin-api';
import type { IntentForm } from '@fairway/plugin-golden-path-common';
import { createErrorHandler } from '@rjsf/utils';
import { validatePart } from './validation';

const apiHolder: ApiHolder = { get: () => undefined };

async function refused(form: IntentForm, part: keyof IntentForm) {
  const validation = createErrorHandler<unknown>({});
  await validatePart(form[part], validation, { apiHolder, formData: form });
  return validation.__errors ?? [];
}

describe('going on to the next page', () => {
  it('lets through what the compiler takes, and what nobody has filled in', async () => {
    expect(await refused({ scaling: { min: 2, max: 10 } }, 'scaling')).toEqual(
      [],
    );
    expect(await refused({ scaling: {} }, 'scaling')).toEqual([]);
    expect(await refused({ env: [{ name: '', value: '' }] }, 'env')).toEqual(
      [],
    );
    expect(
      await refused(
        { name: 'Not A Name', scaling: { min: 2, max: 3 } },
        'scaling',
      ),
    ).toEqual([]);
  });

  it.each<[string, IntentForm, keyof IntentForm, RegExp]>([
    [
      'a range upside down',
      { scaling: { min: 20, max: 10 } },
      'scaling',
      /max/,
    ],
    ['half a range', { scaling: { min: 20 } }, 'scaling', /max/],
    [
      'a variable whose name is none',
      { env: [{ name: 'log level', value: 'info' }] },
      'env',
      /log level/,
    ],
    [
      'a variable that stands twice',
      {
        env: [
          { name: 'A', value: '1' },
          { name: 'A', value: '2' },
        ],
      },
      'env',
      /twice/,
    ],
    [
      'steps that fall',
      {
        rollout: {
          strategy: 'canary',
          steps: [{ weight: 50 }, { weight: 20 }],
        },
      },
      'rollout',
      /weight/,
    ],
    [
      'a dependency that is no name',
      { dependencies: [{ service: 'Fraud Service' }] },
      'dependencies',
      /Fraud Service/,
    ],
    ['a tag with a tab', { tags: ['a\tb'] }, 'tags', /a\\tb/],
    [
      'a range upside down in one environment',
      {
        environments: ['dev'],
        perEnvironment: [{ name: 'dev', scaling: { min: 3, max: 1 } }],
      },
      'perEnvironment',
      /max/,
    ],
  ])('refuses %s on its page', async (_what, form, part, words) => {
    const errors = await refused(form, part);
    expect(errors).toHaveLength(1);
    expect(errors[0]).toMatch(words);
  });
});
