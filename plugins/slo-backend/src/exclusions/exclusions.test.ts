import { describeOnEachDatabase } from '../__testUtils__/eachDatabase';
import { FakeSource } from '../__testUtils__/FakeSource';
import {
  collecting,
  FakeClock,
  FakeDirectory,
  tracked,
} from '../__testUtils__/collecting';

const ID = 'payments-api-availability';
const PRIYA = { userRef: 'user:default/priya.engineer' };
const at = (text: string) => Date.parse(text);

describeOnEachDatabase('time that does not count', setUp => {
  /** Yesterday from 10 to 11 half of what came in failed. */
  const begin = async () => {
    const { database } = await setUp();
    const clock = new FakeClock('2026-11-22T12:01:00Z');
    const source = new FakeSource();
    source.behaviours.set('payments-api', time => ({
      bad:
        time >= at('2026-11-21T10:00:00Z') && time < at('2026-11-21T11:00:00Z')
          ? 500
          : 0,
      total: 1_000,
    }));
    const objectives = new FakeDirectory([
      tracked('payments-api'),
      tracked('payments-api', { id: 'payments-api-latency' }),
      tracked('fraud-service'),
    ]);
    const backend = await collecting({
      database,
      clock,
      objectives,
      sources: [source],
    });
    await backend.look();
    const budgetOf = async (id = ID) =>
      (await backend.status.statusDetail(id)).row?.budget?.ratio;
    return { backend, budgetOf, clock, objectives, source };
  };
  const outage = {
    service: 'payments-api',
    from: '2026-11-21T10:00:00Z',
    to: '2026-11-21T11:00:00Z',
    reason: 'Agreed move of the data centre',
  };

  it('gives its part of the budget back at once, without asking the source, and takes it again when withdrawn', async () => {
    const { backend, budgetOf, source } = await begin();
    const before = await budgetOf();
    expect(before).toBeCloseTo(1 - 6_000 / 8_640, 3);
    const asked = { ...source.asked };

    const exclusion = await backend.exclusions.create(outage, PRIYA);
    expect(exclusion).toMatchObject({
      state: 'past',
      by: PRIYA.userRef,
      createdAt: '2026-11-22T12:01:00.000Z',
    });
    expect(await budgetOf()).toBe(1);
    expect(await budgetOf('payments-api-latency')).toBe(1);
    const { row, arithmetic } = await backend.status.statusDetail(ID);
    expect(arithmetic?.excluded).toEqual({
      bad: 6_000,
      total: 12_000,
      seconds: 3_600,
    });
    // Neither do the days that burn rates look back count it.
    expect(row?.burn.every(({ rate }) => rate === 0)).toBe(true);

    await backend.exclusions.withdraw(exclusion.id, 'It was our fault', PRIYA);
    expect(await budgetOf()).toBe(before);
    expect(source.asked).toEqual(asked);
    expect(await backend.exclusions.get(exclusion.id)).toMatchObject({
      state: 'withdrawn',
      withdrawn: { by: PRIYA.userRef, reason: 'It was our fault' },
    });
    await expect(
      backend.exclusions.withdraw(exclusion.id, 'Once more', PRIYA),
    ).rejects.toThrow('withdrawn already');
    await expect(backend.exclusions.get('nothing')).rejects.toThrow(
      'There is no exclusion nothing',
    );
  });

  describe('added while an alert pages', () => {
    const burns = 'payments-api answers burns its error budget fast';
    const over = 'payments-api answers no longer burns its error budget fast';
    const burning = async () => {
      const world = await begin();
      const { backend, clock, objectives, source } = world;
      objectives.all.splice(1);
      const fault = { from: at('2026-11-22T12:00:00Z'), to: Infinity };
      source.behaviours.set('payments-api', time => ({
        bad: time >= fault.from && time < fault.to ? 500 : 0,
        total: 1_000,
      }));
      clock.pass(20 * 60);
      await backend.look();
      expect(backend.titles().at(-1)).toBe(burns);
      const news = backend.titles().length;
      const later = async (minutes: number) => {
        for (let minute = 0; minute < minutes; minute++) {
          clock.pass(60);
          await backend.look();
        }
        return backend.titles().slice(news);
      };
      return { ...world, fault, later };
    };

    it.each([
      ['that lasts', '2026-11-22T12:55:00Z'],
      ['that has just ended', '2026-11-22T12:20:00Z'],
    ])(
      'one %s tells owners of no end while everything goes on failing',
      async (_, to) => {
        const { backend, later } = await burning();
        await backend.exclusions.create(
          { ...outage, from: '2026-11-22T12:00:00Z', to },
          PRIYA,
        );
        expect(await later(60)).not.toContain(over);
        expect((await backend.status.statusDetail(ID)).row?.state).not.toBe(
          'healthy',
        );
      },
    );

    it('tells of the end when it is over and nothing burns after it', async () => {
      const { backend, fault, later } = await burning();
      await backend.exclusions.create(
        {
          ...outage,
          from: '2026-11-22T12:00:00Z',
          to: '2026-11-22T12:55:00Z',
        },
        PRIYA,
      );
      fault.to = at('2026-11-22T12:50:00Z');
      expect(await later(30)).not.toContain(over);
      expect(await later(40)).toContain(over);
    });
  });

  it('counts to the minute also when minutes have become hours', async () => {
    const { backend, budgetOf, clock, source } = await begin();
    const id = 'fraud-service-availability';
    const [from, to] = ['2026-11-22T12:20:00Z', '2026-11-22T12:40:00Z'];
    source.behaviours.set('fraud-service', time => ({
      bad: time >= at(from) && time < at(to) ? 500 : 0,
      total: 1_000,
    }));
    clock.pass(3_600);
    await backend.look();
    const wish = { ...outage, service: 'fraud-service', from, to };
    const exclusion = await backend.exclusions.create(wish, PRIYA);
    expect(await budgetOf(id)).toBe(1);
    const later = async (seconds: number) => {
      clock.pass(seconds);
      await backend.look();
      await backend.cleanup.run();
      clock.pass(60);
      await backend.look();
    };
    await later(10 * 86_400);
    expect(await budgetOf(id)).toBe(1);
    await backend.exclusions.withdraw(exclusion.id, 'It was our fault', PRIYA);
    await later(60);
    expect(await budgetOf(id)).toBeCloseTo(1 - 2_000 / 8_640, 3);
  });

  it('leaves alerts what happened before a window of the calendar began', async () => {
    const { backend, budgetOf, clock, objectives, source } = await begin();
    objectives.all[0].objective.window = {
      kind: 'calendar',
      unit: 'month',
      count: 1,
      start: '2026-01-01 00:00:00',
      timeZone: 'UTC',
    };
    source.behaviours.set('payments-api', time => ({
      bad:
        time >= at('2026-11-30T20:00:00Z') && time < at('2026-12-01T00:00:00Z')
          ? 300
          : 0,
      total: 1_000,
    }));
    clock.pass((at('2026-12-01T00:31:00Z') - clock.now()) / 1_000);
    await backend.look();
    const rates = async () =>
      (await backend.status.statusDetail(ID)).row?.burn.map(({ rate }) =>
        Math.round(rate ?? NaN),
      );
    const before = await rates();
    await backend.exclusions.create(
      {
        ...outage,
        from: '2026-11-30T12:00:00Z',
        to: '2026-11-30T12:30:00Z',
      },
      PRIYA,
    );
    const after = await rates();
    expect(after?.slice(0, 2)).toEqual(before?.slice(0, 2));
    expect(after?.[2]).toBeCloseTo(51, 0);
    expect(after?.[3]).toBeCloseTo(17, 0);
    expect(await budgetOf()).toBe(1);
  });

  it('is excluded once, also when two say so in the same moment, and again when that is withdrawn', async () => {
    const { backend } = await begin();
    const wishes = [outage, { ...outage, objective: ID }];
    for (const wish of wishes) {
      const answers = await Promise.allSettled(
        [1, 2, 3].map(() => backend.exclusions.create(wish, PRIYA)),
      );
      const made = answers.filter(({ status }) => status === 'fulfilled');
      expect(made).toHaveLength(1);
    }
    const again = () =>
      backend.exclusions.create({ ...outage, reason: 'Once more' }, PRIYA);
    await expect(again()).rejects.toThrow(
      'This time is excluded already, by user:default/priya.engineer since 2026-11-22 ("Agreed move of the data centre"); exclude another time, or withdraw that one first.',
    );
    const { items } = await backend.exclusions.list({ limit: 9 });
    expect(items).toHaveLength(2);
    for (const { id } of items) {
      await backend.exclusions.withdraw(id, 'It was our fault', PRIYA);
    }
    expect((await again()).state).toBe('past');
  });

  it('is written down also when it cannot be judged at once', async () => {
    const { backend, budgetOf, objectives } = await begin();
    const get = objectives.get.bind(objectives);
    objectives.get = async () => {
      throw new Error('the database is away');
    };
    const exclusion = await backend.exclusions.create(outage, PRIYA);
    expect(exclusion.state).toBe('past');
    objectives.get = get;
    await backend.look();
    expect(await budgetOf()).toBe(1);
  });

  it('counts for what is being looked at while it is made', async () => {
    const { backend, budgetOf, clock } = await begin();
    for (let round = 0; round < 5; round++) {
      clock.pass(60);
      const [, exclusion] = await Promise.all([
        backend.look(),
        backend.exclusions.create(outage, PRIYA),
      ]);
      expect(await budgetOf()).toBe(1);
      clock.pass(60);
      await Promise.all([
        backend.exclusions.withdraw(exclusion.id, 'It was our fault', PRIYA),
        backend.look(),
      ]);
      expect(await budgetOf()).toBeLessThan(0.5);
    }
  });

  it('of one objective leaves the others alone, counts once where two overlap, and is seen beside the numbers', async () => {
    const { backend, budgetOf } = await begin();
    const others = await budgetOf('payments-api-latency');
    await backend.exclusions.create({ ...outage, objective: ID }, PRIYA);
    await backend.exclusions.create(
      { ...outage, objective: ID, from: '2026-11-21T10:30:00Z' },
      PRIYA,
    );
    expect(await budgetOf()).toBe(1);
    expect(await budgetOf('payments-api-latency')).toBe(others);
    const { arithmetic } = await backend.status.statusDetail(ID);
    expect(arithmetic?.excluded.seconds).toBe(3_600);
    const { markers, points } = await backend.status.history({
      id: ID,
      from: at('2026-11-21T00:00:00Z'),
      to: at('2026-11-22T00:00:00Z'),
    });
    expect(markers).toEqual([
      {
        kind: 'exclusion',
        title: outage.reason,
        at: '2026-11-21T10:00:00.000Z',
        to: '2026-11-21T11:00:00.000Z',
      },
      expect.objectContaining({ at: '2026-11-21T10:30:00.000Z' }),
    ]);
    expect(points.filter(({ excluded }) => excluded)).toHaveLength(12);
  });

  it('is planned before it begins, active while it lasts, and keeps owners from being woken meanwhile', async () => {
    const { backend, clock, source } = await begin();
    const planned = await backend.exclusions.create(
      {
        service: 'fraud-service',
        from: '2026-11-22T13:00:00Z',
        to: '2026-11-22T14:00:00Z',
        reason: 'Upgrade of the database',
      },
      PRIYA,
    );
    expect(planned.state).toBe('planned');
    source.behaviours.set('fraud-service', time => ({
      bad: time >= at('2026-11-22T13:00:00Z') ? 900 : 0,
      total: 1_000,
    }));
    clock.pass(90 * 60);
    await backend.look();
    expect((await backend.exclusions.get(planned.id)).state).toBe('active');
    const id = 'fraud-service-availability';
    expect((await backend.status.statusDetail(id)).row?.state).toBe('excluded');
    expect(backend.titles()).toEqual([]);
  });

  it('is listed page by page, the latest first, by service and by objective', async () => {
    const { backend } = await begin();
    const hour = (h: number) => ({
      ...outage,
      from: `2026-11-20T0${h}:00:00Z`,
      to: `2026-11-20T0${h + 1}:00:00Z`,
    });
    await backend.exclusions.create(hour(1), PRIYA);
    await backend.exclusions.create({ ...hour(2), objective: ID }, PRIYA);
    await backend.exclusions.create(
      { ...hour(3), service: 'fraud-service' },
      PRIYA,
    );
    const first = await backend.exclusions.list({ limit: 2 });
    expect(first.total).toBe(3);
    expect(first.items.map(({ from }) => from.slice(11, 13))).toEqual([
      '03',
      '02',
    ]);
    const rest = await backend.exclusions.list({
      limit: 2,
      cursor: first.nextCursor,
    });
    expect(rest.items).toHaveLength(1);
    expect(rest.nextCursor).toBeUndefined();
    const totals = await Promise.all(
      [
        { service: 'payments-api' },
        { objective: ID },
        { objective: 'payments-api-latency' },
        { objective: 'nobody' },
      ].map(
        async query =>
          (
            await backend.exclusions.list({ limit: 9, ...query })
          ).total,
      ),
    );
    expect(totals).toEqual([2, 2, 1, 0]);
  });

  it.each([
    [{ to: outage.from }, '/to: expected a time after'],
    [{ to: '2026-12-25T00:00:00Z' }, '/to: expected at most 30 days'],
    [{ from: 'yesterday' }, '/from: expected a time such as'],
    [
      { from: '2026-02-30T00:00:00Z' },
      '/from: expected a day that exists; found 2026-02-30',
    ],
    [
      { to: '2026-11-31T00:00:00+01:00' },
      '/to: expected a day that exists; found 2026-11-31',
    ],
    [
      { from: '2026-11-01T10:05:00Z', to: '2026-11-01T11:00:00Z' },
      '/from: expected a whole hour in UTC',
    ],
    [
      { from: '2025-01-01T10:00:00Z', to: '2025-01-01T11:00:00Z' },
      '/from: expected a time within the 400 days',
    ],
    [
      { from: '2028-01-01T10:00:00Z', to: '2028-01-01T11:00:00Z' },
      '/from: expected a time within 366 days',
    ],
    [{ reason: ' x ' }, '/reason: expected why, in 3 to 500 characters'],
  ])('refuses %o', async (change, message) => {
    const { backend } = await begin();
    await expect(
      backend.exclusions.create({ ...outage, ...change }, PRIYA),
    ).rejects.toThrow(message);
    expect((await backend.exclusions.list({ limit: 9 })).total).toBe(0);
  });
});
