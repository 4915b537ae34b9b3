import path from 'node:path';
import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { loadContract } from '@fairway/plugin-golden-path-common';
import { ContractHistoryStore } from '../store/ContractHistoryStore';
import { DatabaseChangeRequestStore } from '../store/DatabaseChangeRequestStore';
import { ContractHistory } from './ContractHistory';
import { listFolder, readFolderFile } from './folderFiles';

const directory = path.resolve(__dirname, '../../../../platform');
const onPostgres = Boolean(
  process.env.BACKSTAGE_TEST_DATABASE_POSTGRES18_CONNECTION_STRING,
);
const databases = TestDatabases.create({
  ids: onPostgres ? ['POSTGRES_18', 'SQLITE_3'] : ['SQLITE_3'],
});

if (!onPostgres) {
  // eslint-disable-next-line jest/no-disabled-tests, jest/expect-expect -- says in the report that PostgreSQL was left out
  it.skip('on PostgreSQL: BACKSTAGE_TEST_DATABASE_POSTGRES18_CONNECTION_STRING is not set', () => {});
}

async function shipped(): Promise<Record<string, string>> {
  const list = await listFolder({
    directory,
    isWanted: file => /\.ya?ml$/.test(file),
    maxFiles: 1000,
  });
  const texts = list.map(
    async file =>
      [
        file.path,
        await readFolderFile({ directory, path: file.path }),
      ] as const,
  );
  return Object.fromEntries(await Promise.all(texts));
}

describe.each(databases.eachSupportedId())(
  'contracts that were in force, on %s',
  databaseId => {
    async function setUp() {
      const knex = await databases.init(databaseId);
      const database = mockServices.database.mock({
        getClient: async () => knex,
        migrations: { skip: false },
      });
      // Brings the tables.
      await DatabaseChangeRequestStore.create({ database });
      let now = Date.parse('2026-11-21T09:00:00Z');
      const start = async () =>
        ContractHistory.create({
          clock: {
            now: () => {
              now += 60_000;
              return now;
            },
          },
          logger: mockServices.logger.mock(),
          store: await ContractHistoryStore.create({ database }),
        });
      const files = await shipped();
      const release = (version: string, title = 'A contract') => {
        const text = files['contract.yaml']
          .replace(/^( +version:).*$/m, `$1 ${version}`)
          .replace(/^( +title:).*$/m, `$1 ${title}`);
        const all = {
          ...files,
          'contract.yaml': text,
          'changelog.yaml': files['changelog.yaml'].replace(
            /^( +(?:- )?version:).*$/m,
            `$1 ${version}`,
          ),
        };
        const loaded = loadContract({ files: all });
        if (!loaded.ok) {
          throw new Error(loaded.problems[0].message);
        }
        return { contract: loaded.value, files: all };
      };
      return { start, release };
    }

    it('can be read again after a restart, the newest of a version first', async () => {
      const { start, release } = await setUp();
      const first = await start();
      first.record(release('7.0.0', 'Before'));
      first.record(release('7.0.0', 'After'));
      first.record(release('7.1.0'));
      expect(await first.versions()).toHaveLength(3);

      const second = await start();
      second.record(release('7.1.0'));
      expect(await second.at('7.0.0')).toEqual(
        release('7.0.0', 'After').contract,
      );
      expect(
        (await second.allAt('7.0.0', { limit: 5 })).map(
          ({ metadata }) => metadata.title,
        ),
      ).toEqual(['After', 'Before']);
      expect(await second.at('6.0.0')).toBeUndefined();
      expect(
        (await second.versions()).map(({ version, since }) => [version, since]),
      ).toEqual([
        ['7.1.0', '2026-11-21T09:03:00.000Z'],
        ['7.0.0', '2026-11-21T09:02:00.000Z'],
        ['7.0.0', '2026-11-21T09:01:00.000Z'],
      ]);
    });

    it('a contract that is taken back is the newest again', async () => {
      const { start, release } = await setUp();
      const history = await start();
      history.record(release('7.0.0'));
      history.record(release('7.1.0'));
      history.record(release('7.0.0'));
      expect((await history.versions()).map(({ version }) => version)).toEqual([
        '7.0.0',
        '7.1.0',
      ]);
    });

    it('keeps the newest fifty and what services still name', async () => {
      const { start, release } = await setUp();
      const history = await start();
      for (let minor = 0; minor < 54; minor++) {
        history.record(release(`7.${minor}.0`));
      }
      await history.prune({ named: new Set(['7.1.0']) });
      const versions = (await history.versions()).map(({ version }) => version);
      expect(versions).toHaveLength(51);
      expect(versions).toContain('7.1.0');
      expect(versions).not.toContain('7.3.0');
      expect((await history.at('7.1.0'))?.metadata.version).toBe('7.1.0');
    });

    it('says that one could not be kept, and goes on', async () => {
      const { release } = await setUp();
      const logger = mockServices.logger.mock();
      const history = ContractHistory.create({
        clock: { now: () => 0 },
        logger,
        // Without its table.
        store: await ContractHistoryStore.create({
          database: mockServices.database.mock({
            getClient: () => databases.init(databaseId),
          }),
        }),
      });
      history.record(release('7.0.0'));
      // What SQLite throws is an error of another realm, where an earlier test file has loaded it.
      await expect(history.versions()).rejects.toMatchObject({
        message: expect.stringContaining('golden_path_contracts'),
      });
      expect(logger.warn.mock.calls[0][0]).toContain('could not be kept');
    });
  },
);
