import { ConfigReader } from '@backstage/config';
import { readPrometheusSources } from './config';

const read = (sources: unknown) =>
  readPrometheusSources(
    new ConfigReader(
      JSON.parse(JSON.stringify({ fairway: { slo: { sources } } })),
    ),
  );

describe('The sources of indicators in the configuration', () => {
  it('need an id and an address', () => {
    expect(
      read([
        { id: 'eu', url: 'https://mimir.example.com/prometheus', tenant: 'eu' },
        {
          id: 'us',
          url: 'http://thanos:10902',
          auth: { type: 'bearerFile', tokenFile: '/var/run/token' },
          labels: { cluster: 'prod-us-1' },
          environments: ['prod'],
        },
      ]),
    ).toMatchObject([
      { id: 'eu', tenant: 'eu', timeoutSeconds: 30, concurrency: 4 },
      { id: 'us', labels: { cluster: 'prod-us-1' } },
    ]);
  });

  it('may be none', () => {
    expect(readPrometheusSources(new ConfigReader({}))).toEqual([]);
  });

  it.each<[string, unknown, string]>([
    ['no list', { id: 'eu' }, 'sources: expected a list of sources'],
    ['no id', [{ url: 'http://p' }], 'sources[0].id: required, a short name'],
    ['no url', [{ id: 'eu' }], 'sources[0].url: required, the address before'],
    [
      'no address',
      [{ id: 'eu', url: 'prometheus:9090' }],
      'sources[0].url: required, the address before',
    ],
    [
      'words for a url',
      [{ id: 'eu', url: 'hunter2 at prometheus' }],
      'sources[0].url: required, the address before',
    ],
    [
      'credentials in the url',
      [{ id: 'eu', url: 'https://me:hunter2@prometheus.example.com' }],
      'sources[0].url: expected no credentials in it; put them under auth',
    ],
    [
      'auth without its type',
      [{ id: 'eu', url: 'http://p', auth: { token: 'hunter2' } }],
      'sources[0].auth',
    ],
    [
      'auth that is not whole',
      [
        {
          id: 'eu',
          url: 'http://p',
          auth: { type: 'basic', username: 5, password: 'hunter2' },
        },
      ],
      'sources[0].auth.username',
    ],
    [
      'a certificate without its key',
      [{ id: 'eu', url: 'http://p', tls: { certFile: 'a.pem' } }],
      'sources[0].tls: expected certFile and keyFile together',
    ],
    [
      'a label that is none',
      [{ id: 'eu', url: 'http://p', labels: { 'a b': 'c' } }],
      'sources[0].labels.a b: ',
    ],
    [
      'a key that is not known',
      [{ id: 'eu', url: 'http://p', password: 'hunter2' }],
      'sources[0]: Unrecognized key: "password"',
    ],
    [
      'an id twice',
      [
        { id: 'eu', url: 'http://p' },
        { id: 'eu', url: 'http://q' },
      ],
      'sources[1].id: another source has this id too',
    ],
  ])('name what is wrong, and no secret: %s', (_, sources, words) => {
    let message = '';
    try {
      read(sources);
    } catch (error) {
      message = String(error);
    }
    expect(message).toContain(`fairway.slo.${words}`);
    expect(message).not.toContain('hunter2');
  });
});
