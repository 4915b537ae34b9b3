import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import type { DeliveryEvent } from '@fairway/plugin-golden-path-common';
import { systemClock } from '@fairway/backend-kit';
import { fraudService, paymentsApi } from '../__testUtils__/intents';
import { SHIPPED_CONTRACT } from '../__testUtils__/portal';
import { ContractService } from '../services/ContractService';
import type { FleetState } from '../services/desiredState';
import { DatabaseChangeRequestStore } from '../store/DatabaseChangeRequestStore';
import { DeliveryStore } from '../store/DeliveryStore';
import { DeliveryRecorder } from './DeliveryRecorder';

const COMMIT = 'a'.repeat(40);

function moved(service: string): DeliveryEvent {
  return {
    id: `git:${service}`,
    service,
    environment: 'prod',
    state: 'desired-state-updated',
    outcome: 'passed',
    at: '2026-11-20T10:00:00.000Z',
    source: 'git',
    summary: 'Git asks for it',
    commit: COMMIT,
    reference: 'registry.example.com/app:1',
    facts: {},
  };
}

function built(service: string, facts: Record<string, string>): DeliveryEvent {
  return {
    id: `ci:${service}`,
    service,
    image: 'registry.example.com/app:1',
    state: 'built',
    outcome: 'passed',
    at: '2026-11-20T09:00:00.000Z',
    source: 'ci',
    summary: 'Built',
    facts,
  };
}

describe('Releases that follow from what was heard', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

  async function setUp() {
    const knex = await databases.init('SQLITE_3');
    const database = mockServices.database.mock({
      getClient: async () => knex,
    });
    await DatabaseChangeRequestStore.create({ database });
    const store = await DeliveryStore.create({ database });
    const { contract } = await ContractService.create({
      directory: SHIPPED_CONTRACT,
      logger: mockServices.logger.mock(),
      clock: systemClock,
    }).current();
    const intents = new Map(
      [fraudService({ accepts: [] }), paymentsApi()].map(intent => [
        intent.metadata.name,
        intent,
      ]),
    );
    const fleet: Partial<FleetState> = { contract, intents };
    const recorder = DeliveryRecorder.create({
      desiredState: { fleet: async () => fleet as FleetState },
      lineages: {
        read: async () => ({
          version: '',
          renamed: [],
          of: service => [{ service }],
          heirsOf: name => [name],
        }),
      },
      logger: mockServices.logger.mock(),
      signals: { heardOf: () => {} },
      store,
    });
    const releases = async (service: string) =>
      (
        await store.releases({
          service,
          limit: 9,
          offset: 0,
          now: '2026-11-21T10:00:00.000Z',
        })
      ).total;
    return { recorder, releases, store };
  }

  it('are told when the portal was killed before it told them, by the sender who tries again and by the next start', async () => {
    const { recorder, releases, store } = await setUp();
    await store.addEvents([moved('payments-api'), moved('fraud-service')]);
    expect(await releases('payments-api')).toBe(0);

    const { added } = await recorder.record([moved('payments-api')]);
    expect(added).toEqual([]);
    expect(await releases('payments-api')).toBe(1);
    expect(await releases('fraud-service')).toBe(0);

    await recorder.catchUp();
    expect(await releases('fraud-service')).toBe(1);
    expect(await store.untold()).toEqual([]);
  });

  it('of a service that cannot be told keep those of no other, and are tried again', async () => {
    const { recorder, releases, store } = await setUp();
    const retell = store.retell.bind(store);
    const broken = jest
      .spyOn(store, 'retell')
      .mockImplementation(async (lineage, tell) => {
        if (lineage[0].service === 'fraud-service') {
          throw new Error('value is out of range for type integer');
        }
        return retell(lineage, tell);
      });
    await recorder.record([moved('fraud-service'), moved('payments-api')]);
    await recorder.retell(['fraud-service', 'payments-api']);
    expect(await releases('payments-api')).toBe(1);
    expect(await store.untold()).toEqual(['fraud-service']);

    broken.mockRestore();
    await recorder.catchUp();
    expect(await releases('fraud-service')).toBe(1);
  });

  it('have no lead time from the year 1, which is what a program writes that knows no time', async () => {
    const { recorder, store } = await setUp();
    await recorder.record([
      moved('payments-api'),
      {
        ...moved('payments-api'),
        id: 'ready',
        state: 'ready',
        at: '2026-11-20T10:05:00.000Z',
      },
      built('payments-api', { committedAt: '0001-01-01T00:00:00.000Z' }),
    ]);
    expect(
      await store.deployed({
        environment: 'prod',
        from: '2026-11-01T00:00:00.000Z',
        to: '2026-12-01T00:00:00.000Z',
      }),
    ).toEqual([
      {
        service: 'payments-api',
        deployedAt: '2026-11-20T10:05:00.000Z',
        failed: false,
      },
    ]);
  });
});
