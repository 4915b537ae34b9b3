import type {
  ChangeRequest,
  ChangeRequestKind,
  ChangeRequestState,
  ChangeRequestSummary,
  FileDiff,
  OpenChangeRequest,
  OpenServiceFlow,
  Page,
  ServiceFlow,
} from '@fairway/plugin-golden-path-common';
import type { PermissionCriteria } from '@backstage/plugin-permission-common';
import type { Caller, Person } from '../permissions/Access';
import type {
  ChangeRequestFilter,
  ChangeRequestResource,
} from '../permissions/rules';

export interface ChangeRequestsQuery {
  state?: ChangeRequestState;
  service?: string;
  author?: string;
  kind?: ChangeRequestKind;
  /** Id of a campaign. */
  campaign?: string;
  awaitingMe?: boolean;
  search?: string;
  cursor?: string;
  limit: number;
  /** What the caller may see; set by {@link AuthorizedChangeRequests}. */
  filter?: PermissionCriteria<ChangeRequestFilter>;
}

/** What a person may do beyond what is their own; set by {@link AuthorizedChangeRequests}. */
export interface ProposingRights {
  /** To propose for teams that the person is no member of. */
  forOthers?: boolean;
}

/**
 * Change requests for pages, actions and other plugins. Methods that change something take the commit that the
 * person read, so that nobody approves or merges what they have not seen.
 */
export interface ChangeRequests {
  list(
    caller: Caller,
    query: ChangeRequestsQuery,
  ): Promise<Page<ChangeRequestSummary>>;

  /** @throws NotFoundError */
  get(caller: Caller, id: string): Promise<ChangeRequest>;

  /** @throws NotFoundError */
  diff(
    caller: Caller,
    id: string,
    query: { path?: string; cursor?: string; limit: number },
  ): Promise<Page<FileDiff>>;

  /**
   * Opens a request, or updates the one that is open for the service.
   * @throws InputError with findings when something is denied; ConflictError when another team has one open for the
   * service.
   */
  open(
    person: Person,
    request: OpenChangeRequest,
    rights?: ProposingRights,
  ): Promise<{ created: boolean; request: ChangeRequest }>;

  /**
   * Opens the request of a flow, or makes the one that is open for the service that of the flow.
   * @throws NotFoundError when the service is not merged; ConflictError when the flow is blocked, or another team
   * has a request open for the service; InputError with findings when something is denied.
   */
  openFlow(
    person: Person,
    service: string,
    request: OpenServiceFlow,
    rights?: ProposingRights,
  ): Promise<{ created: boolean; request: ChangeRequest }>;

  /** @throws ConflictError when it was pushed to since, is not open, or needs no approval of this person. */
  approve(
    person: Person,
    id: string,
    request: { commit: string },
  ): Promise<ChangeRequest>;

  /** @throws ConflictError when it may not be merged as it stands; the message says what to do. */
  merge(
    person: Person,
    id: string,
    request: { commit: string },
  ): Promise<ChangeRequest>;

  /** @throws ConflictError when it is not open. */
  close(person: Person, id: string): Promise<ChangeRequest>;

  comment(
    person: Person,
    id: string,
    request: { text: string },
  ): Promise<ChangeRequest>;
}

/** What the permission rules ask about requests. */
export interface ChangeRequestResources {
  resources(ids: string[]): Promise<(ChangeRequestResource | undefined)[]>;

  /** Groups that own the service now and as proposed, as entity refs. */
  ownersOf(request: OpenChangeRequest): Promise<string[]>;

  /** Groups that own the service now and after the flow, as entity refs. @throws NotFoundError */
  flowOwners(service: string, flow: ServiceFlow): Promise<string[]>;
}
