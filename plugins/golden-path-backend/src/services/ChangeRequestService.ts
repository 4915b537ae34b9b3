import type { GitHost } from '@fairway/connectors';
import type { OpenChangeRequest } from '@fairway/plugin-golden-path-common';
import type { Clock } from '../clock';
import type { Caller, Person } from '../permissions/Access';
import type { ChangeRequestStore } from '../store/ChangeRequestStore';
import type { Announcer } from './Announcer';
import type {
  ChangeRequestResources,
  ChangeRequests,
  ChangeRequestsQuery,
} from './ChangeRequests';
import type { ContractService } from './ContractService';
import type { DesiredStateService } from './DesiredStateService';
import type { Merger } from './Merger';
import type { Proposer } from './Proposer';
import { RequestMerges } from './RequestMerges';
import { RequestPresenter } from './RequestPresenter';
import { RequestProposals } from './RequestProposals';
import { RequestReader } from './RequestReader';
import { RequestRecords } from './RequestRecords';
import { RequestReviews } from './RequestReviews';

export interface ChangeRequestServiceOptions {
  announcer: Announcer;
  clock: Clock;
  contract: ContractService;
  desiredState: DesiredStateService;
  host: GitHost;
  merger: Merger;
  proposer: Proposer;
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

  private constructor(options: ChangeRequestServiceOptions) {
    const presenter = RequestPresenter.create(options);
    const records = RequestRecords.create(options);
    const shared = { ...options, presenter, records };
    this.#reader = RequestReader.create(shared);
    this.#proposals = RequestProposals.create(shared);
    this.#reviews = RequestReviews.create(shared);
    this.#merges = RequestMerges.create({
      ...shared,
      proposals: this.#proposals,
    });
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

  open(person: Person, request: OpenChangeRequest) {
    return this.#proposals.open(person, request);
  }

  approve(person: Person, id: string, request: { commit: string }) {
    return this.#reviews.approve(person, id, request);
  }

  close(person: Person, id: string) {
    return this.#reviews.close(person, id);
  }

  comment(person: Person, id: string, request: { text: string }) {
    return this.#reviews.comment(person, id, request);
  }

  merge(person: Person, id: string, request: { commit: string }) {
    return this.#merges.merge(person, id, request);
  }
}
