import type { DatabaseService } from '@backstage/backend-plugin-api';
import { mockServices } from '@backstage/backend-test-utils';
import type { Objective, SliSource } from '@fairway/plugin-slo-common';
import { buildCollect } from '../collect/buildCollect';
import type { ObjectiveDirectory, TrackedObjective } from '../collect/types';

/** 99.9 % of the requests of a service over 30 days, of its team. */
export function tracked(
  service: string,
  change: Partial<Objective> = {},
): TrackedObjective {
  return {
    objective: {
      id: `${service}-availability`,
      format: 'openslo',
      name: 'availability',
      title: `${service} answers`,
      service,
      target: 0.999,
      window: { kind: 'rolling', seconds: 30 * 86_400 },
      budgeting: { method: 'occurrences' },
      labels: {},
      sli: {
        kind: 'events',
        bad: `sum(rate(http_requests_total{service="${service}",code=~"5.."}[{{.window}}]))`,
        total: `sum(rate(http_requests_total{service="${service}"}[{{.window}}]))`,
      },
      alerts: { page: true, ticket: true },
      place: { file: `${service}.yaml` },
      ...change,
    },
    ownership: {
      entity: `component:default/${service}`,
      owner: 'group:default/payments',
    },
  };
}

/** Objectives in memory. */
export class FakeDirectory implements ObjectiveDirectory {
  all: TrackedObjective[];

  constructor(all: TrackedObjective[]) {
    this.all = all;
  }

  async page(options: { after?: string; limit: number }) {
    const { after = '', limit } = options;
    return this.all
      .filter(({ objective }) => objective.id > after)
      .sort((a, b) => (a.objective.id < b.objective.id ? -1 : 1))
      .slice(0, limit);
  }

  async get(id: string) {
    return this.all.find(({ objective }) => objective.id === id);
  }

  async ofServices(services: readonly string[]) {
    return this.all.filter(({ objective }) =>
      services.includes(objective.service),
    );
  }
}

/** A time that moves when it is told to. */
export class FakeClock {
  #now: number;

  constructor(now: string) {
    this.#now = Date.parse(now);
  }

  now(): number {
    return this.#now;
  }

  pass(seconds: number): void {
    this.#now += seconds * 1_000;
  }
}

/** A backend that collects, with all that it tells others. Several may share database, clock and sources. */
export async function collecting(options: {
  database: DatabaseService;
  clock: FakeClock;
  objectives: FakeDirectory;
  sources: SliSource[];
  askMs?: number;
}) {
  const events = { publish: jest.fn(async () => {}), subscribe: jest.fn() };
  const signals = { publish: jest.fn(async () => {}) };
  const notifications = { send: jest.fn(async () => {}) };
  const built = await buildCollect({
    ...options,
    auth: mockServices.auth(),
    config: { refreshSeconds: 60, history: { fineDays: 7, days: 400 } },
    // Nobody answers there, so that the rules are the usual ones.
    discovery: mockServices.discovery.mock({
      getBaseUrl: async () => {
        throw new Error('no golden path here');
      },
    }),
    events,
    logger: mockServices.logger.mock(),
    notifications,
    scheduler: mockServices.scheduler.mock(),
    signals,
  });
  return {
    ...built,
    events,
    signals,
    notifications,
    look: () => built.collector.run(),
    titles: () =>
      notifications.send.mock.calls.flatMap((call: unknown[]) =>
        call.map(titleOf),
      ),
  };
}

function titleOf(sent: unknown): string {
  return JSON.stringify(sent).replace(/^.*"title":"([^"]*)".*$/, '$1');
}
