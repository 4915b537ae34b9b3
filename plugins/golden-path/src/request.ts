import type { FetchApi } from '@backstage/core-plugin-api';
import { ResponseError } from '@backstage/errors';

/** Asks the golden-path backend; rejects with a `ResponseError` that carries what it said. */
export async function send<T>(options: {
  fetchApi: FetchApi;
  path: string;
  init?: RequestInit;
}): Promise<T> {
  const { fetchApi, path, init } = options;
  const response = await fetchApi.fetch(`plugin://golden-path/${path}`, init);
  if (!response.ok) {
    throw await ResponseError.fromResponse(response);
  }
  return response.status === 204 ? Object.create(null) : response.json();
}

/** A request with a body. */
export function withBody(
  method: 'POST' | 'PUT',
  body: object,
  signal?: AbortSignal,
): RequestInit {
  return {
    method,
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
    signal,
  };
}
