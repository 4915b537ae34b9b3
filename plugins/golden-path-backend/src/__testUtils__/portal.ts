import path from 'node:path';
import {
  coreServices,
  createBackendModule,
  createServiceFactory,
  type AuthService,
  type BackstageCredentials,
} from '@backstage/backend-plugin-api';
import { actionsRegistryServiceRef } from '@backstage/backend-plugin-api/alpha';
import { actionsRegistryServiceMock } from '@backstage/backend-test-utils/alpha';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import {
  catalogServiceRef,
  type CatalogService,
} from '@backstage/plugin-catalog-node';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { notificationService } from '@backstage/plugin-notifications-node';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import { goldenPathSeedExtensionPoint } from '@fairway/connectors';
import {
  changeRequestMergePermission,
  createForOthersPermission,
  type ServiceIntent,
  type SharedResource,
} from '@fairway/plugin-golden-path-common';
import type { JsonObject } from '@backstage/types';
import type { Knex } from 'knex';
import request from 'supertest';
import { changeRequestConditions } from '../permissions/rules';
import { goldenPathPlugin } from '../plugin';

/** Folder of the contract that ships. */
export const SHIPPED_CONTRACT = path.resolve(__dirname, '../../../../platform');

export const ENGINEER = 'user:default/priya.engineer';
export const REVIEWER = 'user:default/sam.reviewer';
export const RISK = 'user:default/rio.risk';
/** Of the same team as {@link RISK}. */
export const RISK_PEER = 'user:default/rae.risk';
export const RISK_TOO = 'user:default/rex.risk';
/** Proposes for others too, as platform teams do. */
export const PLATFORM = 'user:default/pat.platform';
export const VIEWER = 'user:default/vic.viewer';

const groups: Record<string, string[]> = {
  [ENGINEER]: ['group:default/payments'],
  [REVIEWER]: ['group:default/sre', 'group:default/security'],
  [RISK]: ['group:default/risk'],
  [RISK_PEER]: ['group:default/risk'],
  [RISK_TOO]: ['group:default/risk'],
  [PLATFORM]: ['group:default/platform'],
  [VIEWER]: ['group:default/guests'],
};

function isPlatform(
  auth: AuthService,
  credentials: BackstageCredentials,
): boolean {
  return (
    auth.isPrincipal(credentials, 'user') &&
    credentials.principal.userEntityRef === PLATFORM
  );
}

/** A person of the story, with their groups. */
function claimsOf(userRef: string): string[] {
  return [userRef, ...(groups[userRef] ?? [])];
}

export interface PortalOptions {
  /** Folder that the bare repository lies in. */
  folder: string;
  knex: Knex;
  seed?: ServiceIntent[];
  resources?: SharedResource[];
  contractPath?: string;
  /** Empty when left out, so that owners and systems are not checked. */
  catalog?: CatalogService;
  /** Permissions that nobody has; all of the plugin's when `all`. */
  denied?: string[] | 'all';
  /** What the seed waits for before it answers. */
  seedAfter?: Promise<void>;
  /** Instead of the configuration of the story. */
  config?: JsonObject;
  /** Whether to come back only when the plugin is ready; so it is when left out. */
  wait?: boolean;
}

/** The plugin in a backend, with a real repository and database, and the policy of a small company. */
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
  const events = {
    // Publishing ends when the last subscriber is done, and subscribers read what was published: nothing may wait.
    publish: jest.fn(() => new Promise<void>(() => {})),
    subscribe: jest.fn(),
  };
  const signals = { publish: jest.fn() };
  const notifications = { send: jest.fn() };
  const isDenied = (name: string) =>
    options.denied === 'all' || (options.denied?.includes(name) ?? false);
  const actions = actionsRegistryServiceMock();

  const backend = await startTestBackend({
    features: [
      goldenPathPlugin,
      seedModule(options),
      mockServices.rootConfig.factory({
        data: options.config ?? configOf(options),
      }),
      mockServices.database.mock({
        getClient: async () => options.knex,
      }).factory,
      auditor.factory,
      createServiceFactory({
        service: actionsRegistryServiceRef,
        deps: {},
        factory: () => actions,
      }),
      createServiceFactory({
        service: catalogServiceRef,
        deps: {},
        factory: () => options.catalog ?? catalogServiceMock(),
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
          authorize: async (requests, { credentials }) =>
            requests.map(({ permission }) => ({
              result:
                isDenied(permission.name) ||
                (permission.name === createForOthersPermission.name &&
                  !isPlatform(auth, credentials))
                  ? AuthorizeResult.DENY
                  : AuthorizeResult.ALLOW,
            })),
          authorizeConditional: async (requests, { credentials }) =>
            requests.map(({ permission }) => {
              if (isDenied(permission.name)) {
                return { result: AuthorizeResult.DENY };
              }
              if (
                permission.name === changeRequestMergePermission.name &&
                auth.isPrincipal(credentials, 'user')
              ) {
                const claims = claimsOf(credentials.principal.userEntityRef);
                return {
                  result: AuthorizeResult.CONDITIONAL,
                  pluginId: 'golden-path',
                  resourceType: 'golden-path-change-request',
                  conditions: {
                    anyOf: [
                      changeRequestConditions.isReviewer({ claims }),
                      {
                        allOf: [
                          changeRequestConditions.isOwner({ claims }),
                          { not: changeRequestConditions.isAuthor({ claims }) },
                        ],
                      },
                    ],
                  },
                };
              }
              return { result: AuthorizeResult.ALLOW };
            }),
        }),
      }),
    ],
  });
  const { server } = backend;
  const stop = () => backend.stop();
  if (options.wait ?? true) {
    await untilReady(server);
  }

  const as = (user: string) => {
    const header = mockCredentials.user.header(user);
    return {
      get: (route: string) =>
        request(server)
          .get(`/api/golden-path${route}`)
          .set('Authorization', header),
      post: (route: string, body: object = {}) =>
        request(server)
          .post(`/api/golden-path${route}`)
          .set('Authorization', header)
          .send(body),
      put: (route: string, body: object) =>
        request(server)
          .put(`/api/golden-path${route}`)
          .set('Authorization', header)
          .send(body),
      delete: (route: string) =>
        request(server)
          .delete(`/api/golden-path${route}`)
          .set('Authorization', header),
    };
  };
  return {
    actions,
    as,
    server,
    stop,
    outcomes,
    events,
    signals,
    notifications,
  };
}

/** The configuration of the story; the contract is the one that ships. */
export function configOf(
  options: Pick<PortalOptions, 'folder' | 'contractPath'>,
): JsonObject {
  return {
    app: { baseUrl: 'https://portal.example.com/' },
    fairway: {
      contract: { path: options.contractPath ?? SHIPPED_CONTRACT },
      gitHost: { type: 'local', local: { directory: gitOf(options) } },
    },
  };
}

/** Where the bare repository of a portal lies. */
export function gitOf(options: { folder: string }): string {
  return path.join(options.folder, 'gitops.git');
}

function seedModule(options: PortalOptions) {
  const { seed: intents = [], resources = [], seedAfter } = options;
  return createBackendModule({
    pluginId: 'golden-path',
    moduleId: 'test-seed',
    register(env) {
      env.registerInit({
        deps: { seed: goldenPathSeedExtensionPoint },
        async init({ seed }) {
          if (intents.length > 0) {
            seed.addSeed({
              id: 'test',
              intents: async () => {
                await seedAfter;
                return { intents, resources };
              },
            });
          }
        },
      });
    },
  });
}

export async function untilReady(
  server: Parameters<typeof request>[0],
): Promise<void> {
  for (let attempt = 0; attempt < 200; attempt++) {
    const { status } = await request(server).get('/api/golden-path/health');
    if (status === 200) {
      return;
    }
    await new Promise(resolve => setTimeout(resolve, 50));
  }
  throw new Error('The golden path did not become ready');
}
