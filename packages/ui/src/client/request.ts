import type { FetchApi } from '@backstage/core-plugin-api';
import { ResponseError } from '@backstage/errors';
import { statusOf } from '../feedback';

/** Answers without a body: done, and begun. */
const EMPTY = [204, 202];

/** Asks the backend of a plugin; rejects with a `ResponseError` that carries what it said. @public */
export async function send<T>(options: {
  fetchApi: FetchApi;
  /** Id of the plugin. */
  plugin: string;
  path: string;
  init?: RequestInit;
}): Promise<T> {
  const { fetchApi, plugin, path, init } = options;
  const response = await fetchApi.fetch(`plugin://${plugin}/${path}`, init);
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
 * @public
 */
export function isLost(error: unknown): boolean {
  return (
    error instanceof TypeError || [502, 504].includes(statusOf(error) ?? 0)
  );
}

/** Whether the same question may be answered in a moment. @public */
export function isAway(error: unknown): boolean {
  return isLost(error) || statusOf(error) === 503;
}

/** A request with a body. @public */
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

/** What is left out or empty is not asked for; a list is asked for value by value. @public */
export type Query = Record<
  string,
  string | number | boolean | readonly string[] | undefined
>;

/** The path with what is asked for. @public */
export function withQuery(path: string, query: Query): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    for (const each of Array.isArray(value) ? value : [value]) {
      if (each !== undefined && each !== '') {
        params.append(name, String(each));
      }
    }
  }
  return params.size > 0 ? `${path}?${params}` : path;
}
