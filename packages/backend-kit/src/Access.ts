import type {
  AuditorService,
  AuthService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import {
  AuthorizeResult,
  type BasicPermission,
  type PolicyDecision,
  type ResourcePermission,
} from '@backstage/plugin-permission-common';
import type { Caller } from './callers';

/** Decides a conditional answer about one resource. */
export type ConditionAuthorizer<R> = (
  decision: PolicyDecision,
  resource: R | undefined,
) => boolean;

interface AccessOptions<R> {
  auth: AuthService;
  auditor: AuditorService;
  permissions: PermissionsService;
  authorizeCondition: ConditionAuthorizer<R>;
}

/** Asks the permission framework, and leaves an audit event for every refusal. `R` is what conditions are about. */
export class Access<R extends { id: string }> {
  static create<R extends { id: string }>(
    options: AccessOptions<R>,
  ): Access<R> {
    return new Access(options);
  }

  readonly #auth: AuthService;
  readonly #auditor: AuditorService;
  readonly #permissions: PermissionsService;
  readonly #authorizeCondition: ConditionAuthorizer<R>;

  private constructor(options: AccessOptions<R>) {
    this.#auth = options.auth;
    this.#auditor = options.auditor;
    this.#permissions = options.permissions;
    this.#authorizeCondition = options.authorizeCondition;
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
      await this.refuse({ caller, permission: permission.name, message });
    }
  }

  /** Whether this may be done to each of these, in their order. */
  async allowsOn(
    caller: Caller,
    permission: ResourcePermission,
    resources: R[],
  ): Promise<boolean[]> {
    const [decision] = await this.#permissions.authorizeConditional(
      [{ permission }],
      { credentials: caller.credentials },
    );
    return resources.map(resource =>
      this.#authorizeCondition(decision, resource),
    );
  }

  /** @throws NotAllowedError saying which permission is missing, unless it is held on all of these. */
  async requireOn(
    caller: Caller,
    permission: ResourcePermission,
    resources: R[],
    message?: string,
  ): Promise<void> {
    const allowed = await this.allowsOn(caller, permission, resources);
    const refused = resources.find((_, index) => !allowed[index]);
    if (refused) {
      await this.refuse({
        caller,
        permission: permission.name,
        message,
        resource: refused.id,
      });
    }
  }

  /** Refuses with an audit event. */
  async refuse(options: {
    caller: Caller;
    permission: string;
    message?: string;
    /** Id of what was asked for. */
    resource?: string;
  }): Promise<never> {
    const { caller, permission, message, resource } = options;
    const error = new NotAllowedError(
      message ??
        `You need the permission ${permission}; ask your platform team for it.`,
    );
    const event = await this.#auditor.createEvent({
      eventId: 'access-denied',
      severityLevel: 'medium',
      request: caller.request,
      meta: { permission, ...(resource && { resource }) },
    });
    await event.fail({ error });
    throw error;
  }
}
