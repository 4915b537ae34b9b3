import type {
  HttpAuthService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import type { AuthorizedCampaigns } from '../campaigns/AuthorizedCampaigns';
import type { Delivery } from '../delivery/buildDelivery';
import type { Drift } from '../drift/Drift';
import type { Access } from '../permissions/Access';
import type { Authoring } from '../services/Authoring';
import type { ChangeRequests } from '../services/ChangeRequests';
import type { CompileService } from '../services/CompileService';
import type { ContractService } from '../services/ContractService';
import type { DesiredStateService } from '../services/DesiredStateService';
import type { Drafts } from '../services/Drafts';
import type { Impact } from '../services/Impact';
import type { InFlight } from '../services/InFlight';
import type { FleetReport } from '../services/FleetReport';
import type { MergedServices } from '../services/MergedServices';
import type { ServiceObjectives } from '../services/ServiceObjectives';
import type { ServiceFlows } from '../services/ServiceFlows';
import type { SloDocuments } from '../services/SloDocuments';
import type { Readiness } from '../services/Readiness';

/** What the routes stand on. */
export interface RouterOptions {
  access: Access;
  authoring: Authoring;
  campaigns: AuthorizedCampaigns;
  changeRequests: ChangeRequests;
  compile: CompileService;
  contract: ContractService;
  delivery: Delivery;
  desiredState: DesiredStateService;
  drift: Drift;
  drafts: Drafts;
  httpAuth: HttpAuthService;
  flows: ServiceFlows;
  impact: Impact;
  inFlight: InFlight;
  objectives: ServiceObjectives;
  limits: { bodyBytes: number; pageSize: number };
  logger: LoggerService;
  readiness: Readiness;
  report: FleetReport;
  services: MergedServices;
  sloDocuments: SloDocuments;
}
