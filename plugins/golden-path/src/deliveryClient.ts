import { createApiRef, type FetchApi } from '@backstage/core-plugin-api';
import type {
  ChangeRequest,
  DeliveryApi,
  DeliveryQuery,
  DeliverySummary,
  DoraAnswer,
  Page,
  Release,
  RequestOptions,
  ServiceDelivery,
} from '@fairway/plugin-golden-path-common';
import { send, withBody, withQuery } from './request';

/** @public */
export const deliveryApiRef = createApiRef<DeliveryApi>({
  id: 'plugin.golden-path.delivery',
});

/**
 * How far releases got, what proves it, and the requests that take them further or back. Every call rejects with a
 * `ResponseError` that carries what the backend said, or with an `AbortError` when its signal fires.
 * @public
 */
export class DeliveryClient implements DeliveryApi {
  readonly #fetchApi: FetchApi;

  constructor(options: { fetchApi: FetchApi }) {
    this.#fetchApi = options.fetchApi;
  }

  listDelivery(
    query: DeliveryQuery,
    options?: RequestOptions,
  ): Promise<Page<DeliverySummary>> {
    return this.#get(withQuery('delivery', { ...query }), options);
  }

  getDelivery(
    service: string,
    options?: RequestOptions,
  ): Promise<ServiceDelivery> {
    return this.#get(pathOf(service), options);
  }

  listReleases(
    service: string,
    query: { environment?: string; cursor?: string; limit?: number },
    options?: RequestOptions,
  ): Promise<Page<Release>> {
    return this.#get(withQuery(`${pathOf(service)}/releases`, query), options);
  }

  promote(
    service: string,
    request: { from: string; to: string; message?: string },
  ): Promise<ChangeRequest> {
    return this.#post(`${pathOf(service)}/promote`, request);
  }

  rollback(
    service: string,
    request: { environment: string; release?: string; reason: string },
  ): Promise<ChangeRequest> {
    return this.#post(`${pathOf(service)}/rollback`, request);
  }

  getDora(
    query: { environment?: string; days?: number; team?: string },
    options?: RequestOptions,
  ): Promise<DoraAnswer> {
    return this.#get(withQuery('delivery/dora', query), options);
  }

  #get<T>(path: string, options?: RequestOptions): Promise<T> {
    return send({
      fetchApi: this.#fetchApi,
      path,
      init: { signal: options?.signal },
    });
  }

  #post<T>(path: string, body: object): Promise<T> {
    return send({
      fetchApi: this.#fetchApi,
      path,
      init: withBody('POST', body),
    });
  }
}

/** Not below `delivery`, where a service that is named `dora` would be taken for the figures. */
function pathOf(service: string): string {
  return `services/${encodeURIComponent(service)}/delivery`;
}
