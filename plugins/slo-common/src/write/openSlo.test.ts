import fc from 'fast-check';
import type { Budgeting, Objective, TimeWindow } from '../model';
import { readSloDocuments } from '../read';
import { writeOpenSlo } from './openSlo';

const name = fc.stringMatching(/^[A-Za-z][-.A-Za-z0-9]{0,20}[A-Za-z0-9]$/);

const window: fc.Arbitrary<TimeWindow> = fc.oneof(
  fc.integer({ min: 60, max: 90 * 24 * 60 }).map(minutes => ({
    kind: 'rolling' as const,
    seconds: minutes * 60,
  })),
  fc.record({
    kind: fc.constant('calendar' as const),
    unit: fc.constantFrom('day', 'week', 'month', 'quarter', 'year'),
    count: fc.integer({ min: 1, max: 9 }),
    start: fc.constant('2026-01-01 00:00:00'),
    timeZone: fc.constantFrom('UTC', 'America/New_York'),
  }),
);

const rate = (series: string) => `sum(rate(${series}[{{.window}}]))`;

/** The budgeting with an indicator that fits it: of slices, the mean over the slices. */
const counting: fc.Arbitrary<Pick<Objective, 'budgeting' | 'sli'>> = fc.oneof(
  fc
    .constantFrom<Objective['sli'][]>(
      { kind: 'events', bad: rate('bad'), total: rate('all') },
      { kind: 'ratio', errorRatio: `${rate('bad')} / ${rate('all')}` },
    )
    .map(sli => ({ sli, budgeting: { method: 'occurrences' as const } })),
  fc
    .record({
      minutes: fc.integer({ min: 1, max: 600 }),
      target: fc.constantFrom(undefined, 0.5, 0.95, 1),
    })
    .map(({ minutes, target }) => {
      const sliceSeconds = minutes * 60;
      const budgeting: Budgeting =
        target === undefined
          ? { method: 'ratio-timeslices', sliceSeconds }
          : { method: 'timeslices', sliceSeconds, sliceTarget: target };
      const step = `${Math.min(minutes, 5)}m`;
      return {
        budgeting,
        sli: {
          kind: 'ratio' as const,
          errorRatio: `avg_over_time((bad / all)[{{.window}}:${step}])`,
        },
      };
    }),
);

const objective: fc.Arbitrary<Objective> = fc
  .record({
    name,
    service: name,
    title: fc.string({ minLength: 1 }),
    description: fc.string({ maxLength: 80 }),
    target: fc.integer({ min: 1, max: 99_999 }).map(share => share / 100_000),
    window,
    counting,
    labels: fc.dictionary(
      fc.stringMatching(/^[a-z][a-z_]{0,8}[a-z]$/),
      fc.string({ minLength: 1 }),
    ),
    alerts: fc.boolean(),
    id: fc.option(name, { nil: undefined }),
  })
  .map(({ counting: counted, alerts, id, ...rest }) => ({
    ...rest,
    ...counted,
    id: id ?? `${rest.service}-${rest.name}`,
    format: 'openslo' as const,
    alerts: { page: alerts, ticket: alerts },
    place: { file: 'slo.yaml', line: 1 },
  }));

describe('An objective that is written as OpenSLO', () => {
  it('is the same when it is read', () => {
    fc.assert(
      fc.property(objective, written => {
        const { text, leftOut } = writeOpenSlo(written);
        const { definitions, problems } = readSloDocuments({
          files: [{ file: 'slo.yaml', text }],
        });
        expect(problems).toEqual([]);
        expect(leftOut).toEqual([]);
        expect(definitions.map(each => each.objective)).toEqual([
          { ...written, place: expect.anything() },
        ]);
      }),
      { numRuns: 300 },
    );
  });

  it('says what such a document cannot hold', () => {
    const [sample] = fc.sample(objective, { numRuns: 1, seed: 1 });
    const { text, leftOut } = writeOpenSlo({
      ...sample,
      name: 'über alles',
      labels: { _private: 'x' },
      description: 'x'.repeat(2000),
      alerts: { page: true, ticket: false },
    });
    expect(leftOut).toHaveLength(4);
    leftOut.forEach(told => expect(told).toMatch(/.+; .+/));
    expect(
      readSloDocuments({ files: [{ file: 'slo.yaml', text }] }).problems,
    ).toEqual([]);
  });
});
