import { readFileSync } from 'node:fs';
import { InputError } from '@backstage/errors';
import { Agent, fetch as fetchWithAgent } from 'undici';
import type { PrometheusSettings } from './config';

/** What is needed of an answer. */
export interface HttpAnswer {
  status: number;
  headers: { get(name: string): string | null };
  body: AsyncIterable<Uint8Array> | null;
}

/** What is needed of `fetch`: that of Node, and the one below. @public */
export type PrometheusFetch = (
  url: string,
  init: {
    method: 'POST';
    headers: Record<string, string>;
    body: string;
    redirect: 'manual';
    signal: AbortSignal;
  },
) => Promise<HttpAnswer>;

/**
 * A `fetch` with certificates of its own. It does not come from Node, whose `fetch` takes agents of just one version.
 * @throws InputError for a file that cannot be read, naming its key
 */
export function secureFetch(
  tls: NonNullable<PrometheusSettings['tls']>,
): PrometheusFetch {
  const dispatcher = new Agent({
    connect: {
      ...(tls.caFile && { ca: read('caFile', tls.caFile) }),
      ...(tls.certFile && { cert: read('certFile', tls.certFile) }),
      ...(tls.keyFile && { key: read('keyFile', tls.keyFile) }),
      ...(tls.serverName && { servername: tls.serverName }),
      rejectUnauthorized: tls.insecure !== true,
    },
  });
  return (url, init) => fetchWithAgent(url, { ...init, dispatcher });
}

function read(key: string, file: string): Buffer {
  try {
    return readFileSync(file);
  } catch {
    throw new InputError(
      `tls.${key} of a source in fairway.slo.sources cannot be read: ${file}; see whether it is there and the backend may read it.`,
    );
  }
}
