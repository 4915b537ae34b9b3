import type {
  AuditorService,
  AuthService,
  DatabaseService,
  DiscoveryService,
  LoggerService,
  PermissionsService,
  RootConfigService,
  SchedulerService,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { EventsService } from '@backstage/plugin-events-node';
import type { NotificationService } from '@backstage/plugin-notifications-node';
import {
  createConditionAuthorizer,
  createConditionTransformer,
} from '@backstage/plugin-permission-node';
import type { SignalsService } from '@backstage/plugin-signals-node';
import {
  createGitHost,
  type DeliveryHistory,
  type GoldenPathSeed,
} from '@fairway/connectors';
import type { Clock } from '@fairway/backend-kit';
import { buildCampaigns } from './campaigns/buildCampaigns';
import type { GoldenPathConfig } from './config';
import { buildDelivery } from './delivery/buildDelivery';
import type { DeliveryConfig } from './delivery/config';
import { buildDrift } from './drift/buildDrift';
import { Access } from './permissions/Access';
import { changeRequestRules } from './permissions/rules';
import { Announcer } from './services/Announcer';
import { Authoring } from './services/Authoring';
import { AuthorizedChangeRequests } from './services/AuthorizedChangeRequests';
import { CatalogPeople } from './services/CatalogPeople';
import { CatalogDirectory } from './services/CatalogDirectory';
import { ChangeRequestService } from './services/ChangeRequestService';
import { CompileService } from './services/CompileService';
import { ContractHistory } from './services/ContractHistory';
import { ContractService } from './services/ContractService';
import { DesiredStateService } from './services/DesiredStateService';
import { Drafts } from './services/Drafts';
import { ExpiryNotices } from './services/ExpiryNotices';
import { FleetReport } from './services/FleetReport';
import { FleetVerdicts } from './services/FleetVerdicts';
import { FlowPlanner } from './services/FlowPlanner';
import { Impact } from './services/Impact';
import { InFlight } from './services/InFlight';
import { MergedServices } from './services/MergedServices';
import { Merger } from './services/Merger';
import { OwnedFiles } from './services/OwnedFiles';
import { Proposer } from './services/Proposer';
import { Readiness } from './services/Readiness';
import { RequestRecords } from './services/RequestRecords';
import { RequestStatuses } from './services/RequestStatuses';
import { SeedService } from './services/SeedService';
import { ServiceFlows } from './services/ServiceFlows';
import { SloDocuments } from './services/SloDocuments';
import { Startup } from './services/Startup';
import { ServiceObjectives } from './services/ServiceObjectives';
import { TemplatesService } from './services/TemplatesService';
import { ContractHistoryStore } from './store/ContractHistoryStore';
import { DatabaseChangeRequestStore } from './store/DatabaseChangeRequestStore';
import { DraftStore } from './store/DraftStore';
import { SloErrorBudgets } from './services/ErrorBudgets';
import { ExpiryNoticeStore } from './store/ExpiryNoticeStore';

export interface BuildOptions {
  auditor: AuditorService;
  auth: AuthService;
  catalog: CatalogService;
  clock: Clock;
  config: GoldenPathConfig;
  database: DatabaseService;
  discovery: DiscoveryService;
  deliveryConfig: DeliveryConfig;
  events: EventsService;
  histories: DeliveryHistory[];
  logger: LoggerService;
  notifications: NotificationService;
  permissions: PermissionsService;
  rootConfig: RootConfigService;
  scheduler: SchedulerService;
  seeds: GoldenPathSeed[];
  signals: SignalsService;
  userInfo: UserInfoService;
}

/** Wires the services of the plugin; this is the only place that knows them all. */
export async function buildServices(options: BuildOptions) {
  const { clock, config, logger, seeds } = options;
  const rules = Object.values(changeRequestRules);
  const store = await DatabaseChangeRequestStore.create(options);
  const host = await createGitHost({
    settings: config.gitHost,
    resolve: config.resolve,
    rootConfig: options.rootConfig,
    database: options.database,
    logger,
    urlOf: id =>
      `${config.portalUrl}/change-requests/${encodeURIComponent(id)}`,
  });
  const contract = ContractService.create({
    directory: config.contractPath,
    logger,
    clock,
  });
  const contractHistory = ContractHistory.create({
    clock,
    logger,
    store: await ContractHistoryStore.create(options),
  });
  contract.onChange(loaded => contractHistory.record(loaded));
  const directory = CatalogDirectory.create(options);
  const readiness = Readiness.create();
  const desiredState = DesiredStateService.create({
    host,
    contract,
    directory,
    logger,
    clock,
    compiledServices: config.limits.compiledServices,
  });
  const announcer = Announcer.create(options);
  desiredState.onMove(move => {
    void announcer.desiredState(move);
  });
  const verdicts = FleetVerdicts.create({ desiredState, logger, clock });
  desiredState.onMove(() => verdicts.refresh());
  directory.onChange(() => {
    if (readiness.state().ready) {
      verdicts.refresh();
    }
  });
  const owned = OwnedFiles.create({ host });
  const budgets = SloErrorBudgets.create(options);
  const proposer = Proposer.create({
    host,
    desiredState,
    owned,
    budgets,
    clock,
  });
  const planner = FlowPlanner.create({ desiredState, host, store });
  const records = RequestRecords.create({ host, store });
  const inFlight = InFlight.create({ logger });
  const inner = ChangeRequestService.create({
    announcer,
    auditor: options.auditor,
    clock,
    contract,
    desiredState,
    host,
    inFlight,
    logger,
    merger: Merger.create({ host, desiredState, planner, proposer }),
    people: CatalogPeople.create(options),
    planner,
    proposer,
    records,
    statuses: RequestStatuses.create({
      host,
      store,
      logger,
      portalUrl: config.portalUrl,
    }),
    store,
  });
  const access = Access.create({
    ...options,
    authorizeCondition: createConditionAuthorizer(rules),
  });
  const drafts = Drafts.create({
    auditor: options.auditor,
    clock,
    store: await DraftStore.create(options),
  });
  const changeRequests = AuthorizedChangeRequests.create({
    inner,
    access,
    auditor: options.auditor,
    transformConditions: createConditionTransformer(rules),
  });
  const delivery = await buildDelivery({
    ...options,
    access,
    changeRequests,
    config: options.deliveryConfig,
    contract,
    desiredState,
    platformRequests: inner.platformRequests,
    readiness,
    requests: store,
  });
  records.onMerged(({ services }) => delivery.start.merged(services));
  const campaigns = await buildCampaigns({
    ...options,
    access,
    contract,
    contractHistory,
    desiredState,
    drafts,
    host,
    inFlight,
    platformRequests: inner.platformRequests,
    readiness,
    records,
    requests: store,
  });
  const drift = await buildDrift({
    ...options,
    access,
    announcer,
    changeRequests,
    contract,
    contractHistory,
    desiredState,
    directory,
    host,
    platformRequests: inner.platformRequests,
    readiness,
  });
  return {
    access,
    authoring: Authoring.create({
      contract,
      desiredState,
      drafts,
      host,
      templates: TemplatesService.create({
        directory: config.templatesPath,
        contractPath: config.contractPath,
        logger,
        clock,
      }),
    }),
    campaigns: campaigns.campaigns,
    changeRequests,
    compile: CompileService.create({
      budgets,
      desiredState,
      clock,
      proposer,
      records,
    }),
    contract,
    contractHistory,
    delivery,
    desiredState,
    directory,
    drafts,
    drift: drift.drift,
    expiryNotices: ExpiryNotices.create({
      announcer,
      auditor: options.auditor,
      clock,
      desiredState,
      logger,
      store: await ExpiryNoticeStore.create(options),
    }),
    flows: ServiceFlows.create({
      changeRequests,
      desiredState,
      planner,
      proposer,
      records,
    }),
    objectives: ServiceObjectives.create({
      changeRequests,
      desiredState,
      records,
    }),
    impact: Impact.create({
      auditor: options.auditor,
      clock,
      contract,
      desiredState,
      inFlight,
    }),
    inFlight,
    scheduleCampaigns: campaigns.schedule,
    scheduleDrift: drift.schedule,
    /** For what opens requests beside the form: campaigns, drift, promotion, rollback. */
    platformRequests: inner.platformRequests,
    readiness,
    report: FleetReport.create({ contract, desiredState, verdicts, clock }),
    services: MergedServices.create({ host, desiredState, logger }),
    sloDocuments: SloDocuments.create({ host, desiredState }),
    /** Ends what runs beside the backend. */
    stop: async () => {
      await delivery.stop();
      await campaigns.stop();
      await drift.stop();
      await host.stop();
    },
    /** Takes over what people did on the Git host without the portal. */
    lookAtHost: () => inner.lookAtHost(),
    /** For the permission framework, which asks without a caller. */
    resources: inner,
    startup: Startup.create({
      changeRequests: inner,
      seed: SeedService.create({ host, contract, seeds, logger, clock }),
      desiredState,
      owned,
      verdicts,
      readiness,
      logger,
      afterwards: () => {
        delivery.start.begin();
        drift.stale();
        campaigns.begin();
      },
    }),
  };
}
