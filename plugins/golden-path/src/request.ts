import type { FetchApi } from '@backstage/core-plugin-api';
import { send as sendTo } from '@fairway/ui';

export { withBody, withQuery, type Query } from '@fairway/ui';

/** Asks the golden-path backend; rejects with a `ResponseError` that carries what it said. */
export function send<T>(options: {
  fetchApi: FetchApi;
  path: string;
  init?: RequestInit;
}): Promise<T> {
  return sendTo({ plugin: 'golden-path', ...options });
}
