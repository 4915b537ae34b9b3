import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import {
  compile,
  derivePlatform,
  isExpired,
  pastFrom,
  standingOf,
  type PlatformContract,
  type ServiceIntent,
} from '@fairway/plugin-golden-path-common';
import fc from 'fast-check';
import { fraudService } from '../__testUtils__/intents';
import { SHIPPED_CONTRACT } from '../__testUtils__/portal';
import {
  DatabaseChangeRequestStore,
  migrationsDirectory,
  migrationsTable,
} from '../store/DatabaseChangeRequestStore';
import { ExpiryNoticeStore } from '../store/ExpiryNoticeStore';
import { Announcer } from './Announcer';
import { changeRequestBody } from './changeRequestBody';
import { ContractService } from './ContractService';
import type { FleetState } from './desiredState';
import { ExpiryNotices } from './ExpiryNotices';
import { fleetOf } from './fleetOf';
import { FleetVerdicts } from './FleetVerdicts';
import { judge } from './verdict';

jest.setTimeout(120_000);

const onPostgres = Boolean(
  process.env.BACKSTAGE_TEST_DATABASE_POSTGRES18_CONNECTION_STRING,
);
const databases = TestDatabases.create({
  ids: onPostgres ? ['POSTGRES_18', 'SQLITE_3'] : ['SQLITE_3'],
});
const logger = mockServices.logger.mock();

function overridden(expires: string): ServiceIntent {
  const intent = fraudService({ accepts: [] });
  return {
    ...intent,
    spec: {
      ...intent.spec,
      overrides: [
        {
          target: { kind: 'Deployment' },
          patch: [
            { op: 'replace', path: '/spec/revisionHistoryLimit', value: 3 },
          ],
          reason: 'looks back *further*',
          approvedBy: 'group:platform',
          expires,
        },
      ],
    },
  };
}

async function shipped(): Promise<PlatformContract> {
  const { contract } = await ContractService.create({
    directory: SHIPPED_CONTRACT,
    logger,
    clock: { now: () => 0 },
  }).current();
  return { ...contract, exceptions: [] };
}

function stateOf(
  contract: PlatformContract,
  intent: ServiceIntent,
): FleetState {
  const state = {
    commit: '1',
    intents: new Map([[intent.metadata.name, intent]]),
    unreadable: new Map(),
    lastReadable: new Map(),
    resources: new Map(),
  };
  const fingerprint = 'shipped';
  return {
    ...state,
    contract,
    fingerprint,
    fleet: fleetOf({ state, contract, fingerprint }),
    version: '1',
  };
}

describe.each(databases.eachSupportedId())(
  'notices before an exception or an override ends, on %s',
  databaseId => {
    async function setUp(intent: ServiceIntent) {
      const knex = await databases.init(databaseId);
      const database = mockServices.database.mock({
        getClient: async () => knex,
        migrations: { skip: false },
      });
      await DatabaseChangeRequestStore.create({ database });
      const state = stateOf(await shipped(), intent);
      const send = jest.fn();
      const publish = jest.fn();
      const auditor = mockServices.auditor.mock();
      auditor.createEvent.mockResolvedValue({
        success: jest.fn(),
        fail: jest.fn(),
      });
      const clock = { time: 0, now: () => clock.time };
      /** As a backend that has just started. */
      const start = async () =>
        ExpiryNotices.create({
          announcer: Announcer.create({
            events: { publish, subscribe: jest.fn() },
            logger,
            notifications: { send },
            signals: { publish: jest.fn() },
          }),
          auditor,
          clock,
          desiredState: { fleet: async () => state },
          logger,
          store: await ExpiryNoticeStore.create({ database }),
        });
      const at = async (moment: string) => {
        clock.time = Date.parse(moment);
        await (await start()).run();
      };
      return { knex, state, send, publish, auditor, at };
    }

    it('tell owner and approver 30 and 7 days before, once each, whatever is restarted', async () => {
      const { send, publish, auditor, at } = await setUp(
        overridden('2027-03-31'),
      );
      await at('2027-03-01T23:59:59Z');
      expect(send).not.toHaveBeenCalled();
      await at('2027-03-02T00:00:00Z');
      await at('2027-03-02T00:10:00Z');
      expect(send).toHaveBeenCalledTimes(1);
      expect(send).toHaveBeenCalledWith({
        recipients: {
          type: 'entity',
          entityRef: ['group:default/risk', 'group:default/platform'],
        },
        payload: expect.objectContaining({
          title:
            'The override of Deployment for fraud-service ends on 2027-03-31',
          topic: 'waiver-expiry',
        }),
      });
      expect(publish).toHaveBeenCalledWith({
        topic: 'golden-path.waiver-expiry',
        eventPayload: expect.objectContaining({
          service: 'fraud-service',
          days: 30,
        }),
      });
      expect(auditor.createEvent).toHaveBeenCalledWith(
        expect.objectContaining({ eventId: 'waiver-expiry-notice' }),
      );
      await at('2027-03-25T00:00:00Z');
      await at('2027-03-31T23:59:59Z');
      await at('2027-04-01T00:00:00Z');
      expect(send).toHaveBeenCalledTimes(2);
    });

    it('come on the days that the contract names', async () => {
      const { state, publish, at } = await setUp(overridden('2027-03-31'));
      state.contract.approvals.expiryNotices = [1, 60];
      await at('2027-01-31T00:00:00Z');
      await at('2027-03-25T00:00:00Z');
      await at('2027-03-31T00:00:00Z');
      expect(
        publish.mock.calls.map(([{ eventPayload }]) => eventPayload.days),
      ).toEqual([60, 1]);
    });

    it('tell again of one that was granted anew, and try again what could not be sent', async () => {
      const { send, state, at } = await setUp(overridden('2027-03-31'));
      send.mockRejectedValueOnce(new Error('no connection'));
      await at('2027-03-30T00:00:00Z');
      await at('2027-03-30T00:10:00Z');
      await at('2027-03-30T00:20:00Z');
      expect(send).toHaveBeenCalledTimes(2);
      Object.assign(state, {
        intents: new Map([['fraud-service', overridden('2027-04-02')]]),
      });
      await at('2027-03-30T00:30:00Z');
      expect(send).toHaveBeenCalledTimes(3);
    });

    it('are kept in a table that goes with its migration', async () => {
      const { knex } = await setUp(overridden('2027-03-31'));
      const table = 'golden_path_expiry_notices';
      const migrations = {
        directory: migrationsDirectory,
        tableName: migrationsTable,
      };
      expect(await knex.schema.hasTable(table)).toBe(true);
      await knex.migrate.rollback(migrations, true);
      expect(await knex.schema.hasTable(table)).toBe(false);
      await knex.migrate.latest(migrations);
      expect(await knex.schema.hasTable(table)).toBe(true);
    });
  },
);

describe('the end of an override or an exception', () => {
  const START = Date.parse('2027-01-01T00:00:00Z');
  const ends = fc
    .tuple(fc.integer({ min: 0, max: 3 * 86_400 }), fc.boolean())
    .map(([seconds, day]) => {
      const text = new Date(START + seconds * 1000).toISOString();
      return day ? text.slice(0, 10) : text.replace('.000', '');
    });
  // Near the end, where paths could differ, and anywhere else.
  const offsets = fc.oneof(
    fc.integer({ min: -2_000, max: 2_000 }),
    fc.integer({ min: -3 * 86_400_000, max: 3 * 86_400_000 }),
  );

  it('is the same second in the compile, the verdict on the fleet, the platform page and the clusters', async () => {
    const contract = await shipped();
    await fc.assert(
      fc.asyncProperty(ends, offsets, async (end, offset) => {
        const now = pastFrom(end) + offset;
        const past = offset >= 0;
        const intent = overridden(end);
        const state = stateOf(contract, intent);
        const result = compile({ intent, contract, fleet: state.fleet, now });
        expect(result.denied).toBe(past);
        expect(result.waivers).toHaveLength(past ? 0 : 1);
        expect(
          judge({ intent, state, now: new Date(now).toISOString() }).denied,
        ).toBe(past);
        expect(standingOf(end, now).state === 'expired').toBe(past);
        expect(isExpired(end, now)).toBe(past);
      }),
      { numRuns: 40 },
    );
  });

  it('leaves the clusters with the first render after it', async () => {
    const contract = await shipped();
    const exception = {
      id: 'fraud-root',
      policy: 'pod-read-only-root',
      service: 'fraud-service',
      environments: contract.environments.map(({ name }) => name),
      reason: 'the image is old',
      approvedBy: 'group:security',
      ticket: 'SEC-1',
      expires: '2027-01-02T03:04:05Z',
    };
    const granted = { ...contract, exceptions: [exception] };
    const { fleet } = stateOf(granted, fraudService({ accepts: [] }));
    const rendered = (now: string) =>
      JSON.stringify(derivePlatform({ contract: granted, fleet, now }));
    expect(rendered('2027-01-02T03:04:05Z').includes('fraud-root')).toBe(true);
    expect(rendered('2027-01-02T03:04:06Z').includes('fraud-root')).toBe(false);
  });

  it('turns the verdict on the fleet to deny without a merge', async () => {
    const contract = await shipped();
    const state = stateOf(contract, overridden('2027-01-02T03:04:05Z'));
    const clock = { time: Date.parse('2027-01-02T03:04:05Z') };
    const verdicts = FleetVerdicts.create({
      desiredState: { fleet: async () => state },
      logger,
      clock: { now: () => clock.time },
    });
    expect((await verdicts.standing()).counts.denied).toBe(0);
    clock.time += 999;
    expect((await verdicts.standing()).counts.denied).toBe(0);
    clock.time += 1;
    expect((await verdicts.standing()).counts.denied).toBe(1);
  });

  it('stands in the text of a request with who agreed and why', async () => {
    const contract = await shipped();
    const intent = overridden('2027-03-31');
    const { fleet } = stateOf(contract, intent);
    const after = compile({ intent, contract, fleet, now: START });
    const text = changeRequestBody({
      service: { after },
      others: [],
      review: { decision: 'automatic', reviewers: [], reasons: [] },
      files: [],
      affected: [],
    });
    expect(text).toContain('## Exceptions and overrides');
    expect(text).toMatch(
      /\*\*override\*\* of Deployment for fraud\\-service in .*looks back \\\*further\\\*.*group\\:platform, until 2027\\-03\\-31/,
    );
  });
});
