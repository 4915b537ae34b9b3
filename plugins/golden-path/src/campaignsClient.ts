import { createApiRef, type FetchApi } from '@backstage/core-plugin-api';
import type {
  Campaign,
  CampaignService,
  CampaignsApi,
  CampaignSummary,
  CreateCampaign,
  Page,
  RequestOptions,
} from '@fairway/plugin-golden-path-common';
import { send, withBody, withQuery } from './request';

/** @public */
export const campaignsApiRef = createApiRef<CampaignsApi>({
  id: 'plugin.golden-path.campaigns',
});

/**
 * What the pages of campaigns ask the golden-path backend. Every call rejects with a `ResponseError` that carries what
 * the backend said, or with an `AbortError` when its signal fires.
 * @public
 */
export class CampaignsClient implements CampaignsApi {
  readonly #fetchApi: FetchApi;

  constructor(options: { fetchApi: FetchApi }) {
    this.#fetchApi = options.fetchApi;
  }

  listCampaigns(
    query: Parameters<CampaignsApi['listCampaigns']>[0],
    options?: RequestOptions,
  ): Promise<Page<CampaignSummary>> {
    return this.#send(withQuery('campaigns', query), {
      signal: options?.signal,
    });
  }

  getCampaign(id: string, options?: RequestOptions): Promise<Campaign> {
    return this.#send(pathOf(id), { signal: options?.signal });
  }

  listCampaignServices(
    id: string,
    query: Parameters<CampaignsApi['listCampaignServices']>[1],
    options?: RequestOptions,
  ): Promise<Page<CampaignService>> {
    return this.#send(withQuery(`${pathOf(id)}/services`, { ...query }), {
      signal: options?.signal,
    });
  }

  createCampaign(request: CreateCampaign): Promise<Campaign> {
    return this.#send('campaigns', withBody('POST', request));
  }

  actOnCampaign(
    id: string,
    action: Parameters<CampaignsApi['actOnCampaign']>[1],
    request: { services?: string[] } = {},
  ): Promise<Campaign> {
    return this.#send(`${pathOf(id)}/${action}`, withBody('POST', request));
  }

  async deleteCampaign(id: string): Promise<void> {
    await this.#send(pathOf(id), { method: 'DELETE' });
  }

  #send<T>(path: string, init: RequestInit): Promise<T> {
    return send({ fetchApi: this.#fetchApi, path, init });
  }
}

function pathOf(id: string): string {
  return `campaigns/${encodeURIComponent(id)}`;
}
