import {
  coreServices,
  createBackendPlugin,
  createServiceFactory,
  type SchedulerServiceTaskRunner,
} from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import {
  eventsServiceRef,
  type EventsServiceSubscribeOptions,
} from '@backstage/plugin-events-node';
import { searchIndexRegistryExtensionPoint } from '@backstage/plugin-search-backend-node/alpha';
import type { DocumentCollatorFactory } from '@backstage/plugin-search-common';
import type { IncomingMessage, ServerResponse } from 'node:http';
import searchModuleSlo from '.';

const objectives = ['payments-api', 'fraud-service'].map(service => ({
  id: `${service}-availability`,
  title: `${service}: availability`,
  service,
  target: 0.9995,
  window: '30d',
  state: 'burning',
  owner: 'group:default/payments',
}));

/** An slo backend that gives one objective a page. */
const sloPlugin = createBackendPlugin({
  pluginId: 'slo',
  register(env) {
    env.registerInit({
      deps: { http: coreServices.httpRouter },
      async init({ http }) {
        http.use((req: IncomingMessage, res: ServerResponse) => {
          const url = new URL(req.url ?? '', 'http://localhost');
          const at = Number(url.searchParams.get('cursor') ?? 0);
          res.setHeader('Content-Type', 'application/json');
          res.end(
            JSON.stringify({
              items: [objectives[at]],
              total: 2,
              nextCursor: at === 0 ? '1' : undefined,
            }),
          );
        });
      },
    });
  },
});

describe('search', () => {
  it('reads objectives again soon after some have changed, and is told so once for many changes', async () => {
    const told: EventsServiceSubscribeOptions[] = [];
    const schedules: SchedulerServiceTaskRunner[] = [];
    const backend = await startTestBackend({
      extensionPoints: [
        [
          searchIndexRegistryExtensionPoint,
          {
            addCollator: ({ schedule }) => schedules.push(schedule),
            addDecorator: () => {},
          },
        ],
      ],
      features: [
        searchModuleSlo,
        createServiceFactory({
          service: eventsServiceRef,
          deps: {},
          factory: () => ({
            publish: async () => {},
            subscribe: async options => {
              told.push(options);
            },
          }),
        }),
        mockServices.rootConfig.factory(),
      ],
    });
    const runs = jest.fn();
    const ran = new Promise<void>(resolve => {
      runs.mockImplementation(async () => resolve());
    });
    await schedules[0].run({ id: 'search_index_slo_objective', fn: runs });
    const [{ onEvent, topics }] = told;
    expect(topics).toEqual(['slo.objectives']);
    const change = { topic: topics[0], eventPayload: {} };
    await Promise.all([onEvent(change), onEvent(change)]);
    await ran;
    expect(runs).toHaveBeenCalledTimes(1);
    await backend.stop();
  });

  it('finds every objective, with what it promises', async () => {
    const factories: DocumentCollatorFactory[] = [];
    const backend = await startTestBackend({
      extensionPoints: [
        [
          searchIndexRegistryExtensionPoint,
          {
            addCollator: ({ factory }) => factories.push(factory),
            addDecorator: () => {},
          },
        ],
      ],
      features: [searchModuleSlo, sloPlugin, mockServices.rootConfig.factory()],
    });
    const [factory] = factories;
    expect(factory.type).toBe('slo-objective');
    expect(factory.visibilityPermission?.name).toBe('slo.objective.read');
    const documents: unknown[] = [];
    for await (const document of await factory.getCollator()) {
      documents.push(document);
    }
    expect(documents).toEqual([
      {
        title: 'payments-api: availability',
        location: '/slos/payments-api-availability',
        text: 'payments-api promises 99.95% over 30d. Owned by group:default/payments.',
        service: 'payments-api',
        owner: 'group:default/payments',
      },
      expect.objectContaining({ service: 'fraud-service' }),
    ]);
    await backend.stop();
  });
});
