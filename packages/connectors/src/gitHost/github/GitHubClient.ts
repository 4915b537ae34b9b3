import {
  DefaultGithubCredentialsProvider,
  type GithubCredentials,
  type ScmIntegrationRegistry,
} from '@backstage/integration';
import { Octokit } from '@octokit/rest';
import { z } from 'zod';
import { GitHostUnavailableError } from '../errors';
import { errorOfAnswer } from '../remote/errorOfAnswer';
import { failureOf } from './failures';

const API_VERSION = '2022-11-28';

/** One call of the API. */
export interface GitHubCall<T> {
  /** What is tried, for messages, e.g. `open a request`. */
  doing: string;
  /** What is read of the answer. */
  answer: z.ZodType<T>;
  /** Credentials of a person, who then is the one that does it. */
  token?: string;
  run(
    octokit: Octokit,
  ): Promise<{ data: unknown; headers?: Record<string, unknown> }>;
}

/** Speaks with the API of GitHub about one repository, in the name of the portal or of a person. */
export class GitHubClient {
  readonly owner: string;
  readonly repo: string;
  /** What people call the repository. */
  readonly repository: string;
  readonly #url: string;
  readonly #apiBaseUrl: string;
  readonly #credentials: DefaultGithubCredentialsProvider;
  readonly #fetch: typeof globalThis.fetch;

  constructor(options: {
    url: string;
    owner: string;
    repo: string;
    repository: string;
    apiBaseUrl: string;
    integrations: ScmIntegrationRegistry;
    fetch: typeof globalThis.fetch;
  }) {
    this.owner = options.owner;
    this.repo = options.repo;
    this.repository = options.repository;
    this.#url = options.url;
    this.#apiBaseUrl = options.apiBaseUrl;
    this.#credentials = DefaultGithubCredentialsProvider.fromIntegrations(
      options.integrations,
    );
    this.#fetch = options.fetch;
  }

  /** The repository, as parameters of a call. */
  get where(): { owner: string; repo: string } {
    return { owner: this.owner, repo: this.repo };
  }

  /** Of the portal: a token, or one of a GitHub App, which lives for an hour. */
  async credentials(): Promise<GithubCredentials> {
    try {
      return await this.#credentials.getCredentials({ url: this.#url });
    } catch (error) {
      throw failureOf({
        error,
        host: this.repository,
        doing: 'give a token to the GitHub App of integrations',
      });
    }
  }

  /** @throws what {@link Forge} names. */
  async call<T>(call: GitHubCall<T>): Promise<T> {
    return (await this.#call(call)).data;
  }

  /** A page of a list, and whether another follows. */
  async page<T>(call: GitHubCall<T>): Promise<{ data: T; more: boolean }> {
    const { data, headers } = await this.#call(call);
    return { data, more: /;\s*rel="?next"?/.test(`${headers.link ?? ''}`) };
  }

  async #call<T>(
    call: GitHubCall<T>,
  ): Promise<{ data: T; headers: Record<string, unknown> }> {
    const { doing, answer, token } = call;
    const { repository: host } = this;
    const bearer = token ?? (await this.credentials()).token;
    if (!bearer) {
      throw errorOfAnswer({
        host,
        status: 401,
        doing,
        words: 'integrations.github has no token and no app for it',
      });
    }
    // The SDK puts an error of its own in place of what the fetch below threw.
    let thrown: unknown;
    const octokit = new Octokit({
      auth: bearer,
      baseUrl: this.#apiBaseUrl,
      userAgent: 'fairway',
      request: {
        fetch: async (...given: Parameters<typeof globalThis.fetch>) => {
          try {
            return await this.#fetch(...given);
          } catch (error) {
            thrown = error;
            throw error;
          }
        },
      },
    });
    octokit.hook.before('request', options => {
      options.headers['x-github-api-version'] = API_VERSION;
    });
    const given = await call.run(octokit).catch((error: unknown) => {
      throw (
        thrown ?? failureOf({ error, host, doing, token: token !== undefined })
      );
    });
    const read = answer.safeParse(given.data);
    if (!read.success) {
      throw new GitHostUnavailableError(
        `${host} answered something else than GitHub's API promises when asked to ${doing} (${z
          .prettifyError(read.error)
          .replace(/\s+/g, ' ')
          .slice(0, 200)}); check apiBaseUrl in integrations.github.`,
      );
    }
    return { data: read.data, headers: given.headers ?? {} };
  }
}
