import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import catalogPlugin from '@backstage/plugin-catalog-backend';
import {
  eventsServiceFactory,
  eventsServiceRef,
} from '@backstage/plugin-events-node';
import Router from 'express-promise-router';
import request from 'supertest';
import catalogModuleFairway from './index';

function component(name: string, accepts: string): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name, annotations: { 'fairway.dev/accepts': accepts } },
    spec: {
      type: 'service',
      lifecycle: 'production',
      owner: 'group:default/risk',
    },
  };
}

describe('beside the real catalog', () => {
  it('a merged service can be found there, with its agreements', async () => {
    let entities = [component('fraud-service', 'payments-api')];
    let merged: () => Promise<void> = async () => {};
    const goldenPath = createBackendPlugin({
      pluginId: 'golden-path',
      register(env) {
        env.registerInit({
          deps: {
            events: eventsServiceRef,
            httpRouter: coreServices.httpRouter,
          },
          async init({ events, httpRouter }) {
            const router = Router();
            router.get('/catalog-entities', (_, response) => {
              response.json({
                items: entities,
                commit: `c${entities.length}`,
              });
            });
            router.get('/contract', (_, response) => {
              response.json({ contract: { resources: [] } });
            });
            httpRouter.use(router);
            merged = () =>
              events.publish({
                topic: 'golden-path.desired-state',
                eventPayload: {},
              });
          },
        });
      },
    });
    const { server } = await startTestBackend({
      features: [
        catalogPlugin,
        catalogModuleFairway,
        goldenPath,
        eventsServiceFactory,
        mockServices.rootConfig.factory({
          data: { catalog: { processingInterval: { minutes: 30 } } },
        }),
      ],
    });

    async function find(name: string): Promise<Entity> {
      for (;;) {
        const answer = await request(server)
          .get(`/api/catalog/entities/by-name/component/default/${name}`)
          .set('authorization', mockCredentials.user.header());
        if (answer.status === 200 && answer.body.relations?.length > 1) {
          return answer.body;
        }
        await new Promise(resolve => {
          setTimeout(resolve, 200);
        });
      }
    }

    expect((await find('fraud-service')).relations).toContainEqual(
      expect.objectContaining({
        type: 'acceptsCallsFrom',
        targetRef: 'component:default/payments-api',
      }),
    );

    entities = [...entities, component('payments-api', 'mobile-bff')];
    await merged();

    expect((await find('payments-api')).relations).toContainEqual(
      expect.objectContaining({
        type: 'mayCall',
        targetRef: 'component:default/fraud-service',
      }),
    );
  }, 60_000);
});
