import { createApiRef, type FetchApi } from '@backstage/core-plugin-api';
import type {
  ChangeRequest,
  Day2Api,
  OpenServiceFlow,
  RequestOptions,
  ServiceDependents,
  ServiceFlow,
  ServiceFlowPreview,
} from '@fairway/plugin-golden-path-common';
import { send, withBody } from './request';

/** @public */
export const day2ApiRef = createApiRef<Day2Api>({
  id: 'plugin.golden-path.day2',
});

/**
 * Renames, moves and retires services. Every call rejects with a `ResponseError` that carries what the backend said,
 * or with an `AbortError` when its signal fires.
 * @public
 */
export class Day2Client implements Day2Api {
  readonly #fetchApi: FetchApi;

  constructor(options: { fetchApi: FetchApi }) {
    this.#fetchApi = options.fetchApi;
  }

  getDependents(
    service: string,
    options?: RequestOptions,
  ): Promise<ServiceDependents> {
    return this.#send(service, 'dependents', { signal: options?.signal });
  }

  previewFlow(
    service: string,
    flow: ServiceFlow,
    options?: RequestOptions,
  ): Promise<ServiceFlowPreview> {
    return this.#send(
      service,
      'flows/preview',
      withBody('POST', flow, options?.signal),
    );
  }

  openFlow(service: string, request: OpenServiceFlow): Promise<ChangeRequest> {
    return this.#send(service, 'flows', withBody('POST', request));
  }

  #send<T>(service: string, path: string, init: RequestInit): Promise<T> {
    return send({
      fetchApi: this.#fetchApi,
      path: `services/${encodeURIComponent(service)}/${path}`,
      init,
    });
  }
}
