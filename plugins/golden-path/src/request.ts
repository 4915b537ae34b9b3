import type { FetchApi } from '@backstage/core-plugin-api';
import { ResponseError } from '@backstage/errors';
import { statusOf } from '@fairway/ui';

/** Answers without a body: done, and begun. */
const EMPTY = [204, 202];

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
  return EMPTY.includes(response.status)
    ? Object.create(null)
    : response.json();
}

/**
 * Whether no answer came from the backend itself: the connection broke, or what stands before it could not reach it.
 * Whether something that was to be changed has been changed is not known then.
 */
export function isLost(error: unknown): boolean {
  return (
    error instanceof TypeError || [502, 504].includes(statusOf(error) ?? 0)
  );
}

/** Whether the same question may be answered in a moment. */
export function isAway(error: unknown): boolean {
  return isLost(error) || statusOf(error) === 503;
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

/** What is left out or empty is not asked for. */
export type Query = Record<string, string | number | boolean | undefined>;

/** The path with what is asked for. */
export function withQuery(path: string, query: Query): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== '') {
      params.set(name, String(value));
    }
  }
  return params.size > 0 ? `${path}?${params}` : path;
}
