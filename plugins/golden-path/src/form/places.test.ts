import { fieldTitleOf, placeInWords, placeOf } from './places';
import type { FormPage } from './template';

const pages: FormPage[] = [
  {
    title: 'Identity',
    schema: { properties: { title: { title: 'Title' } } },
  },
  {
    title: 'Exposure',
    schema: {
      properties: { exposure: { title: 'Exposure' } },
      dependencies: {
        exposure: {
          oneOf: [
            { properties: { exposure: { enum: ['internal'] } } },
            {
              properties: {
                exposure: { enum: ['public'] },
                route: {
                  title: 'Public route',
                  properties: { host: { title: 'Host' } },
                },
              },
            },
          ],
        },
      },
    },
  },
];

describe('where in the form something is entered', () => {
  it('names the field and its page, unless that page is shown', () => {
    const title = placeOf({ pages, path: ['title'] });
    expect(placeInWords(title)).toBe('Title on page Identity');
    expect(placeInWords(title, 0)).toBe('Title');
    expect(placeInWords(title, 1)).toBe('Title on page Identity');
  });

  it('finds fields that show up by what was chosen in another', () => {
    const path = ['route', 'host'];
    expect(placeInWords(placeOf({ pages, path }))).toBe(
      'Public route: Host on page Exposure',
    );
    expect(fieldTitleOf({ pages, path })).toBe('host');
    expect(placeInWords(placeOf({ pages, path: ['exposure'] }))).toBe(
      'Exposure on page Exposure',
    );
  });

  it('names the row of a list by what it holds', () => {
    const dependencies = {
      title: 'Dependencies',
      schema: {
        properties: {
          dependencies: {
            title: 'Dependencies',
            'ui:field': 'FairwayDependencies',
          },
          tags: {
            title: 'Tags',
            'ui:field': 'FairwayTexts',
            'ui:options': { each: 'Tag' },
          },
        },
      },
    };
    const nameOf = (path: (string | number)[]) =>
      placeInWords(
        placeOf({
          pages: [dependencies],
          path,
          form: {
            dependencies: [{ service: 'orders' }, { external: 'http://x' }, {}],
            tags: ['money'],
          },
        }),
        0,
      );
    expect(nameOf(['dependencies', 1, 'external'])).toBe(
      'Dependency 2: http://x',
    );
    expect(nameOf(['dependencies', 2])).toBe('Dependency 3');
    expect(nameOf(['tags', 0])).toBe('Tag 1: money');
  });

  it('gets by without a template', () => {
    expect(placeInWords(placeOf({ pages: [], path: ['scaling', 'max'] }))).toBe(
      'scaling max',
    );
  });
});
