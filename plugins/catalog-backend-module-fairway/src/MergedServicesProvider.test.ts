import { mockServices } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import type { EntityProviderMutation } from '@backstage/plugin-catalog-node';
import type { EventsServiceEventHandler } from '@backstage/plugin-events-node';
import type { SharedResource } from '@fairway/plugin-golden-path-common';
import express from 'express';
import type { AddressInfo } from 'node:net';
import type { Server } from 'node:http';
import { MergedServicesClient } from './MergedServicesClient';
import { MergedServicesProvider } from './MergedServicesProvider';

function component(name: string, kind = 'Component'): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind,
    metadata: { name },
    spec: { type: 'service', owner: 'group:default/payments' },
  };
}

/** What the golden path's backend would answer: one entity a page, so that paging shows. */
class GoldenPath {
  entities: unknown[] = [];
  resources: SharedResource[] = [];
  commit = 'c1';
  down = false;
  requests = 0;
  /** Runs before each answer. */
  before: () => void = () => {};
  #server?: Server;

  async listen(): Promise<string> {
    const app = express();
    app.get('/catalog-entities', (request, response) => {
      this.requests++;
      this.before();
      if (this.down || !request.header('authorization')) {
        response.status(503).json({ error: { name: 'NotReady' } });
        return;
      }
      const from = Number(request.query.cursor ?? 0);
      response.json({
        items: this.entities.slice(from, from + 1),
        commit: this.commit,
        nextCursor:
          from + 1 < this.entities.length ? String(from + 1) : undefined,
      });
    });
    app.get('/contract', (_, response) => {
      response.json({ contract: { resources: this.resources } });
    });
    return new Promise(resolve => {
      this.#server = app.listen(0, '127.0.0.1', () => {
        const { port } = this.#server?.address() as AddressInfo;
        resolve(`http://127.0.0.1:${port}`);
      });
    });
  }

  close(): void {
    this.#server?.close();
  }
}

describe('merged services in the catalog', () => {
  const goldenPath = new GoldenPath();
  const logger = mockServices.logger.mock();
  let mutations: EntityProviderMutation[];
  let announce: () => Promise<void>;
  let runSchedule: () => Promise<void>;

  /** Names of what the last mutation leaves in the catalog. */
  function catalog(): string[] {
    const last = mutations.at(-1);
    return last?.type === 'full'
      ? last.entities.map(({ entity }) => entity.metadata.name)
      : [];
  }

  beforeEach(async () => {
    Object.assign(goldenPath, {
      entities: [component('fraud-service'), component('checkout-api')],
      resources: [],
      commit: 'c1',
      down: false,
      requests: 0,
      before: () => {},
    });
    jest.clearAllMocks();
    mutations = [];
    let onEvent: EventsServiceEventHandler = async () => {};
    const baseUrl = await goldenPath.listen();
    const provider = MergedServicesProvider.create({
      client: MergedServicesClient.create({
        auth: mockServices.auth(),
        discovery: mockServices.discovery.mock({
          getBaseUrl: async () => baseUrl,
        }),
      }),
      events: mockServices.events.mock({
        subscribe: async options => {
          expect(options.topics).toEqual(['golden-path.desired-state']);
          onEvent = options.onEvent;
        },
      }),
      logger,
      schedule: {
        run: async task => {
          runSchedule = async () => task.fn(new AbortController().signal);
        },
      },
    });
    await provider.connect({
      applyMutation: async mutation => {
        mutations.push(mutation);
      },
      refresh: async () => {},
    });
    announce = () =>
      onEvent({ topic: 'golden-path.desired-state', eventPayload: {} });
  });

  afterEach(() => goldenPath.close());

  it('has them all, page by page, with where they come from', async () => {
    await runSchedule();

    expect(catalog()).toEqual(['fraud-service', 'checkout-api']);
    const [mutation] = mutations;
    expect(
      mutation.type === 'full' && mutation.entities[0].entity.metadata,
    ).toMatchObject({
      annotations: {
        'backstage.io/managed-by-location': 'fairway:services/fraud-service',
      },
    });
  });

  it('has what the platform declares, which no service can declare over', async () => {
    goldenPath.resources = [
      {
        name: 'kafka-payments',
        type: 'topic',
        engine: 'Kafka 4',
        owner: 'group:event-streaming',
        endpoint: { cidr: '10.100.0.0/28', ports: [9093] },
      },
    ];
    goldenPath.entities = [component('kafka-payments', 'Resource')];
    await runSchedule();

    const [mutation] = mutations;
    expect(
      mutation.type === 'full' && mutation.entities.map(each => each.entity),
    ).toEqual([
      expect.objectContaining({
        kind: 'Resource',
        spec: { type: 'topic', owner: 'group:default/event-streaming' },
      }),
    ]);
  });

  it('shows a merge as soon as the golden path says so', async () => {
    await runSchedule();
    goldenPath.entities.push(component('payments-api'));
    goldenPath.commit = 'c2';

    await announce();

    expect(catalog()).toContain('payments-api');
  });

  it('leaves the catalog alone while nothing was merged', async () => {
    await runSchedule();
    await runSchedule();

    expect(mutations).toHaveLength(1);
    // Two pages, and one to see that the commit is the same.
    expect(goldenPath.requests).toBe(3);
  });

  it('keeps the last good set while the golden path does not answer, and catches up', async () => {
    await runSchedule();
    goldenPath.down = true;
    goldenPath.commit = 'c2';
    await runSchedule();

    expect(mutations).toHaveLength(1);
    expect(logger.warn).toHaveBeenCalledWith(
      expect.stringContaining('keeps those it has'),
    );

    goldenPath.down = false;
    goldenPath.entities = [];
    await runSchedule();
    expect(catalog()).toEqual([]);
    expect(mutations).toHaveLength(2);
  });

  it('never mixes two commits', async () => {
    goldenPath.before = () => {
      if (goldenPath.requests === 2) {
        goldenPath.commit = 'c2';
        goldenPath.entities = [component('risk-api'), component('till-bff')];
      }
    };
    await runSchedule();

    expect(mutations).toHaveLength(1);
    expect(catalog()).toEqual(['risk-api', 'till-bff']);
  });

  it('runs once more, not once each, for events that come in while it runs', async () => {
    await runSchedule();
    goldenPath.requests = 0;
    goldenPath.commit = 'c2';
    await Promise.all([announce(), announce(), announce(), announce()]);

    expect(mutations).toHaveLength(2);
    expect(goldenPath.requests).toBe(3);
  });

  it('leaves out what a service may not bring, and keeps the others', async () => {
    goldenPath.entities = [
      component('intruders', 'Group'),
      { kind: 'Component' },
      'nonsense',
      component('checkout-api'),
    ];
    await runSchedule();

    expect(catalog()).toEqual(['checkout-api']);
    expect(logger.warn).toHaveBeenCalledWith(
      expect.stringContaining('a service may only bring Component'),
    );
  });
});
