import type {
  AuthService,
  BackstageCredentials,
  HttpAuthService,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import type { Request } from 'express';

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

/** A caller who is a person: only people sign changes. */
export interface Person extends Caller {
  userRef: string;
}

/** Finds out who asks. */
export class Callers {
  static create(options: {
    auth: AuthService;
    httpAuth: HttpAuthService;
    userInfo: UserInfoService;
  }): Callers {
    return new Callers(options.auth, options.httpAuth, options.userInfo);
  }

  readonly #auth: AuthService;
  readonly #httpAuth: HttpAuthService;
  readonly #userInfo: UserInfoService;

  private constructor(
    auth: AuthService,
    httpAuth: HttpAuthService,
    userInfo: UserInfoService,
  ) {
    this.#auth = auth;
    this.#httpAuth = httpAuth;
    this.#userInfo = userInfo;
  }

  /** The person or plugin behind a request. @throws AuthenticationError */
  async callerOf(req: Request): Promise<Caller> {
    const credentials = await this.#httpAuth.credentials(req, {
      allow: ['user', 'service'],
    });
    return this.with(credentials, req);
  }

  /** The person behind a request. @throws NotAllowedError for a plugin. */
  async personOf(req: Request): Promise<Person> {
    const credentials = await this.#httpAuth.credentials(req, {
      allow: ['user'],
    });
    const caller = await this.with(credentials, req);
    const { userRef } = caller;
    if (!userRef) {
      throw new NotAllowedError('Only people make changes; sign in first.');
    }
    return { ...caller, userRef };
  }

  async with(
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
}
