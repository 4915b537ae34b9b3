import {
  alertWindowsFor,
  BURN_WINDOWS,
  statusOf,
  type Objective,
} from '@fairway/plugin-slo-common';
import {
  openMetrics,
  type HistorySeries,
} from '../__testUtils__/prometheus/history';
import {
  AT,
  counted,
  DAY,
  derived,
  eventRules,
  FROM,
  groups,
  history,
  HOUR,
  named,
  objectives,
  SCRAPE_SECONDS,
} from '../__testUtils__/prometheus/payments';
import { whyNoPrometheus } from '../__testUtils__/prometheus/prometheusBinaries';
import { PrometheusServer } from '../__testUtils__/prometheus/PrometheusServer';
import type { PromqlServer } from '../__testUtils__/prometheus/PromqlServer';
import { whyNoVictoriaMetrics } from '../__testUtils__/prometheus/victoriaMetricsBinary';
import { VictoriaMetricsServer } from '../__testUtils__/prometheus/VictoriaMetricsServer';
import type { PrometheusSettings } from './config';
import { PrometheusSliSource } from './PrometheusSliSource';
import type { PrometheusFetch } from './secureFetch';

const STEP = 300;
const WINDOWS = [
  ...new Set([
    ...BURN_WINDOWS,
    ...alertWindowsFor(30 * 86_400).flatMap(({ short, long }) => [short, long]),
  ]),
];
/** Begins two minutes after the hour and counts 1,000 a minute. */
const BEGUN = { from: AT - 3 * HOUR + 120_000, eachMinute: 1_000 };
const begun: HistorySeries = {
  metric: 'begun',
  type: 'counter',
  labels: {},
  at: seconds => {
    const minutes = (seconds * 1000 - BEGUN.from) / 60_000;
    return minutes < 0 ? undefined : 7 + minutes * BEGUN.eachMinute;
  },
};

/** The same without what rules record. */
const byHand = (objective: Objective): Objective => ({
  ...objective,
  id: `${objective.id}-by-hand`,
  recorded: undefined,
});
const withRatio = (id: string, errorRatio: string): Objective => ({
  ...byHand(named('payments-probes')),
  id,
  sli: { kind: 'ratio', errorRatio },
});
const withEvents = (id: string, bad: string, total: string): Objective => ({
  ...byHand(named('payments-requests')),
  id,
  sli: { kind: 'events', bad, total },
});

function sourceOf(
  url: string,
  settings: Partial<PrometheusSettings> = {},
  doFetch?: PrometheusFetch,
) {
  return PrometheusSliSource.create({
    settings: {
      id: 'real',
      url,
      timeoutSeconds: 60,
      concurrency: 2,
      ...settings,
    },
    ...(doFetch && { fetch: doFetch }),
  });
}

async function fill(server: PromqlServer, seen: () => Promise<void>) {
  await server.addHistory(
    openMetrics({
      series: [...history, begun],
      from: FROM,
      to: AT,
      everySeconds: SCRAPE_SECONDS,
    }),
  );
  await seen();
  await server.addRecordings({
    rules: groups.flatMap(({ rules }) => rules),
    // Rules are evaluated at times of their own.
    from: FROM + 17_000,
    to: AT,
    everySeconds: 60,
  });
  await server.addRecordings({
    rules: eventRules,
    from: FROM,
    to: AT,
    everySeconds: 60,
  });
  await seen();
}

const reason = whyNoVictoriaMetrics();
const noPrometheus = whyNoPrometheus();

if (reason) {
  // eslint-disable-next-line jest/no-disabled-tests, jest/expect-expect -- the report shall say so
  it.skip(`on a real VictoriaMetrics: ${reason}`, () => {});
} else {
  jest.setTimeout(180_000);

  describe('On a real VictoriaMetrics', () => {
    let server: VictoriaMetricsServer;

    beforeAll(async () => {
      server = await VictoriaMetricsServer.create();
      await server.start();
      await fill(server, async () => {});
    });
    afterAll(async () => {
      await server?.stop();
    });

    const same = (ours: number | undefined, theirs: number) =>
      expect(Math.abs((ours ?? NaN) - theirs)).toBeLessThanOrEqual(
        1e-9 * Math.abs(theirs),
      );
    const slotsOf = async (asked: Objective[], from: number, to: number) => {
      const answer = await sourceOf(server.url).slots({
        objectives: asked,
        from,
        to,
        stepSeconds: STEP,
      });
      expect(answer.failures).toEqual([]);
      expect([...answer.unusable]).toEqual([]);
      return answer.slots;
    };
    const answered = (template: string, window: string, at: number) =>
      server.valueOf(template.replaceAll('{{.window}}', window), at);
    /** What one objective is told to be. */
    const told = async (source: PrometheusSliSource, objective: Objective) => {
      const { readings, failures } = await source.ratios({
        objectives: [objective],
        windows: ['1h'],
        at: AT,
      });
      return readings.get(objective.id)?.get('1h') ?? failures[0]?.message;
    };

    it.each([
      'payments-requests',
      'payments-probes',
      'monitoring.payments-pyrra',
    ])(
      'the share of bad events of %s is what it answers itself, over every window',
      async id => {
        const own = byHand(named(id));
        const { sli } = own;
        for (const at of [AT, AT - 25.5 * HOUR, AT - 2 * DAY]) {
          const { readings, failures } = await sourceOf(server.url).ratios({
            objectives: [own],
            windows: WINDOWS,
            at,
          });
          expect(failures).toEqual([]);
          for (const window of WINDOWS) {
            const reading = readings.get(own.id)?.get(window);
            same(
              reading?.kind === 'value' ? reading.errorRatio : undefined,
              sli.kind === 'events'
                ? (await answered(sli.bad, window, at)) /
                    (await answered(sli.total, window, at))
                : await answered(sli.errorRatio, window, at),
            );
          }
        }
      },
    );

    it('slots hold the events that happened, each once', async () => {
      const own = byHand(named('payments-requests'));
      const slots = await slotsOf([own, derived], FROM, AT);
      const [before, last] = [AT - 2 * DAY, AT].map(at =>
        counted.get(at / 1000),
      );
      const happened = (before?.bad ?? NaN) + (last?.bad ?? NaN);
      const bad = (id: string) =>
        slots.get(id)?.reduce((sum, slot) => sum + slot.bad, 0);
      same(bad(own.id), happened);
      // Means of rates that rules recorded know the edges less well.
      expect(Math.abs((bad('derived') ?? NaN) / happened - 1)).toBeLessThan(
        0.01,
      );
    });

    it('each slice of time is bad or good as a whole, and none is missing', async () => {
      const rate = (code: string) =>
        `sum(rate(http_requests_total{job="payments"${code}}[5m]))`;
      const share = `${rate(',code=~"5.."')} / ${rate('')}`;
      const slices = withRatio(
        'slices',
        `avg_over_time(((${share}) > bool 0.02)[{{.window}}:5m])`,
      );
      const slots = await slotsOf([slices], FROM, AT);
      const own = slots.get('slices') ?? [];
      expect(new Set(own.map(({ bad }) => bad))).toEqual(new Set([0, 300]));
      expect(own).toHaveLength((AT - FROM) / 300_000);
    });

    it('no traffic is no data, also where a document divides zero by zero itself', async () => {
      const count = (code: string) =>
        `sum(rate(http_requests_total{job="asleep"${code}}[{{.window}}]))`;
      for (const objective of [
        named('payments-asleep'),
        named('payments-gone'),
        byHand(named('payments-asleep')),
        withRatio('divided', `${count(',code="500"')} / ${count('')}`),
      ]) {
        expect(await told(sourceOf(server.url), objective)).toMatchObject({
          kind: 'no-data',
        });
      }
    });

    it('what keeps an expression from an answer is said, and others have theirs', async () => {
      const { readings, failures } = await sourceOf(server.url).ratios({
        objectives: [
          ...Array.from({ length: 9 }, (_, i) =>
            withRatio(`fine-${i}`, 'avg_over_time(probe_success[{{.window}}])'),
          ),
          withRatio(
            'number',
            'scalar(avg_over_time(probe_success[{{.window}}]))',
          ),
          withRatio('not-summed', 'rate(http_requests_total[{{.window}}])'),
          withRatio('not-promql', 'sum(rate(x[{{.window}}])'),
          withRatio('unknown', `nothing(x{a="${'y'.repeat(400)}"})`),
          withRatio(
            'many-to-many',
            'rate(http_requests_total[{{.window}}]) / on(job) rate(http_requests_total[{{.window}}])',
          ),
        ],
        windows: ['1h', '6h'],
        at: AT,
      });
      for (const id of ['fine-0', 'fine-8', 'number']) {
        expect(readings.get(id)?.get('1h')).toMatchObject({ kind: 'value' });
      }
      expect(readings.get('not-summed')?.get('6h')).toMatchObject({
        why: 'duplicated',
      });
      // The two series of one of them are named in an order that differs from one answer to the next.
      expect(new Set(failures.flatMap(({ objectives: ids }) => ids)).size).toBe(
        3,
      );
      expect(
        Object.fromEntries(
          failures.map(({ objectives: [id], message }) => [id, message]),
        ),
      ).toEqual({
        'not-promql': expect.stringMatching(
          /does not take the query \(422: argList: unexpected token/,
        ),
        unknown: expect.stringMatching(/\(422: unknown func "nothing"\)\.$/),
        'many-to-many': expect.stringMatching(
          /\(422: duplicate time series on the left side/,
        ),
      });
    });

    it.each([
      ['has another path', (url: string) => `${url}/select/0`],
      ['lacks its path', (url: string) => new URL(url).origin],
    ])('is asked once where its address %s', async (_, wrong) => {
      let asked = 0;
      const source = sourceOf(wrong(server.url), {}, (url, init) => {
        asked += 1;
        return fetch(url, init);
      });
      const { failures } = await source.ratios({
        objectives: Array.from({ length: 300 }, (__, i) =>
          withRatio(`o${i}`, 'avg_over_time(probe_success[{{.window}}])'),
        ),
        windows: ['1h'],
        at: AT,
      });
      expect(failures.map(({ message }) => message)).toEqual([
        expect.stringMatching(
          /answers what no Prometheus would \(HTTP 400\).+before \/api\/v1/,
        ),
      ]);
      expect(failures[0].objectives).toHaveLength(300);
      expect(asked).toBeLessThanOrEqual(2);
    });

    it('takes what is asked for 2,000 objectives and for five weeks of one', async () => {
      const many = Array.from({ length: 2_000 }, (_, i) => [
        withRatio(
          `probes-${i}`,
          `avg_over_time(probe_success{job="payments",n!="${i}"}[{{.window}}])`,
        ),
        { ...named('payments-requests'), id: `requests-${i}` },
      ]).flat();
      const { readings, failures } = await sourceOf(server.url).ratios({
        objectives: many,
        windows: ['1h'],
        at: AT,
      });
      expect(failures).toEqual([]);
      expect(readings.size).toBe(4_000);
      const own = byHand(named('payments-probes'));
      const slots = await slotsOf([own], AT - 36 * DAY, AT);
      expect(slots.get(own.id)?.length).toBeGreaterThan(1_000);
    });

    it('a counter that begins within a slot counts there as if it had been there for all of it', async () => {
      const own = withEvents(
        'begun',
        'sum(rate(begun_total[{{.window}}])) * 0',
        'sum(rate(begun_total[{{.window}}]))',
      );
      const slots = await slotsOf([own], AT - 3 * HOUR, AT);
      const [first, second] = slots.get(own.id) ?? [];
      expect(second.total).toBeCloseTo(5 * BEGUN.eachMinute, 6);
      expect(first.at).toBe(AT - 3 * HOUR);
      // Three minutes were counted.
      expect(first.total).toBeCloseTo(5 * BEGUN.eachMinute, 6);
    });

    it('lets us read with the right credentials only, and says its limits', async () => {
      const guarded = await VictoriaMetricsServer.create();
      try {
        await guarded.start(
          '-httpAuth.username=fairway',
          '-httpAuth.password=pässword',
          '-search.maxQueryLen=300',
        );
        const short = withRatio('short', '0.25 # [{{.window}}]');
        const long = withRatio('long', `0.25 # ${'x'.repeat(300)}`);
        const ask = (password: string, objective: Objective) =>
          told(
            sourceOf(guarded.url, {
              auth: { type: 'basic', username: 'fairway', password },
            }),
            objective,
          );
        expect(await ask('pässword', short)).toMatchObject({
          errorRatio: 0.25,
        });
        expect(await ask('pässword', long)).toMatch(
          /\(422: too long query; got \d+ bytes.+-search\.maxQueryLen/,
        );
        expect(await ask('wrong', short)).toMatch(
          /does not let us read \(HTTP 401\)/,
        );
      } finally {
        await guarded.stop();
      }
    });

    if (noPrometheus) {
      // eslint-disable-next-line jest/no-disabled-tests, jest/expect-expect -- the report shall say so
      it.skip(`beside a real Prometheus: ${noPrometheus}`, () => {});
    } else {
      it('states, alerts and budgets are those that a Prometheus with the same history gives', async () => {
        const other = await PrometheusServer.create();
        try {
          let started = false;
          await fill(other, async () => {
            await (started ? other.restart() : other.start());
            started = true;
          });
          const asked = [...objectives, derived, ...objectives.map(byHand)];
          const statuses = async (url: string, now: number) => {
            const source = sourceOf(url);
            const look = { objectives: asked, stepSeconds: STEP };
            const { readings, failures } = await source.ratios({
              ...look,
              windows: WINDOWS,
              at: now,
            });
            const to = Math.floor(now / (STEP * 1000)) * STEP * 1000;
            const { slots } = await source.slots({ ...look, from: FROM, to });
            expect(failures).toEqual([]);
            return asked.map(objective =>
              statusOf({
                objective,
                windows: alertWindowsFor(30 * 86_400),
                readings: readings.get(objective.id) ?? new Map(),
                slots: slots.get(objective.id) ?? [],
                exclusions: [],
                now,
                minimumEvents: 0,
              }),
            );
          };
          const states = new Set<string>();
          for (const now of [AT, AT - 25.5 * HOUR, AT - 2 * DAY]) {
            const [ours, theirs] = [
              await statuses(server.url, now),
              await statuses(other.url, now),
            ];
            asked.forEach(({ id }, index) => {
              const [one, two] = [ours[index], theirs[index]];
              states.add(one.state);
              const firing = ({ alerts }: typeof one) =>
                alerts.filter(each => each.firing).map(each => each.severity);
              expect([id, now, one.state, firing(one)]).toEqual([
                id,
                now,
                two.state,
                firing(two),
              ]);
              // Ranges of Prometheus 2 hold one sample of a gauge more.
              expect(
                Math.abs((one.sli ?? 0) - (two.sli ?? 0)),
              ).toBeLessThanOrEqual(0.0005);
            });
          }
          expect(states.size).toBeGreaterThanOrEqual(4);
        } finally {
          await other.stop();
        }
      });
    }
  });
}
