import type {
  AuditorService,
  DatabaseService,
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import type { GitHost } from '@fairway/connectors';
import type { Clock } from '@fairway/backend-kit';
import type { Access } from '../permissions/Access';
import type { Announcer } from '../services/Announcer';
import type { CatalogDirectory } from '../services/CatalogDirectory';
import type { ChangeRequests } from '../services/ChangeRequests';
import type { ContractHistory } from '../services/ContractHistory';
import type { ContractService } from '../services/ContractService';
import type { DesiredStateService } from '../services/DesiredStateService';
import type { PlatformRequests } from '../services/PlatformRequests';
import type { Readiness } from '../services/Readiness';
import { DriftStore } from '../store/DriftStore';
import { Drift } from './Drift';
import { DriftLooks } from './DriftLooks';
import { DRIFT_TASK, DriftTrigger } from './DriftTrigger';

/** A look at a large fleet ends long before. */
const TIMEOUT = { minutes: 30 };

interface Options {
  access: Access;
  announcer: Announcer;
  auditor: AuditorService;
  changeRequests: ChangeRequests;
  clock: Clock;
  contract: ContractService;
  contractHistory: ContractHistory;
  database: DatabaseService;
  desiredState: DesiredStateService;
  directory: CatalogDirectory;
  host: GitHost;
  logger: LoggerService;
  platformRequests: PlatformRequests;
  readiness: Readiness;
  scheduler: SchedulerService;
}

/** Wires what compares Git with what is derived. */
export async function buildDrift(options: Options) {
  const { contract, desiredState, directory, readiness } = options;
  const store = await DriftStore.create(options);
  const looks = DriftLooks.create({ ...options, store });
  const trigger = DriftTrigger.create(options);
  const stale = () => {
    if (readiness.state().ready) {
      trigger.stale();
    }
  };
  desiredState.onMove(stale);
  contract.onChange(stale);
  directory.onChange(stale);
  return {
    drift: Drift.create({ ...options, looks, store }),
    /** Says that something has moved; returns at once. */
    stale,
    schedule: (every: { minutes: number }) =>
      options.scheduler.scheduleTask({
        id: DRIFT_TASK,
        scope: 'global',
        frequency: every,
        timeout: TIMEOUT,
        fn: async () => {
          if (readiness.state().ready) {
            await looks.run();
          }
        },
      }),
    stop: async () => {
      trigger.stop();
      await looks.stop();
    },
  };
}
