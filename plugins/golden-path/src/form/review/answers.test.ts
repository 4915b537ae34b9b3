import { answerLines } from './answers';

const pages = [
  {
    title: 'Store',
    schema: {
      properties: {
        stateful: {
          title: 'Store',
          properties: {
            replicas: { title: 'Members' },
            storage: {
              title: 'Volume',
              properties: {
                size: { title: 'Size' },
                storageClass: { title: 'Storage class' },
              },
            },
          },
        },
      },
    },
  },
  {
    title: 'Workload',
    schema: {
      properties: {
        env: { title: 'Environment variables', 'ui:field': 'FairwayEnv' },
        hold: { title: 'Keep it open' },
      },
    },
  },
];

describe('The answers on the review page', () => {
  it('are lines of each page: a group on a line, a row of a list on a line, and no group twice', () => {
    expect(
      answerLines({
        pages,
        form: {
          stateful: {
            replicas: 3,
            storage: { size: '20Gi', storageClass: 'zonal-ssd' },
          },
          env: [
            { name: 'LOG_LEVEL', value: 'info' },
            { name: 'REGION', value: 'eu' },
          ],
          hold: false,
        },
      }),
    ).toEqual({
      Store: ['Members: 3', 'Volume: Size: 20Gi · Storage class: zonal-ssd'],
      Workload: [
        'Environment variables:',
        '– LOG_LEVEL = info',
        '– REGION = eu',
      ],
    });
  });

  it('say of a page without answers that nothing is stated', () => {
    expect(answerLines({ pages, form: { env: [{ name: '' }] } })).toEqual({
      Store: ['Nothing stated.'],
      Workload: ['Nothing stated.'],
    });
  });
});
