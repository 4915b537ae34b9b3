import type {
  AuthService,
  DiscoveryService,
} from '@backstage/backend-plugin-api';
import { ResponseError } from '@backstage/errors';

const TIMEOUT_MS = 20_000;

/** The HTTP API of another plugin of the portal, asked as the plugin that asks, and as no user. */
export class OtherPlugin {
  /** @param options - `timeoutMs`: how long one call may take; 20 s if absent */
  static create(options: {
    auth: AuthService;
    discovery: DiscoveryService;
    pluginId: string;
    timeoutMs?: number;
  }): OtherPlugin {
    return new OtherPlugin(options);
  }

  readonly #auth: AuthService;
  readonly #discovery: DiscoveryService;
  readonly #pluginId: string;
  readonly #timeoutMs: number;

  private constructor(options: Parameters<typeof OtherPlugin.create>[0]) {
    this.#auth = options.auth;
    this.#discovery = options.discovery;
    this.#pluginId = options.pluginId;
    this.#timeoutMs = options.timeoutMs ?? TIMEOUT_MS;
  }

  /**
   * The JSON that it answers.
   *
   * @throws ResponseError when it refuses, and what fetch throws when it does not answer in time
   */
  async get(
    path: string,
    options: { query?: URLSearchParams; signal?: AbortSignal } = {},
  ): Promise<unknown> {
    const { query, signal } = options;
    const baseUrl = await this.#discovery.getBaseUrl(this.#pluginId);
    const { token } = await this.#auth.getPluginRequestToken({
      onBehalfOf: await this.#auth.getOwnServiceCredentials(),
      targetPluginId: this.#pluginId,
    });
    const timeout = AbortSignal.timeout(this.#timeoutMs);
    const response = await fetch(
      `${baseUrl}${path}${query ? `?${query}` : ''}`,
      {
        headers: { authorization: `Bearer ${token}` },
        signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
      },
    );
    if (!response.ok) {
      throw await ResponseError.fromResponse(response);
    }
    return response.json();
  }
}
