import type {
  AuditorService,
  DatabaseService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import type { SignalsService } from '@backstage/plugin-signals-node';
import type { DeliveryHistory } from '@fairway/connectors';
import type { DeliverySource } from '@fairway/plugin-golden-path-common';
import type { Clock } from '../clock';
import type { Access } from '../permissions/Access';
import type { ChangeRequests } from '../services/ChangeRequests';
import type { ContractService } from '../services/ContractService';
import type { DesiredStateService } from '../services/DesiredStateService';
import type { PlatformRequests } from '../services/PlatformRequests';
import type { ChangeRequestStore } from '../store/ChangeRequestStore';
import { DeliveryStore } from '../store/DeliveryStore';
import type { DeliveryConfig } from './config';
import { DeliveryMoves } from './DeliveryMoves';
import { DeliveryRecorder } from './DeliveryRecorder';
import { DeliverySignals } from './DeliverySignals';
import { DeliveryStart } from './DeliveryStart';
import { DeliveryView } from './DeliveryView';
import { DesiredStateEvidence } from './DesiredStateEvidence';
import { Intake } from './Intake';
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
  requests: ChangeRequestStore;
  signals: SignalsService;
}

/** Wires what follows deliveries. */
export async function buildDelivery(options: BuildDeliveryOptions) {
  const { auditor, clock, config, desiredState, logger, requests } = options;
  const store = await DeliveryStore.create(options);
  const signals = DeliverySignals.create(options);
  const recorder = DeliveryRecorder.create({ desiredState, signals, store });
  const own = DesiredStateEvidence.create({
    clock,
    desiredState,
    logger,
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
    requests,
    store,
  });
  const intake = Intake.create({
    clock,
    recorder,
    subjects: Subjects.create({ desiredState, store }),
  });
  const start = DeliveryStart.create({ ...options, own, recorder, store });
  desiredState.onMove(({ services }) => start.moved(services));
  return {
    moves: DeliveryMoves.create({ ...options, auditor, view }),
    start,
    stop: () => signals.stop(),
    view,
    webhooks: Webhooks.create({ ...options, intake, store }),
  };
}

/** What the routes and tasks of deliveries stand on. */
export type Delivery = Awaited<ReturnType<typeof buildDelivery>>;
