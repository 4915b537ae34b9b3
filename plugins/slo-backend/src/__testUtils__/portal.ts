import {
  coreServices,
  createBackendModule,
  createServiceFactory,
  type SchedulerService,
  type UrlReaderService,
} from '@backstage/backend-plugin-api';
import { actionsRegistryServiceRef } from '@backstage/backend-plugin-api/alpha';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { actionsRegistryServiceMock } from '@backstage/backend-test-utils/alpha';
import type { Entity } from '@backstage/catalog-model';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import {
  eventsServiceRef,
  type EventsServiceEventHandler,
} from '@backstage/plugin-events-node';
import { notificationService } from '@backstage/plugin-notifications-node';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import type { JsonObject } from '@backstage/types';
import { sliSourceExtensionPoint } from '@fairway/connectors';
import {
  objectiveExcludePermission,
  type SliSource,
} from '@fairway/plugin-slo-common';
import type { Knex } from 'knex';
import request from 'supertest';
import { objectiveConditions } from '../permissions/rules';
import { sloPlugin } from '../plugin';
import { FakeGoldenPath } from './goldenPath';

export const ENGINEER = 'user:default/priya.engineer';
export const RISK = 'user:default/rio.risk';
/** Of the platform team, which owns neither service. */
export const PLATFORM = 'user:default/pat.platform';
export const VIEWER = 'user:default/vic.viewer';

const groups: Record<string, string[]> = {
  [ENGINEER]: ['group:default/payments'],
  [RISK]: ['group:default/risk'],
  [PLATFORM]: ['group:default/platform'],
  [VIEWER]: ['group:default/guests'],
};

/** A person of the story, with their groups. */
function claimsOf(userRef: string): string[] {
  return [userRef, ...(groups[userRef] ?? [])];
}

/** A service of the catalog. */
export function component(options: {
  name: string;
  /** `default` when left out. */
  namespace?: string;
  owner: string;
  system?: string;
  tier?: string;
  annotations?: Record<string, string>;
}): Entity {
  const { name, owner, system, tier = 'tier-1', annotations } = options;
  const { namespace = 'default' } = options;
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      namespace,
      name,
      annotations: { 'fairway.dev/tier': tier, ...annotations },
    },
    spec: { type: 'service' },
    relations: [
      { type: 'ownedBy', targetRef: `group:default/${owner}` },
      ...(system
        ? [{ type: 'partOf', targetRef: `system:default/${system}` }]
        : []),
    ],
  };
}

/** A team of the catalog and its business unit. */
export function team(name: string, unit: string): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Group',
    metadata: { namespace: 'default', name },
    spec: { type: 'team', parent: unit, children: [] },
  };
}

/** Two services of two teams. */
export const ESTATE: Entity[] = [
  component({ name: 'payments-api', owner: 'payments', system: 'billing' }),
  component({ name: 'fraud-service', owner: 'risk', tier: 'tier-2' }),
  team('payments', 'financial-services'),
  team('risk', 'financial-services'),
];

export interface PortalOptions {
  knex: Knex;
  goldenPath?: FakeGoldenPath;
  /** {@link ESTATE} when left out. */
  entities?: Entity[];
  sources?: SliSource[];
  urlReader?: UrlReaderService;
  /** Permissions that nobody has; all of the plugin's when `all`. */
  denied?: string[] | 'all';
  /** What stands at `fairway.slo`. */
  config?: JsonObject;
  /** Runs nothing on its own. */
  scheduler?: SchedulerService;
}

/** The plugin in a backend, with a database and the policy of a small company. */
export async function startPortal(options: PortalOptions) {
  const auditor = mockServices.auditor.mock();
  const outcomes: { eventId: string; outcome: string; meta: unknown }[] = [];
  auditor.createEvent.mockImplementation(async ({ eventId, meta }) => ({
    success: async () => {
      outcomes.push({ eventId, outcome: 'success', meta });
    },
    fail: async () => {
      outcomes.push({ eventId, outcome: 'fail', meta });
    },
  }));
  const handlers: { topics: string[]; onEvent: EventsServiceEventHandler }[] =
    [];
  const events = {
    publish: jest.fn(async () => {}),
    subscribe: jest.fn(
      async (subscriber: {
        topics: string[];
        onEvent: EventsServiceEventHandler;
      }) => {
        handlers.push(subscriber);
      },
    ),
  };
  const signals = { publish: jest.fn(async () => {}) };
  const notifications = { send: jest.fn(async () => {}) };
  const actions = actionsRegistryServiceMock();
  const goldenPath = options.goldenPath ?? new FakeGoldenPath();
  const isDenied = (name: string) =>
    options.denied === 'all' || (options.denied?.includes(name) ?? false);

  const backend = await startTestBackend({
    features: [
      sloPlugin,
      goldenPath.plugin(),
      sourcesModule(options.sources ?? []),
      mockServices.rootConfig.factory({
        data: {
          app: { baseUrl: 'https://portal.example.com/' },
          fairway: { slo: options.config ?? {} },
        },
      }),
      mockServices.database.mock({
        getClient: async () => options.knex,
      }).factory,
      auditor.factory,
      ...(options.scheduler ? [factoryOf(options.scheduler)] : []),
      ...(options.urlReader
        ? [mockServices.urlReader.mock({ ...options.urlReader }).factory]
        : []),
      createServiceFactory({
        service: actionsRegistryServiceRef,
        deps: {},
        factory: () => actions,
      }),
      createServiceFactory({
        service: catalogServiceRef,
        deps: {},
        factory: () =>
          catalogServiceMock({ entities: options.entities ?? ESTATE }),
      }),
      createServiceFactory({
        service: eventsServiceRef,
        deps: {},
        factory: () => events,
      }),
      createServiceFactory({
        service: signalsServiceRef,
        deps: {},
        factory: () => signals,
      }),
      createServiceFactory({
        service: notificationService,
        deps: {},
        factory: () => notifications,
      }),
      createServiceFactory({
        service: coreServices.userInfo,
        deps: { auth: coreServices.auth },
        factory: ({ auth }) => ({
          getUserInfo: async credentials => {
            if (!auth.isPrincipal(credentials, 'user')) {
              throw new Error('expected a person');
            }
            const { userEntityRef } = credentials.principal;
            return {
              userEntityRef,
              ownershipEntityRefs: claimsOf(userEntityRef),
            };
          },
        }),
      }),
      createServiceFactory({
        service: coreServices.permissions,
        deps: { auth: coreServices.auth },
        factory: ({ auth }) => ({
          authorize: async requests =>
            requests.map(({ permission }) => ({
              result: isDenied(permission.name)
                ? AuthorizeResult.DENY
                : AuthorizeResult.ALLOW,
            })),
          authorizeConditional: async (requests, { credentials }) =>
            requests.map(({ permission }) => {
              if (isDenied(permission.name)) {
                return { result: AuthorizeResult.DENY };
              }
              if (
                permission.name === objectiveExcludePermission.name &&
                auth.isPrincipal(credentials, 'user')
              ) {
                return {
                  result: AuthorizeResult.CONDITIONAL,
                  pluginId: 'slo',
                  resourceType: 'slo-objective',
                  conditions: objectiveConditions.isOwner({
                    claims: claimsOf(credentials.principal.userEntityRef),
                  }),
                };
              }
              return { result: AuthorizeResult.ALLOW };
            }),
        }),
      }),
    ],
  });
  const { server } = backend;

  const as = (user: string) => {
    const header = mockCredentials.user.header(user);
    return {
      get: (route: string) =>
        request(server).get(`/api/slo${route}`).set('Authorization', header),
      post: (route: string, body: object = {}) =>
        request(server)
          .post(`/api/slo${route}`)
          .set('Authorization', header)
          .send(body),
      delete: (route: string) =>
        request(server).delete(`/api/slo${route}`).set('Authorization', header),
    };
  };
  return {
    actions,
    as,
    events,
    goldenPath,
    notifications,
    outcomes,
    server,
    signals,
    stop: () => backend.stop(),
    /** Tells all who listen, and waits until they are done. */
    tell: async (topic: string) => {
      await Promise.all(
        handlers
          .filter(({ topics }) => topics.includes(topic))
          .map(({ onEvent }) => onEvent({ topic, eventPayload: {} })),
      );
    },
    /** Answers once this many objectives are known. */
    untilKnown: (objectives: number) =>
      until(async () => {
        const { body } = await as(VIEWER).get('/objectives?limit=1');
        return body.total === objectives;
      }, `${objectives} objectives`),
  };
}

/** Asks again until it is so, or ten seconds are over. */
export async function until(
  isSo: () => Promise<boolean>,
  what: string,
): Promise<void> {
  for (let attempt = 0; attempt < 100; attempt++) {
    if (await isSo()) {
      return;
    }
    await new Promise(resolve => setTimeout(resolve, 100));
  }
  throw new Error(`waited in vain for ${what}`);
}

function factoryOf(scheduler: SchedulerService) {
  return createServiceFactory({
    service: coreServices.scheduler,
    deps: {},
    factory: () => scheduler,
  });
}

function sourcesModule(sources: SliSource[]) {
  return createBackendModule({
    pluginId: 'slo',
    moduleId: 'test-sources',
    register(env) {
      env.registerInit({
        deps: { extension: sliSourceExtensionPoint },
        async init({ extension }) {
          sources.forEach(source => extension.addSource(source));
        },
      });
    },
  });
}
