import * as fc from 'fast-check';
import { paymentsApi, shippedContract } from '../compile/__testUtils__/shipped';
import type { DeliveryState } from './api';
import type { DeliveryEvent } from './events';
import { foldDelivery } from './fold';
import {
  lackingEvidence,
  mayPromote,
  mayRollBack,
  rollbackTarget,
  withImage,
} from './moves';
import { SEEN_LATE } from './placing';
import { deliveryProfiles, type DeliveryProfile } from './profile';
import { settleRelease } from './settle';

const MONDAY = Date.parse('2026-11-16T09:00:00.000Z');
const digest = (letter: string) => `sha256:${letter.repeat(64)}`;
const imageOf = (letter: string) =>
  `registry.example.com/payments-api@${digest(letter)}`;

function at(minutes: number): string {
  return new Date(MONDAY + minutes * 60_000).toISOString();
}

/** What happened to the image of a letter, so many minutes after Monday, 9:00. */
function told(
  state: DeliveryState,
  minutes: number,
  letter: string,
  more: Partial<DeliveryEvent> = {},
): DeliveryEvent {
  const ofImage = ['built', 'scanned', 'signed'].includes(state);
  return {
    id: `${state}-${minutes}-${letter}-${more.facts?.cluster ?? ''}-${
      more.outcome ?? ''
    }`,
    service: 'payments-api',
    state,
    outcome: 'passed',
    at: at(minutes),
    source: 'fairway',
    summary: state,
    facts: {},
    image: digest(letter),
    ...(!ofImage && { environment: 'prod' }),
    ...(state === 'desired-state-updated' && {
      commit: letter.repeat(40),
      reference: imageOf(letter),
    }),
    ...more,
  };
}

function profileOf(environment: string): DeliveryProfile {
  const profile = deliveryProfiles({
    intent: paymentsApi(),
    contract: shippedContract(),
  }).find(each => each.environment === environment);
  if (!profile) {
    throw new Error(`no ${environment}`);
  }
  return profile;
}

const prod = { ...profileOf('prod'), clusters: ['prod-eu-1'] };

/** All the way of an image, as it should be. */
function wholeWay(letter: string, from: number): DeliveryEvent[] {
  return [
    told('built', from, letter, {
      facts: { commit: 'f'.repeat(40), committedAt: at(from - 30) },
    }),
    told('scanned', from + 1, letter),
    told('signed', from + 2, letter),
    told('proposed', from + 3, letter),
    told('desired-state-updated', from + 5, letter),
    told('synced', from + 6, letter),
    told('ready', from + 8, letter),
    told('canary', from + 10, letter),
    told('promoted', from + 30, letter),
  ];
}

function stepsAt(
  events: DeliveryEvent[],
  minutes: number,
  profile: DeliveryProfile = prod,
) {
  const folded = foldDelivery({ events, profile }).at(-1);
  if (!folded) {
    throw new Error('no release');
  }
  const settled = settleRelease({
    folded,
    profile,
    now: MONDAY + minutes * 60_000,
  });
  return {
    settled,
    steps: Object.fromEntries(
      settled.steps.map(({ state, status }) => [state, status]),
    ),
    why: (state: DeliveryState) =>
      settled.steps.find(step => step.state === state)?.why,
  };
}

describe('How far a release got', () => {
  it('is told step by step, and it is stable when nothing failed in the window', () => {
    const events = wholeWay('a', 0);
    const before = stepsAt(events, 59);
    expect(before.settled.release).toMatchObject({
      id: 'prod.payments-api.aaaaaaaaaaaa',
      image: imageOf('a'),
      sourceCommit: 'f'.repeat(40),
      state: 'promoted',
      failed: false,
      startedAt: at(3),
    });
    expect(before.steps.stable).toBe('waiting');
    expect(before.why('stable')).toContain('30m of observation');

    const after = stepsAt(events, 61);
    expect(after.settled.release.state).toBe('stable');
    expect(after.settled.missing).toBe(0);
    expect(after.steps).toMatchObject({
      built: 'done',
      ready: 'done',
      promoted: 'done',
      'rolled-back': 'not-applicable',
      stable: 'done',
    });
  });

  it('shows as missing what nobody proved, and assumes nothing', () => {
    const events = wholeWay('a', 0).filter(
      ({ state }) => !['scanned', 'signed', 'synced'].includes(state),
    );
    const { steps, settled } = stepsAt(events, 20);
    expect(steps).toMatchObject({
      built: 'done',
      scanned: 'missing',
      signed: 'missing',
      synced: 'missing',
      ready: 'done',
    });
    expect(settled.missing).toBe(3);
  });

  it('waits for each cluster that its source tells apart', () => {
    const two = { ...prod, clusters: ['prod-eu-1', 'prod-us-1'] };
    const events = [
      told('desired-state-updated', 5, 'a'),
      told('synced', 6, 'a', { facts: { cluster: 'prod-eu-1' } }),
    ];
    const half = stepsAt(events, 10, two);
    expect(half.steps.synced).toBe('waiting');
    expect(half.why('synced')).toContain('prod-us-1');
    const whole = stepsAt(
      [...events, told('synced', 9, 'a', { facts: { cluster: 'prod-us-1' } })],
      10,
      two,
    );
    expect(whole.steps.synced).toBe('done');
  });

  it('is either promoted or rolled back, and Git itself tells of a rollback', () => {
    const events = [
      ...wholeWay('a', 0),
      ...wholeWay('b', 1000),
      told('desired-state-updated', 1040, 'a', { commit: 'c'.repeat(40) }),
    ];
    const [first, second, third] = foldDelivery({ events, profile: prod });
    expect(first.release.state).toBe('promoted');
    expect(second.release).toMatchObject({
      state: 'rolled-back',
      failed: true,
      endedAt: at(1040),
    });
    expect(second.steps.find(({ state }) => state === 'promoted')?.status).toBe(
      'not-applicable',
    );
    expect(third.release).toMatchObject({ image: imageOf('a') });
    // Taken back within the window of observation, so it never was stable.
    expect(second.stableAt).toBeUndefined();
    expect(first.stableAt).toBe(at(60));
  });

  it('a failure in the window begins it anew, one after it takes nothing back', () => {
    const degraded = told('ready', 40, 'a', { outcome: 'failed' });
    const healthy = told('ready', 50, 'a');
    const early = [...wholeWay('a', 0), degraded];
    expect(stepsAt(early, 100).settled).toMatchObject({
      release: { failed: true, state: 'promoted' },
    });
    expect(
      foldDelivery({ events: [...early, healthy], profile: prod })[0].stableAt,
    ).toBe(at(80));
    const late = told('ready', 500, 'a', { outcome: 'failed' });
    expect(stepsAt([...wholeWay('a', 0), late], 600).settled).toMatchObject({
      release: { failed: true, state: 'stable' },
    });
  });

  it('stays failed whatever else is heard of it, until what failed is well again', () => {
    const down = told('ready', 40, 'a', { outcome: 'failed' });
    const scannedAnew = told('scanned', 45, 'a');
    const failedAfter = (...more: DeliveryEvent[]) =>
      stepsAt([...wholeWay('a', 0), ...more], 100).settled.release.failed;
    expect(failedAfter(down, scannedAnew)).toBe(true);
    expect(failedAfter(down, scannedAnew, told('ready', 50, 'a'))).toBe(false);
    // Somebody promoted it though its analysis had failed.
    expect(failedAfter(told('canary', 15, 'a', { outcome: 'failed' }))).toBe(
      false,
    );
  });

  it('counts for the figures of its team with what is known, and nothing else', () => {
    const figures = (events: DeliveryEvent[]) =>
      foldDelivery({ events, profile: prod }).map(each => each.figures);
    const failure = (cluster: string) =>
      told('ready', 50, 'a', { outcome: 'failed', facts: { cluster } });
    // 38 minutes from the commit to the first cluster; another cluster that is well mends no failure of this one.
    expect(
      figures([
        ...wholeWay('a', 0),
        failure('prod-eu-1'),
        told('ready', 55, 'a', { facts: { cluster: 'prod-us-1' } }),
        told('ready', 60, 'a', { facts: { cluster: 'prod-eu-1' } }),
      ]),
    ).toEqual([
      {
        deployedAt: at(8),
        leadSeconds: 38 * 60,
        failedAt: at(50),
        restoreSeconds: 10 * 60,
      },
    ]);
    // What comes back was written long ago.
    const [, second, back] = figures([
      ...wholeWay('a', 0),
      ...wholeWay('b', 100),
      told('desired-state-updated', 140, 'a', { commit: 'd'.repeat(40) }),
      told('ready', 145, 'a'),
    ]);
    expect(second).toEqual({
      deployedAt: at(108),
      leadSeconds: 38 * 60,
      failedAt: at(140),
      restoreSeconds: 5 * 60,
    });
    expect(back).toEqual({ deployedAt: at(145) });
    // What was not applied at first has hurt nobody.
    expect(
      figures([
        ...wholeWay('a', 0),
        told('synced', 5.5, 'a', { outcome: 'failed' }),
      ]),
    ).toEqual([{ deployedAt: at(8), leadSeconds: 38 * 60 }]);
    // The year 1 is what programs write that know no time.
    const [undated] = figures([
      ...wholeWay('a', 0).slice(1),
      told('built', 0, 'a', {
        facts: { committedAt: '0001-01-01T00:00:00.000Z' },
      }),
    ]);
    expect(undated).toEqual({ deployedAt: at(8) });
    // The same image built once more, of another commit, is not what is running.
    const again = told('built', 90, 'a', {
      facts: { commit: 'e'.repeat(40), committedAt: at(80) },
    });
    expect(figures([...wholeWay('a', 0), again])).toEqual([
      { deployedAt: at(8), leadSeconds: 38 * 60 },
    ]);
    const [rebuilt] = foldDelivery({
      events: [...wholeWay('a', 0), again],
      profile: prod,
    });
    expect(rebuilt.release.sourceCommit).not.toBe('e'.repeat(40));
    // What was taken back before it reached a cluster was never there.
    const [, asked] = figures([
      ...wholeWay('a', 0),
      told('desired-state-updated', 60, 'b', { commit: 'b'.repeat(40) }),
      told('desired-state-updated', 61, 'a', { commit: 'd'.repeat(40) }),
    ]);
    expect(asked).toEqual({});
    // Nobody knows when that came which was there before anything was recorded.
    const seenLate = told('desired-state-updated', 0, 'a', {
      facts: { [SEEN_LATE]: 'true' },
    });
    expect(figures([seenLate, told('ready', 5, 'a')])).toEqual([{}]);
  });

  it('comes out the same in whatever order and how often events come', () => {
    const events = [
      ...wholeWay('a', 0),
      ...wholeWay('b', 100),
      told('ready', 120, 'b', { outcome: 'failed' }),
      told('rolled-back', 130, 'b'),
      told('desired-state-updated', 140, 'a', { commit: 'd'.repeat(40) }),
      told('ready', 145, 'a'),
      told('synced', 3, 'x'),
    ];
    const expected = foldDelivery({ events, profile: prod });
    expect(expected.map(({ release }) => release.state)).toEqual([
      'promoted',
      'rolled-back',
      'ready',
    ]);
    fc.assert(
      fc.property(
        fc.shuffledSubarray([...events, ...events], {
          minLength: events.length * 2,
        }),
        shuffled => {
          expect(foldDelivery({ events: shuffled, profile: prod })).toEqual(
            expected,
          );
        },
      ),
    );
    fc.assert(
      fc.property(fc.subarray(events), some => {
        for (const { steps } of foldDelivery({ events: some, profile: prod })) {
          const done = steps.filter(({ status }) => status === 'done');
          // Never a step done that nobody told of, and never both ends.
          expect(done.every(({ evidence }) => evidence.length > 0)).toBe(true);
          expect(
            done.filter(({ state }) =>
              ['promoted', 'rolled-back'].includes(state),
            ).length,
          ).toBeLessThan(2);
        }
      }),
    );
  });

  it('says why a step does not apply', () => {
    const contract = shippedContract();
    const notApplicable = (intent = paymentsApi()) =>
      deliveryProfiles({ intent, contract })[0].notApplicable;
    expect(notApplicable()).toEqual({});
    const rolling = paymentsApi();
    rolling.spec.rollout = { strategy: 'rolling' };
    expect(notApplicable(rolling).canary).toContain('rolling update');
    const agent = paymentsApi();
    agent.spec.workloadType = 'node-agent';
    expect(notApplicable(agent).canary).toContain('node-agent');
    const task = paymentsApi();
    task.spec.workloadType = 'scheduled-task';
    expect(Object.keys(notApplicable(task))).toEqual([
      'ready',
      'canary',
      'promoted',
    ]);
  });
});

describe('Promoting and rolling back', () => {
  const intent = withImage({
    intent: paymentsApi(),
    environment: 'staging',
    image: imageOf('b'),
  });
  const [, staging, production] = deliveryProfiles({
    intent,
    contract: shippedContract(),
  });

  function inStaging(events: DeliveryEvent[], minutes: number) {
    const folded = foldDelivery({
      events: events.map(event =>
        event.environment ? { ...event, environment: 'staging' } : event,
      ),
      profile: staging,
    }).at(-1);
    return (
      folded &&
      settleRelease({
        folded,
        profile: staging,
        now: MONDAY + minutes * 60_000,
      })
    );
  }

  it('lets a proven image into the next environment of the service', () => {
    expect(staging.promotesTo).toBe('prod');
    expect(
      mayPromote({
        intent,
        folded: inStaging(wholeWay('b', 0), 100),
        from: staging,
        to: production,
      }),
    ).toEqual({ allowed: true });
    const promoted = withImage({
      intent,
      environment: 'prod',
      image: imageOf('b'),
    });
    expect(
      deliveryProfiles({ intent: promoted, contract: shippedContract() })[2]
        .image,
    ).toBe(imageOf('b'));
  });

  it('says what is not proven', () => {
    const unsigned = wholeWay('b', 0).filter(({ state }) => state !== 'signed');
    const folded = inStaging(unsigned, 40);
    expect(folded && lackingEvidence(folded, staging)).toEqual([
      { state: 'signed', status: 'missing' },
      { state: 'stable', status: 'waiting' },
    ]);
    expect(
      mayPromote({ intent, folded, from: staging, to: production }),
    ).toMatchObject({
      allowed: false,
      why: expect.stringContaining('signed (missing), stable (waiting)'),
    });
    expect(
      mayPromote({ intent, folded: undefined, from: staging, to: production }),
    ).toMatchObject({ allowed: false });
  });

  it('goes back to the release before, and to none that was taken back', () => {
    const releases = foldDelivery({
      events: [
        ...wholeWay('a', 0),
        ...wholeWay('b', 100),
        told('rolled-back', 150, 'b'),
        ...wholeWay('c', 200),
      ],
      profile: prod,
    });
    const target = rollbackTarget(releases);
    expect(target?.release.image).toBe(imageOf('a'));
    expect(mayRollBack({ intent, profile: prod, target })).toEqual({
      allowed: true,
    });
    expect(
      mayRollBack({ intent, profile: prod, target: undefined }),
    ).toMatchObject({ why: expect.stringContaining('no earlier release') });
    expect(
      mayRollBack({
        intent,
        profile: { ...prod, image: imageOf('a') },
        target,
      }),
    ).toMatchObject({ why: expect.stringContaining('very image') });
    const pinned = paymentsApi();
    pinned.spec.overrides = [
      {
        target: { kind: 'Rollout' },
        patch: [
          {
            op: 'replace',
            path: '/spec/template/spec/containers/0/image',
            value: imageOf('z'),
          },
        ],
        reason: 'an old image while the new one leaks',
        approvedBy: 'group:platform',
        expires: '2027-01-01',
      },
    ];
    expect(
      mayRollBack({ intent: pinned, profile: prod, target }),
    ).toMatchObject({ why: expect.stringContaining('override 1') });
  });

  it('goes back once, however often it is asked, until the image that comes back has arrived', () => {
    const asked = [
      ...wholeWay('a', 0),
      ...wholeWay('b', 100),
      ...wholeWay('c', 200),
      told('desired-state-updated', 300, 'b', { commit: 'e'.repeat(40) }),
    ];
    const permitOf = (events: DeliveryEvent[], named = false) => {
      const releases = foldDelivery({ events, profile: prod });
      return mayRollBack({
        intent,
        profile: { ...prod, image: imageOf('b') },
        target: rollbackTarget(releases),
        ...(!named && { releases }),
      });
    };
    expect(permitOf(asked)).toMatchObject({
      allowed: false,
      why: expect.stringContaining('has not arrived yet'),
    });
    expect(permitOf(asked, true)).toEqual({ allowed: true });
    expect(permitOf([...asked, told('synced', 305, 'b')])).toEqual({
      allowed: true,
    });
  });

  it('an image that is the common one again is stated nowhere else', () => {
    const common = intent.spec.containers.app.image;
    expect(
      withImage({ intent, environment: 'staging', image: common }).spec
        .environments,
    ).toEqual(paymentsApi().spec.environments);
  });
});
