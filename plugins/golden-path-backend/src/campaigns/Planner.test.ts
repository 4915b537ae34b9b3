import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import {
  buildFleet,
  CAMPAIGN_DEFAULTS,
} from '@fairway/plugin-golden-path-common';
import { fraudService, paymentsApi } from '../__testUtils__/intents';
import { SHIPPED_CONTRACT } from '../__testUtils__/portal';
import { ContractService } from '../services/ContractService';
import { CampaignStore } from '../store/CampaignStore';
import { DatabaseChangeRequestStore } from '../store/DatabaseChangeRequestStore';
import { Planner } from './Planner';

jest.setTimeout(60_000);

const NOW = Date.parse('2026-11-21T10:00:00.000Z');

describe('Planning a campaign', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

  it('tells of one service that cannot be compiled, and plans the others', async () => {
    const knex = await databases.init('SQLITE_3');
    const database = mockServices.database.mock({
      getClient: async () => knex,
      migrations: { skip: false },
    });
    await DatabaseChangeRequestStore.create({ database });
    const store = await CampaignStore.create({ database });
    const clock = { now: () => NOW };
    const logger = mockServices.logger.mock();
    const contract = ContractService.create({
      directory: SHIPPED_CONTRACT,
      logger,
      clock,
    });
    const loaded = await contract.current();
    const services = [
      paymentsApi(),
      fraudService({ accepts: ['payments-api'] }),
    ];
    const fleet = buildFleet({
      intents: services,
      resources: [],
      contract: loaded.contract,
    });
    const broken = structuredClone(services[1]);
    // What the compiler does not expect, whatever that may be.
    Object.assign(broken.spec, { containers: null });
    const planner = Planner.create({
      clock,
      contract,
      desiredState: {
        fleet: async () => ({
          commit: 'c0ffee',
          contract: loaded.contract,
          fingerprint: loaded.fingerprint,
          fleet,
          intents: new Map(
            [services[0], broken].map(each => [each.metadata.name, each]),
          ),
          lastReadable: new Map(),
          resources: new Map(),
          unreadable: new Map(),
          version: '1',
        }),
      },
      drafts: { get: jest.fn() },
      history: { at: async () => undefined },
      host: { readTree: async () => [], readFiles: async () => new Map() },
      logger,
      moved: () => {},
      requireUp: () => {},
      store,
    });
    const campaign = {
      id: 'campaign-1',
      title: 'All',
      state: 'planning' as const,
      change: { type: 'contract' as const },
      scope: {},
      settings: CAMPAIGN_DEFAULTS,
      contractVersion: '',
      contractDigest: '',
      createdBy: 'user:default/pat',
      createdAt: new Date(NOW).toISOString(),
      waveTitles: [],
      fromVersions: {},
      revision: 1,
    };
    await store.add(campaign);
    expect(await planner.run(campaign)).toMatchObject({ state: 'planned' });
    const { items } = await store.services(campaign.id, {
      limit: 10,
      offset: 0,
    });
    expect(items).toMatchObject([
      { name: 'payments-api', state: 'planned' },
      {
        name: 'fraud-service',
        state: 'failed',
        problem: expect.stringContaining(
          'services/fraud-service/intent.yaml: it cannot be compiled',
        ),
      },
    ]);
    expect(logger.error).toHaveBeenCalledWith(
      expect.stringContaining('fraud-service cannot be compiled'),
      expect.any(Error),
    );
  });
});
