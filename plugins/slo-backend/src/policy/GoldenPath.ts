import type {
  AuthService,
  DiscoveryService,
} from '@backstage/backend-plugin-api';
import { ResponseError } from '@backstage/errors';

const TIMEOUT_MS = 20_000;

/** Asks the golden path's backend, as the plugin itself. */
export class GoldenPath {
  static create(options: {
    auth: AuthService;
    discovery: DiscoveryService;
  }): GoldenPath {
    return new GoldenPath(options.auth, options.discovery);
  }

  readonly #auth: AuthService;
  readonly #discovery: DiscoveryService;

  private constructor(auth: AuthService, discovery: DiscoveryService) {
    this.#auth = auth;
    this.#discovery = discovery;
  }

  /** @throws ResponseError, or what fetch throws, when it does not answer */
  async get(path: string): Promise<unknown> {
    const baseUrl = await this.#discovery.getBaseUrl('golden-path');
    const { token } = await this.#auth.getPluginRequestToken({
      onBehalfOf: await this.#auth.getOwnServiceCredentials(),
      targetPluginId: 'golden-path',
    });
    const response = await fetch(`${baseUrl}${path}`, {
      headers: { authorization: `Bearer ${token}` },
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    if (!response.ok) {
      throw await ResponseError.fromResponse(response);
    }
    return response.json();
  }
}
