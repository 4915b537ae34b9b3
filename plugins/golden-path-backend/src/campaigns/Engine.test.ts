import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import {
  ConflictError,
  InputError,
  NotFoundError,
  ServiceUnavailableError,
} from '@backstage/errors';
import {
  CAMPAIGN_DEFAULTS,
  CAMPAIGN_SERVICE_MOVES,
  noCampaignCounts,
  type CampaignServiceState,
} from '@fairway/plugin-golden-path-common';
import fc from 'fast-check';
import { SHIPPED_CONTRACT } from '../__testUtils__/portal';
import { NoSuchServiceError } from '../errors';
import { ContractService } from '../services/ContractService';
import type {
  StoredCampaign,
  StoredCampaignService,
} from '../store/campaignRows';
import { CampaignStore } from '../store/CampaignStore';
import { DatabaseChangeRequestStore } from '../store/DatabaseChangeRequestStore';
import { contractDigest } from './contractDigest';
import { Engine } from './Engine';
import { Followed } from './Followed';
import { Openings } from './Openings';
import { Steps } from './Steps';
import { waveToResume } from './waveTrouble';
import { Mortal, type CrashPoint } from './__testUtils__/crash';
import { FakeHost } from './__testUtils__/fleetOfRequests';

jest.setTimeout(300_000);

const START = Date.parse('2026-11-21T10:00:00.000Z');

describe('The engine of campaigns', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
  let store: CampaignStore;
  let contract: Awaited<ReturnType<ContractService['current']>>;
  let campaigns = 0;

  beforeAll(async () => {
    const knex = await databases.init('SQLITE_3');
    const database = mockServices.database.mock({
      getClient: async () => knex,
      migrations: { skip: false },
    });
    await DatabaseChangeRequestStore.create({ database });
    store = await CampaignStore.create({ database });
    const changeService = store.changeService.bind(store);
    jest
      .spyOn(store, 'changeService')
      .mockImplementation(async (was, change) => {
        const { state = was.state } = change;
        if (
          state !== was.state &&
          !CAMPAIGN_SERVICE_MOVES[was.state].includes(state)
        ) {
          throw new Error(`nothing that is ${was.state} becomes ${state}`);
        }
        return changeService(was, change);
      });
    contract = await ContractService.create({
      directory: SHIPPED_CONTRACT,
      logger: mockServices.logger.mock(),
      clock: { now: () => START },
    }).current();
  });

  /** A planned campaign over services in two waves, and a world around it that outlives its processes. */
  async function world(
    options: {
      services?: string[];
      settings?: Partial<StoredCampaign['settings']>;
    } = {},
  ) {
    campaigns += 1;
    const { services = ['a', 'b', 'c', 'd'], settings } = options;
    const clock = { at: START, now: () => clock.at };
    const host = new FakeHost(() => clock.at);
    const campaign: StoredCampaign = {
      id: `campaign-${campaigns}`,
      title: 'Longer grace period',
      state: 'running',
      change: { type: 'contract' },
      scope: {},
      settings: { ...CAMPAIGN_DEFAULTS, ...settings },
      contractVersion: contract.contract.metadata.version,
      contractDigest: contractDigest(contract.contract),
      createdBy: 'user:default/pat',
      startedBy: 'user:default/pat',
      createdAt: new Date(START).toISOString(),
      startedAt: new Date(START).toISOString(),
      wave: 1,
      waveTitles: ['tier-3', 'tier-2'],
      fromVersions: {},
      revision: 1,
    };
    await store.add(campaign);
    await store.putServices(
      services.map((name, index) =>
        service({
          campaign: campaign.id,
          name,
          wave: index < services.length / 2 ? 1 : 2,
        }),
      ),
    );
    const inForce = { loaded: contract };
    const teams: string[] = [];
    /** Teams that cannot be told the next time. */
    const unheard = new Set<string>();
    const start = (mortal = new Mortal()) => {
      const requests = mortal.with(host);
      const shared = { clock, requests, store: mortal.with(store) };
      const announcer = {
        moved: () => {},
        team: async (_: unknown, { team }: { team: string }) => {
          if (unheard.delete(team)) {
            throw new Error('the mail is down');
          }
          teams.push(team);
        },
      };
      const followed = Followed.create(shared);
      const logger = mockServices.logger.mock();
      return Engine.create({
        ...shared,
        announcer,
        followed,
        inFlight: { stopping: false },
        logger,
        steps: Steps.create({
          ...shared,
          announcer,
          contract: { current: async () => inForce.loaded },
          followed,
          logger,
          openings: Openings.create(shared),
          planner: { run: async () => undefined },
        }),
      });
    };
    const counts = async () => ({
      ...(await store.counts([campaign.id])).get(campaign.id),
    });
    return {
      id: campaign.id,
      clock,
      counts,
      host,
      inForce,
      services,
      start,
      teams,
      unheard,
      get: async () => {
        const found = await store.get(campaign.id);
        if (!found) {
          throw new Error('it is gone');
        }
        return found;
      },
      states: async () => Object.fromEntries(await store.names(campaign.id)),
    };
  }

  /** What a person does to a campaign that has paused. */
  async function resume(campaign: StoredCampaign) {
    await store.change(campaign, {
      state: 'running',
      note: undefined,
      wave: await waveToResume(store, campaign),
    });
  }

  async function run(engine: Engine) {
    engine.wake();
    await engine.idle();
  }

  it('opens no more than may be open, wave after wave, and is done when all have settled', async () => {
    const { id, counts, get, host, start, states, teams } = await world({
      settings: { concurrency: 1 },
    });
    const engine = start();
    await run(engine);
    expect(await states()).toEqual({
      a: 'open',
      b: 'planned',
      c: 'planned',
      d: 'planned',
    });
    expect(teams).toEqual(['payments']);
    host.settle('a', 'merged');
    await run(engine);
    expect(await states()).toMatchObject({ a: 'merged', b: 'open' });
    expect(await get()).toMatchObject({ wave: 1 });
    host.settle('b', 'merged');
    await run(engine);
    expect(await get()).toMatchObject({ wave: 2, state: 'running' });
    host.settle('c', 'merged');
    await run(engine);
    host.settle('d', 'closed');
    await run(engine);
    expect(await get()).toMatchObject({ state: 'done' });
    expect(await counts()).toEqual({
      ...noCampaignCounts(),
      services: 4,
      merged: 3,
      closed: 1,
    });
    expect(host.mostOpen).toBe(1);
    expect((await store.news(id, { limit: 1 }))[0].text).toBe(
      'Every service has settled',
    );
    await engine.stop();
  });

  it('pauses after a wave that did not go well, and begins the next when somebody who has read why resumes it', async () => {
    const { id, get, host, start, states } = await world({
      services: ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j'],
    });
    host.trouble.set('e', [new NoSuchServiceError('it is gone')]);
    host.trouble.set('d', [new InputError('its port is no port')]);
    const engine = start();
    await run(engine);
    for (const name of ['a', 'b']) {
      host.settle(name, 'closed');
    }
    // A person paused it before anybody knew: resuming tells first.
    await store.change(await get(), { state: 'paused' });
    host.settle('c', 'merged');
    await run(engine);
    await resume(await get());
    await run(engine);
    const note =
      'Wave 1 did not go well: a was closed without merging, b was closed without merging and d failed. Look at that, and try it again where it is to be; Resume begins wave 2.';
    expect(await get()).toMatchObject({ state: 'paused', wave: 1, note });
    expect((await store.news(id, { limit: 1 }))[0].text).toBe(
      `Paused it. ${note}`,
    );
    expect(await states()).toMatchObject({ e: 'unchanged', f: 'planned' });
    await resume(await get());
    await run(engine);
    expect(await get()).toMatchObject({ state: 'running', wave: 2 });
    expect(await states()).toMatchObject({ f: 'open', j: 'open' });
    // How the last wave went keeps no other back.
    for (const name of ['f', 'g', 'h', 'i', 'j']) {
      host.settle(name, 'closed');
    }
    await run(engine);
    expect(await get()).toMatchObject({ state: 'done' });
    await engine.stop();
  });

  it('ends no service, and opens no more than may be open, while the host does not show the repository', async () => {
    const gone = () =>
      new NotFoundError('acme/gitops is not there, or may not be seen');
    const { clock, counts, get, host, services, start, states } = await world({
      settings: { concurrency: 1 },
    });
    host.trouble.set('a', [gone()]);
    const engine = start();
    await run(engine);
    expect(await states()).toMatchObject({ a: 'failed', b: 'planned' });
    clock.at += 30_000;
    await run(engine);
    expect(await states()).toMatchObject({ a: 'open', b: 'planned' });
    host.away = gone();
    for (let minute = 0; minute < 40; minute += 1) {
      engine.heard(['a']);
      await engine.idle();
      clock.at += 60_000;
    }
    host.isForgotten = true;
    await run(engine);
    expect(await states()).toMatchObject({ a: 'open', b: 'planned' });
    expect(await get()).toMatchObject({ state: 'running', wave: 1 });
    host.away = undefined;
    host.isForgotten = false;
    for (const name of services) {
      host.settle(name, 'merged');
      await run(engine);
    }
    expect(await counts()).toMatchObject({ merged: 4 });
    expect(host.mostOpen).toBe(1);
    await engine.stop();
  });

  it('asks the host itself about few requests at a time, as the portal hears of most', async () => {
    const services = Array.from({ length: 60 }, (_, index) => `s-${index}`);
    const { clock, get, host, start, states } = await world({
      services,
      settings: { concurrency: 100 },
    });
    const engine = start();
    await run(engine);
    services.slice(0, 15).forEach(name => host.replace(name));
    await run(engine);
    expect(host.looks).toBe(0);
    for (let minute = 0; minute < 60; minute += 1) {
      clock.at += 60_000;
      await run(engine);
      await run(engine);
    }
    // Thirty of a wave that are open, every quarter of an hour.
    expect(host.looks).toBeGreaterThan(0);
    expect(host.looks).toBeLessThanOrEqual(30 * 4);
    const before = host.looks;
    engine.heard(services);
    await engine.idle();
    await run(engine);
    expect(host.looks - before).toBeLessThanOrEqual(10);
    // What the portal has heard of costs no call.
    host.settle('s-29', 'merged');
    await run(engine);
    expect(await states()).toMatchObject({ 's-29': 'merged' });
    for (let round = 0; (await get()).state !== 'done'; round += 1) {
      expect(round).toBeLessThan(5);
      services.forEach(name => host.settle(name, 'merged'));
      await run(engine);
    }
    await engine.stop();
  });

  it('says why a request stands still to which somebody pushed, and proposes it anew when that is asked for', async () => {
    const { id, get, host, services, start, states } = await world();
    const engine = start();
    await run(engine);
    host.pushTo('a');
    await run(engine);
    expect(await store.service(id, 'a')).toMatchObject({
      state: 'open',
      problem: expect.stringMatching(/pushed to the branch.*Retry/),
    });
    expect(await store.standingStill(id)).toBe(1);
    const { services: tried } = await store.retry(
      await get(),
      {},
      { now: new Date(START).toISOString() },
    );
    expect(tried).toBe(1);
    await run(engine);
    expect(await store.standingStill(id)).toBe(0);
    expect(await states()).toMatchObject({ a: 'open', b: 'open' });
    expect(host.all).toHaveLength(2);
    for (let round = 0; round < 2; round += 1) {
      services.forEach(name => host.settle(name, 'merged'));
      await run(engine);
    }
    expect(await get()).toMatchObject({ state: 'done' });
    await engine.stop();
  });

  it('asks again where owners made its request another change of theirs', async () => {
    const { host, start, states } = await world({ services: ['a', 'b'] });
    const engine = start();
    await run(engine);
    host.replace('a');
    await run(engine);
    expect(await states()).toMatchObject({ a: 'covered' });
    host.settle('a', 'merged');
    await run(engine);
    await run(engine);
    expect(await states()).toMatchObject({ a: 'open' });
    expect(host.openOf('a')).toMatchObject({ number: host.all.length });
    // Merged before the campaign looked at it again.
    host.replace('a');
    host.settle('a', 'merged');
    await run(engine);
    await run(engine);
    expect(await states()).toMatchObject({ a: 'open' });
    host.settle('a', 'merged');
    await run(engine);
    expect(await states()).toMatchObject({ a: 'merged' });
    await engine.stop();
  });

  it('tells a team again that could not be told, and once', async () => {
    const { host, start, teams, unheard } = await world();
    unheard.add('payments');
    const engine = start();
    await run(engine);
    host.settle('a', 'merged');
    await run(engine);
    await run(engine);
    expect(teams).toEqual(['payments']);
    await engine.stop();
  });

  it('tells what became of services that others had requests for, also after it was stopped', async () => {
    const { id, get, host, start, states } = await world({
      services: ['a', 'b', 'c', 'd', 'e', 'f'],
    });
    const engine = start();
    await run(engine);
    for (const name of ['a', 'b', 'c']) {
      host.replace(name);
    }
    await run(engine);
    expect(await states()).toMatchObject({
      a: 'covered',
      b: 'covered',
      c: 'covered',
      d: 'planned',
    });
    // Killed before what was not opened could be skipped.
    await store.change(await get(), { state: 'stopped' });
    host.mergedServices.add('a');
    host.settle('a', 'merged');
    host.settle('b', 'merged');
    host.settle('c', 'closed');
    await run(engine);
    expect(await states()).toEqual({
      a: 'merged',
      b: 'skipped',
      c: 'closed',
      d: 'skipped',
      e: 'skipped',
      f: 'skipped',
    });
    expect(await store.service(id, 'b')).toMatchObject({
      problem:
        'Change request #2 of others was merged without what the campaign asks for.',
    });
    expect(await store.service(id, 'c')).toMatchObject({
      problem: 'Change request #3 of others was closed.',
    });
    await engine.stop();
  });

  it('skips what was not opened when it was killed while it was stopped', async () => {
    const { get, start, states } = await world();
    await store.change(await get(), { state: 'stopped' });
    const engine = start();
    await run(engine);
    expect(new Set(Object.values(await states()))).toEqual(
      new Set(['skipped']),
    );
    await engine.stop();
  });

  it('waits for a person before the next wave where that is asked for', async () => {
    const { get, host, start } = await world({
      settings: { waves: { by: 'tier', next: 'manual' } },
    });
    const engine = start();
    await run(engine);
    host.settle('a', 'merged');
    host.settle('b', 'merged');
    await run(engine);
    expect(await get()).toMatchObject({
      state: 'running',
      wave: 1,
      note: 'Wave 1 has settled; wave 2 waits until somebody begins it.',
    });
    await engine.stop();
  });

  it('tries again later what the host did not take, and leaves the rest to a person', async () => {
    const { id, clock, get, host, start, states } = await world({
      services: ['a'],
    });
    const unavailable = () => new ServiceUnavailableError('does not answer');
    host.trouble.set('a', [unavailable(), unavailable()]);
    const engine = start();
    await run(engine);
    expect(await store.service(id, 'a')).toMatchObject({
      state: 'failed',
      attempts: 1,
      problem: 'does not answer',
      nextTryAt: '2026-11-21T10:00:30.000Z',
    });
    clock.at += 29_000;
    await run(engine);
    expect(await states()).toEqual({ a: 'failed' });
    clock.at += 1_000;
    await run(engine);
    expect(await store.service(id, 'a')).toMatchObject({
      attempts: 2,
      nextTryAt: '2026-11-21T10:02:30.000Z',
    });
    clock.at += 120_000;
    await run(engine);
    expect(await states()).toEqual({ a: 'open' });
    host.settle('a', 'merged');

    const { host: other, ...blocked } = await world({ services: ['b'] });
    other.trouble.set(
      'b',
      Array.from({ length: 6 }, () => new ConflictError('branch is taken')),
    );
    for (let attempt = 0; attempt < 6; attempt += 1) {
      await run(blocked.start());
      blocked.clock.at += 3 * 60 * 60_000;
    }
    expect(await store.service(blocked.id, 'b')).toMatchObject({
      state: 'failed',
      attempts: 6,
      problem: 'branch is taken',
    });
    expect(await store.service(blocked.id, 'b')).not.toHaveProperty(
      'nextTryAt',
    );
    expect(await blocked.get()).toMatchObject({ state: 'done' });
    await run(engine);
    expect(await get()).toMatchObject({ state: 'done' });
    await engine.stop();
  });

  it('pauses when another contract comes into force, and says what to do', async () => {
    const { get, host, inForce, start } = await world();
    const engine = start();
    await run(engine);
    inForce.loaded = {
      ...contract,
      contract: {
        ...contract.contract,
        metadata: { ...contract.contract.metadata, version: '99.0.0' },
      },
    };
    host.settle('a', 'merged');
    await run(engine);
    expect(await get()).toMatchObject({
      state: 'paused',
      note: expect.stringMatching(/99\.0\.0.*plan it again/),
    });
    expect(host.all).toHaveLength(2);
    await engine.stop();
  });

  it('goes on alone when two replicas see the same campaign', async () => {
    const { host, services, start, states } = await world({
      settings: { concurrency: 2 },
    });
    const engines = [start(), start()];
    for (let round = 0; round < 8; round += 1) {
      await Promise.all(engines.map(run));
      services.forEach(name => host.settle(name, 'merged'));
    }
    expect(await states()).toEqual({
      a: 'merged',
      b: 'merged',
      c: 'merged',
      d: 'merged',
    });
    expect(host.all).toHaveLength(4);
    expect(host.mostOpen).toBe(2);
    await Promise.all(engines.map(engine => engine.stop()));
  });

  const crash: fc.Arbitrary<CrashPoint> = fc.record({
    call: fc.integer({ min: 1, max: 70 }),
    when: fc.constantFrom('before', 'after'),
  });
  const owners = fc.constantFrom<'merged' | 'closed' | 'wait'>(
    'merged',
    'closed',
    'wait',
  );

  it('opens exactly one request for each service, wherever and however often it is killed', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(crash, owners), { minLength: 1, maxLength: 5 }),
        fc.integer({ min: 1, max: 3 }),
        async (crashes, concurrency) => {
          const { clock, get, host, services, start, states } = await world({
            services: ['a', 'b', 'c'],
            settings: { concurrency },
          });
          for (const [point, whatOwnersDo] of crashes) {
            const engine = start(new Mortal(point));
            await run(engine);
            await engine.stop();
            if (whatOwnersDo !== 'wait') {
              services.forEach(name => host.settle(name, whatOwnersDo));
            }
            // Longer than the lease of a process that is gone.
            clock.at += 20_000;
          }
          for (
            let round = 0;
            round < 10 && (await get()).state !== 'done';
            round += 1
          ) {
            const engine = start();
            await run(engine);
            await engine.stop();
            services.forEach(name => host.settle(name, 'merged'));
            clock.at += 20_000;
            const now = await get();
            if (now.state === 'paused') {
              await resume(now);
            }
          }
          expect((await get()).state).toBe('done');
          expect(host.all.map(request => request.service).sort()).toEqual(
            services,
          );
          const ended = Object.fromEntries(
            host.all.map(request => [request.service, request.state]),
          );
          expect(await states()).toEqual(ended);
        },
      ),
      { numRuns: 60 },
    );
  });
});

function service(
  given: Pick<StoredCampaignService, 'campaign' | 'name'> & {
    wave: number;
    state?: CampaignServiceState;
  },
): StoredCampaignService {
  return {
    team: 'payments',
    tier: 'tier-3',
    state: 'planned',
    kinds: ['replicas 2 → 3'],
    counts: { added: 0, changed: 3, removed: 0 },
    newlyDenied: [],
    noLongerDenied: false,
    currency: 'EUR',
    planBase: 'plan',
    attempts: 0,
    updatedAt: new Date(START).toISOString(),
    revision: 1,
    ...given,
  };
}
