import {
  alertStandings,
  alertWindowsFor,
  budgetOf,
  burnRate,
  readSloDocuments,
  slothRules,
  statusOf,
  writeRuleFile,
  type Objective,
  type Reading,
} from '@fairway/plugin-slo-common';
import { openMetrics } from '../__testUtils__/prometheus/history';
import {
  AT,
  counted,
  DAY,
  definitions,
  derived,
  eventRules,
  FROM,
  groups,
  history,
  HOUR,
  named,
  objectives,
  OUTAGE,
  problems,
  SCRAPE_SECONDS,
} from '../__testUtils__/prometheus/payments';
import { whyNoPrometheus } from '../__testUtils__/prometheus/prometheusBinaries';
import { PrometheusServer } from '../__testUtils__/prometheus/PrometheusServer';
import { PrometheusSliSource } from './PrometheusSliSource';

const STEP = 300;

/** The same without what rules record. */
const byHand = (objective: Objective): Objective => ({
  ...objective,
  id: `${objective.id}-by-hand`,
  recorded: undefined,
});
const exprOf = (template: string, window: string) =>
  template.replaceAll('{{.window}}', window);

const reason = whyNoPrometheus();

if (reason) {
  // eslint-disable-next-line jest/no-disabled-tests, jest/expect-expect -- the report shall say so
  it.skip(`on a real Prometheus: ${reason}`, () => {});
} else {
  jest.setTimeout(180_000);

  describe('On a real Prometheus', () => {
    let server: PrometheusServer;
    let source: PrometheusSliSource;

    beforeAll(async () => {
      server = await PrometheusServer.create();
      await server.addHistory(
        openMetrics({
          series: history,
          from: FROM,
          to: AT,
          everySeconds: SCRAPE_SECONDS,
        }),
      );
      await server.start();
      await server.addRecordings({
        rules: groups.flatMap(({ rules }) => rules),
        // Rules are evaluated at times of their own.
        from: FROM + 17_000,
        to: AT,
        everySeconds: 60,
      });
      // These just on the borders of slots.
      await server.addRecordings({
        rules: eventRules,
        from: FROM,
        to: AT,
        everySeconds: 60,
      });
      await server.restart(writeRuleFile(groups));
      source = PrometheusSliSource.create({
        settings: {
          id: 'real',
          url: server.url,
          timeoutSeconds: 60,
          concurrency: 2,
        },
      });
    });

    afterAll(async () => {
      await server?.stop();
    });

    const readingsOf = async (
      asked: Objective[],
      windows: string[],
      at: number,
    ) => {
      const answer = await source.ratios({ objectives: asked, windows, at });
      expect(answer.failures).toEqual([]);
      return answer.readings;
    };
    /** The share of bad events by the document's own expressions. */
    const theirShare = ({ sli }: Objective, window: string, at: number) =>
      server.valueOf(
        sli.kind === 'events'
          ? `(${exprOf(sli.bad, window)}) / (${exprOf(sli.total, window)})`
          : exprOf(sli.errorRatio, window),
        at,
      );
    const same = (ours: number | undefined, theirs: number) =>
      expect(Math.abs((ours ?? NaN) - theirs)).toBeLessThanOrEqual(
        1e-9 * Math.abs(theirs),
      );
    const shareOf = (reading: Reading | undefined) =>
      reading?.kind === 'value' ? reading.errorRatio : undefined;

    it('every document is read, and every rule is loaded without an error', async () => {
      expect(problems).toEqual([]);
      const { data } = await server.get('/rules');
      const rules = data.groups.flatMap(
        (group: { rules: object[] }) => group.rules,
      );
      expect(rules).toHaveLength(groups.flatMap(group => group.rules).length);
      expect(
        rules.filter(({ lastError }: { lastError?: string }) => lastError),
      ).toEqual([]);
    });

    it.each([
      'payments-requests',
      'payments-probes',
      'monitoring.payments-pyrra',
    ])(
      'the burn of %s is that of Prometheus, over every window, recorded or not',
      async id => {
        const objective = named(id);
        const { recorded, target } = objective;
        const windows = (recorded?.windows ?? []).filter(
          // The whole period is averaged from short windows, which are not there so long.
          window => !['30d', '2w'].includes(window),
        );
        expect(windows.length).toBeGreaterThanOrEqual(7);
        for (const at of [AT, AT - 25.5 * HOUR, AT - 2 * DAY]) {
          const own = byHand(objective);
          const readings = await readingsOf([objective, own], windows, at);
          for (const window of windows) {
            const burn = (reading: Reading | undefined) =>
              burnRate(shareOf(reading) ?? NaN, target);
            same(
              burn(readings.get(own.id)?.get(window)),
              (await theirShare(objective, window, at)) / (1 - target),
            );
            // What rules recorded is as old as their last evaluation.
            const metric = exprOf(recorded?.ratio ?? '', window);
            const selector = `${metric}{${recorded?.key.label}="${recorded?.key.value}"}`;
            const evaluated = await server.valueOf(
              `timestamp(${selector})`,
              at,
            );
            expect(at / 1000 - evaluated).toBeLessThan(60);
            same(
              burn(readings.get(id)?.get(window)),
              (await theirShare(objective, window, evaluated * 1000)) /
                (1 - target),
            );
          }
        }
      },
    );

    it('events of a window are its increases', async () => {
      const own = byHand(named('payments-requests'));
      const readings = await readingsOf([own], ['1h', '3d'], AT);
      for (const window of ['1h', '3d']) {
        const reading = readings.get(own.id)?.get(window);
        expect(reading).toMatchObject({ kind: 'value' });
        const events = reading?.kind === 'value' ? reading.events : undefined;
        same(
          events?.bad,
          await server.valueOf(
            `sum(increase(http_requests_total{job="payments",code=~"5.."}[${window}]))`,
            AT,
          ),
        );
        same(
          events?.total,
          await server.valueOf(
            `sum(increase(http_requests_total{job="payments"}[${window}]))`,
            AT,
          ),
        );
      }
    });

    it('alerts fire when those of the rules do', async () => {
      const firing: string[] = [];
      for (const definition of definitions) {
        const { objective, native } = definition;
        if (native.form !== 'sloth') {
          continue;
        }
        const windows = alertWindowsFor(native.slo.windowSeconds);
        for (let at = OUTAGE.from - HOUR; at <= AT; at += 37 * 60_000) {
          const readings = await readingsOf(
            [objective],
            windows.flatMap(({ short, long }) => [short, long]),
            at,
          );
          const standings = alertStandings({
            objective,
            windows,
            readings: readings.get(objective.id) ?? new Map(),
            now: AT,
          });
          for (const severity of ['page', 'ticket'] as const) {
            const rule = slothRules(native.slo)
              .flatMap(({ rules }) => rules)
              .find(
                candidate =>
                  'alert' in candidate &&
                  candidate.labels?.sloth_severity === severity,
              );
            const theirs = await server.valuesOf(rule?.expr ?? '', at);
            const ours = standings.some(
              standing => standing.severity === severity && standing.firing,
            );
            expect([objective.id, severity, at, ours]).toEqual([
              objective.id,
              severity,
              at,
              theirs.length > 0,
            ]);
            if (ours) {
              firing.push(`${objective.id} ${severity}`);
            }
          }
        }
      }
      expect(new Set(firing)).toEqual(
        new Set([
          'payments-requests page',
          'payments-requests ticket',
          'payments-probes ticket',
        ]),
      );
    });

    it('the budget is what Prometheus adds up, and what happened', async () => {
      // A millisecond less, so that the end of the slot before is not among them.
      const slots = `[${4 * DAY - 1}ms:5m]`;
      const sums: Record<string, [bad: string, total: string]> = {
        'payments-requests': [
          `sum_over_time((sum(increase(http_requests_total{job="payments",code=~"5.."}[5m])))${slots})`,
          `sum_over_time((sum(increase(http_requests_total{job="payments"}[5m])))${slots})`,
        ],
        'payments-probes': [
          `sum_over_time(slo:sli_error:ratio_rate5m{sloth_id="payments-probes"}${slots}) * 300`,
          `count_over_time(slo:sli_error:ratio_rate5m{sloth_id="payments-probes"}${slots}) * 300`,
        ],
      };
      sums['monitoring.payments-pyrra'] = sums['payments-requests'];
      const eventsOf = (metric: string) =>
        `sum_over_time(avg_over_time(${metric}{slo="requests"}[299999ms])${slots}) * 300`;
      sums.derived = [
        eventsOf('slo:sli_bad_events:rate5m'),
        eventsOf('slo:sli_events:rate5m'),
      ];
      const asked = [...objectives, derived].filter(({ id }) => id in sums);
      const answer = await source.slots({
        objectives: asked,
        from: FROM,
        to: AT,
        stepSeconds: STEP,
      });
      expect(answer.failures).toEqual([]);
      expect([...answer.unusable]).toEqual([]);
      for (const objective of asked) {
        const [badExpr, totalExpr] = sums[objective.id];
        const [bad, total] = [
          await server.valueOf(badExpr, AT),
          await server.valueOf(totalExpr, AT),
        ];
        const { arithmetic, left, sli } = budgetOf({
          objective,
          slots: answer.slots.get(objective.id) ?? [],
          exclusions: [],
          now: AT,
        });
        same(arithmetic.bad, bad);
        same(arithmetic.total, total);
        same(sli, 1 - bad / total);
        same(left?.ratio, 1 - bad / total / (1 - objective.target));
      }

      const [before, last] = [AT - 2 * DAY, AT].map(at =>
        counted.get(at / 1000),
      );
      const happened = (before?.bad ?? NaN) + (last?.bad ?? NaN);
      for (const id of ['payments-requests', 'derived']) {
        const bad = answer.slots
          .get(id)
          ?.reduce((sum, slot) => sum + slot.bad, 0);
        expect(Math.abs((bad ?? NaN) - happened) / happened).toBeLessThan(0.01);
      }
    });

    it('a sample on the border of two slots counts in one of them', async () => {
      const series = 'slo:sli_events:rate5m{slo="requests"}';
      const whole = `${4 * DAY - 1}ms`;
      expect(
        await server.valueOf(
          `sum_over_time(count_over_time(${series}[299999ms])[${whole}:5m])`,
          AT,
        ),
      ).toBe(await server.valueOf(`count_over_time(${series}[${whole}])`, AT));
    });

    it('a service whose series ended a day ago is not called healthy, however well it did before', async () => {
      const objective = named('payments-requests');
      const windows = alertWindowsFor(30 * 86_400);
      const now = AT + DAY;
      for (const asked of [objective, byHand(objective)]) {
        const readings = await readingsOf(
          [asked],
          [...new Set(windows.flatMap(({ short, long }) => [short, long]))],
          now,
        );
        const own = readings.get(asked.id) ?? new Map<string, Reading>();
        expect(own.get('30m')).toEqual({ kind: 'no-data' });
        expect(own.get('3d')).toMatchObject({ kind: 'value' });
        expect(
          statusOf({
            // At this target nothing fires.
            objective: { ...asked, target: 0.5 },
            windows,
            readings: own,
            slots: [],
            exclusions: [],
            now,
            minimumEvents: 100,
          }),
        ).toMatchObject({
          state: 'no-data',
          reason: expect.stringMatching(/^There is no data of the last 30m/),
        });
      }
    });

    it('each slice of time is bad or good as a whole, and counted once', async () => {
      const code = (codes: string) =>
        `'http_requests_total{job="payments"${codes}}'`;
      const metric = (query: string) =>
        `{ metricSource: { type: Prometheus, spec: { query: ${query} } } }`;
      const read = readSloDocuments({
        files: [
          {
            file: 'slices.yaml',
            text: `
apiVersion: openslo/v1
kind: SLO
metadata: { name: slices }
spec:
  service: payments
  budgetingMethod: Timeslices
  timeWindow: [{ duration: 4d, isRolling: true }]
  objectives: [{ target: 0.99, timeSliceTarget: 0.98, timeSliceWindow: 5m }]
  indicator:
    metadata: { name: slices }
    spec:
      ratioMetric:
        counter: true
        bad: ${metric(code(',code=~"5.."'))}
        total: ${metric(code(''))}
`,
          },
        ],
      });
      expect(read.problems).toEqual([]);
      const [{ objective }] = read.definitions;
      const { slots, failures } = await source.slots({
        objectives: [objective],
        from: FROM,
        to: AT,
        stepSeconds: STEP,
      });
      expect(failures).toEqual([]);
      const own = slots.get(objective.id) ?? [];
      expect(new Set(own.map(({ bad }) => bad))).toEqual(new Set([0, STEP]));
      const rate = (codes: string) =>
        `sum(rate(http_requests_total{job="payments"${codes}}[5m]))`;
      const judged = `((${rate(',code=~"5.."')} / ${rate('')}) > bool 0.02)[${
        4 * DAY - 1
      }ms:5m]`;
      const { arithmetic } = budgetOf({
        objective,
        slots: own,
        exclusions: [],
        now: AT,
      });
      expect(arithmetic).toMatchObject({
        unit: 'slices',
        bad: await server.valueOf(`sum_over_time(${judged})`, AT),
        total: await server.valueOf(`count_over_time(${judged})`, AT),
      });
    });

    it('no traffic and no series are no data, in every form, and not the same', async () => {
      const noData = {
        'payments-asleep': { kind: 'no-data', idle: true },
        'payments-gone': { kind: 'no-data' },
      };
      for (const [id, expected] of Object.entries(noData)) {
        const objective = named(id);
        const own = byHand(objective);
        const readings = await readingsOf([objective, own], ['1h'], AT);
        expect(readings.get(id)?.get('1h')).toEqual(expected);
        expect(readings.get(own.id)?.get('1h')).toEqual(expected);
      }
      const { slots } = await source.slots({
        objectives: [named('payments-asleep'), named('payments-gone')],
        from: AT - HOUR,
        to: AT,
        stepSeconds: STEP,
      });
      expect(slots.get('payments-gone')).toBeUndefined();
      expect(slots.get('payments-asleep')).toHaveLength(12);
      expect(slots.get('payments-asleep')?.at(-1)).toMatchObject({
        bad: 0,
        total: 0,
      });
    });

    it('an expression that fails keeps no other from its answer', async () => {
      const withRatio = (id: string, errorRatio: string): Objective => ({
        ...byHand(named('payments-probes')),
        id,
        sli: { kind: 'ratio', errorRatio },
      });
      const good = 'avg_over_time(probe_success[{{.window}}]) # of all';
      const answer = await source.ratios({
        objectives: [
          ...Array.from({ length: 9 }, (_, i) => withRatio(`fine-${i}`, good)),
          withRatio(
            'number',
            'scalar(avg_over_time(probe_success[{{.window}}]))',
          ),
          withRatio('not-promql', 'sum(rate(x[{{.window}}])'),
          withRatio(
            'many-to-many',
            'rate(http_requests_total[{{.window}}]) / on(job) rate(http_requests_total[{{.window}}])',
          ),
          withRatio('not-summed', 'rate(http_requests_total[{{.window}}])'),
        ],
        windows: ['1h'],
        at: AT,
      });
      const reading = (id: string) => answer.readings.get(id)?.get('1h');
      const probes = await server.valueOf(
        'avg_over_time(probe_success[1h])',
        AT,
      );
      for (const id of ['fine-0', 'fine-8', 'number']) {
        same(shareOf(reading(id)), probes);
      }
      expect(reading('not-summed')).toMatchObject({
        kind: 'unusable',
        why: 'duplicated',
      });
      expect(
        Object.fromEntries(
          answer.failures.map(({ objectives: [id], message }) => [id, message]),
        ),
      ).toEqual({
        'not-promql': expect.stringMatching(/bad_data: .*parse error/),
        'many-to-many': expect.stringMatching(/execution: .*many-to-many/),
      });
    });
  });
}
