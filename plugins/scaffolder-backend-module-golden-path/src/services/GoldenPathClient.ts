import type {
  AuthService,
  BackstageCredentials,
  DiscoveryService,
} from '@backstage/backend-plugin-api';
import type {
  ChangeRequest,
  CompileAnswer,
  OpenChangeRequest,
} from '@fairway/plugin-golden-path-common';
import { noAnswer, refusalOf } from './refusal';

const TIMEOUT_MS = 60_000;

/**
 * What the actions need of the golden path's backend, called as the person who runs the template.
 * Every method throws a `TaskRefusal` with the words of the backend.
 */
export interface GoldenPathClient {
  compile(
    request: { intent: unknown; acceptOn?: string[]; releaseOn?: string[] },
    options: CallOptions,
  ): Promise<CompileAnswer>;
  openChangeRequest(
    request: OpenChangeRequest,
    options: CallOptions,
  ): Promise<ChangeRequest>;
}

export interface CallOptions {
  credentials: BackstageCredentials;
  /** The person's own credentials on the Git host. */
  hostToken?: string;
  signal?: AbortSignal;
}

export class DefaultGoldenPathClient implements GoldenPathClient {
  static create(options: {
    auth: AuthService;
    discovery: DiscoveryService;
  }): GoldenPathClient {
    return new DefaultGoldenPathClient(options.auth, options.discovery);
  }

  private constructor(
    private readonly auth: AuthService,
    private readonly discovery: DiscoveryService,
  ) {}

  compile(
    request: { intent: unknown; acceptOn?: string[]; releaseOn?: string[] },
    options: CallOptions,
  ) {
    return this.post<CompileAnswer>('/compile', request, options);
  }

  openChangeRequest(request: OpenChangeRequest, options: CallOptions) {
    return this.post<ChangeRequest>('/change-requests', request, options);
  }

  private async post<T>(
    path: string,
    body: unknown,
    options: CallOptions,
  ): Promise<T> {
    const { token } = await this.auth.getPluginRequestToken({
      onBehalfOf: options.credentials,
      targetPluginId: 'golden-path',
    });
    const timeout = AbortSignal.timeout(TIMEOUT_MS);
    const response = await fetch(
      `${await this.discovery.getBaseUrl('golden-path')}${path}`,
      {
        method: 'POST',
        headers: {
          authorization: `Bearer ${token}`,
          'content-type': 'application/json',
          ...(options.hostToken && {
            'x-fairway-host-token': options.hostToken,
          }),
        },
        body: JSON.stringify(body),
        signal: options.signal
          ? AbortSignal.any([options.signal, timeout])
          : timeout,
      },
    ).catch(error => {
      throw noAnswer(error) ?? error;
    });
    if (!response.ok) {
      throw await refusalOf(response);
    }
    return response.json();
  }
}
