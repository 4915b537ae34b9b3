import type {
  AuditorService,
  DatabaseService,
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import { ServiceUnavailableError } from '@backstage/errors';
import type { NotificationService } from '@backstage/plugin-notifications-node';
import type { SignalsService } from '@backstage/plugin-signals-node';
import type { GitHost } from '@fairway/connectors';
import type { Clock } from '@fairway/backend-kit';
import type { Access } from '../permissions/Access';
import type { ContractHistory } from '../services/ContractHistory';
import type { ContractService } from '../services/ContractService';
import type { DesiredStateService } from '../services/DesiredStateService';
import type { Drafts } from '../services/Drafts';
import type { InFlight } from '../services/InFlight';
import type { PlatformRequests } from '../services/PlatformRequests';
import type { Readiness } from '../services/Readiness';
import type { RequestRecords } from '../services/RequestRecords';
import { CampaignStore } from '../store/CampaignStore';
import { DriftStore } from '../store/DriftStore';
import type { ChangeRequestStore } from '../store/ChangeRequestStore';
import { AuthorizedCampaigns } from './AuthorizedCampaigns';
import { CampaignAnnouncer } from './CampaignAnnouncer';
import { CampaignRequests } from './CampaignRequests';
import { Campaigns } from './Campaigns';
import { CampaignView } from './CampaignView';
import { Engine } from './Engine';
import { Followed } from './Followed';
import { Openings } from './Openings';
import { Planner } from './Planner';
import { Steps } from './Steps';

/** What a process began that is gone is taken up by another one. */
const EVERY = { seconds: 15 };

interface Options {
  access: Access;
  auditor: AuditorService;
  clock: Clock;
  contract: ContractService;
  contractHistory: ContractHistory;
  database: DatabaseService;
  desiredState: DesiredStateService;
  drafts: Drafts;
  host: GitHost;
  inFlight: InFlight;
  logger: LoggerService;
  notifications: NotificationService;
  platformRequests: PlatformRequests;
  readiness: Readiness;
  records: RequestRecords;
  requests: ChangeRequestStore;
  scheduler: SchedulerService;
  signals: SignalsService;
}

/** Wires what runs campaigns. */
export async function buildCampaigns(options: Options) {
  const { contract, desiredState, host, inFlight, readiness } = options;
  const store = await CampaignStore.create(options);
  const announcer = CampaignAnnouncer.create(options);
  const requests = CampaignRequests.create({
    drift: await DriftStore.create(options),
    host,
    platform: options.platformRequests,
    records: options.records,
    store: options.requests,
  });
  const shared = { ...options, announcer, requests, store };
  const moved = (id: string) => announcer.moved(id);
  let isStopped = false;
  const followed = Followed.create(shared);
  const steps = Steps.create({
    ...shared,
    followed,
    openings: Openings.create(shared),
    planner: Planner.create({
      ...shared,
      history: options.contractHistory,
      moved,
      requireUp: () => {
        inFlight.requireUp();
        if (isStopped) {
          throw new ServiceUnavailableError(
            'The portal is stopping; the plan goes on where it stood.',
          );
        }
      },
    }),
  });
  const engine = Engine.create({ ...shared, followed, steps });
  const view = CampaignView.create(shared);
  const ifReady = (work: () => void) => {
    if (readiness.state().ready) {
      work();
    }
  };
  desiredState.onMove(({ services }) => ifReady(() => engine.heard(services)));
  contract.onChange(() => ifReady(() => engine.wake()));
  return {
    campaigns: AuthorizedCampaigns.create({
      access: options.access,
      inner: Campaigns.create({ ...shared, engine, moved, view }),
      view,
    }),
    /** Goes on where the last process stopped. */
    begin: () => engine.wake(),
    schedule: () =>
      options.scheduler.scheduleTask({
        id: 'golden-path-campaigns',
        scope: 'global',
        frequency: EVERY,
        timeout: { minutes: 1 },
        fn: async () => ifReady(() => engine.wake()),
      }),
    stop: async () => {
      isStopped = true;
      announcer.stop();
      await engine.stop();
    },
  };
}
