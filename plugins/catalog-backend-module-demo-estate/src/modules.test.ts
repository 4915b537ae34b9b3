import { createBackendPlugin } from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import {
  catalogProcessingExtensionPoint,
  type EntityProvider,
  type EntityProviderMutation,
} from '@backstage/plugin-catalog-node';
import type { JsonObject } from '@backstage/types';
import {
  deliveryHistoryExtensionPoint,
  goldenPathSeedExtensionPoint,
  type DeliveryHistory,
  type GoldenPathSeed,
} from '@fairway/connectors';
import { generateEstate } from '@fairway/demo-estate';
import { DemoEstateProvider } from './DemoEstateProvider';
import {
  catalogModuleDemoEstate,
  goldenPathDemoDeliveryModule,
  goldenPathDemoSeedModule,
} from './index';

/** Starts all modules beside something that stands for the catalog and the golden path. */
async function start(config: JsonObject) {
  const providers: EntityProvider[] = [];
  const seeds: GoldenPathSeed[] = [];
  const histories: DeliveryHistory[] = [];
  const goldenPath = createBackendPlugin({
    pluginId: 'golden-path',
    register(env) {
      env.registerExtensionPoint(goldenPathSeedExtensionPoint, {
        addSeed: seed => {
          seeds.push(seed);
        },
      });
      env.registerExtensionPoint(deliveryHistoryExtensionPoint, {
        addHistory: history => {
          histories.push(history);
        },
      });
      env.registerInit({ deps: {}, async init() {} });
    },
  });
  await startTestBackend({
    extensionPoints: [
      [
        catalogProcessingExtensionPoint,
        {
          addEntityProvider: (
            ...added: (EntityProvider | EntityProvider[])[]
          ) => providers.push(...added.flat()),
          addProcessor: () => {},
          addPlaceholderResolver: () => {},
          setOnProcessingErrorHandler: () => {},
        },
      ],
    ],
    features: [
      goldenPath,
      catalogModuleDemoEstate,
      goldenPathDemoSeedModule,
      goldenPathDemoDeliveryModule,
      mockServices.rootConfig.factory({ data: config }),
    ],
  });
  return { histories, providers, seeds };
}

describe('the demo profile', () => {
  const demo = { fairway: { demo: { enabled: true, services: 40, seed: 3 } } };

  it('fills the catalog with the estate', async () => {
    const { providers } = await start(demo);
    expect(providers.map(provider => provider.getProviderName())).toEqual([
      'fairway-demo-estate',
    ]);

    const mutations: EntityProviderMutation[] = [];
    const provider = DemoEstateProvider.create({
      estate: generateEstate({ services: 40, seed: 3 }),
      logger: mockServices.logger.mock(),
      schedule: { run: async task => task.fn(new AbortController().signal) },
    });
    await provider.connect({
      applyMutation: async mutation => {
        mutations.push(mutation);
      },
      refresh: async () => {},
    });

    const [mutation] = mutations;
    const entities = mutation.type === 'full' ? mutation.entities : [];
    const payments = entities.find(
      ({ entity }) =>
        entity.kind === 'Group' && entity.metadata.name === 'payments',
    );
    expect(payments?.entity.metadata.annotations).toMatchObject({
      'backstage.io/managed-by-location': 'fairway-demo:seed-3',
      'backstage.io/managed-by-origin-location': 'fairway-demo:seed-3',
    });
  });

  it('seeds a fresh repository with services that the golden path can write', async () => {
    const { seeds } = await start(demo);

    expect(seeds.map(seed => seed.id)).toEqual(['demo-estate']);
    const { intents, resources } = await seeds[0].intents();
    expect(intents.map(intent => intent.metadata.name)).toContain(
      'fraud-service',
    );
    expect(resources.length).toBeGreaterThan(0);
  });

  it('leaves a few services as people left them, so that there is drift to show', async () => {
    const { seeds } = await start({
      fairway: { demo: { enabled: true, services: 400 } },
    });
    const { byHand, intents, derivedAt = {} } = await seeds[0].intents();
    const folder = 'clusters/prod-eu-1/prod-payments-billing';
    const left = (file: string, text: string) =>
      byHand?.change({ path: `${folder}/${file}`, text })?.text;
    expect(
      left(
        'billing-service/rollout-billing-service.yaml',
        'resources:\n  requests:\n    memory: 256Mi\n  limits:\n    memory: 512Mi\n',
      ),
    ).toBe(
      'resources:\n  requests:\n    memory: 256Mi\n  limits:\n    memory: 2Gi\n',
    );
    expect(
      left('audit-log-service/poddisruptionbudget-audit-log-service.yaml', ''),
    ).toBeUndefined();
    expect(left('payments-api/service-payments-api.yaml', 'a: 1')).toBe('a: 1');
    expect(byHand?.added.map(file => file.path)).toEqual([
      expect.stringMatching(/claims-archive-api/),
      expect.stringMatching(/campaigns-api\/pod-debug-shell\.yaml$/),
    ]);
    const overridden = intents.filter(({ spec }) => spec.overrides?.length);
    expect(overridden.map(({ metadata }) => metadata.name)).toEqual(
      Object.keys(derivedAt),
    );
  });

  it('tells deliveries of its own services', async () => {
    const { histories } = await start(demo);

    expect(histories.map(history => history.id)).toEqual(['demo-estate']);
  });

  it('refuses a size that the estate cannot have', async () => {
    await expect(
      start({ fairway: { demo: { enabled: true, services: 5 } } }),
    ).rejects.toThrow(/cannot have 5 services/);
  });
});

describe('any other profile', () => {
  it.each([[{}], [{ fairway: { demo: { enabled: false, services: 40 } } }]])(
    'has no trace of the estate with %j',
    async config => {
      const { histories, providers, seeds } = await start(config);

      expect(histories).toEqual([]);
      expect(providers).toEqual([]);
      expect(seeds).toEqual([]);
    },
  );
});
