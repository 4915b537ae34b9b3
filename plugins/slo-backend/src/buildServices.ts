import type {
  AuditorService,
  AuthService,
  DatabaseService,
  DiscoveryService,
  HttpAuthService,
  LoggerService,
  PermissionsService,
  RootConfigService,
  SchedulerService,
  UrlReaderService,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import { ScmIntegrations } from '@backstage/integration';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { EventsService } from '@backstage/plugin-events-node';
import type { NotificationService } from '@backstage/plugin-notifications-node';
import { createConditionAuthorizer } from '@backstage/plugin-permission-node';
import type { SignalsService } from '@backstage/plugin-signals-node';
import { Access, Callers, type Clock } from '@fairway/backend-kit';
import {
  PrometheusSliSource,
  readPrometheusSources,
} from '@fairway/connectors';
import type { SliSource } from '@fairway/plugin-slo-common';
import { buildCollect } from './collect/buildCollect';
import type { SloConfig } from './config';
import { CatalogDocuments } from './documents/CatalogDocuments';
import { Discovery } from './documents/Discovery';
import { DocumentWatch } from './documents/DocumentWatch';
import { Followed } from './documents/Followed';
import { GitDocuments } from './documents/GitDocuments';
import { GoldenPathDocuments } from './documents/GoldenPathDocuments';
import { Ownerships } from './documents/Ownerships';
import { UrlDocuments } from './documents/UrlDocuments';
import { objectiveRules, type ObjectiveResource } from './permissions/rules';
import { Documents } from './services/Documents';
import { Fleet } from './services/Fleet';
import { ObjectivePages } from './services/ObjectivePages';
import { OwnedExclusions, resourceOf } from './services/OwnedExclusions';
import { Readiness } from './services/Readiness';
import { DocumentStore } from './store/DocumentStore';
import { FleetStore } from './store/FleetStore';
import { ObjectiveStore } from './store/ObjectiveStore';
import { OriginStore } from './store/OriginStore';
import { VersionStore } from './store/VersionStore';

export interface BuildOptions {
  auditor: AuditorService;
  auth: AuthService;
  catalog: CatalogService;
  clock: Clock;
  config: SloConfig;
  database: DatabaseService;
  discovery: DiscoveryService;
  events: EventsService;
  httpAuth: HttpAuthService;
  logger: LoggerService;
  notifications: NotificationService;
  permissions: PermissionsService;
  rootConfig: RootConfigService;
  scheduler: SchedulerService;
  signals: SignalsService;
  /** Those that modules added; they are asked before those of configuration. */
  sources: SliSource[];
  urlReader: UrlReaderService;
  userInfo: UserInfoService;
}

/** Wires the services of the plugin; this is the only place that knows them all. */
export async function buildServices(options: BuildOptions) {
  const { auditor, clock, config, logger } = options;
  const documentStore = await DocumentStore.create(options);
  const objectiveStore = await ObjectiveStore.create(options);
  const fleetStore = await FleetStore.create(options);
  const origins = await OriginStore.create(options);
  const collecting = await buildCollect({
    ...options,
    objectives: objectiveStore,
    sources: [
      ...options.sources,
      ...readPrometheusSources(options.rootConfig).map(settings =>
        PrometheusSliSource.create({ settings }),
      ),
    ],
  });
  const { status, exclusions, refresher } = collecting;
  const followed = Followed.create({ ...options, refresher });
  const onChange = (ids?: readonly string[]) => followed.changed(ids);
  const access = Access.create<ObjectiveResource>({
    ...options,
    authorizeCondition: createConditionAuthorizer(
      Object.values(objectiveRules),
    ),
  });
  const ownerships = Ownerships.create(options);
  const discovery = Discovery.create({
    clock,
    documents: documentStore,
    logger,
    objectives: objectiveStore,
    origins,
    ownerships,
    versions: await VersionStore.create(options),
    onChange,
  });
  const newReader = () =>
    UrlDocuments.create({
      urlReader: options.urlReader,
      limits: config.limits,
    });
  const watch = DocumentWatch.create({
    ...options,
    discovery,
    goldenPath: GoldenPathDocuments.create(options),
    others: [
      CatalogDocuments.create({
        ...options,
        reader: newReader(),
        integrations: ScmIntegrations.fromConfig(options.rootConfig),
      }),
      GitDocuments.create({
        reader: newReader(),
        urls: config.git.map(({ url }) => url),
      }),
    ],
    seconds: config.documents.refreshSeconds,
  });
  return {
    access,
    auditor,
    callers: Callers.create(options),
    documents: Documents.create({
      auditor,
      clock,
      documents: documentStore,
      objectives: objectiveStore,
      origins,
      ownerships,
      limits: config.limits,
      onChange,
    }),
    exclusions: OwnedExclusions.create({
      access,
      auditor,
      exclusions,
      objectives: objectiveStore,
      ownerships,
    }),
    fleet: Fleet.create({
      documents: documentStore,
      fleet: fleetStore,
      origins,
      status,
    }),
    limits: config.limits,
    objectives: ObjectivePages.create({
      access,
      clock,
      exclusions,
      objectives: objectiveStore,
      status,
    }),
    readiness: Readiness.create({ status }),
    refresher,
    /** For the permission framework, which asks without a caller; in the order of the ids. */
    resources: async (ids: string[]) => {
      const found = await objectiveStore.getMany(ids);
      return ids.map(id => {
        const tracked = found.find(({ objective }) => objective.id === id);
        return tracked && resourceOf(tracked);
      });
    },
    status,
    /** Begins to look at documents and sources, on the scheduler. */
    schedule: async () => {
      await collecting.begin();
      await watch.schedule();
    },
    /** Looks for documents for the first time; returns at once. */
    begin: () => watch.begin(),
    stop: () => {
      watch.stop();
      followed.stop();
      collecting.stop();
    },
  };
}
