import { createApiRef, type FetchApi } from '@backstage/core-plugin-api';
import type {
  AuthoringAnswer,
  AuthoringApi,
  AuthoringChanges,
  AuthoringDraft,
  AuthoringImpact,
  AuthoringService,
  AuthoringTemplate,
  RequestOptions,
  SaveAuthoringDraft,
} from '@fairway/plugin-golden-path-common';
import { send, withBody } from './request';

/** @public */
export const authoringApiRef = createApiRef<AuthoringApi>({
  id: 'plugin.golden-path.authoring',
});

/**
 * What the authors' page asks the golden-path backend. Every call rejects with a `ResponseError` that carries what the
 * backend said, or with an `AbortError` when its signal fires.
 * @public
 */
export class AuthoringClient implements AuthoringApi {
  readonly #fetchApi: FetchApi;

  constructor(options: { fetchApi: FetchApi }) {
    this.#fetchApi = options.fetchApi;
  }

  getAuthoring(options?: RequestOptions): Promise<AuthoringAnswer> {
    return this.#send('', { signal: options?.signal });
  }

  getAuthoringTemplate(
    name: string,
    options?: RequestOptions,
  ): Promise<AuthoringTemplate> {
    return this.#send(`/templates/${encodeURIComponent(name)}`, {
      signal: options?.signal,
    });
  }

  getAuthoringService(
    name: string,
    options?: RequestOptions,
  ): Promise<AuthoringService> {
    return this.#send(`/services/${encodeURIComponent(name)}`, {
      signal: options?.signal,
    });
  }

  getAuthoringDraft(
    id: string,
    options?: RequestOptions,
  ): Promise<AuthoringDraft> {
    return this.#send(draftPath(id), { signal: options?.signal });
  }

  createAuthoringDraft(draft: SaveAuthoringDraft): Promise<AuthoringDraft> {
    return this.#send('/drafts', withBody('POST', draft));
  }

  saveAuthoringDraft(
    id: string,
    draft: SaveAuthoringDraft,
  ): Promise<AuthoringDraft> {
    return this.#send(draftPath(id), withBody('PUT', draft));
  }

  async deleteAuthoringDraft(id: string): Promise<void> {
    await this.#send(draftPath(id), { method: 'DELETE' });
  }

  measureImpact(
    request: { changes: AuthoringChanges },
    options?: RequestOptions,
  ): Promise<AuthoringImpact> {
    return this.#send('/impact', withBody('POST', request, options?.signal));
  }

  #send<T>(path: string, init: RequestInit): Promise<T> {
    return send({
      fetchApi: this.#fetchApi,
      path: `authoring${path}`,
      init,
    });
  }
}

function draftPath(id: string): string {
  return `/drafts/${encodeURIComponent(id)}`;
}
