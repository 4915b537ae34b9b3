import { createApiRef, type FetchApi } from '@backstage/core-plugin-api';
import type {
  Exclusion,
  HistoryAnswer,
  NewDocument,
  NewExclusion,
  ObjectiveAnswer,
  ObjectivesAnswer,
  ObjectiveState,
  Page,
  RollUp,
  RollUpBy,
  ServiceBudget,
  SloDocumentSummary,
  WouldHaveFiredAnswer,
} from '@fairway/plugin-slo-common';
import { send, withBody, withQuery, type Query } from '@fairway/ui';

/** A question that can be given up. @public */
export interface RequestOptions {
  signal?: AbortSignal;
}

/** Which page of a list. @public */
export interface PageQuery {
  cursor?: string;
  limit?: number;
}

/** Which objectives. @public */
export interface ObjectivesQuery extends PageQuery {
  search?: string;
  state?: ObjectiveState;
  service?: string;
  /** Entity refs of groups or users; those of any of them. */
  owner?: readonly string[];
  system?: string;
  tier?: string;
  businessUnit?: string;
  /** The worst state first when left out. */
  sort?: 'burn' | 'budget' | 'service' | 'state';
  direction?: 'asc' | 'desc';
}

/** Which time of an objective; ISO 8601. @public */
export interface TimeQuery {
  from?: string;
  to?: string;
}

/** What the pages ask the slo backend. @public */
export interface SloApi {
  objectives(
    query: ObjectivesQuery,
    options?: RequestOptions,
  ): Promise<ObjectivesAnswer>;
  rollUp(by: RollUpBy, options?: RequestOptions): Promise<RollUp[]>;
  objective(id: string, options?: RequestOptions): Promise<ObjectiveAnswer>;
  history(
    id: string,
    query: TimeQuery,
    options?: RequestOptions,
  ): Promise<HistoryAnswer>;
  wouldHaveFired(
    id: string,
    query: TimeQuery & { target?: number },
    options?: RequestOptions,
  ): Promise<WouldHaveFiredAnswer>;
  exclusions(
    query: PageQuery & { service?: string; objective?: string },
    options?: RequestOptions,
  ): Promise<Page<Exclusion>>;
  exclude(exclusion: NewExclusion): Promise<Exclusion>;
  withdraw(id: string, request: { reason: string }): Promise<Exclusion>;
  documents(
    query: PageQuery & { unreadable?: boolean },
    options?: RequestOptions,
  ): Promise<Page<SloDocumentSummary>>;
  upload(document: NewDocument): Promise<SloDocumentSummary>;
  removeDocument(id: string): Promise<void>;
  /** Has the sources asked now, for one objective or all. */
  refresh(request?: { objective?: string }): Promise<void>;
  budgets(
    services: readonly string[],
    options?: RequestOptions,
  ): Promise<ServiceBudget[]>;
}

/** @public */
export const sloApiRef = createApiRef<SloApi>({ id: 'plugin.slo.client' });

/**
 * Talks to the slo backend. Every call rejects with a `ResponseError` that carries what the backend said, or with an
 * `AbortError` when its signal fires.
 * @public
 */
export class SloClient implements SloApi {
  readonly #fetchApi: FetchApi;

  constructor(options: { fetchApi: FetchApi }) {
    this.#fetchApi = options.fetchApi;
  }

  objectives(
    query: ObjectivesQuery,
    options?: RequestOptions,
  ): Promise<ObjectivesAnswer> {
    return this.#get('objectives', { ...query }, options);
  }

  async rollUp(by: RollUpBy, options?: RequestOptions): Promise<RollUp[]> {
    const { items } = await this.#get<{ items: RollUp[] }>(
      'objectives/roll-up',
      { by },
      options,
    );
    return items;
  }

  objective(id: string, options?: RequestOptions): Promise<ObjectiveAnswer> {
    return this.#get(pathOf(id), {}, options);
  }

  history(
    id: string,
    query: TimeQuery,
    options?: RequestOptions,
  ): Promise<HistoryAnswer> {
    return this.#get(`${pathOf(id)}/history`, { ...query }, options);
  }

  wouldHaveFired(
    id: string,
    query: TimeQuery & { target?: number },
    options?: RequestOptions,
  ): Promise<WouldHaveFiredAnswer> {
    return this.#get(`${pathOf(id)}/would-have-fired`, { ...query }, options);
  }

  exclusions(
    query: PageQuery & { service?: string; objective?: string },
    options?: RequestOptions,
  ): Promise<Page<Exclusion>> {
    return this.#get('exclusions', { ...query }, options);
  }

  exclude(exclusion: NewExclusion): Promise<Exclusion> {
    return this.#send('exclusions', withBody('POST', exclusion));
  }

  withdraw(id: string, request: { reason: string }): Promise<Exclusion> {
    return this.#send(
      `exclusions/${encodeURIComponent(id)}/withdraw`,
      withBody('POST', request),
    );
  }

  documents(
    query: PageQuery & { unreadable?: boolean },
    options?: RequestOptions,
  ): Promise<Page<SloDocumentSummary>> {
    return this.#get('documents', { ...query }, options);
  }

  upload(document: NewDocument): Promise<SloDocumentSummary> {
    return this.#send('documents', withBody('POST', document));
  }

  async removeDocument(id: string): Promise<void> {
    await this.#send(`documents/${encodeURIComponent(id)}`, {
      method: 'DELETE',
    });
  }

  async refresh(request: { objective?: string } = {}): Promise<void> {
    await this.#send('refresh', withBody('POST', request));
  }

  async budgets(
    services: readonly string[],
    options?: RequestOptions,
  ): Promise<ServiceBudget[]> {
    const { items } = await this.#get<{ items: ServiceBudget[] }>(
      'budgets',
      { service: services },
      options,
    );
    return items;
  }

  #get<T>(path: string, query: Query, options?: RequestOptions): Promise<T> {
    return this.#send(withQuery(path, query), { signal: options?.signal });
  }

  #send<T>(path: string, init: RequestInit): Promise<T> {
    return send({ fetchApi: this.#fetchApi, plugin: 'slo', path, init });
  }
}

function pathOf(id: string): string {
  return `objectives/${encodeURIComponent(id)}`;
}
