import type { DatabaseService } from '@backstage/backend-plugin-api';
import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { openDatabase } from '../store/openDatabase';

const POSTGRES = 'BACKSTAGE_TEST_DATABASE_POSTGRES18_CONNECTION_STRING';

/** A database of its own with the tables of the plugin, for one test. */
export interface TestDatabase {
  knex: Knex;
  database: DatabaseService;
}

/**
 * The same tests on SQLite and, where there is one, on PostgreSQL; the report says that it was left out where there is
 * none.
 */
export function describeOnEachDatabase(
  subject: string,
  tests: (setUp: () => Promise<TestDatabase>) => void,
): void {
  const onPostgres = Boolean(process.env[POSTGRES]);
  const databases = TestDatabases.create({
    ids: onPostgres ? ['POSTGRES_18', 'SQLITE_3'] : ['SQLITE_3'],
  });
  if (!onPostgres) {
    // eslint-disable-next-line jest/no-disabled-tests, jest/expect-expect -- says in the report that PostgreSQL was left out
    it.skip(`on PostgreSQL: ${POSTGRES} is not set`, () => {});
  }
  describe.each(databases.eachSupportedId())(`${subject} on %s`, id => {
    tests(async () => {
      const knex = await databases.init(id);
      const database = mockServices.database.mock({
        getClient: async () => knex,
        migrations: { skip: false },
      });
      await openDatabase(database);
      return { knex, database };
    });
  });
}
