import {
  createMockDirectory,
  TestDatabases,
} from '@backstage/backend-test-utils';
import type { AuthoringAnswer } from '@fairway/plugin-golden-path-common';
import type { Knex } from 'knex';
import { fraudService, paymentsApi } from './__testUtils__/intents';
import { PLATFORM, startPortal } from './__testUtils__/portal';

jest.setTimeout(60_000);

/** The other author; the policy of these tests lets everybody be one. */
const PIA = 'user:default/pia.platform';

describe('authors of the contract', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
  const folder = createMockDirectory();
  let knex: Knex;
  let portal: Awaited<ReturnType<typeof startPortal>>;
  let out: AuthoringAnswer;

  beforeAll(async () => {
    folder.clear();
    knex = await databases.init('SQLITE_3');
    portal = await startPortal({
      folder: folder.path,
      knex,
      seed: [fraudService({ accepts: ['payments-api'] }), paymentsApi()],
    });
    out = (await portal.as(PLATFORM).get('/authoring')).body;
  });

  beforeEach(() => {
    portal.outcomes.length = 0;
  });

  afterAll(() => portal.stop());

  /** The new text of a file of the contract, with a part of it replaced. */
  function changed(file: string, from: string | RegExp, to: string) {
    const path = `contract/${file}`;
    const text = out.contract[path].replace(from, to);
    if (text === out.contract[path]) {
      throw new Error(`${path} does not hold ${from}`);
    }
    return { [path]: text };
  }

  function measure(changes: Record<string, string | null>) {
    return portal.as(PLATFORM).post('/authoring/impact', { changes });
  }

  describe('begin from what is out', () => {
    it('all files of the contract but the tests of its policies, and the templates with their tests', async () => {
      expect(out.contractVersion).toBe('1.0.0');
      expect(Object.keys(out.contract)).toEqual(
        expect.arrayContaining([
          'contract/contract.yaml',
          'contract/policies/network.yaml',
        ]),
      );
      expect(
        Object.keys(out.contract).filter(path => path.includes('/tests/')),
      ).toEqual([]);
      expect(out.templates).toHaveLength(9);
      expect(out.templates).toContainEqual({
        name: 'http-api',
        title: 'HTTP API',
        workloadType: 'http-api',
        tests: ['payments-api', 'smallest'],
      });
      const again = await portal.as(PLATFORM).get('/authoring');
      expect(again.body.fingerprint).toBe(out.fingerprint);
    });

    it('a template with its answers and all that its tests expect', async () => {
      const { body } = await portal
        .as(PLATFORM)
        .get('/authoring/templates/http-api');
      expect(body.name).toBe('http-api');
      expect(Object.keys(body.files)).toEqual(
        expect.arrayContaining([
          'templates/http-api/template.yaml',
          'templates/http-api/tests/payments-api/answers.yaml',
          'templates/http-api/tests/smallest/expected/services/hello-api/runbook.md',
        ]),
      );
    });

    it('a merged service word for word, to try a draft on', async () => {
      const { body } = await portal
        .as(PLATFORM)
        .get('/authoring/services/payments-api');
      expect(body).toMatchObject({
        name: 'payments-api',
        intent: paymentsApi(),
        text: expect.stringContaining('name: payments-api'),
      });
    });

    it.each([
      ['templates/nobody', 'There is no template nobody'],
      // A folder without a template in it.
      ['templates/source', 'There is no template source'],
      ['services/nobody', 'No service nobody is merged'],
      ['drafts/nobody', 'There is no draft nobody'],
    ])('or learn that there is no %s', async (route, words) => {
      const { status, body } = await portal
        .as(PLATFORM)
        .get(`/authoring/${route}`);
      expect(status).toBe(404);
      expect(body.error.message).toContain(words);
    });
  });

  describe('keep drafts', () => {
    const draft = (title: string) => ({
      title,
      basedOn: out.fingerprint,
      changes: {
        'contract/prices.yaml': 'prices: {}\n',
        'contract/changelog.yaml': null,
      },
    });

    it('that another author goes on with, and throws away', async () => {
      const kept = await portal
        .as(PLATFORM)
        .post('/authoring/drafts', draft('  Cheaper nodes '));
      expect(kept.status).toBe(201);
      expect(kept.body).toMatchObject({
        ...draft('Cheaper nodes'),
        paths: ['contract/changelog.yaml', 'contract/prices.yaml'],
        changedBy: PLATFORM,
        revision: 1,
      });
      const { id } = kept.body;
      const read = await portal.as(PIA).get(`/authoring/drafts/${id}`);
      expect(read.body).toEqual(kept.body);

      const saved = await portal.as(PIA).put(`/authoring/drafts/${id}`, {
        ...draft('Cheaper nodes, dearer disks'),
        revision: 1,
      });
      expect(saved.status).toBe(200);
      expect(saved.body).toMatchObject({ id, changedBy: PIA, revision: 2 });

      const second = await portal
        .as(PLATFORM)
        .post('/authoring/drafts', draft('Something else'));
      const list = await portal.as(PLATFORM).get('/authoring');
      expect(list.body.drafts).toEqual([
        expect.objectContaining({ title: 'Something else' }),
        {
          id,
          title: 'Cheaper nodes, dearer disks',
          paths: ['contract/changelog.yaml', 'contract/prices.yaml'],
          changedBy: PIA,
          changedAt: saved.body.changedAt,
        },
      ]);

      for (const each of [id, second.body.id]) {
        const gone = await portal.as(PIA).delete(`/authoring/drafts/${each}`);
        expect(gone.status).toBe(204);
      }
      const late = await portal
        .as(PLATFORM)
        .put(`/authoring/drafts/${id}`, { ...draft('Late'), revision: 2 });
      expect(late.status).toBe(404);
      expect(late.body.error.message).toContain('another author may have');
      const twice = await portal.as(PIA).delete(`/authoring/drafts/${id}`);
      expect(twice.status).toBe(404);
      expect(
        portal.outcomes.map(each => `${each.eventId} ${each.outcome}`),
      ).toEqual([
        'contract-draft-create success',
        'contract-draft-save success',
        'contract-draft-create success',
        'contract-draft-delete success',
        'contract-draft-delete success',
        'contract-draft-save fail',
        'contract-draft-delete fail',
      ]);
      expect(portal.outcomes[1].meta).toEqual({
        draft: id,
        title: 'Cheaper nodes, dearer disks',
        actor: PIA,
      });
    });

    it('and are told when somebody saved between their reading and their saving', async () => {
      const { body: read } = await portal
        .as(PLATFORM)
        .post('/authoring/drafts', draft('Ours'));
      const route = `/authoring/drafts/${read.id}`;
      const saves = await Promise.all(
        [PIA, PLATFORM].map(author =>
          portal
            .as(author)
            .put(route, { ...draft(`Of ${author}`), revision: read.revision }),
        ),
      );
      expect(saves.map(({ status }) => status).sort()).toEqual([200, 409]);
      const won = saves.find(({ status }) => status === 200)?.body;
      const lost = saves.find(({ status }) => status === 409)?.body;
      expect(lost.error.message).toBe(
        `${won.changedBy} saved this draft at ${won.changedAt}, after you read it, and nothing of yours was written; read it again, put in your changes and save.`,
      );
      const now = await portal.as(PLATFORM).get(route);
      expect(now.body).toEqual(won);
      const again = await portal
        .as(PLATFORM)
        .put(route, { ...draft('Both'), revision: now.body.revision });
      expect(again.body).toMatchObject({ title: 'Both', revision: 3 });
      await portal.as(PLATFORM).delete(route);
    });

    it('up to a hundred', async () => {
      const rows = Array.from({ length: 100 }, (_, index) => ({
        id: `filler-${index}`,
        title: 'Filler',
        paths: '[]',
        changes: '{}',
        based_on: out.fingerprint,
        revision: 1,
        changed_by: PIA,
        changed_at: '2026-11-21T09:00:00.000Z',
      }));
      await knex.batchInsert('golden_path_drafts', rows, 50);
      const { status, body } = await portal
        .as(PLATFORM)
        .post('/authoring/drafts', draft('One too many'));
      expect(status).toBe(409);
      expect(body.error.message).toBe(
        'There are 100 drafts, and no room for another; delete one that nobody works on.',
      );
      await knex('golden_path_drafts').delete();
    });

    it('of whole files, which other calls would not take, and no larger than 4 MiB', async () => {
      const text = `# ${'x'.repeat(900_000)}\n`;
      const files = (count: number) =>
        Object.fromEntries(
          Array.from({ length: count }, (_, index) => [
            `contract/part-${index}.yaml`,
            text,
          ]),
        );
      const large = await portal
        .as(PLATFORM)
        .post('/authoring/drafts', { ...draft('Large'), changes: files(4) });
      expect(large.status).toBe(201);
      await portal.as(PLATFORM).delete(`/authoring/drafts/${large.body.id}`);
      const larger = await portal
        .as(PLATFORM)
        .post('/authoring/drafts', { ...draft('Larger'), changes: files(5) });
      expect(larger.status).toBe(413);
      expect(larger.body.error.message).toBe(
        'body: expected at most 4194304 bytes; change fewer files in one draft',
      );
    });
  });

  describe('measure what a draft makes of every merged service', () => {
    it('a smaller quota: who would be denied, and which version it asks for', async () => {
      const { status, body } = await measure(
        changed('quotas.yaml', /pods: \d+/g, 'pods: 3'),
      );
      expect(status).toBe(200);
      expect(body).toMatchObject({
        services: 2,
        comparison: {
          versions: { before: '1.0.0', after: '1.0.0' },
          level: 'breaking',
          asked: '2.0.0',
          problems: [expect.objectContaining({ at: '/metadata/version' })],
        },
        changed: 2,
        noLongerDenied: [],
        took: expect.any(Number),
      });
      expect(
        body.newlyDenied.map(({ service }: { service: string }) => service),
      ).toContain('payments-api');
      expect(body.newlyDenied[0].findings[0]).toMatchObject({
        policy: 'quota',
        severity: 'deny',
        remedy: expect.any(String),
      });
      expect(portal.outcomes).toEqual([
        expect.objectContaining({
          eventId: 'contract-impact',
          outcome: 'success',
          meta: { paths: ['contract/quotas.yaml'], actor: PLATFORM },
        }),
      ]);
      // Nothing of it is in force.
      const service = await portal.as(PLATFORM).get('/services/payments-api');
      expect(service.body.result.denied).toBe(false);
    });

    it('another default of a tier: which services change, in the same words for all', async () => {
      const { body } = await measure(
        changed(
          'tiers.yaml',
          'terminationGracePeriod: 60s',
          'terminationGracePeriod: 75s',
        ),
      );
      expect(body).toMatchObject({
        comparison: { level: 'minor' },
        newlyDenied: [],
      });
      expect(body.kinds[0]).toEqual({
        words: expect.stringMatching(/grace period.* 60 → 75/),
        services: expect.arrayContaining(['payments-api']),
      });
    });

    it('nothing, when only a template changes', async () => {
      const { body } = await measure({
        'templates/http-api/template.yaml': 'kind: Template\n',
        'contract/prices.yaml': out.contract['contract/prices.yaml'],
      });
      expect(body).toMatchObject({
        services: 2,
        comparison: { changes: [], problems: [] },
        changed: 0,
        newlyDenied: [],
        noLongerDenied: [],
        kinds: [],
      });
    });

    it('or learn why it is no contract, every problem with its file and line', async () => {
      const { status, body } = await measure({
        ...changed('tiers.yaml', 'minReplicas: 3', 'minReplicas: three'),
        ...changed('quotas.yaml', 'default:', 'defualt:'),
        'contract/prices.yaml': null,
      });
      expect(status).toBe(400);
      expect(body.error.message).toMatch(
        /^The contract of this draft has \d+ problems:\ncontract\/contract\.yaml:\d+: /,
      );
      expect(body.error.problems).toEqual(
        expect.arrayContaining([
          expect.objectContaining({
            file: 'contract/tiers.yaml',
            line: expect.any(Number),
            remedy: expect.any(String),
          }),
          expect.objectContaining({
            file: 'contract/quotas.yaml',
            nearest: 'default',
          }),
          expect.objectContaining({
            file: 'contract/contract.yaml',
            message: expect.stringContaining('prices.yaml'),
          }),
        ]),
      );
    });
  });
});
