import type { UrlReaderService } from '@backstage/backend-plugin-api';
import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { NotFoundError } from '@backstage/errors';
import { openSlo, slothSlo } from './__testUtils__/documents';
import { FakeGoldenPath } from './__testUtils__/goldenPath';
import {
  component,
  ENGINEER,
  ESTATE,
  PLATFORM,
  RISK,
  startPortal,
  VIEWER,
} from './__testUtils__/portal';

jest.setTimeout(60_000);

const REPOSITORY = 'https://github.com/acme/fraud/tree/main/';

/** A Git host that has these files, by URL; what ends in a slash is a folder. */
function hostWith(files: Record<string, string>): UrlReaderService {
  return mockServices.urlReader.mock({
    readUrl: async url => {
      if (!(url in files)) {
        throw new NotFoundError(`${url} was not found`);
      }
      return { buffer: async () => Buffer.from(files[url]) };
    },
    readTree: async url => {
      const found = Object.entries(files).filter(([file]) =>
        file.startsWith(url),
      );
      return {
        etag: 'e1',
        dir: async () => '',
        archive: async () => {
          throw new Error('not asked for');
        },
        files: async () =>
          found.map(([file, text]) => ({
            path: file.slice(url.length),
            content: async () => Buffer.from(text),
          })),
      };
    },
  });
}

describe('documents that are not of the golden path', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

  it('are found where the catalog and configuration name them; a broken one hides no other, and the first origin wins', async () => {
    const goldenPath = new FakeGoldenPath();
    goldenPath.derive('payments-api', openSlo({ service: 'payments-api' }));
    const folder = 'https://github.com/acme/slos/tree/main/objectives/';
    const { as, stop, untilKnown } = await startPortal({
      knex: await databases.init('SQLITE_3'),
      goldenPath,
      entities: [
        ...ESTATE.filter(({ metadata }) => metadata.name !== 'fraud-service'),
        component({
          name: 'fraud-service',
          owner: 'risk',
          annotations: {
            'backstage.io/source-location': `url:${REPOSITORY}`,
            'fairway.dev/slo-documents':
              'slos/latency.yaml, https://github.com/acme/gone.yaml',
          },
        }),
      ],
      config: { git: [{ url: folder }] },
      urlReader: hostWith({
        [`${REPOSITORY}slos/latency.yaml`]: slothSlo({
          service: 'fraud-service',
          name: 'latency',
        }),
        [`${folder}a.yaml`]: slothSlo({
          service: 'fraud-service',
          name: 'freshness',
        }),
        [`${folder}b.yaml`]: slothSlo({
          service: 'fraud-service',
          name: 'strange',
          objective: 120,
        }),
        // The same objective as in the golden path.
        [`${folder}c.yaml`]: openSlo({ service: 'payments-api', target: 0.5 }),
        [`${folder}d.yaml`]: 'kind: Secret\npassword: hunter2\n',
        [`${folder}README.md`]: 'no document',
      }),
    });
    await untilKnown(3);
    const { body } = await as(VIEWER).get('/objectives?sort=service');
    expect(body.items).toMatchObject([
      { id: 'fraud-service-freshness', owner: 'group:default/risk' },
      { id: 'fraud-service-latency', owner: 'group:default/risk' },
      { id: 'payments-api-availability', target: 0.999 },
    ]);
    expect(body.unreadable).toBe(4);

    const broken = await as(VIEWER).get('/documents?unreadable=true');
    expect(
      broken.body.items.map(
        (item: { file: string; problems: { message: string }[] }) => [
          item.file,
          item.problems[0].message,
        ],
      ),
    ).toEqual([
      ['b.yaml', expect.stringContaining('objective')],
      [
        'c.yaml',
        'payments-api-availability is also in services/payments-api/slo.yaml (golden path), which comes first',
      ],
      ['d.yaml', expect.any(String)],
      [
        'https://github.com/acme/gone.yaml',
        expect.stringContaining('cannot be read'),
      ],
    ]);
    // What turns out to be no objective is not shown: an annotation can name any file that the portal may read.
    const secret = await as(VIEWER).get(
      `/documents/${broken.body.items[2].id}`,
    );
    expect(secret.body.text).toBe('');
    expect(JSON.stringify(secret.body)).not.toContain('hunter2');
    const all = await as(VIEWER).get('/documents?origin=catalog&limit=1');
    expect(all.body).toMatchObject({
      total: 2,
      nextCursor: expect.any(String),
      items: [{ origin: { kind: 'catalog' } }],
    });
    await stop();
  });

  it('speak only for the entities that name them and what has the same owner, and displace no others', async () => {
    const folder = 'https://github.com/acme/slos/tree/main/objectives/';
    const host = 'https://github.com/acme/evil/blob/main/';
    const slo = (service: string, name: string, objective?: number) =>
      slothSlo({ service, name, objective });
    const named = (file: string) => ({
      'fairway.dev/slo-documents': `${host}${file}`,
    });
    const { as, stop, untilKnown } = await startPortal({
      knex: await databases.init('SQLITE_3'),
      entities: [
        ...ESTATE.filter(({ metadata }) => metadata.name !== 'fraud-service'),
        component({
          name: 'fraud-service',
          owner: 'risk',
          annotations: named('fraud.yaml'),
        }),
        component({
          name: 'payments-api',
          namespace: 'evil',
          owner: 'risk',
          annotations: named('namesake.yaml'),
        }),
        component({ name: 'fraud-model', owner: 'risk' }),
      ],
      config: { git: [{ url: folder }] },
      urlReader: hostWith({
        [`${folder}a.yaml`]: slo('payments-api', 'availability'),
        [`${host}fraud.yaml`]: `${slo('fraud-model', 'drift')}---\n${slo(
          'payments-api',
          'stolen',
        )}`,
        [`${host}namesake.yaml`]: `${slo('payments-api', 'latency')}---\n${slo(
          'payments-api',
          'availability',
          50,
        )}`,
      }),
    });
    await untilKnown(3);
    const { body } = await as(VIEWER).get('/objectives?sort=service');
    expect(body.items).toMatchObject([
      { id: 'fraud-model-drift', owner: 'group:default/risk' },
      {
        id: 'payments-api-availability',
        target: expect.closeTo(0.999),
        owner: 'group:default/payments',
      },
      { id: 'payments-api-latency', owner: 'group:default/risk' },
    ]);
    const broken = await as(VIEWER).get('/documents?unreadable=true');
    expect(
      broken.body.items.map(
        (item: { problems: { message: string }[] }) => item.problems[0].message,
      ),
    ).toEqual([
      'speaks for payments-api, which group:default/payments owns, and is named by component:default/fraud-service',
      expect.stringMatching(/^payments-api-availability is also in a\.yaml/),
    ]);
    await stop();
  });

  it('that cannot be kept are told, and keep no others from being kept', async () => {
    const folder = 'https://github.com/acme/slos/tree/main/objectives/';
    const twice = 'https://github.com/acme/slos/tree/main/twice/';
    const { as, stop, untilKnown } = await startPortal({
      knex: await databases.init('SQLITE_3'),
      config: { git: [{ url: folder }, { url: twice }] },
      urlReader: hostWith({
        [`${folder}a.yaml`]: slothSlo({
          service: 'a'.repeat(200),
          name: 'b'.repeat(100),
        }),
        [`${folder}b.yaml`]: openSlo({ service: 'fraud-service' }).replace(
          'displayName: "fraud-service: ',
          'displayName: "\\0',
        ),
        [`${folder}c.yaml`]: slothSlo({
          service: 'payments-api',
          name: 'latency',
        }),
        [`${twice}d\u0001.yaml`]: 'a: 1',
        [`${twice}d\u0002.yaml`]: 'b: 2',
      }),
    });
    await untilKnown(1);
    const broken = await as(VIEWER).get('/documents?unreadable=true');
    expect(
      broken.body.items.map(
        (item: { file: string; problems: { message: string }[] }) => [
          item.file,
          item.problems[0].message,
        ],
      ),
    ).toEqual([
      ['a.yaml', 'the id has 301 characters'],
      ['b.yaml', 'the title has control characters, which nobody can read'],
      ['d\uFFFD.yaml', expect.stringContaining('cannot be stored')],
    ]);
    await stop();
  });

  it('are uploaded and removed by the owners of every service in them, and by nobody else', async () => {
    const { as, outcomes, stop } = await startPortal({
      knex: await databases.init('SQLITE_3'),
    });
    const upload = {
      file: 'payments.yaml',
      text: slothSlo({ service: 'payments-api', name: 'latency' }),
    };
    for (const person of [RISK, PLATFORM]) {
      const refused = await as(person).post('/documents', upload);
      expect(refused.status).toBe(403);
      expect(refused.body.error.message).toBe(
        'payments-api is owned by group:default/payments, and only owners write down what it promises; ask them.',
      );
    }
    const both = await as(ENGINEER).post('/documents', {
      ...upload,
      text: `${upload.text}---\n${slothSlo({
        service: 'fraud-service',
        name: 'latency',
      })}`,
    });
    expect(both.status).toBe(403);
    const unknown = await as(ENGINEER).post('/documents', {
      ...upload,
      text: slothSlo({ service: 'ghost-api', name: 'latency' }),
    });
    expect(unknown.status).toBe(400);
    expect(unknown.body.error.message).toContain('no component ghost-api');

    const uploaded = await as(ENGINEER).post('/documents', upload);
    expect(uploaded.status).toBe(201);
    expect(uploaded.body).toMatchObject({
      origin: { kind: 'upload', by: ENGINEER },
      file: 'payments.yaml',
      format: 'sloth',
      objectives: [{ id: 'payments-api-latency' }],
      problems: [],
    });
    const again = await as(ENGINEER).post('/documents', upload);
    expect(again.status).toBe(409);
    const { body } = await as(ENGINEER).get('/objectives/payments-api-latency');
    expect(body).toMatchObject({
      owner: 'group:default/payments',
      // By another upload, and by no change of the intent.
      may: { exclude: true, change: false },
    });

    const route = `/documents/${uploaded.body.id}`;
    expect((await as(RISK).delete(route)).status).toBe(403);
    expect((await as(ENGINEER).delete(route)).status).toBe(204);
    expect((await as(ENGINEER).get('/objectives')).body.total).toBe(0);
    expect((await as(ENGINEER).delete(route)).status).toBe(404);
    expect(
      outcomes.map(({ eventId, outcome }) => `${eventId} ${outcome}`),
    ).toEqual([
      'document-upload fail',
      'document-upload fail',
      'document-upload fail',
      'document-upload fail',
      'document-upload success',
      'document-upload fail',
      'document-remove fail',
      'document-remove success',
    ]);
    await stop();
  });

  it('leave exclusions behind that owners of the service withdraw also when its objectives are gone', async () => {
    const { as, stop } = await startPortal({
      knex: await databases.init('SQLITE_3'),
    });
    const uploaded = await as(ENGINEER).post('/documents', {
      file: 'payments.yaml',
      text: slothSlo({ service: 'payments-api', name: 'latency' }),
    });
    const excluded = await as(ENGINEER).post('/exclusions', {
      service: 'payments-api',
      objective: 'payments-api-latency',
      from: new Date(Date.now() + 3_600_000).toISOString(),
      to: new Date(Date.now() + 7_200_000).toISOString(),
      reason: 'A new switch',
    });
    expect(excluded.status).toBe(201);
    await as(ENGINEER).delete(`/documents/${uploaded.body.id}`);
    const withdraw = (person: string) =>
      as(person).post(`/exclusions/${excluded.body.id}/withdraw`, {
        reason: 'The objective is gone',
      });
    expect((await withdraw(RISK)).status).toBe(403);
    expect((await withdraw(ENGINEER)).body).toMatchObject({
      state: 'withdrawn',
    });
    await stop();
  });
});
