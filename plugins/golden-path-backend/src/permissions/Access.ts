import type {
  AuditorService,
  AuthService,
  BackstageCredentials,
  PermissionsService,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import {
  AuthorizeResult,
  type BasicPermission,
  type PolicyDecision,
  type ResourcePermission,
} from '@backstage/plugin-permission-common';
import {
  changeRequestReadPermission,
  type RESOURCE_TYPE_CHANGE_REQUEST,
} from '@fairway/plugin-golden-path-common';
import type { Request } from 'express';
import type { ChangeRequestResource } from './rules';

/** Whoever asks: a person with their groups, or another plugin. */
export interface Caller {
  credentials: BackstageCredentials;
  /** Entity ref of the person; missing for a plugin. */
  userRef?: string;
  /** Entity refs of the person and of the groups they belong to. */
  claims: string[];
  /** The HTTP request, for audit events; missing for actions. */
  request?: Request;
}

/** A caller who is a person: only people open, approve, merge, close and comment. */
export interface Person extends Caller {
  userRef: string;
  /** Their own credentials on the Git host, for this call alone: not for logs, records or audit events. */
  hostToken?: string;
}

type ChangeRequestPermission = ResourcePermission<
  typeof RESOURCE_TYPE_CHANGE_REQUEST
>;

/** Decides a conditional answer about one resource. */
export type ConditionAuthorizer = (
  decision: PolicyDecision,
  resource: ChangeRequestResource | undefined,
) => boolean;

/** Asks the permission framework, and leaves an audit event for every refusal. */
export class Access {
  static create(options: {
    auth: AuthService;
    auditor: AuditorService;
    permissions: PermissionsService;
    userInfo: UserInfoService;
    authorizeCondition: ConditionAuthorizer;
  }): Access {
    return new Access(options);
  }

  readonly #auth: AuthService;
  readonly #auditor: AuditorService;
  readonly #permissions: PermissionsService;
  readonly #userInfo: UserInfoService;
  readonly #authorizeCondition: ConditionAuthorizer;

  private constructor(options: {
    auth: AuthService;
    auditor: AuditorService;
    permissions: PermissionsService;
    userInfo: UserInfoService;
    authorizeCondition: ConditionAuthorizer;
  }) {
    this.#auth = options.auth;
    this.#auditor = options.auditor;
    this.#permissions = options.permissions;
    this.#userInfo = options.userInfo;
    this.#authorizeCondition = options.authorizeCondition;
  }

  async callerOf(
    credentials: BackstageCredentials,
    request?: Request,
  ): Promise<Caller> {
    if (!this.#auth.isPrincipal(credentials, 'user')) {
      return { credentials, claims: [], request };
    }
    const info = await this.#userInfo.getUserInfo(credentials);
    return {
      credentials,
      userRef: info.userEntityRef,
      claims: [...new Set([info.userEntityRef, ...info.ownershipEntityRefs])],
      request,
    };
  }

  /** True for a caller that is another plugin or an access token of the installation. */
  isService(caller: Caller): boolean {
    return this.#auth.isPrincipal(caller.credentials, 'service');
  }

  async allows(caller: Caller, permission: BasicPermission): Promise<boolean> {
    const [decision] = await this.#permissions.authorize([{ permission }], {
      credentials: caller.credentials,
    });
    return decision.result === AuthorizeResult.ALLOW;
  }

  /** @throws NotAllowedError saying which permission is missing. */
  async require(
    caller: Caller,
    permission: BasicPermission,
    message?: string,
  ): Promise<void> {
    if (!(await this.allows(caller, permission))) {
      await this.#refuse(caller, permission.name, message);
    }
  }

  /** Which of these may be done to this request. In the order asked. */
  async allowsOn(
    caller: Caller,
    permissions: ChangeRequestPermission[],
    resource: ChangeRequestResource,
  ): Promise<boolean[]> {
    const decisions = await this.#permissions.authorizeConditional(
      permissions.map(permission => ({ permission })),
      { credentials: caller.credentials },
    );
    return decisions.map(decision =>
      this.#authorizeCondition(decision, resource),
    );
  }

  /** @throws NotAllowedError saying which permission is missing. */
  async requireOn(
    caller: Caller,
    permission: ChangeRequestPermission,
    resource: ChangeRequestResource,
  ): Promise<void> {
    const [allowed] = await this.allowsOn(caller, [permission], resource);
    if (!allowed) {
      await this.#refuse(caller, permission.name, undefined, resource.id);
    }
  }

  /** The decision on reading requests, to be turned into a filter of the list. */
  async readDecision(caller: Caller): Promise<PolicyDecision> {
    const [decision] = await this.#permissions.authorizeConditional(
      [{ permission: changeRequestReadPermission }],
      { credentials: caller.credentials },
    );
    if (decision.result === AuthorizeResult.DENY) {
      await this.#refuse(caller, changeRequestReadPermission.name);
    }
    return decision;
  }

  async #refuse(
    caller: Caller,
    permission: string,
    message?: string,
    changeRequest?: string,
  ): Promise<never> {
    const error = new NotAllowedError(
      message ??
        `You need the permission ${permission}; ask your platform team for it.`,
    );
    const event = await this.#auditor.createEvent({
      eventId: 'access-denied',
      severityLevel: 'medium',
      request: caller.request,
      meta: { permission, ...(changeRequest && { changeRequest }) },
    });
    await event.fail({ error });
    throw error;
  }
}
