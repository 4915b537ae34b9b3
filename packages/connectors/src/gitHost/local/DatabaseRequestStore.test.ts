import { databases, describeDatabases } from '../../__testUtils__/LocalSetup';
import {
  DatabaseRequestStore,
  migrationsDirectory,
  migrationsTable,
} from './DatabaseRequestStore';

jest.setTimeout(60_000);

describeDatabases(databaseId => {
  it('migrates up, down and up again', async () => {
    const knex = await databases.init(databaseId);
    const migrations = {
      directory: migrationsDirectory,
      tableName: migrationsTable,
    };
    await knex.migrate.latest(migrations);
    expect(await knex.schema.hasTable('local_git_requests')).toBe(true);
    await knex.migrate.down(migrations);
    expect(await knex.schema.hasTable('local_git_requests')).toBe(false);
    await knex.migrate.latest(migrations);
    expect(await knex('local_git_requests')).toEqual([]);
  });

  it('never gives a number twice', async () => {
    const knex = await databases.init(databaseId);
    const database = { getClient: async () => knex };
    const stores = [
      await DatabaseRequestStore.create({ database }),
      await DatabaseRequestStore.create({ database }),
    ];
    await stores[0].reserveNumbers(40);
    await stores[1].reserveNumbers(7);
    const numbers = await Promise.all(
      Array.from({ length: 20 }, (_, index) => stores[index % 2].nextNumber()),
    );
    expect([...numbers].sort((a, b) => a - b)).toEqual(
      Array.from({ length: 20 }, (_, index) => 41 + index),
    );
  });
});
