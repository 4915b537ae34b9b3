import { mockServices } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { systemClock } from '@fairway/backend-kit';
import { CatalogDirectory } from './CatalogDirectory';

type Page = Pick<Entity, 'kind' | 'metadata'>[];

const groups = (...names: string[]): Page =>
  names.map(name => ({ kind: 'Group', metadata: { name } }));

/** A directory over a catalog that answers each reading with the next of some pages; the last one stays. */
function start(readings: (Page[] | Error | Promise<never>)[]) {
  const logger = mockServices.logger.mock();
  let reading = 0;
  const streamEntities = jest.fn(async function* answer() {
    const pages = await readings[Math.min(reading, readings.length - 1)];
    reading += 1;
    if (pages instanceof Error) {
      throw pages;
    }
    for (const page of pages) {
      yield page.map(each => ({ apiVersion: 'backstage.io/v1', ...each }));
    }
  });
  const directory = CatalogDirectory.create({
    auth: mockServices.auth(),
    catalog: catalogServiceMock.mock({ streamEntities }),
    clock: systemClock,
    logger,
    pace: {
      refresh: 20,
      retry: 20,
      settle: 5,
      fresh: 0,
      patience: 50,
      limit: 100,
    },
  });
  const changes: (string[] | undefined)[] = [];
  directory.onChange(() => changes.push(directory.current()?.names.groups));
  directory.begin();
  return {
    directory,
    changes,
    logger,
    streamEntities,
    until: async (done: () => boolean) => {
      while (!done()) {
        await new Promise(resolve => setTimeout(resolve, 2));
      }
    },
  };
}

describe('The directory of the catalog', () => {
  it('takes the names of all pages, and asks for nothing more of an entity', async () => {
    const { directory, streamEntities, until } = start([
      [groups('sre'), groups('payments')],
    ]);
    await until(() => directory.current() !== undefined);
    directory.stop();
    expect(directory.current()?.names).toEqual({
      groups: ['payments', 'sre'],
      systems: [],
    });
    expect(streamEntities).toHaveBeenCalledWith(
      {
        filter: { kind: ['Group', 'System'] },
        fields: ['kind', 'metadata.name', 'metadata.namespace'],
      },
      { credentials: expect.anything() },
    );
  });

  it('waits until a catalog that is being filled has settled, and follows it from then on', async () => {
    const { directory, changes, until } = start([
      [],
      [groups('sre')],
      [groups('payments', 'sre')],
      [groups('payments', 'sre')],
      [groups('payments', 'sre')],
      [groups('payments', 'risk', 'sre')],
    ]);
    await until(() => changes.length === 2);
    directory.stop();
    expect(changes).toEqual([
      ['payments', 'sre'],
      ['payments', 'risk', 'sre'],
    ]);
  });

  it('is not known while the catalog cannot be read, which is said once, and is known again after that', async () => {
    const down = new Error('connection refused');
    const names = [groups('payments')];
    const { directory, changes, logger, until } = start([
      down,
      down,
      down,
      names,
      names,
      down,
      down,
      names,
    ]);
    await until(() => changes.length === 3);
    directory.stop();
    expect(changes).toEqual([['payments'], undefined, ['payments']]);
    expect(logger.info.mock.calls.map(([words]) => words)).toEqual([
      'Owners and systems of intents are not checked against the catalog for now, because it is unreadable: connection refused',
      'Owners and systems of intents are checked against the groups and systems of the catalog',
      expect.stringContaining('unreadable'),
      expect.stringContaining('are checked'),
    ]);
  });

  it('keeps nobody waiting for a catalog that never answers', async () => {
    const names = [groups('payments')];
    const { directory, logger, until } = start([
      names,
      names,
      new Promise<never>(() => {}),
    ]);
    await until(() => directory.current() !== undefined);
    await directory.lookAgain();
    await until(() => directory.current() === undefined);
    directory.stop();
    expect(logger.info).toHaveBeenLastCalledWith(
      expect.stringContaining('no answer within 0.1 s'),
    );
  });
});
