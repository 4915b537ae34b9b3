import { CAMPAIGN_DEFAULTS } from '@fairway/plugin-golden-path-common';
import { describeOnEachDatabase } from '../__testUtils__/eachDatabase';
import type { StoredCampaign, StoredCampaignService } from './campaignRows';
import { CampaignStore } from './CampaignStore';
import {
  migrationsDirectory,
  migrationsTable,
} from './DatabaseChangeRequestStore';

jest.setTimeout(120_000);

const AT = '2026-11-21T10:00:00.000Z';

function campaign(
  id: string,
  given: Partial<StoredCampaign> = {},
): StoredCampaign {
  return {
    id,
    title: 'Longer grace period',
    state: 'planned',
    change: { type: 'contract' },
    scope: { tiers: ['tier-3'] },
    settings: CAMPAIGN_DEFAULTS,
    contractVersion: '1.1.0',
    contractDigest: 'd'.repeat(64),
    createdBy: 'user:default/pat.platform',
    createdAt: AT,
    waveTitles: ['tier-3', 'tier-2'],
    fromVersions: { '1.0.0': 2 },
    revision: 1,
    ...given,
  };
}

function service(
  name: string,
  given: Partial<StoredCampaignService> = {},
): StoredCampaignService {
  return {
    campaign: 'one',
    name,
    team: 'payments',
    tier: 'tier-3',
    state: 'planned',
    kinds: ['replicas 2 → 3'],
    counts: { added: 1, changed: 2, removed: 0 },
    newlyDenied: [],
    noLongerDenied: false,
    currency: 'EUR',
    planBase: 'plan',
    attempts: 0,
    updatedAt: AT,
    revision: 1,
    ...given,
  };
}

describeOnEachDatabase('the store of campaigns', setUp => {
  const create = async () => {
    const made = await setUp();
    return { ...made, store: await CampaignStore.create(made) };
  };

  it('migrates down and up again', async () => {
    const { knex } = await create();
    const migrations = {
      directory: migrationsDirectory,
      tableName: migrationsTable,
    };
    await knex.migrate.rollback(migrations, true);
    expect(await knex.schema.hasTable('golden_path_campaigns')).toBe(false);
    await knex.migrate.latest(migrations);
    expect(await knex.schema.hasTable('golden_path_campaigns')).toBe(true);
  });

  it('keeps a campaign, and takes a change only of what was read', async () => {
    const { store } = await create();
    await store.add(campaign('one'));
    const read = await store.get('one');
    expect(read).toEqual(campaign('one'));
    const impact = {
      changed: 1,
      newlyDenied: [],
      noLongerDenied: [],
      kinds: [],
    };
    const started = await store.change(campaign('one'), {
      state: 'running',
      startedAt: AT,
      startedBy: 'user:default/pat.platform',
      wave: 1,
      note: 'Begun',
      impact,
    });
    expect(await store.get('one')).toEqual(started);
    expect(started).toMatchObject({ state: 'running', revision: 2 });
    expect(await store.findings('one')).toEqual({ impact });
    expect(
      await store.change(campaign('one'), { state: 'stopped' }),
    ).toBeUndefined();
    expect(await store.delete(campaign('one'))).toBe(false);
    expect(await store.get('nobody')).toBeUndefined();
  });

  it('lists the newest first in pages, and knows those that something is to be done for', async () => {
    const { store } = await create();
    for (const [index, state] of (
      ['planned', 'running', 'stopped', 'done'] as const
    ).entries()) {
      await store.add(
        campaign(state, { state, createdAt: `2026-11-2${index}T10:00:00Z` }),
      );
    }
    const page = await store.list({ limit: 2, offset: 1 });
    expect(page.items.map(({ id }) => id)).toEqual(['stopped', 'running']);
    expect(page.total).toBe(4);
    const one = await store.list({ state: 'done', limit: 9, offset: 0 });
    expect(one.items.map(({ id }) => id)).toEqual(['done']);
    await store.putServices([
      service('a', { campaign: 'stopped', state: 'open' }),
      service('a', { campaign: 'done', state: 'merged' }),
    ]);
    expect(await store.atWork(['planning', 'running'])).toEqual([
      'running',
      'stopped',
    ]);
  });

  it('lets one process work on a campaign, until it says nothing any more', async () => {
    const { store } = await create();
    await store.add(campaign('one'));
    const lease = (runner: string, now: string) =>
      store.lease({
        id: 'one',
        runner,
        now: `2026-11-21T10:00:${now}.000Z`,
        until: `2026-11-21T10:00:${Number(now) + 15}.000Z`,
      });
    expect(await lease('a', '10')).toBe(true);
    expect(await lease('b', '20')).toBe(false);
    expect(await lease('a', '20')).toBe(true);
    expect(await lease('b', '30')).toBe(false);
    expect(await lease('b', '36')).toBe(true);
    await store.release({ id: 'one', runner: 'a' });
    expect(await lease('a', '37')).toBe(false);
    await store.release({ id: 'one', runner: 'b' });
    expect(await lease('a', '37')).toBe(true);
  });

  it('finds services by what people know, in the order of their turn', async () => {
    const { store } = await create();
    await store.add(campaign('one'));
    const closed = {
      id: 'r1',
      number: 1,
      url: '/r1',
      state: 'closed',
    } as const;
    await store.putServices([
      service('idle', { state: 'unchanged', kinds: [] }),
      service('basket', {
        wave: 2,
        team: 'checkout',
        tier: 'tier-2',
        kinds: ['100% "of_it" \\ → 3', 'replicas 2 → 3'],
      }),
      service('ledger', {
        wave: 1,
        state: 'failed',
        nextTryAt: '2026-11-21T10:05:00.000Z',
        problem: 'did not answer',
        attempts: 1,
      }),
      service('avatar', { wave: 1, state: 'closed', request: closed }),
    ]);
    const names = async (
      query: Partial<Parameters<CampaignStore['services']>[1]>,
    ) =>
      (
        await store.services('one', { limit: 9, offset: 0, ...query })
      ).items.map(({ name }) => name);
    expect(await names({})).toEqual(['avatar', 'ledger', 'basket', 'idle']);
    expect(await names({ limit: 2, offset: 1 })).toEqual(['ledger', 'basket']);
    expect(await names({ team: 'checkout' })).toEqual(['basket']);
    expect(await names({ tier: 'tier-3', state: 'closed' })).toEqual([
      'avatar',
    ]);
    expect(await names({ wave: 1 })).toEqual(['avatar', 'ledger']);
    expect(await names({ kind: 'replicas 2 → 3' })).toHaveLength(3);
    expect(await names({ kind: '100% "of_it" \\ → 3' })).toEqual(['basket']);
    expect(await names({ kind: '100' })).toEqual([]);
    expect(await names({ search: 'LED' })).toEqual(['ledger']);
    expect(await names({ search: '%' })).toEqual([]);
    expect(await names({ dueAt: '2026-11-21T10:04:59.000Z' })).toEqual([]);
    expect(await names({ dueAt: '2026-11-21T10:05:00.000Z' })).toEqual([
      'ledger',
    ]);
    expect((await store.counts(['one', 'two'])).get('one')).toMatchObject({
      services: 4,
      planned: 1,
      failed: 1,
    });
    expect(await store.waveGroups('one')).toEqual(
      expect.arrayContaining([
        { wave: 1, state: 'failed', triedAgain: true, services: 1 },
        { state: 'unchanged', triedAgain: false, services: 1 },
      ]),
    );
    expect(await store.service('one', 'avatar')).toEqual(
      service('avatar', { wave: 1, state: 'closed', request: closed }),
    );
  });

  it('changes a service once for each reading, tries again, and skips', async () => {
    const { store } = await create();
    await store.add(campaign('one'));
    await store.putServices([
      service('a', { wave: 1 }),
      service('b', { state: 'denied' }),
      service('c', { wave: 1, state: 'failed', nextTryAt: AT }),
    ]);
    const a = service('a', { wave: 1 });
    const opening = await store.changeService(a, { state: 'opening' });
    expect(opening).toMatchObject({ state: 'opening', revision: 2 });
    expect(await store.changeService(a, { state: 'opening' })).toBeUndefined();
    const tried = await store.retry(
      campaign('one', { wave: 2 }),
      { state: 'running' },
      { now: AT },
    );
    expect(tried).toMatchObject({
      services: 2,
      changed: { state: 'running', revision: 2 },
    });
    expect(await store.service('one', 'b')).toMatchObject({
      state: 'planned',
      wave: 2,
    });
    const none = await store.retry(
      campaign('one', { revision: 2 }),
      { state: 'done' },
      { now: AT, services: ['a'] },
    );
    expect(none).toEqual({ services: 0 });
    await store.putServices([service('d', { wave: 1, state: 'closed' })]);
    const late = await store.retry(
      campaign('one'),
      { state: 'done' },
      { now: AT },
    );
    expect(late).toEqual({ services: 1 });
    expect(await store.get('one')).toMatchObject({ state: 'running' });
    expect(await store.skipPlanned('one', AT)).toBe(2);
    expect(Object.fromEntries(await store.names('one'))).toEqual({
      a: 'opening',
      b: 'skipped',
      c: 'skipped',
      d: 'closed',
    });
  });

  it('tells a team once, and keeps what happened, newest first', async () => {
    const { store } = await create();
    await store.add(campaign('one'));
    await store.putServices([
      service('a', { wave: 1 }),
      service('b', { wave: 1, team: 'risk' }),
      service('c', { wave: 2, team: 'search' }),
      service('d', { state: 'unchanged', team: 'checkout' }),
    ]);
    expect(await store.untoldTeams('one', 1)).toEqual([
      { team: 'payments', services: 1 },
      { team: 'risk', services: 1 },
    ]);
    expect(await store.claimNotice('one', 'risk')).toBe(true);
    expect(await store.claimNotice('one', 'risk')).toBe(false);
    expect(await store.untoldTeams('one', 2)).toEqual([
      { team: 'payments', services: 1 },
      { team: 'search', services: 1 },
    ]);
    await store.addNews('one', { at: AT, by: 'fairway', text: 'first' });
    await store.addNews('one', { at: AT, by: 'fairway', text: 'second' });
    expect(
      (await store.news('one', { limit: 9 })).map(({ text }) => text),
    ).toEqual(['second', 'first']);
    expect(await store.delete(campaign('one'))).toBe(true);
    // Of a plan that was under way.
    await store.putServices([service('a')]);
    expect(await store.names('one')).toEqual(new Map());
    expect(await store.news('one', { limit: 9 })).toEqual([]);
  });

  it('holds 4,000 services, and plans them anew', async () => {
    const { store } = await create();
    await store.add(campaign('one'));
    const many = Array.from({ length: 4_000 }, (_, index) =>
      service(`s${String(index).padStart(4, '0')}`),
    );
    await store.putServices(many);
    await store.setWave(
      'one',
      3,
      many.map(({ name }) => name),
    );
    const page = await store.services('one', {
      wave: 3,
      limit: 2,
      offset: 3_998,
    });
    expect(page.total).toBe(4_000);
    expect(page.items.map(({ name }) => name)).toEqual(['s3998', 's3999']);
    await store.putServices([service('s0000', { planBase: 'again' })]);
    await store.dropOlderPlans('one', 'again');
    expect(await store.names('one')).toEqual(new Map([['s0000', 'planned']]));
  });
});
