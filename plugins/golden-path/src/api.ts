import { createApiRef, type FetchApi } from '@backstage/core-plugin-api';
import type {
  ChangeRequest,
  ChangeRequestSummary,
  CompileAnswer,
  ContractAnswer,
  FileDiff,
  FleetAnswer,
  GoldenPathApi,
  OpenChangeRequest,
  Page,
  RequestOptions,
  ServiceAnswer,
  ServiceSummary,
} from '@fairway/plugin-golden-path-common';
import { send, withBody, withQuery, type Query } from './request';

/** @public */
export const goldenPathApiRef = createApiRef<GoldenPathApi>({
  id: 'plugin.golden-path.client',
});

/**
 * Talks to the golden-path backend. Every call rejects with a `ResponseError` that carries what the backend said,
 * or with an `AbortError` when its signal fires.
 * @public
 */
export class GoldenPathClient implements GoldenPathApi {
  readonly #fetchApi: FetchApi;

  constructor(options: { fetchApi: FetchApi }) {
    this.#fetchApi = options.fetchApi;
  }

  getContract(options?: RequestOptions): Promise<ContractAnswer> {
    return this.#get('contract', {}, options);
  }

  getFleet(options?: RequestOptions): Promise<FleetAnswer> {
    return this.#get('fleet', {}, options);
  }

  compile(
    request: { intent: unknown },
    options?: RequestOptions,
  ): Promise<CompileAnswer> {
    return this.#post('compile', request, options);
  }

  listServices(
    query: Parameters<GoldenPathApi['listServices']>[0],
    options?: RequestOptions,
  ): Promise<Page<ServiceSummary>> {
    return this.#get('services', query, options);
  }

  getService(name: string, options?: RequestOptions): Promise<ServiceAnswer> {
    return this.#get(`services/${encodeURIComponent(name)}`, {}, options);
  }

  listChangeRequests(
    query: Parameters<GoldenPathApi['listChangeRequests']>[0],
    options?: RequestOptions,
  ): Promise<Page<ChangeRequestSummary>> {
    return this.#get('change-requests', query, options);
  }

  getChangeRequest(
    id: string,
    options?: RequestOptions,
  ): Promise<ChangeRequest> {
    return this.#get(pathOf(id), {}, options);
  }

  getChangeRequestDiff(
    id: string,
    query: { path?: string; cursor?: string; limit?: number } = {},
    options?: RequestOptions,
  ): Promise<Page<FileDiff>> {
    return this.#get(`${pathOf(id)}/diff`, query, options);
  }

  openChangeRequest(request: OpenChangeRequest): Promise<ChangeRequest> {
    return this.#post('change-requests', request);
  }

  approve(id: string, request: { commit: string }): Promise<ChangeRequest> {
    return this.#post(`${pathOf(id)}/approve`, request);
  }

  merge(id: string, request: { commit: string }): Promise<ChangeRequest> {
    return this.#post(`${pathOf(id)}/merge`, request);
  }

  close(id: string): Promise<ChangeRequest> {
    return this.#post(`${pathOf(id)}/close`, {});
  }

  comment(id: string, request: { text: string }): Promise<ChangeRequest> {
    return this.#post(`${pathOf(id)}/comments`, request);
  }

  #get<T>(path: string, query: Query, options?: RequestOptions): Promise<T> {
    return this.#send(withQuery(path, query), { signal: options?.signal });
  }

  #post<T>(path: string, body: object, options?: RequestOptions): Promise<T> {
    return this.#send(path, withBody('POST', body, options?.signal));
  }

  #send<T>(path: string, init: RequestInit): Promise<T> {
    return send({ fetchApi: this.#fetchApi, path, init });
  }
}

function pathOf(id: string): string {
  return `change-requests/${encodeURIComponent(id)}`;
}
