import fc from 'fast-check';
import {
  testContract,
  testIntent,
  testResult,
} from '../checks/__testUtils__/fixtures';
import type { PlatformContract } from '../model';
import type { ServiceIntent } from '../schema/intent';
import { decideReview } from './review';

type Spec = ServiceIntent['spec'];
type Slo = NonNullable<Spec['slo']>;
type Own = NonNullable<Slo['objectives']>[number];

const contract = testContract();
const promising = (slo: Slo | undefined, spec: Partial<Spec> = {}) =>
  testResult({ intent: testIntent({ spec: { ...spec, slo } }) });

/** What people read of lowered objectives, without the sentence of the rule. */
function told(options: {
  before: Slo | undefined;
  after: Slo | undefined;
  spec?: [before: Partial<Spec>, after: Partial<Spec>];
  contract?: PlatformContract;
}): string[] {
  const [was, is] = options.spec ?? [];
  return decideReview({
    before: promising(options.before, was),
    after: promising(options.after, is),
    contract: options.contract ?? contract,
  })
    .reasons.filter(({ trigger }) => trigger === 'objective-lowered')
    .map(({ why }) => why.replace(' Because it is risky.', ''));
}

const settlement: Own = {
  name: 'settlement',
  target: 99.5,
  good: 'settled_total{result="ok"}',
  total: 'settled_total',
};
const own = (change: Partial<Own>): Slo => ({
  objectives: [{ ...settlement, ...change }],
});

describe('Whoever promises less is asked before the budget is needed', () => {
  it('says how much more may fail', () => {
    expect(
      decideReview({
        before: promising({ availability: 99.9 }),
        after: promising({ availability: 99.5 }),
        contract,
      }),
    ).toEqual({
      decision: 'review',
      reviewers: ['sre'],
      reasons: [
        {
          trigger: 'objective-lowered',
          reviewer: 'sre',
          at: '/spec/slo/availability',
          why: 'Objective availability 99.9% → 99.5%: 10 minutes a week become 50 minutes. Because it is risky.',
        },
      ],
    });
  });

  it.each<[string, Slo | undefined, Slo | undefined, string]>([
    [
      'a target that is hardly lower',
      { availability: 99.9 },
      { availability: 99.8999 },
      'availability 99.9% → 99.8999%',
    ],
    [
      'seconds that become minutes',
      { availability: 99.9999 },
      { availability: 99.95 },
      'availability 99.9999% → 99.95%: 0.6 seconds a week become 5 minutes',
    ],
    [
      'minutes that become days',
      { availability: 99.5 },
      { availability: 50 },
      'availability 99.5% → 50%: 50 minutes a week become 3.5 days',
    ],
    [
      'more than the tier asks for, taken back to what it does',
      { availability: 99.95 },
      undefined,
      'availability 99.95% → 99.9%: 5 minutes a week become 10 minutes',
    ],
    [
      'a longer time that is good',
      { latencyP95Ms: 300 },
      { latencyP95Ms: 301 },
      'latency-p95 300 ms → 301 ms: what takes that long counts as good',
    ],
    [
      'a time that is promised no more',
      { latencyP95Ms: 300 },
      {},
      'latency-p95 ends: 300 ms was promised, and its budget and history end with it',
    ],
    [
      'events of its own that may be bad',
      own({}),
      own({ target: 99 }),
      'settlement 99.5% → 99%: of 1000 events 10 may be bad instead of 5',
    ],
    [
      'an objective of its own that ends',
      own({}),
      {},
      'settlement ends: 99.5% was promised, and its budget and history end with it',
    ],
    [
      'a new name, under which the budget begins anew',
      own({}),
      own({ name: 'settled' }),
      'settlement ends: 99.5% was promised, and its budget and history end with it',
    ],
    [
      'more that is taken for good',
      own({}),
      own({ good: 'settled_total{result=~"ok|late"}' }),
      'settlement takes settled_total{result=~"ok|late"} for good instead of settled_total{result="ok"}',
    ],
    [
      'less that is counted',
      own({}),
      own({ total: 'settled_total{result!="late"}' }),
      'settlement counts settled_total{result!="late"} instead of settled_total',
    ],
  ])('asks about %s', (_what, before, after, why) => {
    expect(told({ before, after })).toEqual([`Objective ${why}.`]);
  });

  it('asks when other requests are counted, or none any more', () => {
    const { containers } = testIntent().spec;
    const grpc: Spec['containers'] = {
      app: { ...containers.app, protocol: 'grpc' },
    };
    const slo = { latencyP95Ms: 300 };
    expect(
      told({ before: slo, after: slo, spec: [{}, { containers: grpc }] }),
    ).toEqual([
      'Objective availability counts requests of grpc instead of http.',
      'Objective latency-p95 counts requests of grpc instead of http.',
    ]);
    expect(
      told({
        before: undefined,
        after: undefined,
        spec: [{}, { workloadType: 'queue-worker', exposure: 'none' }],
      }),
    ).toEqual([
      'Objective availability ends: 99.9% was promised, and its budget and history end with it.',
    ]);
  });

  it('asks in the tiers that the contract names, and by what was promised before too', () => {
    const important = testContract(each => {
      each.slo = { lowered: { review: ['tier-1', 'tier-2'] } };
    });
    const lowered = (before: Spec['tier'], after: Spec['tier']) =>
      told({
        before: { availability: 99.9 },
        after: { availability: 99 },
        spec: [{ tier: before }, { tier: after }],
        contract: important,
      }).length;
    expect(lowered('tier-1', 'tier-1')).toBe(1);
    expect(lowered('tier-2', 'tier-3')).toBe(1);
    expect(lowered('tier-3', 'tier-2')).toBe(1);
    expect(lowered('tier-3', 'tier-3')).toBe(0);
  });

  it('asks about what was promised in production, and of nobody who is new there', () => {
    const change = (
      before: Spec['environments'],
      after: Spec['environments'],
    ) =>
      told({
        before: { availability: 99.9 },
        after: { availability: 99 },
        spec: [{ environments: before }, { environments: after }],
      }).length;
    expect(change(['dev'], ['dev'])).toBe(0);
    expect(change(['dev'], ['dev', 'prod'])).toBe(0);
    expect(change(['dev', 'prod'], ['dev'])).toBe(1);
    expect(
      decideReview({ after: promising({ availability: 50 }), contract })
        .reasons,
    ).toEqual([]);
  });

  it('never asks for a rollback, which changes images and promises nothing else', () => {
    const slo = { availability: 99.9, latencyP95Ms: 300, ...own({}) };
    const { containers } = testIntent().spec;
    const rolledBack: Spec['containers'] = {
      app: {
        ...containers.app,
        image: `registry.example.com/payments-api@sha256:${'b'.repeat(64)}`,
      },
    };
    expect(
      told({ before: slo, after: slo, spec: [{}, { containers: rolledBack }] }),
    ).toEqual([]);
  });
});

const percent = fc.integer({ min: 1000, max: 99_990 }).map(each => each / 1000);
const labels = ['kind', 'region', 'result'] as const;
const selector = fc
  .subarray([...labels])
  .map(chosen => ({ counter: 'events_total', labels: chosen }));
const written = (each: { counter: string; labels: readonly string[] }) =>
  each.labels.length === 0
    ? each.counter
    : `${each.counter}{${each.labels.map(label => `${label}="a"`).join(',')}}`;
/** Events all of which are counted by kind, so that there is something to narrow and to widen. */
const objective = fc.record({
  target: percent,
  good: selector,
  total: selector,
});
const promises = fc.record({
  availability: percent,
  latencyP95Ms: fc.integer({ min: 10, max: 10_000 }),
  own: fc.array(objective, { minLength: 1, maxLength: 3 }),
});
type Promises = typeof promises extends fc.Arbitrary<infer T> ? T : never;

/** In the order of the list, or in another: the order of objectives and matchers promises nothing. */
function sloOf({ own: list, ...rest }: Promises, reversed = false): Slo {
  const order = <T>(items: readonly T[]) =>
    reversed ? [...items].reverse() : [...items];
  return {
    ...rest,
    objectives: order(
      list.map(({ target, good, total }, index) => ({
        name: `own-${index}`,
        target,
        good: written({ ...good, labels: order(good.labels) }),
        total: written({ ...total, labels: order(total.labels) }),
      })),
    ),
  };
}

/** The same or more in everything: `by` says how much. */
function raised(before: Promises, by: number): Promises {
  const up = (target: number) => target + ((99.999 - target) * by) / 4;
  return {
    availability: up(before.availability),
    latencyP95Ms: before.latencyP95Ms - by,
    own: [
      ...before.own.map(({ target, good, total }) => ({
        target: up(target),
        good: by > 1 ? { ...good, labels: [...labels] } : good,
        total: by > 2 ? { ...total, labels: [] } : total,
      })),
      ...(by > 3 ? [{ ...before.own[0] }] : []),
    ],
  };
}

/** Each makes one promise of all of them smaller; gives the part of the objectives that it changes. */
const LOWERINGS: ((slo: Slo) => Slo)[] = [
  ({ availability = 0 }) => ({ availability: availability * 0.999 }),
  ({ latencyP95Ms = 0 }) => ({ latencyP95Ms: latencyP95Ms + 10 }),
  () => ({ latencyP95Ms: undefined }),
  ({ objectives = [] }) => ({
    objectives: objectives.length > 1 ? objectives.slice(1) : undefined,
  }),
  ...(
    [
      ({ target }) => ({ target: target * 0.999 }),
      ({ name }) => ({ name: `${name}-anew` }),
      () => ({ good: 'all_is_well_total' }),
      () => ({ total: 'nothing_happens_total' }),
    ] satisfies ((each: Own) => Partial<Own>)[]
  ).map(change => ({ objectives: [first, ...others] = [] }: Slo) => ({
    objectives: [{ ...first, ...change(first) }, ...others],
  })),
];

describe('Whatever a service promises', () => {
  it('promising as much or more asks nobody', () => {
    fc.assert(
      fc.property(
        promises,
        fc.integer({ min: 0, max: 4 }),
        fc.boolean(),
        (before, by, reversed) => {
          const after = sloOf(raised(before, by), reversed);
          expect(told({ before: sloOf(before), after })).toEqual([]);
        },
      ),
    );
  });

  it('promising less anywhere asks, also when everything else is raised', () => {
    fc.assert(
      fc.property(
        promises,
        fc.constantFrom(...LOWERINGS),
        fc.boolean(),
        (before, lower, reversed) => {
          const slo = sloOf(before, reversed);
          const after = { ...sloOf(raised(before, 4)), ...lower(slo) };
          expect(told({ before: slo, after })).toHaveLength(1);
        },
      ),
    );
  });
});
