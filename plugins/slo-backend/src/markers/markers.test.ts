import { mockServices } from '@backstage/backend-test-utils';
import { NotFoundError } from '@backstage/errors';
import type { EventsServiceSubscribeOptions } from '@backstage/plugin-events-node';
import { FakeClock, FakeDirectory, tracked } from '../__testUtils__/collecting';
import { describeOnEachDatabase } from '../__testUtils__/eachDatabase';
import { DEFAULT_RULES } from '../policy/BudgetPolicy';
import { MarkerStore } from '../store/MarkerStore';
import { ChangeMarkers } from './ChangeMarkers';
import { Deploys } from './Deploys';

describeOnEachDatabase('what happened to services', setUp => {
  const begin = async (services: string[]) => {
    const { database } = await setUp();
    const markers = await MarkerStore.create({ database });
    const clock = new FakeClock('2026-11-22T12:00:00Z');
    const logger = mockServices.logger.mock();
    const asked: string[] = [];
    const deploys = Deploys.create({
      clock,
      logger,
      markers,
      objectives: new FakeDirectory(services.map(name => tracked(name))),
      policy: { rules: async () => DEFAULT_RULES },
      goldenPath: {
        get: async path => {
          const service = path.split('/')[2];
          asked.push(service);
          if (service.startsWith('broken')) {
            throw new Error('it answers 500');
          }
          if (service === 'unknown') {
            throw new NotFoundError('there is no such service');
          }
          return {
            items: [
              {
                id: `${service}:prod:1`,
                environment: 'prod',
                image: `registry.example.com/${service}:1.4.2@sha256:${'a'.repeat(
                  64,
                )}`,
                startedAt: '2026-11-22T09:00:00.000Z',
                failed: false,
              },
            ],
          };
        },
      },
    });
    let hear: EventsServiceSubscribeOptions['onEvent'] = async () => {};
    const changes = ChangeMarkers.create({
      clock,
      events: {
        publish: async () => {},
        subscribe: async ({ onEvent }) => {
          hear = onEvent;
        },
      },
      logger,
      markers,
      signals: { publish: async () => {} },
      onMerge: merged => deploys.merged(merged),
    });
    await changes.subscribe();
    const told = async (service: string) =>
      markers.between(service, 0, clock.now() + 1);
    return {
      asked,
      clock,
      deploys,
      told,
      merge: (eventPayload: unknown) =>
        hear({ topic: 'golden-path.desired-state', eventPayload }),
    };
  };

  it('are its releases in production and the changes that were merged, each once', async () => {
    const { deploys, merge, told } = await begin(['payments-api', 'unknown']);
    await deploys.look();
    await deploys.look();
    const news = { commit: 'c0ffee1234567', services: ['payments-api'] };
    await merge(news);
    await merge(news);
    expect(await told('payments-api')).toEqual([
      expect.objectContaining({
        kind: 'deploy',
        at: '2026-11-22T09:00:00.000Z',
        title: 'payments-api:1.4.2 in prod',
      }),
      expect.objectContaining({
        kind: 'change',
        at: '2026-11-22T12:00:00.000Z',
        title: 'Change merged: c0ffee1',
      }),
    ]);
    expect(await told('unknown')).toEqual([]);
  });

  it('are read of others where those of one cannot be, and of none while nobody answers', async () => {
    const { deploys, told } = await begin(['broken', 'payments-api']);
    await deploys.look();
    expect(await told('payments-api')).toHaveLength(1);
    const all = await begin(
      Array.from({ length: 20 }, (_, index) => `broken-${index}`),
    );
    await all.deploys.look();
    expect(all.asked).toHaveLength(3);
  });

  it('is not that the contract moved them all, nor news that nobody understands', async () => {
    const { merge, told } = await begin(['service-1']);
    await merge({
      commit: 'c0ffee1234567',
      services: Array.from({ length: 51 }, (_, index) => `service-${index}`),
    });
    await merge({ commit: 7 });
    await merge(undefined);
    expect(await told('service-1')).toEqual([]);
  });

  it('is asked for of all in turn, and at once of what was merged', async () => {
    const services = Array.from({ length: 100 }, (_, index) => `s-${index}`);
    const { asked, clock, deploys, merge } = await begin(services);
    for (let look = 0; look < 3; look++) {
      await deploys.look();
      clock.pass(60);
    }
    expect(new Set(asked).size).toBe(100);
    asked.length = 0;
    await merge({ commit: 'c0ffee1234567', services: ['s-70'] });
    await deploys.look();
    expect(asked[0]).toBe('s-70');
    clock.pass(60);
    asked.length = 0;
    await deploys.look();
    expect(asked).toContain('s-70');
  });
});
