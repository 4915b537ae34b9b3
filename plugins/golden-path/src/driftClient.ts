import { createApiRef, type FetchApi } from '@backstage/core-plugin-api';
import type {
  ChangeRequest,
  DriftAnswer,
  DriftApi,
  DriftQuery,
  RequestOptions,
  ServiceDrift,
} from '@fairway/plugin-golden-path-common';
import { send, withBody, withQuery } from './request';

/** @public */
export const driftApiRef = createApiRef<DriftApi>({
  id: 'plugin.golden-path.drift',
});

/**
 * What the drift page and card ask the golden-path backend. Every call rejects with a `ResponseError` that carries what
 * the backend said, or with an `AbortError` when its signal fires.
 * @public
 */
export class DriftClient implements DriftApi {
  readonly #fetchApi: FetchApi;

  constructor(options: { fetchApi: FetchApi }) {
    this.#fetchApi = options.fetchApi;
  }

  listDrift(query: DriftQuery, options?: RequestOptions): Promise<DriftAnswer> {
    return this.#send(withQuery('drift', { ...query }), {
      signal: options?.signal,
    });
  }

  getDrift(service: string, options?: RequestOptions): Promise<ServiceDrift> {
    return this.#send(pathOf(service), { signal: options?.signal });
  }

  mendDrift(
    service: string,
    request: { message?: string } = {},
  ): Promise<ChangeRequest> {
    return this.#send(`${pathOf(service)}/mend`, withBody('POST', request));
  }

  async checkDrift(request: { service?: string } = {}): Promise<void> {
    await this.#send('drift/check', withBody('POST', request));
  }

  #send<T>(path: string, init: RequestInit): Promise<T> {
    return send({ fetchApi: this.#fetchApi, path, init });
  }
}

function pathOf(service: string): string {
  return `drift/${encodeURIComponent(service)}`;
}
