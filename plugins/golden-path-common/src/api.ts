import type {
  ChangeRequest,
  ChangeRequestKind,
  ChangeRequestState,
  ChangeRequestSummary,
  FileDiff,
  OpenChangeRequest,
} from './changeRequest';
import type {
  CompileResult,
  Fleet,
  FleetService,
  PlatformContract,
  ReviewDecision,
} from './model';
import type { RemovedAgreement } from './day2/removedAgreements';
import type { ServiceIntent } from './schema/intent';
import type { StandingWaiver } from './waivers/waivers';

/** What `/api/golden-path` answers; the OpenAPI document says the same. */

/** @public */
export interface Page<T> {
  items: T[];
  total: number;
  /** Hand it back as `cursor` for the next page; missing on the last. */
  nextCursor?: string;
}

/** `GET /contract`. @public */
export interface ContractAnswer {
  contract: PlatformContract;
  /** Exceptions with their state now. */
  exceptions: {
    id: string;
    state: 'active' | 'near-expiry' | 'expired';
    daysLeft: number;
  }[];
  /** Overrides in the merged intents with their state now, the next to end first; missing in older answers. */
  overrides?: StandingWaiver[];
  /** What each team asks of its quota now, where it asks anything. */
  quotaInUse: {
    team: string;
    environment: string;
    cpuMillis: number;
    memoryBytes: number;
    storageBytes?: number;
    pods: number;
    objects: number;
  }[];
  counts: {
    services: number;
    denied: number;
    warned: number;
    /** Services whose verdict under the contract and the fleet of now is still worked out; missing when none. */
    pending?: number;
  };
  /** Whom each policy or rule hits, by its id; those of the contract that hit nobody too. */
  policyHits?: {
    policy: string;
    /** Merged services that it denies, warns, or lets pass by an exception now. */
    denied: number;
    warned: number;
    excepted: number;
    /** Up to 20 of their names, those that are denied first. */
    services: string[];
  }[];
  /** Why newer files of the contract are not in force, `path:line: what; what to do`; missing when they are. */
  problems?: string[];
}

/** `POST /compile` with `{ intent }` or `{ text }` (YAML). @public */
export interface CompileAnswer extends CompileResult {
  review: ReviewDecision;
  /** Services that it called and no longer does, and that still accept it: `releaseOn` may name them. */
  removedAgreements?: RemovedAgreement[];
  /** Why a request of exactly this is refused: Git holds it already, and no request is open that it would set back. */
  nothingToPropose?: string;
}

/** `GET /services`. @public */
export interface ServiceSummary extends FleetService {
  contractVersion: string;
}

/** `GET /services/{name}`: a merged service, compiled as it stands in Git. @public */
export interface ServiceAnswer {
  service: FleetService;
  intent: ServiceIntent;
  /** Commit of the GitOps repository that this was read from. */
  commit: string;
  /** Commit that last changed the files of this service. */
  changedIn?: string;
  result: CompileResult;
  openRequests: ChangeRequestSummary[];
}

/** `GET /fleet`, with an ETag. @public */
export interface FleetAnswer {
  commit: string;
  fleet: Fleet;
}

/** For one call. @public */
export interface RequestOptions {
  /** Gives the call up; it then rejects with an `AbortError`. */
  signal?: AbortSignal;
}

/** The client that pages, actions and modules share. @public */
export interface GoldenPathApi {
  getContract(options?: RequestOptions): Promise<ContractAnswer>;
  getFleet(options?: RequestOptions): Promise<FleetAnswer>;
  compile(
    request: { intent: unknown; acceptOn?: string[]; releaseOn?: string[] },
    options?: RequestOptions,
  ): Promise<CompileAnswer>;
  listServices(
    query: {
      cursor?: string;
      limit?: number;
      team?: string;
      system?: string;
      search?: string;
    },
    options?: RequestOptions,
  ): Promise<Page<ServiceSummary>>;
  getService(name: string, options?: RequestOptions): Promise<ServiceAnswer>;
  listChangeRequests(
    query: {
      state?: ChangeRequestState;
      service?: string;
      author?: string;
      kind?: ChangeRequestKind;
      /** Id of a campaign. */
      campaign?: string;
      /** Only those that wait for me. */
      awaitingMe?: boolean;
      search?: string;
      cursor?: string;
      limit?: number;
    },
    options?: RequestOptions,
  ): Promise<Page<ChangeRequestSummary>>;
  getChangeRequest(
    id: string,
    options?: RequestOptions,
  ): Promise<ChangeRequest>;
  /** One file's text before and after; all when no path is given, paged. */
  getChangeRequestDiff(
    id: string,
    query?: { path?: string; cursor?: string; limit?: number },
    options?: RequestOptions,
  ): Promise<Page<FileDiff>>;
  openChangeRequest(request: OpenChangeRequest): Promise<ChangeRequest>;
  approve(id: string, request: { commit: string }): Promise<ChangeRequest>;
  merge(id: string, request: { commit: string }): Promise<ChangeRequest>;
  close(id: string): Promise<ChangeRequest>;
  comment(id: string, request: { text: string }): Promise<ChangeRequest>;
}
