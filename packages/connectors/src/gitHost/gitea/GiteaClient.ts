import type { z } from 'zod';
import { GitHostUnavailableError } from '../errors';
import { errorOfAnswer } from '../remote/errorOfAnswer';
import { refusalAnswer } from './answers';

/** One call of the API. */
export interface GiteaCall<T> {
  /** What it is for, in messages: `open a request`. */
  doing: string;
  method?: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';
  /** Below the repository, e.g. `/pulls/12`; with `server`, below the API. */
  path: string;
  server?: boolean;
  query?: Record<string, string | number | undefined>;
  body?: unknown;
  /** Credentials of a person instead of the portal's. */
  token?: string;
  /** What is read of the answer. */
  answer: z.ZodType<T>;
}

/** Calls the API of a Gitea for one repository, and checks what it answers. */
export class GiteaClient {
  /** What people call the repository. */
  readonly repository: string;
  readonly #host: string;
  readonly #root: string;
  readonly #path: string;
  readonly #headers: Record<string, string>;
  readonly #fetch: typeof globalThis.fetch;

  constructor(options: {
    /** What people call the host. */
    host: string;
    repository: string;
    /** Address of the server, without a slash at its end. */
    baseUrl: string;
    /** Owner and name, as they stand in addresses. */
    owner: string;
    repo: string;
    /** With the credentials of the portal. */
    headers: Record<string, string>;
    fetch: typeof globalThis.fetch;
  }) {
    const { owner, repo } = options;
    this.repository = options.repository;
    this.#host = options.host;
    this.#root = `${options.baseUrl}/api/v1`;
    this.#path = `/repos/${owner}/${repo}`;
    this.#headers = options.headers;
    this.#fetch = options.fetch;
  }

  /** @throws the errors of a `Forge` */
  async call<T>(call: GiteaCall<T>): Promise<T> {
    return (await this.#ask(call)).value;
  }

  /** A page, and whether there is another. */
  async page<T>(call: GiteaCall<T[]>): Promise<{ items: T[]; more: boolean }> {
    const { value, headers } = await this.#ask(call);
    return {
      items: value,
      more: /\brel="next"/.test(headers.get('link') ?? ''),
    };
  }

  async #ask<T>(call: GiteaCall<T>): Promise<{ value: T; headers: Headers }> {
    const { doing, method = 'GET', body, token } = call;
    const headers = new Headers(this.#headers);
    headers.set('accept', 'application/json');
    if (token) {
      headers.set('authorization', `token ${token}`);
    }
    if (body !== undefined) {
      headers.set('content-type', 'application/json');
    }
    const answer = await this.#fetch(this.#urlOf(call), {
      method,
      headers,
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    const json = parseJson(text);
    if (!answer.ok) {
      const said = refusalAnswer.safeParse(json);
      throw errorOfAnswer({
        host: this.#host,
        status: answer.status,
        doing,
        token: token !== undefined,
        ...(said.success && { words: said.data.message }),
      });
    }
    const parsed = call.answer.safeParse(json);
    if (!parsed.success) {
      const [issue] = parsed.error.issues;
      throw new GitHostUnavailableError(
        `${
          this.#host
        } answered something else than a Gitea does when asked to ${doing}${
          issue ? ` (${issue.path.join('.')}: ${issue.message})` : ''
        }; check its address and version in integrations.`,
      );
    }
    return { value: parsed.data, headers: answer.headers };
  }

  #urlOf({ path, server, query = {} }: GiteaCall<unknown>): string {
    const url = new URL(`${this.#root}${server ? '' : this.#path}${path}`);
    for (const [key, value] of Object.entries(query)) {
      if (value !== undefined) {
        url.searchParams.set(key, `${value}`);
      }
    }
    return url.href;
  }
}

function parseJson(text: string): unknown {
  try {
    return text === '' ? null : JSON.parse(text);
  } catch {
    return undefined;
  }
}
