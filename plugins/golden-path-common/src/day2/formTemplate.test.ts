import { formTemplateOf, type FormTemplateEntity } from './formTemplate';

function template(
  name: string,
  given: { states?: string; label?: string; namespace?: string } = {},
): FormTemplateEntity {
  const { states, label, namespace } = given;
  return {
    metadata: {
      name,
      ...(namespace && { namespace }),
      ...(label && { labels: { 'fairway.dev/workload-type': label } }),
    },
    spec: {
      parameters: [
        {
          title: 'Identity',
          ...(states && { 'ui:options': { workloadType: states } }),
        },
      ],
    },
  };
}

describe('The form of a service', () => {
  const found = (...templates: FormTemplateEntity[]) =>
    formTemplateOf({ templates, workloadType: 'http-api' });

  it('is the template whose pages or label say its type, however it is called', () => {
    expect(
      found(
        template('http-api', { states: 'queue-worker', label: 'http-api' }),
        template('ours', { states: 'http-api', namespace: 'forms' }),
      ),
    ).toEqual({ namespace: 'forms', name: 'ours' });
    expect(found(template('own', { label: 'http-api' }))).toEqual({
      namespace: 'default',
      name: 'own',
    });
    expect(
      found(
        template('a', { states: 'http-api' }),
        template('http-api', { states: 'http-api' }),
      )?.name,
    ).toBe('http-api');
    expect(
      found(
        template('b', { states: 'http-api' }),
        template('a', { states: 'http-api' }),
      )?.name,
    ).toBe('a');
  });

  it('is none where no template says so', () => {
    expect(
      found(template('http-api'), template('x', { states: 'no-such-type' }), {
        metadata: { name: 'odd' },
        spec: { parameters: 'none' },
      }),
    ).toBeUndefined();
  });
});
