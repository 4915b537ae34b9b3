import type {
  AuthService,
  DatabaseService,
  DiscoveryService,
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import type { EventsService } from '@backstage/plugin-events-node';
import type { NotificationService } from '@backstage/plugin-notifications-node';
import type { SignalsService } from '@backstage/plugin-signals-node';
import { OtherPlugin, type Clock } from '@fairway/backend-kit';
import type { SliSource } from '@fairway/plugin-slo-common';
import type { SloConfig } from '../config';
import { ExclusionService } from '../exclusions/ExclusionService';
import { Cleanup } from '../history/Cleanup';
import { Histories } from '../history/Histories';
import { SlotReader } from '../history/SlotReader';
import { ChangeMarkers } from '../markers/ChangeMarkers';
import { Deploys } from '../markers/Deploys';
import { BudgetPolicy } from '../policy/BudgetPolicy';
import { EpisodeStore } from '../store/EpisodeStore';
import { ExclusionStore } from '../store/ExclusionStore';
import { HistoryStore } from '../store/HistoryStore';
import { MarkerStore } from '../store/MarkerStore';
import { SourceStore } from '../store/SourceStore';
import { StatusStore } from '../store/StatusStore';
import { ASK_MS } from './asking';
import { Collector } from './Collector';
import { Statuses } from './Statuses';
import { StatusView } from './StatusView';
import { Transitions } from './Transitions';
import type {
  Exclusions,
  ObjectiveDirectory,
  Refresher,
  StatusReader,
} from './types';

export interface BuildCollectOptions {
  auth: AuthService;
  clock: Clock;
  config: Pick<SloConfig, 'refreshSeconds' | 'history'>;
  database: DatabaseService;
  discovery: DiscoveryService;
  events: EventsService;
  logger: LoggerService;
  notifications: NotificationService;
  objectives: ObjectiveDirectory;
  scheduler: SchedulerService;
  signals: SignalsService;
  /** In the order in which they are asked whether they know an objective. */
  sources: readonly SliSource[];
  /** How long one answer of a source may take; a minute when left out. */
  askMs?: number;
}

/** What asks sources, and what tells of what they answered. */
export interface Collecting {
  exclusions: Exclusions;
  refresher: Refresher;
  status: StatusReader;
  /** Looks from now on, and again and again, one backend at a time. */
  begin(): Promise<void>;
  stop(): void;
  /** A look and a cleanup, for tests and for figures. */
  collector: Collector;
  cleanup: Cleanup;
}

/** Wires what asks sources and keeps what they answer. */
export async function buildCollect(
  options: BuildCollectOptions,
): Promise<Collecting> {
  const { clock, config, scheduler, askMs = ASK_MS } = options;
  const history = await HistoryStore.create(options);
  const statusStore = await StatusStore.create(options);
  const exclusionStore = await ExclusionStore.create(options);
  const markers = await MarkerStore.create(options);
  const episodes = await EpisodeStore.create(options);
  const sourceStore = await SourceStore.create(options);
  const retention = config.history;
  const goldenPath = OtherPlugin.create({
    ...options,
    pluginId: 'golden-path',
  });
  const policy = BudgetPolicy.create({ ...options, goldenPath });
  const histories = Histories.create({ store: history });
  const reader = SlotReader.create({
    ...options,
    askMs,
    retention,
    store: history,
  });
  const statuses = Statuses.create({
    clock,
    exclusions: exclusionStore,
    histories,
    history,
    policy,
    reader,
    store: statusStore,
  });
  const collector = Collector.create({
    ...options,
    askMs,
    fillBackMs: config.refreshSeconds * 500,
    reader,
    sourceStore,
    statuses,
    transitions: Transitions.create({ ...options, episodes }),
  });
  const cleanup = Cleanup.create({
    ...options,
    episodes,
    exclusions: exclusionStore,
    history,
    markers,
    retention,
    statuses: statusStore,
  });
  const deploys = Deploys.create({ ...options, goldenPath, markers, policy });
  const changes = ChangeMarkers.create({
    ...options,
    markers,
    onMerge: services => deploys.merged(services),
  });
  const stopping = new AbortController();
  const signalOf = (signal: AbortSignal) =>
    AbortSignal.any([signal, stopping.signal]);
  return {
    cleanup,
    collector,
    refresher: collector,
    exclusions: ExclusionService.create({
      ...options,
      history: retention,
      store: exclusionStore,
      onChange: ids => collector.reassess(ids),
    }),
    status: StatusView.create({
      ...options,
      exclusions: exclusionStore,
      histories,
      markers,
      policy,
      sourceStore,
      statuses: statusStore,
    }),
    async begin() {
      await changes.subscribe();
      await scheduler.scheduleTask({
        id: 'slo-collect',
        frequency: { seconds: config.refreshSeconds },
        timeout: { minutes: 15 },
        initialDelay: { seconds: 5 },
        scope: 'global',
        fn: signal => collector.run(signalOf(signal)),
      });
      await scheduler.scheduleTask({
        id: 'slo-deploys',
        frequency: { minutes: 1 },
        timeout: { minutes: 5 },
        initialDelay: { seconds: 20 },
        // Each backend knows of other merges.
        scope: 'local',
        fn: signal => deploys.look(signalOf(signal)),
      });
      await scheduler.scheduleTask({
        id: 'slo-cleanup',
        frequency: { hours: 1 },
        timeout: { minutes: 30 },
        initialDelay: { minutes: 5 },
        scope: 'global',
        fn: signal => cleanup.run(signalOf(signal)),
      });
    },
    stop() {
      stopping.abort();
    },
  };
}
