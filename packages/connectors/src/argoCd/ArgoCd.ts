import { ServiceUnavailableError } from '@backstage/errors';
import type { z } from 'zod';
import { applicationSchema, listSchema } from './answers';

const TIMEOUT_MS = 20_000;
const MAX_BYTES = 64 * 1024 * 1024;

/** @public */
export interface ArgoCdOptions {
  /** What people call it, for messages. */
  name: string;
  /** Of its server, without `/api`. */
  url: string;
  /** Of an account that may get applications, and nothing else. */
  token: string;
  /** Only applications of this project. */
  project?: string;
  /** Of one call, body included; 20 s when left out. */
  timeoutMs?: number;
  /** Of one answer; 64 MiB when left out. */
  maxBytes?: number;
  /** That of Node when left out. */
  fetch?: typeof globalThis.fetch;
}

/** How an Application stands, as Argo CD says. Times are ISO 8601. @public */
export interface ArgoCdApplication {
  name: string;
  labels: Record<string, string>;
  /** Name of the cluster it goes to, where the Application has one. */
  cluster?: string;
  /** `Synced`, `OutOfSync`, `Unknown`. */
  sync: string;
  /** Commit that the last sync brought; the one it was compared with moves on with every commit of others. */
  revision?: string;
  /** Of the last sync: `Succeeded`, `Failed`, `Error`, `Running`. */
  phase?: string;
  finishedAt?: string;
  message?: string;
  /** `Healthy`, `Progressing`, `Degraded`, `Suspended`, `Missing`, `Unknown`. */
  health: string;
  healthAt?: string;
  /** Of everything that it runs now. */
  images: string[];
}

/** Reads applications of one Argo CD. It changes nothing there. @public */
export class ArgoCd {
  static create(options: ArgoCdOptions): ArgoCd {
    return new ArgoCd(options);
  }

  readonly #options: ArgoCdOptions;

  private constructor(options: ArgoCdOptions) {
    this.#options = options;
  }

  /** Where people see an application. */
  urlOf(application: string): string {
    return `${this.#base()}/applications/${encodeURIComponent(application)}`;
  }

  /**
   * Applications with these labels. Argo CD has no pages: ask for one environment after the other.
   *
   * @param options - `selector`: as Kubernetes writes it, `fairway.dev/environment=prod`
   * @throws ServiceUnavailableError when it does not answer in time, refuses the token, or answers too much
   */
  async applications(options: {
    selector: string;
    signal?: AbortSignal;
  }): Promise<ArgoCdApplication[]> {
    const { name, project } = this.#options;
    const query = new URLSearchParams({ selector: options.selector });
    if (project) {
      query.append('projects', project);
    }
    const text = await this.#get(
      `/api/v1/applications?${query}`,
      options.signal,
    );
    const list = listSchema.safeParse(jsonOf(text));
    if (!list.success) {
      throw new ServiceUnavailableError(
        `${name} answers no list of applications; see whether its address is that of the server of Argo CD.`,
      );
    }
    return (list.data.items ?? []).flatMap(item => {
      const parsed = applicationSchema.safeParse(item);
      return parsed.success ? [applicationOf(parsed.data)] : [];
    });
  }

  async #get(path: string, signal?: AbortSignal): Promise<string> {
    const { name, token, timeoutMs = TIMEOUT_MS } = this.#options;
    const deadline = AbortSignal.timeout(timeoutMs);
    const fetch = this.#options.fetch ?? globalThis.fetch;
    try {
      const answer = await fetch(`${this.#base()}${path}`, {
        headers: {
          Accept: 'application/json',
          Authorization: `Bearer ${token}`,
        },
        // The token is for this address and no other.
        redirect: 'error',
        signal: signal ? AbortSignal.any([signal, deadline]) : deadline,
      });
      if (!answer.ok) {
        await answer.body?.cancel();
        throw new ServiceUnavailableError(
          `${name} answers with status ${answer.status}; ${remedyOf(
            answer.status,
          )}.`,
        );
      }
      return await this.#textOf(answer);
    } catch (error) {
      if (error instanceof ServiceUnavailableError) {
        throw error;
      }
      throw new ServiceUnavailableError(
        deadline.aborted
          ? `${name} did not answer within ${timeoutMs / 1000} s.`
          : `${name} cannot be reached; see whether its address is right and it is running.`,
      );
    }
  }

  async #textOf(answer: Response): Promise<string> {
    const { name, maxBytes = MAX_BYTES } = this.#options;
    const parts: Uint8Array[] = [];
    let bytes = 0;
    for await (const part of answer.body ?? []) {
      bytes += part.byteLength;
      if (bytes > maxBytes) {
        throw new ServiceUnavailableError(
          `${name} answers more than ${maxBytes} bytes; name a project for it.`,
        );
      }
      parts.push(part);
    }
    return Buffer.concat(parts).toString('utf8');
  }

  #base(): string {
    return this.#options.url.replace(/\/+$/, '');
  }
}

function remedyOf(status: number): string {
  if (status === 401) {
    return 'its token is not valid, or no longer';
  }
  if (status === 403) {
    return 'the account of its token may not get applications';
  }
  return status >= 500
    ? 'it has trouble of its own'
    : 'see whether its address is that of the server of Argo CD';
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function applicationOf({
  metadata,
  spec,
  status,
}: z.infer<typeof applicationSchema>): ArgoCdApplication {
  const { sync, health, operationState, summary } = status ?? {};
  const cluster = spec?.destination?.name;
  const revision = operationState?.syncResult?.revision;
  const phase = operationState?.phase;
  const finishedAt = operationState?.finishedAt;
  const message = operationState?.message;
  const healthAt = health?.lastTransitionTime;
  return {
    name: metadata.name,
    labels: metadata.labels ?? {},
    ...(cluster && { cluster }),
    sync: sync?.status ?? 'Unknown',
    ...(revision && { revision }),
    ...(phase && { phase }),
    ...(finishedAt && { finishedAt }),
    ...(message && { message }),
    health: health?.status ?? 'Unknown',
    ...(healthAt && { healthAt }),
    images: summary?.images ?? [],
  };
}
