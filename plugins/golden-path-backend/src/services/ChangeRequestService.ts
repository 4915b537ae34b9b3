import type {
  AuditorService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import type { GitHost } from '@fairway/connectors';
import type {
  OpenChangeRequest,
  OpenServiceFlow,
  ServiceFlow,
} from '@fairway/plugin-golden-path-common';
import type { Clock } from '@fairway/backend-kit';
import type { Caller, Person } from '../permissions/Access';
import type { ChangeRequestStore } from '../store/ChangeRequestStore';
import type { Announcer } from './Announcer';
import { AutomaticMerges } from './AutomaticMerges';
import type {
  ChangeRequestResources,
  ChangeRequests,
  ChangeRequestsQuery,
  ProposingRights,
} from './ChangeRequests';
import type { ContractService } from './ContractService';
import type { DesiredStateService } from './DesiredStateService';
import type { CatalogPeople } from './CatalogPeople';
import { HostRequests } from './HostRequests';
import { HostReviews } from './HostReviews';
import type { FlowPlanner } from './FlowPlanner';
import type { InFlight } from './InFlight';
import type { Merger } from './Merger';
import type { PlatformRequests } from './PlatformRequests';
import { PlatformRequestService } from './PlatformRequestService';
import type { Proposer } from './Proposer';
import { RequestMerges } from './RequestMerges';
import { RequestPresenter } from './RequestPresenter';
import { RequestProposals, type Opened } from './RequestProposals';
import { RequestReader } from './RequestReader';
import type { RequestRecords } from './RequestRecords';
import { RequestReviews } from './RequestReviews';
import type { RequestStatuses } from './RequestStatuses';
import { Turns } from './Turns';

export interface ChangeRequestServiceOptions {
  announcer: Announcer;
  auditor: AuditorService;
  clock: Clock;
  contract: ContractService;
  desiredState: DesiredStateService;
  host: GitHost;
  inFlight: InFlight;
  logger: LoggerService;
  merger: Merger;
  people: CatalogPeople;
  planner: FlowPlanner;
  proposer: Proposer;
  records: RequestRecords;
  statuses: RequestStatuses;
  store: ChangeRequestStore;
}

/**
 * Change requests on a Git host. The host owns branches, commits and state; the store holds what was known when a
 * version was proposed, and what people said about it. Who may do what is for {@link AuthorizedChangeRequests};
 * the rules of review are here, because no policy may loosen them.
 */
export class ChangeRequestService
  implements ChangeRequests, ChangeRequestResources
{
  static create(options: ChangeRequestServiceOptions): ChangeRequestService {
    return new ChangeRequestService(options);
  }

  readonly #reader: RequestReader;
  readonly #proposals: RequestProposals;
  readonly #reviews: RequestReviews;
  readonly #merges: RequestMerges;
  readonly #automatic: AutomaticMerges;
  readonly #presenter: RequestPresenter;
  readonly #onHost: HostRequests;
  readonly #inFlight: InFlight;
  /** Requests that no person made in the form. */
  readonly platformRequests: PlatformRequests;

  private constructor(options: ChangeRequestServiceOptions) {
    const presenter = RequestPresenter.create(options);
    const turns = new Turns();
    const shared = { ...options, presenter, turns };
    this.#reader = RequestReader.create(shared);
    this.#proposals = RequestProposals.create(shared);
    this.#reviews = RequestReviews.create(shared);
    const reviews = HostReviews.create(shared);
    this.#merges = RequestMerges.create({
      ...shared,
      reviews,
      proposals: this.#proposals,
    });
    this.#automatic = AutomaticMerges.create({
      ...shared,
      merges: this.#merges,
    });
    this.platformRequests = PlatformRequestService.create({
      ...shared,
      automatic: this.#automatic,
    });
    this.#onHost = HostRequests.create({
      ...shared,
      reviews,
      settled: async service => {
        await this.#merges.settled();
        await turns.take(service, async () => {});
      },
    });
    this.#presenter = presenter;
    this.#inFlight = options.inFlight;
  }

  list(caller: Caller, query: ChangeRequestsQuery) {
    return this.#reader.list(caller, query);
  }

  get(caller: Caller, id: string) {
    return this.#reader.get(caller, id);
  }

  diff(
    _caller: Caller,
    id: string,
    query: { path?: string; cursor?: string; limit: number },
  ) {
    return this.#reader.diff(id, query);
  }

  resources(ids: string[]) {
    return this.#reader.resources(ids);
  }

  ownersOf(request: OpenChangeRequest) {
    return this.#proposals.ownersOf(request);
  }

  /** What nobody has to agree to is merged before this answers. */
  open(person: Person, request: OpenChangeRequest, rights?: ProposingRights) {
    return this.#settled(person, () =>
      this.#proposals.open(person, request, rights),
    );
  }

  /** The same. */
  openFlow(
    person: Person,
    service: string,
    request: OpenServiceFlow,
    rights?: ProposingRights,
  ) {
    return this.#settled(person, () =>
      this.#proposals.openFlow(person, service, request, rights),
    );
  }

  flowOwners(service: string, flow: ServiceFlow) {
    return this.#proposals.flowOwners(service, flow);
  }

  #settled(person: Person, propose: () => Promise<Opened>) {
    return this.#inFlight.run(async () => {
      const opened = await propose();
      const settled = await this.#automatic.settle(opened.request);
      return {
        created: opened.created,
        request: await this.#presenter.present(person, settled),
      };
    });
  }

  /** Once after each start: what was under way when the backend stopped is finished. */
  pickUp() {
    return this.#inFlight.run(() => this.#automatic.pickUp());
  }

  /** Takes over what people did on the Git host without the portal. */
  lookAtHost() {
    return this.#inFlight.run(() => this.#onHost.look());
  }

  approve(person: Person, id: string, request: { commit: string }) {
    return this.#inFlight.run(() => this.#reviews.approve(person, id, request));
  }

  close(person: Person, id: string) {
    return this.#inFlight.run(() => this.#reviews.close(person, id));
  }

  comment(person: Person, id: string, request: { text: string }) {
    return this.#inFlight.run(() => this.#reviews.comment(person, id, request));
  }

  merge(person: Person, id: string, request: { commit: string }) {
    return this.#inFlight.run(() => this.#merges.merge(person, id, request));
  }
}
