import type {
  AuditorService,
  DatabaseService,
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import type { SignalsService } from '@backstage/plugin-signals-node';
import type { DeliveryHistory } from '@fairway/connectors';
import type { DeliverySource } from '@fairway/plugin-golden-path-common';
import type { Clock } from '@fairway/backend-kit';
import type { Access } from '../permissions/Access';
import type { ChangeRequests } from '../services/ChangeRequests';
import type { ContractService } from '../services/ContractService';
import type { DesiredStateService } from '../services/DesiredStateService';
import type { PlatformRequests } from '../services/PlatformRequests';
import type { Readiness } from '../services/Readiness';
import type { ChangeRequestStore } from '../store/ChangeRequestStore';
import { DeliveryStore } from '../store/DeliveryStore';
import { ArgoCdCollector } from './ArgoCdCollector';
import type { DeliveryConfig } from './config';
import { DeliveryRetention } from './DeliveryRetention';
import { DeliveryMoves } from './DeliveryMoves';
import { DeliveryRecorder } from './DeliveryRecorder';
import { DeliverySignals } from './DeliverySignals';
import { DeliveryStart } from './DeliveryStart';
import { DeliveryView } from './DeliveryView';
import { DesiredStateEvidence } from './DesiredStateEvidence';
import { Intake } from './Intake';
import { Lineages } from './Lineages';
import { Subjects } from './Subjects';
import { Webhooks } from './webhooks/Webhooks';

export interface BuildDeliveryOptions {
  access: Access;
  auditor: AuditorService;
  changeRequests: Pick<ChangeRequests, 'get'>;
  clock: Clock;
  config: DeliveryConfig;
  contract: ContractService;
  database: DatabaseService;
  desiredState: DesiredStateService;
  histories: DeliveryHistory[];
  logger: LoggerService;
  platformRequests: PlatformRequests;
  readiness: Pick<Readiness, 'state'>;
  requests: ChangeRequestStore;
  scheduler: SchedulerService;
  signals: SignalsService;
}

/** Wires what follows deliveries. */
export async function buildDelivery(options: BuildDeliveryOptions) {
  const { auditor, clock, config, desiredState, requests } = options;
  const store = await DeliveryStore.create(options);
  const lineages = Lineages.create(options);
  const signals = DeliverySignals.create(options);
  const recorder = DeliveryRecorder.create({
    desiredState,
    lineages,
    logger: options.logger,
    signals,
    store,
  });
  const own = DesiredStateEvidence.create({
    clock,
    desiredState,
    lineages,
    recorder,
    requests,
    store,
  });
  const configured = new Set<DeliverySource>(config.webhooks.keys());
  if (config.argoCd.instances.length > 0) {
    configured.add('argo-cd');
  }
  const view = DeliveryView.create({
    clock,
    configured,
    desiredState,
    lineages,
    requests,
    store,
  });
  const intake = Intake.create({
    clock,
    recorder,
    store,
    subjects: Subjects.create({ desiredState, lineages, store }),
  });
  const start = DeliveryStart.create({
    ...options,
    lineages,
    own,
    recorder,
    store,
  });
  desiredState.onMove(({ services }) => start.moved(services));
  const argoCd = ArgoCdCollector.create({
    ...options,
    instances: config.argoCd.instances,
    intake,
  });
  const retention = DeliveryRetention.create({
    clock,
    days: config.retentionDays,
    lineages,
    recorder,
    store,
  });
  const whenReady = async (work: () => Promise<void>) => {
    if (options.readiness.state().ready) {
      await work();
    }
  };
  return {
    moves: DeliveryMoves.create({ ...options, auditor, view }),
    start,
    /** Registers what is done again and again. */
    schedule: async () => {
      await options.scheduler.scheduleTask({
        id: 'golden-path-delivery-upkeep',
        scope: 'global',
        frequency: { hours: 1 },
        initialDelay: { minutes: 10 },
        timeout: { minutes: 30 },
        fn: () =>
          whenReady(async () => {
            await retention.run();
            await start.keepUp();
          }),
      });
      if (config.argoCd.instances.length > 0) {
        await options.scheduler.scheduleTask({
          id: 'golden-path-delivery-argo-cd',
          scope: 'global',
          frequency: { seconds: config.argoCd.everySeconds },
          timeout: { minutes: 10 },
          fn: signal => whenReady(() => argoCd.run(signal)),
        });
      }
    },
    stop: async () => {
      signals.stop();
      await start.stop();
    },
    view,
    webhooks: Webhooks.create({ ...options, intake, store }),
  };
}

/** What the routes and tasks of deliveries stand on. */
export type Delivery = Awaited<ReturnType<typeof buildDelivery>>;
