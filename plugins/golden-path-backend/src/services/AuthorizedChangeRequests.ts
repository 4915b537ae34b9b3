import type { AuditorService } from '@backstage/backend-plugin-api';
import { NotFoundError } from '@backstage/errors';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import type { ConditionTransformer } from '@backstage/plugin-permission-node';
import {
  changeRequestApprovePermission,
  changeRequestClosePermission,
  changeRequestCommentPermission,
  changeRequestCreatePermission,
  changeRequestMergePermission,
  changeRequestReadPermission,
  createForOthersPermission,
  type ChangeRequest,
  type OpenChangeRequest,
  type OpenServiceFlow,
} from '@fairway/plugin-golden-path-common';
import { audited } from '@fairway/backend-kit';
import type { Access, Caller, Person } from '../permissions/Access';
import type {
  ChangeRequestFilter,
  ChangeRequestResource,
} from '../permissions/rules';
import type {
  ChangeRequestResources,
  ChangeRequests,
  ChangeRequestsQuery,
  ProposingRights,
} from './ChangeRequests';

/** Checks permissions before, and leaves an audit event after, whatever {@link ChangeRequests} it is put around. */
export class AuthorizedChangeRequests implements ChangeRequests {
  static create(options: {
    inner: ChangeRequests & ChangeRequestResources;
    access: Access;
    auditor: AuditorService;
    transformConditions: ConditionTransformer<ChangeRequestFilter>;
  }): AuthorizedChangeRequests {
    return new AuthorizedChangeRequests(options);
  }

  readonly #inner: ChangeRequests & ChangeRequestResources;
  readonly #access: Access;
  readonly #auditor: AuditorService;
  readonly #transformConditions: ConditionTransformer<ChangeRequestFilter>;

  private constructor(options: {
    inner: ChangeRequests & ChangeRequestResources;
    access: Access;
    auditor: AuditorService;
    transformConditions: ConditionTransformer<ChangeRequestFilter>;
  }) {
    this.#inner = options.inner;
    this.#access = options.access;
    this.#auditor = options.auditor;
    this.#transformConditions = options.transformConditions;
  }

  async list(caller: Caller, query: ChangeRequestsQuery) {
    const decision = await this.#access.readDecision(caller);
    const filter =
      decision.result === AuthorizeResult.CONDITIONAL
        ? this.#transformConditions(decision.conditions)
        : undefined;
    return this.#inner.list(caller, { ...query, filter });
  }

  async get(caller: Caller, id: string): Promise<ChangeRequest> {
    await this.#readable(caller, id);
    return this.#withPermissions(caller, await this.#inner.get(caller, id));
  }

  async diff(
    caller: Caller,
    id: string,
    query: { path?: string; cursor?: string; limit: number },
  ) {
    await this.#readable(caller, id);
    return this.#inner.diff(caller, id, query);
  }

  async open(person: Person, request: OpenChangeRequest) {
    await this.#access.require(person, changeRequestCreatePermission);
    const owners = await this.#inner.ownersOf(request);
    const foreign = owners.filter(owner => !person.claims.includes(owner));
    if (foreign.length > 0) {
      await this.#access.require(
        person,
        createForOthersPermission,
        `You are no member of ${foreign.join(', ')}, which owns ${
          request.intent.metadata.name
        }; ask someone of that group to propose it.`,
      );
    }
    const { created, request: opened } = await audited(
      {
        auditor: this.#auditor,
        eventId: 'change-request-open',
        caller: person,
        meta: {
          service: request.intent.metadata.name,
          acceptOn: request.acceptOn ?? [],
          ...(request.releaseOn?.length && { releaseOn: request.releaseOn }),
        },
        describe: answer => ({
          changeRequest: answer.request.id,
          commit: answer.request.commit,
          created: answer.created,
        }),
      },
      async () => this.#inner.open(person, request, await this.#rights(person)),
    );
    return { created, request: await this.#withPermissions(person, opened) };
  }

  async openFlow(person: Person, service: string, request: OpenServiceFlow) {
    await this.#access.require(person, changeRequestCreatePermission);
    const { flow } = request;
    const owners = [...new Set(await this.#inner.flowOwners(service, flow))];
    // Either side may propose to hand a service over; the other one reviews it.
    if (!owners.some(owner => person.claims.includes(owner))) {
      await this.#access.require(
        person,
        createForOthersPermission,
        `You are no member of ${owners.join(
          ' or ',
        )}; ask someone of that group to propose it for ${service}.`,
      );
    }
    const { created, request: opened } = await audited(
      {
        auditor: this.#auditor,
        eventId: 'change-request-open',
        caller: person,
        meta: { service, kind: flow.kind },
        describe: answer => ({
          changeRequest: answer.request.id,
          commit: answer.request.commit,
          created: answer.created,
        }),
      },
      async () =>
        this.#inner.openFlow(
          person,
          service,
          request,
          await this.#rights(person),
        ),
    );
    return { created, request: await this.#withPermissions(person, opened) };
  }

  async approve(person: Person, id: string, request: { commit: string }) {
    return this.#change({
      eventId: 'change-request-approve',
      permission: changeRequestApprovePermission,
      person,
      id,
      meta: request,
      action: () => this.#inner.approve(person, id, request),
    });
  }

  async merge(person: Person, id: string, request: { commit: string }) {
    return this.#change({
      eventId: 'change-request-merge',
      permission: changeRequestMergePermission,
      person,
      id,
      meta: request,
      action: () => this.#inner.merge(person, id, request),
    });
  }

  async close(person: Person, id: string) {
    return this.#change({
      eventId: 'change-request-close',
      permission: changeRequestClosePermission,
      person,
      id,
      action: () => this.#inner.close(person, id),
    });
  }

  async comment(person: Person, id: string, request: { text: string }) {
    return this.#change({
      eventId: 'change-request-comment',
      permission: changeRequestCommentPermission,
      person,
      id,
      action: () => this.#inner.comment(person, id, request),
    });
  }

  async #rights(person: Person): Promise<ProposingRights> {
    return {
      forOthers: await this.#access.allows(person, createForOthersPermission),
    };
  }

  async #change(options: {
    eventId: string;
    permission: Parameters<Access['requireOn']>[1];
    person: Person;
    id: string;
    meta?: { commit: string };
    action(): Promise<ChangeRequest>;
  }): Promise<ChangeRequest> {
    const { person, id } = options;
    const resource = await this.#readable(person, id);
    await this.#access.requireOn(person, options.permission, resource);
    const changed = await audited(
      {
        auditor: this.#auditor,
        eventId: options.eventId,
        caller: person,
        meta: { changeRequest: id, ...options.meta },
        describe: request => ({ state: request.state }),
      },
      options.action,
    );
    return this.#withPermissions(person, changed);
  }

  async #readable(caller: Caller, id: string): Promise<ChangeRequestResource> {
    const [resource] = await this.#inner.resources([id]);
    if (!resource) {
      throw new NotFoundError(
        `There is no change request ${id}; it may have been opened in another portal.`,
      );
    }
    await this.#access.requireOn(caller, changeRequestReadPermission, resource);
    return resource;
  }

  /** What the rules allow is narrowed by what the permission policy allows. */
  async #withPermissions(
    caller: Caller,
    request: ChangeRequest,
  ): Promise<ChangeRequest> {
    const [resource] = await this.#inner.resources([request.id]);
    if (!resource) {
      return request;
    }
    const [approve, merge, close] = await this.#access.allowsOn(
      caller,
      [
        changeRequestApprovePermission,
        changeRequestMergePermission,
        changeRequestClosePermission,
      ],
      resource,
    );
    const narrow = (allowed: boolean, verb: 'approve' | 'merge' | 'close') =>
      allowed
        ? request.may[verb]
        : {
            allowed: false,
            why: `You have no permission to ${verb} this request.`,
          };
    return {
      ...request,
      may: {
        approve: narrow(approve, 'approve'),
        merge: narrow(merge, 'merge'),
        close: narrow(close, 'close'),
      },
    };
  }
}
