import type { Objective } from '@fairway/plugin-slo-common';
import fc from 'fast-check';
import { createDemoSliSource } from './demoSliSource';
import { newDemoFaultSchema, type DemoFault } from './faults';
import { Telemetry } from './Telemetry';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const NOW = Date.parse('2026-11-20T14:00:00Z');

function objectiveOf(service: string, more?: Partial<Objective>): Objective {
  return {
    id: `${service}-availability`,
    format: 'openslo',
    name: `${service}-availability`,
    title: '99.9% of requests succeed',
    service,
    target: 0.999,
    window: { kind: 'rolling', seconds: 30 * 86_400 },
    budgeting: { method: 'occurrences' },
    labels: {},
    sli: {
      kind: 'events',
      bad: `sum(rate(http_requests_total{service="${service}",status=~"5.."}[{{.window}}]))`,
      total: `sum(rate(http_requests_total{service="${service}"}[{{.window}}]))`,
    },
    alerts: { page: true, ticket: true },
    place: { file: 'slo.yaml' },
    ...more,
  };
}

function sourceOf(faults: DemoFault[], now = NOW) {
  return createDemoSliSource({
    seed: 1,
    services: new Set(['payments-api']),
    faults: { list: () => faults },
    clock: () => now,
  });
}

/** The reading of the last hour with one fault on. */
async function lastHourWith(fault?: Partial<DemoFault>) {
  const objective = objectiveOf('payments-api');
  const answer = await sourceOf(
    fault
      ? [
          {
            id: 'a',
            kind: 'errors',
            service: 'payments-api',
            share: 0.2,
            from: NOW - 2 * 60 * MINUTE,
            ...fault,
          },
        ]
      : [],
  ).ratios({ objectives: [objective], windows: ['1h'], at: NOW });
  return {
    reading: answer.readings.get(objective.id)?.get('1h'),
    failures: answer.failures,
  };
}

describe('Telemetry of the demo estate', () => {
  it('tells the same of a stretch as of its parts, with and without faults', () => {
    fc.assert(
      fc.property(
        fc.tuple(
          fc.integer({ min: 0, max: 3000 }),
          fc.integer({ min: 0, max: 3000 }),
          fc.integer({ min: 0, max: 3000 }),
        ),
        fc.constantFrom('errors', 'outage', 'no-traffic'),
        fc.integer({ min: 0, max: 2000 }),
        (minutes, kind, faultAt) => {
          const [from, middle, to] = minutes
            .sort((a, b) => a - b)
            .map(minute => NOW - 3000 * MINUTE + minute * MINUTE);
          const telemetry = Telemetry.create({
            seed: 1,
            faults: {
              list: () => [
                {
                  id: 'a',
                  kind,
                  service: 'payments-api',
                  share: 0.3,
                  from: NOW - faultAt * MINUTE,
                },
              ],
            },
          });
          const objective = objectiveOf('payments-api');
          const first = telemetry.between(objective, from, middle);
          const second = telemetry.between(objective, middle, to);
          const whole = telemetry.between(objective, from, to);
          expect(whole).toEqual({
            bad: first.bad + second.bad,
            total: first.total + second.total,
          });
          expect(whole.bad).toBeLessThanOrEqual(whole.total);
        },
      ),
    );
  });

  it('has services that keep their promise, some that are near its end and some that broke it', () => {
    const telemetry = Telemetry.create({ seed: 1, faults: { list: () => [] } });
    const spent = Array.from({ length: 200 }, (_, index) => {
      const { bad, total } = telemetry.between(
        objectiveOf(`service-${index}`),
        NOW - 30 * DAY,
        NOW,
      );
      return bad / total / 0.001;
    });
    const share = (test: (value: number) => boolean) =>
      spent.filter(test).length / spent.length;
    expect(share(value => value < 0.6)).toBeGreaterThan(0.4);
    expect(share(value => value >= 0.6 && value < 1)).toBeGreaterThan(0.05);
    expect(share(value => value > 1)).toBeGreaterThan(0.02);
    expect(share(value => value > 1)).toBeLessThan(0.4);
  });

  it('shows a fault in the window that it touches, and nothing once it was long over', async () => {
    const before = await lastHourWith();
    const failing = await lastHourWith({ kind: 'errors' });
    const over = await lastHourWith({ to: NOW - 61 * MINUTE });
    expect(before.reading).toEqual(over.reading);
    expect(failing.reading).toMatchObject({
      kind: 'value',
      errorRatio: expect.any(Number),
    });
    expect(failing.reading).toHaveProperty(
      'errorRatio',
      expect.closeTo(0.2, 1),
    );
    expect((await lastHourWith({ kind: 'outage' })).reading).toMatchObject({
      errorRatio: 1,
    });
  });

  it('says that nothing is known, or that an answer is no number, instead of a number', async () => {
    expect((await lastHourWith({ kind: 'no-data' })).reading).toEqual({
      kind: 'no-data',
    });
    expect((await lastHourWith({ kind: 'no-traffic' })).reading).toEqual({
      kind: 'no-data',
      idle: true,
    });
    expect((await lastHourWith({ kind: 'garbage' })).reading).toMatchObject({
      kind: 'unusable',
      why: 'nan',
    });
    const down = await lastHourWith({
      kind: 'source-down',
      service: undefined,
    });
    expect(down.reading).toBeUndefined();
    expect(down.failures).toEqual([
      {
        objectives: ['payments-api-availability'],
        message: expect.stringContaining('somebody switched that on'),
      },
    ]);
  });

  it('tells of the time of a standstill as soon as the store answers again', async () => {
    const down: DemoFault = {
      id: 'a',
      kind: 'source-down',
      share: 1,
      from: NOW - 7 * MINUTE,
      to: NOW - 4 * MINUTE,
    };
    // It was down when the last of these slots was over.
    const slotsAt = async (now: number) => {
      const objective = objectiveOf('payments-api');
      const { slots, failures } = await sourceOf([down], now).slots({
        objectives: [objective],
        from: NOW - 15 * MINUTE,
        to: NOW - 5 * MINUTE,
        stepSeconds: 300,
      });
      return { slots: slots.get(objective.id)?.length, failures };
    };
    expect(await slotsAt(NOW)).toEqual({ slots: 2, failures: [] });
    expect((await slotsAt(NOW - 5 * MINUTE)).failures).toHaveLength(1);
  });

  it('has no data for counters that nobody has, or of another service', async () => {
    for (const query of [
      'sum(rate(settled_total{service="payments-api"}[{{.window}}]))',
      'sum(rate(http_requests_total{service="other"}[{{.window}}]))',
      'sum(rate(http_requests_total[{{.window}}]))',
    ]) {
      const objective = objectiveOf('payments-api', {
        sli: { kind: 'events', bad: query, total: query },
      });
      const source = sourceOf([]);
      const answer = await source.ratios({
        objectives: [objective],
        windows: ['1h'],
        at: NOW,
      });
      expect(answer.readings.get(objective.id)?.get('1h')).toEqual({
        kind: 'no-data',
      });
      const { slots } = await source.slots({
        objectives: [objective],
        from: NOW - 60 * MINUTE,
        to: NOW,
        stepSeconds: 300,
      });
      expect(slots.get(objective.id) ?? []).toEqual([]);
    }
  });

  it('gives slots that add up to the window, and weighs time where only the share is known', async () => {
    const options = { from: NOW - 60 * MINUTE, to: NOW, stepSeconds: 300 };
    const source = sourceOf([]);
    const counted = objectiveOf('payments-api');
    const { slots } = await source.slots({ objectives: [counted], ...options });
    const { reading } = await lastHourWith();
    const sum = (slots.get(counted.id) ?? []).reduce(
      (all, { bad, total }) => ({
        bad: all.bad + bad,
        total: all.total + total,
      }),
      { bad: 0, total: 0 },
    );
    expect(reading).toMatchObject({ events: sum });

    const weighed = objectiveOf('payments-api', {
      sli: {
        kind: 'ratio',
        errorRatio:
          'avg(rate(http_requests_total{service="payments-api"}[{{.window}}]))',
      },
    });
    const byTime = await source.slots({ objectives: [weighed], ...options });
    expect(byTime.slots.get(weighed.id)?.map(({ total }) => total)).toEqual(
      Array(12).fill(300),
    );
  });

  it('takes a fault only with what it needs', () => {
    expect(newDemoFaultSchema.safeParse({ kind: 'source-down' }).success).toBe(
      true,
    );
    for (const wrong of [
      { kind: 'errors' },
      { kind: 'gremlins', service: 'payments-api' },
      { kind: 'errors', service: 'payments-api', share: 0 },
      { kind: 'errors', service: 'payments-api', share: 2 },
      { kind: 'errors', service: 'payments-api', minutes: 0.5 },
      { kind: 'errors', service: 'payments-api', more: true },
    ]) {
      expect(newDemoFaultSchema.safeParse(wrong).success).toBe(false);
    }
  });
});
