import { z } from 'zod';
import { describeOnEachDatabase } from '../__testUtils__/eachDatabase';
import { FakeSource, type Behaviour } from '../__testUtils__/FakeSource';
import {
  collecting,
  FakeClock,
  FakeDirectory,
  tracked,
} from '../__testUtils__/collecting';

const ID = 'payments-api-availability';
const NOW = '2026-11-22T12:01:00Z';
const MINUTE = 60;
const HOUR = 3_600;
const DAY = 24 * HOUR;
const at = (text: string) => Date.parse(text);

const published = z.object({
  eventPayload: z.object({
    service: z.string(),
    before: z.string().optional(),
    after: z.string(),
  }),
});

/** What an event tells of a state. */
function changeOf(sent: unknown) {
  const { eventPayload } = published.parse(sent);
  return eventPayload;
}

/** So many of 1,000 events fail from then on, and until then. */
const failing =
  (options: { bad: number; from?: string; to?: string }): Behaviour =>
  time => ({
    bad:
      time >= (options.from ? at(options.from) : -Infinity) &&
      time < (options.to ? at(options.to) : Infinity)
        ? options.bad
        : 0,
    total: 1_000,
  });

describeOnEachDatabase('looking at sources', setUp => {
  const begin = async (
    services = ['payments-api'],
    change?: { askMs?: number },
  ) => {
    const { database, knex } = await setUp();
    const world = {
      database,
      clock: new FakeClock(NOW),
      objectives: new FakeDirectory(services.map(name => tracked(name))),
      source: new FakeSource(),
    };
    const start = () =>
      collecting({ ...world, sources: [world.source], ...change });
    return { ...world, knex, start, backend: await start() };
  };
  type World = Awaited<ReturnType<typeof begin>>;
  const stateOf = async ({ backend }: World, id = ID) =>
    (await backend.status.statusDetail(id)).row;

  it('knows after the first look what is left of 30 days, and reads the past in small portions, the latest first', async () => {
    const world = await begin();
    // A tenth of a percent failed all the time but for the last ten days.
    world.source.behaviours.set(
      'payments-api',
      failing({ bad: 0.3, to: '2026-11-12T12:00:00Z' }),
    );
    await world.backend.look();
    const { row, arithmetic, source } = await world.backend.status.statusDetail(
      ID,
    );
    expect(row).toMatchObject({
      state: 'healthy',
      at: '2026-11-22T12:01:00.000Z',
    });
    // Of 8,640,000 events 8,640 may fail; in 20 days 1,728 did.
    expect(row?.budget?.ratio).toBeCloseTo(0.8, 3);
    expect(arithmetic?.total).toBeCloseTo(8_640_000, -4);
    expect(arithmetic?.coverage).toBeGreaterThan(0.999);
    expect(source).toMatchObject({ id: 'fake', objectives: 1 });
    const { stretches } = world.source;
    expect(stretches[0][1]).toBe(at('2026-11-22T12:00:00Z'));
    expect(stretches.every(([from, to]) => to - from <= 7 * DAY * 1_000)).toBe(
      true,
    );
    expect(new Set(stretches.map(([, , step]) => step))).toEqual(
      new Set([300, 3_600]),
    );
  });

  it('reads as much of the past as alerts look back over, also where a window has just begun', async () => {
    const world = await begin();
    world.objectives.all[0].objective.window = {
      kind: 'calendar',
      unit: 'quarter',
      count: 1,
      start: '2026-11-22 00:00:00',
      timeZone: 'UTC',
    };
    await world.backend.look();
    const first = Math.min(...world.source.stretches.map(([from]) => from));
    expect(first).toBeLessThanOrEqual(at(NOW) - 9 * DAY * 1_000);
    expect((await stateOf(world))?.state).toBe('healthy');
  });

  it('asks for slots only when there are new ones, and catches up after it stood still', async () => {
    const world = await begin();
    await world.backend.look();
    const { length } = world.source.stretches;
    world.clock.pass(MINUTE);
    await world.backend.look();
    expect(world.source.stretches).toHaveLength(length);
    // Two hours nobody looked.
    world.source.behaviours.set(
      'payments-api',
      failing({
        bad: 100,
        from: '2026-11-22T13:00:00Z',
        to: '2026-11-22T13:30:00Z',
      }),
    );
    world.clock.pass(2 * HOUR);
    const again = await world.start();
    await again.look();
    expect(world.source.stretches.slice(length)).toEqual([
      [at('2026-11-22T12:00:00Z'), at('2026-11-22T14:00:00Z'), 300],
    ]);
    const { arithmetic } = await again.status.statusDetail(ID);
    expect(arithmetic?.bad).toBe(600);
  });

  it('catches up in hours what is older than minutes are kept for', async () => {
    const world = await begin();
    await world.backend.look();
    const { length } = world.source.stretches;
    world.source.behaviours.set('payments-api', failing({ bad: 0.5 }));
    world.clock.pass(20 * DAY);
    await world.backend.look();
    const steps = world.source.stretches
      .slice(length)
      .map(([, , step]) => step);
    expect(steps.slice(0, 2)).toEqual([3_600, 3_600]);
    expect(steps.slice(2).every(step => step === 300)).toBe(true);
    const { arithmetic } = await world.backend.status.statusDetail(ID);
    expect(arithmetic?.bad).toBeCloseTo(20 * 288 * 0.5, -1);
    expect(arithmetic?.coverage).toBeGreaterThan(0.999);
  });

  it('keeps what was known last while a source is down, says since when, and recovers', async () => {
    const world = await begin();
    await world.backend.look();
    const known = await stateOf(world);
    world.source.down = true;
    world.clock.pass(MINUTE);
    await world.backend.look();
    world.clock.pass(MINUTE);
    await world.backend.look();
    expect(await stateOf(world)).toMatchObject({
      state: 'unknown',
      reason: expect.stringContaining('ECONNREFUSED'),
      staleSince: '2026-11-22T12:02:00.000Z',
      at: known?.at,
      budget: known?.budget,
      burn: known?.burn,
    });
    expect(await world.backend.status.sources()).toEqual([
      {
        id: 'fake',
        title: 'Source fake',
        objectives: 1,
        answeredAt: '2026-11-22T12:01:00.000Z',
        failing: {
          since: '2026-11-22T12:02:00.000Z',
          message: expect.stringContaining('ECONNREFUSED'),
        },
      },
    ]);
    world.source.down = false;
    world.clock.pass(MINUTE);
    await world.backend.look();
    const row = await stateOf(world);
    expect(row).toMatchObject({ state: 'healthy' });
    expect(row?.staleSince).toBeUndefined();
    expect((await world.backend.status.sources())[0].failing).toBeUndefined();
  });

  it('calls no service healthy whose series are gone: it says since when, and is back when they are', async () => {
    const world = await begin();
    await world.backend.look();
    const gone = at('2026-11-22T12:00:00Z');
    world.source.behaviours.set('payments-api', time =>
      time < gone ? { bad: 0, total: 1_000 } : undefined,
    );
    const after = async (seconds: number) => {
      world.clock.pass(seconds);
      await world.backend.look();
      const row = await stateOf(world);
      return [row?.state, row?.reason];
    };
    expect(await after(10 * MINUTE)).toEqual(['healthy', undefined]);
    expect(await after(30 * MINUTE)).toEqual([
      'no-data',
      'It was last seen at 2026-11-22 12:00 UTC, and the source has no series of it since: how it does now is not known.',
    ]);
    expect(await after(DAY)).toEqual([
      'no-data',
      expect.stringMatching(/^It was last seen on 2026-11-22 \(UTC\)/),
    ]);
    expect((await stateOf(world))?.budget?.ratio).toBe(1);
    world.source.behaviours.clear();
    expect((await after(10 * MINUTE))[0]).toBe('healthy');
  });

  it('waits for a source that hangs no longer than it may take', async () => {
    const world = await begin(['payments-api'], { askMs: 50 });
    world.source.hangs = true;
    await world.backend.look();
    expect(await stateOf(world)).toMatchObject({
      state: 'unknown',
      reason: expect.stringContaining('did not answer within 0.05 s'),
    });
  });

  it('keeps what fails for some from others', async () => {
    const world = await begin(['a', 'b', 'c', 'd', 'e']);
    world.source.failing.add('a-availability');
    world.source.nan.add('b-availability');
    world.source.dishonest.add('c-availability');
    world.source.behaviours.set('d', () => undefined);
    await world.backend.look();
    const stands = async (service: string) => {
      const row = await stateOf(world, `${service}-availability`);
      return [row?.state, row?.reason];
    };
    expect(await stands('a')).toEqual([
      'unknown',
      'query processing would load too many samples',
    ]);
    expect(await stands('b')).toEqual(['invalid', 'The source answered NaN.']);
    expect(await stands('c')).toEqual([
      'invalid',
      expect.stringContaining('answered NaN where a share'),
    ]);
    expect(await stands('d')).toEqual(['no-data', expect.any(String)]);
    expect(await stands('e')).toEqual(['healthy', undefined]);
    expect((await world.backend.status.sources())[0].failing).toBeUndefined();
  });

  it('says of an objective that no source knows that it is so', async () => {
    const world = await begin();
    const alone = await collecting({ ...world, sources: [] });
    await alone.look();
    expect((await alone.status.statusDetail(ID)).row).toMatchObject({
      state: 'unknown',
      reason: expect.stringContaining('fairway.slo.sources'),
    });
  });

  it('says what is wrong with a window that cannot be read, and of others how they do', async () => {
    const world = await begin(['payments-api', 'b']);
    world.objectives.all[0].objective.window = {
      kind: 'calendar',
      unit: 'month',
      count: 1,
      start: '2026-01-01 00:00:00',
      timeZone: 'Europe/Atlantis',
    };
    await world.backend.look();
    expect(await stateOf(world)).toMatchObject({
      state: 'invalid',
      reason: expect.stringContaining('Europe/Atlantis'),
    });
    expect((await stateOf(world, 'b-availability'))?.state).toBe('healthy');
  });

  it('tells owners of an outage once, also over restarts and in two backends, and when it is over', async () => {
    const world = await begin();
    const other = await world.start();
    await world.backend.look();
    world.source.behaviours.set(
      'payments-api',
      failing({
        bad: 300,
        from: '2026-11-22T12:00:00Z',
        to: '2026-11-22T13:00:00Z',
      }),
    );
    world.clock.pass(30 * MINUTE);
    await Promise.all([world.backend.look(), other.look()]);
    expect((await stateOf(world))?.state).toBe('burning-fast');
    // The source is away for a moment, and a backend starts anew.
    world.source.down = true;
    await world.backend.look();
    world.source.down = false;
    const restarted = await world.start();
    await restarted.look();
    const told = () => [
      ...world.backend.titles(),
      ...other.titles(),
      ...restarted.titles(),
    ];
    expect(told()).toEqual([
      'payments-api answers burns its error budget fast',
    ]);
    world.clock.pass(5 * DAY);
    await restarted.look();
    expect(told()[1]).toBe(
      'payments-api answers no longer burns its error budget fast',
    );
    expect(told()).toHaveLength(2);
    expect(restarted.notifications.send).toHaveBeenCalledWith({
      recipients: { type: 'entity', entityRef: ['group:default/payments'] },
      payload: expect.objectContaining({
        link: `/slos/${ID}`,
        topic: 'slo',
        scope: `slo:burning-fast:${ID}`,
      }),
    });
  });

  it('tells owners again when telling them failed, and programs of each change of a state', async () => {
    const world = await begin();
    world.source.behaviours.set('payments-api', failing({ bad: 5 }));
    world.backend.notifications.send.mockRejectedValueOnce(new Error('away'));
    await world.backend.look();
    expect((await stateOf(world))?.state).toBe('exhausted');
    world.clock.pass(MINUTE);
    await world.backend.look();
    expect(world.backend.titles()).toEqual([
      'payments-api answers has no error budget left',
      'payments-api answers has no error budget left',
    ]);
    expect(world.backend.events.publish).toHaveBeenLastCalledWith({
      topic: 'slo.objective-state',
      eventPayload: expect.objectContaining({
        objective: ID,
        service: 'payments-api',
        entity: 'component:default/payments-api',
        after: 'exhausted',
      }),
    });
    expect(world.backend.signals.publish).toHaveBeenCalledWith(
      expect.objectContaining({ channel: 'slo:objectives' }),
    );
  });

  it('tells programs of each change of a state once, whichever of two backends saw it', async () => {
    const services = Array.from({ length: 20 }, (_, i) => `service-${i}`);
    const world = await begin(services);
    const other = await world.start();
    const told = () =>
      [world.backend, other].flatMap(({ events }) =>
        events.publish.mock.calls.flatMap((call: unknown[]) =>
          call.map(changeOf),
        ),
      );
    const failingAll = (bad: number) =>
      services.forEach(name =>
        world.source.behaviours.set(
          name,
          failing({ bad, from: '2026-11-22T12:00:00Z' }),
        ),
      );
    const lookAll = () => Promise.all([world.backend.look(), other.look()]);
    await lookAll();
    failingAll(300);
    world.clock.pass(HOUR);
    await lookAll();
    world.clock.pass(12 * HOUR);
    await lookAll();
    for (const name of services) {
      const own = told().filter(({ service }) => service === name);
      // Each begins where another ended, and no two are the same.
      const byBefore = new Map(own.map(({ before, after }) => [before, after]));
      expect(byBefore.size).toBe(own.length);
      let state: string | undefined;
      for (let step = 0; step < own.length; step++) {
        state = byBefore.get(state);
      }
      expect(state).toBe('exhausted');
    }
  });

  it('says nothing of a source when it is the database that fails', async () => {
    const world = await begin();
    await world.backend.look();
    const before = await world.backend.status.sources();
    await world.knex.schema.renameTable('slo_exclusions', 'away');
    world.clock.pass(MINUTE);
    await world.backend.look();
    expect(await world.backend.status.sources()).toEqual(before);
    await world.knex.schema.renameTable('away', 'slo_exclusions');
  });

  it('loses and doubles nothing when two backends look at the same time', async () => {
    const world = await begin();
    const other = await world.start();
    world.source.behaviours.set('payments-api', failing({ bad: 0.25 }));
    for (let hour = 0; hour < 3; hour++) {
      await Promise.all([world.backend.look(), other.look()]);
      world.clock.pass(HOUR);
    }
    await world.backend.look();
    const { arithmetic } = await world.backend.status.statusDetail(ID);
    expect(arithmetic?.spent).toBeCloseTo(0.25, 9);
    expect(arithmetic?.coverage).toBeGreaterThan(0.999);
  });

  it('goes on where it was killed in the middle of reading the past', async () => {
    const world = await begin();
    world.source.behaviours.set('payments-api', failing({ bad: 0.25 }));
    const ended = new AbortController();
    const slots = world.source.slots.bind(world.source);
    let count = 0;
    jest.spyOn(world.source, 'slots').mockImplementation(async options => {
      if (++count === 4) {
        ended.abort(new Error('killed'));
      }
      return slots(options);
    });
    await expect(world.backend.collector.run(ended.signal)).rejects.toThrow(
      'killed',
    );
    // What is known of a part of the window is not told as if it were all of it.
    expect((await stateOf(world))?.budget).toBeUndefined();
    const restarted = await world.start();
    await restarted.look();
    const { arithmetic } = await restarted.status.statusDetail(ID);
    expect(arithmetic?.spent).toBeCloseTo(0.25, 9);
    const stretches = world.source.stretches.map(
      ([from, to]) => `${from} ${to}`,
    );
    expect(new Set(stretches).size).toBe(stretches.length);
  });

  it('begins anew when an objective measures something else', async () => {
    const world = await begin();
    world.source.behaviours.set('payments-api', failing({ bad: 3 }));
    await world.backend.look();
    world.source.behaviours.set('payments-api', failing({ bad: 0 }));
    const [{ objective }] = world.objectives.all;
    objective.sli = { kind: 'ratio', errorRatio: 'other[{{.window}}]' };
    world.clock.pass(MINUTE);
    await world.backend.look();
    const { row, arithmetic } = await world.backend.status.statusDetail(ID);
    expect(row?.state).toBe('healthy');
    expect(arithmetic?.bad).toBe(0);
  });

  it('keeps old minutes as hours, forgets what is older, and objectives that are gone for good', async () => {
    const world = await begin();
    world.source.behaviours.set('payments-api', failing({ bad: 0.25 }));
    await world.backend.look();
    world.clock.pass(10 * DAY);
    await world.backend.look();
    await world.backend.cleanup.run();
    const resolutions = async () =>
      world
        .knex('slo_history')
        .select('resolution')
        .min({ first: 'day' })
        .groupBy('resolution')
        .orderBy('resolution');
    const today = Math.floor(world.clock.now() / (DAY * 1_000));
    expect((await resolutions())[0]).toMatchObject({
      resolution: 300,
      first: today - 7,
    });
    world.clock.pass(MINUTE);
    await world.backend.look();
    const { arithmetic } = await world.backend.status.statusDetail(ID);
    expect(arithmetic?.spent).toBeCloseTo(0.25, 9);

    world.objectives.all = [];
    await world.backend.cleanup.run();
    world.clock.pass(8 * DAY);
    await world.backend.cleanup.run();
    expect(await resolutions()).toEqual([]);
  });

  it('shows the past with its gaps, and what would have fired, also for another target', async () => {
    const world = await begin();
    world.source.behaviours.set('payments-api', time =>
      time >= at('2026-11-20T00:00:00Z') && time < at('2026-11-20T06:00:00Z')
        ? undefined
        : failing({
            bad: 200,
            from: '2026-11-21T12:00:00Z',
            to: '2026-11-21T12:30:00Z',
          })(time),
    );
    await world.backend.look();
    const times = { id: ID, from: at('2026-11-19T00:00:00Z'), to: at(NOW) };
    const { points, markers } = await world.backend.status.history(times);
    expect(markers).toEqual([]);
    const gap = points.filter(
      point =>
        point.at >= '2026-11-20T00:00:00' && point.at < '2026-11-20T06:00:00',
    );
    expect(gap.length).toBeGreaterThan(10);
    expect(gap.every(({ total }) => total === undefined)).toBe(true);
    expect(points[0].budget).toBe(1);
    expect(points.at(-1)?.budget).toBeCloseTo(1 - 1_200 / 8_640, 2);

    const { fired } = await world.backend.status.wouldHaveFired(times);
    expect(fired.map(({ severity }) => severity)).toContain('page');
    const loose = await world.backend.status.wouldHaveFired({
      ...times,
      target: 0.9,
    });
    expect(loose.fired).toEqual([]);
    await expect(
      world.backend.status.history({ ...times, id: 'nobody' }),
    ).rejects.toThrow('There is no objective nobody');
  });

  it('tells reviews what is spent of the budgets of services', async () => {
    const world = await begin(['a', 'b']);
    world.source.behaviours.set('a', failing({ bad: 0.75 }));
    await world.backend.look();
    const [a, b, none] = await world.backend.status.budgets(['a', 'b', 'c']);
    expect(a.objectives[0].spent).toBeCloseTo(0.75, 9);
    expect(b.objectives).toEqual([
      expect.objectContaining({ state: 'healthy', spent: 0 }),
    ]);
    expect(none).toEqual({ service: 'c', objectives: [] });
    const { policy } = await world.backend.status.statusDetail(
      'a-availability',
    );
    expect(policy.rules.map(({ holds }) => holds)).toEqual([true, false]);
  });

  it('tells reviews nothing of a budget on which there is no verdict', async () => {
    const world = await begin(['a', 'b', 'c']);
    // Three events in all of the window, one of them bad.
    world.source.behaviours.set('a', time =>
      time >= at('2026-11-22T11:45:00Z')
        ? { bad: time === at('2026-11-22T11:45:00Z') ? 1 : 0, total: 1 }
        : undefined,
    );
    world.source.behaviours.set('b', failing({ bad: 0.75 }));
    world.source.behaviours.set('c', failing({ bad: 5 }));
    await world.backend.look();
    const [a] = await world.backend.status.budgets(['a']);
    expect(a.objectives[0]).toMatchObject({ state: 'too-few-events' });
    expect(a.objectives[0].spent).toBeUndefined();
    const { arithmetic, policy } = await world.backend.status.statusDetail(
      'a-availability',
    );
    expect(arithmetic?.spent).toBeGreaterThan(100);
    expect(policy.rules.some(({ holds }) => holds)).toBe(false);
    // What was known before its source went down does not decide either, unless nothing was left then.
    world.source.down = true;
    world.clock.pass(21 * DAY);
    await world.backend.look();
    const [b, c] = await world.backend.status.budgets(['b', 'c']);
    expect(b.objectives[0]).toMatchObject({ state: 'unknown' });
    expect(b.objectives[0].spent).toBeUndefined();
    expect(c.objectives[0].state).toBe('exhausted');
    expect(c.objectives[0].spent).toBeCloseTo(5, 6);
  });

  it('says while it still reads the past that the budget is not known, and of alerts how they stand', async () => {
    const world = await begin(['a', 'b']);
    world.source.behaviours.set(
      'a',
      failing({ bad: 500, to: '2026-11-13T00:00:00Z' }),
    );
    world.source.behaviours.set(
      'b',
      failing({ bad: 900, from: '2026-11-22T06:00:00Z' }),
    );
    // Of what was before the last hours nothing can be read today.
    const slots = world.source.slots.bind(world.source);
    let isSlow = true;
    jest.spyOn(world.source, 'slots').mockImplementation(async options =>
      isSlow && options.from < at('2026-11-22T00:00:00Z')
        ? {
            slots: new Map(),
            unusable: new Map(),
            failures: [
              {
                objectives: options.objectives.map(({ id }) => id),
                message: 'too many samples',
              },
            ],
          }
        : slots(options),
    );
    await world.backend.exclusions.create(
      {
        service: 'b',
        from: '2026-11-22T11:00:00Z',
        to: '2026-11-22T11:20:00Z',
        reason: 'Upgrade of the database',
      },
      { userRef: 'user:default/priya.engineer' },
    );
    await world.backend.look();
    const a = await stateOf(world, 'a-availability');
    expect(a).toMatchObject({
      state: 'unknown',
      reason: expect.stringContaining('Its history is still being read'),
    });
    expect(a?.budget).toBeUndefined();
    expect((await stateOf(world, 'b-availability'))?.state).toBe(
      'burning-fast',
    );
    isSlow = false;
    await world.backend.look();
    expect((await stateOf(world, 'a-availability'))?.state).toBe('exhausted');
  });

  it('has no more than one look running and one waiting, whoever asks for one', async () => {
    const world = await begin();
    await world.backend.look();
    const before = world.source.asked.ratios;
    const ratios = world.source.ratios.bind(world.source);
    let answer = () => {};
    const held = new Promise<void>(resolve => {
      answer = resolve;
    });
    const hasBegun = new Promise<void>(resolve => {
      jest.spyOn(world.source, 'ratios').mockImplementation(async options => {
        resolve();
        await held;
        return ratios(options);
      });
    });
    const looks = [world.backend.look()];
    await hasBegun;
    for (let merge = 0; merge < 20; merge++) {
      looks.push(world.backend.refresher.refresh());
    }
    answer();
    await Promise.all(looks);
    expect(world.source.asked.ratios - before).toBe(2);
    await world.backend.refresher.refresh();
    expect(world.source.asked.ratios - before).toBe(3);
  });

  it('reads what a clock that was ahead took for read', async () => {
    const world = await begin();
    await world.backend.look();
    world.clock.pass(DAY);
    world.source.behaviours.set('payments-api', () => undefined);
    await world.backend.look();
    world.clock.pass(-DAY);
    world.source.behaviours.set(
      'payments-api',
      failing({ bad: 0.25, from: '2026-11-22T12:00:00Z' }),
    );
    for (let hour = 0; hour < 3; hour++) {
      world.clock.pass(HOUR);
      await world.backend.look();
    }
    const { arithmetic } = await world.backend.status.statusDetail(ID);
    expect(arithmetic?.bad).toBeCloseTo(36 * 0.25, 6);
    expect(arithmetic?.coverage).toBeGreaterThan(0.999);
  });

  it('leaves no gap where the store answers in part for a while, and keeps what is a number beside what is none', async () => {
    const world = await begin();
    world.source.behaviours.set('payments-api', failing({ bad: 0.25 }));
    const slots = world.source.slots.bind(world.source);
    let isPartial = true;
    jest.spyOn(world.source, 'slots').mockImplementation(async options => {
      const answer = await slots(options);
      if (options.stepSeconds === 300 && isPartial) {
        answer.slots.clear();
      }
      if (options.stepSeconds === 3_600) {
        const own = answer.slots.get(ID) ?? [];
        answer.slots.set(ID, own.slice(0, -1));
      }
      answer.unusable.set(ID, {
        kind: 'unusable',
        why: options.stepSeconds === 300 && isPartial ? 'partial' : 'infinite',
        message: 'It does not answer as a whole.',
      });
      return answer;
    });
    await world.backend.look();
    isPartial = false;
    await world.backend.look();
    const { arithmetic } = await world.backend.status.statusDetail(ID);
    expect(arithmetic?.spent).toBeCloseTo(0.25, 6);
    expect(arithmetic?.coverage).toBeGreaterThan(0.99);
  });

  it('tells owners who became known only after it began, and of a second fast burn while the first still lingers', async () => {
    const world = await begin();
    const [one] = world.objectives.all;
    const { ownership } = one;
    const outages = ['2026-11-22T12', '2026-11-23T15'].map(text =>
      at(`${text}:00:00Z`),
    );
    world.source.behaviours.set('payments-api', time => ({
      bad: outages.some(from => time >= from && time < from + 1_800_000)
        ? 500
        : 0,
      total: 1_000,
    }));
    await world.backend.look();
    one.ownership = {};
    world.clock.pass(20 * MINUTE);
    await world.backend.look();
    expect((await stateOf(world))?.state).toBe('burning-fast');
    one.ownership = ownership;
    world.clock.pass(MINUTE);
    await world.backend.look();
    const fast = 'payments-api answers burns its error budget fast';
    const over = 'payments-api answers no longer burns its error budget fast';
    expect(world.backend.titles()).toEqual([fast]);
    for (let hour = 0; hour < 27; hour++) {
      world.clock.pass(HOUR);
      await world.backend.look();
    }
    expect(world.backend.titles()).toEqual([fast, over, fast]);
  });
});
