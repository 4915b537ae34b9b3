import {
  DefaultGitlabCredentialsProvider,
  type ScmIntegrationRegistry,
} from '@backstage/integration';
import {
  createRequesterFn,
  type FormattedResponse,
  type RequestOptions,
  type ResponseBodyTypes,
} from '@gitbeaker/requester-utils';
import { z } from 'zod';
import { GitHostUnavailableError } from '../errors';
import { errorOfAnswer } from '../remote/errorOfAnswer';
import { wordsOf } from './words';

/** What the resources of the SDK are made with. */
export interface ApiOptions {
  host: string;
  oauthToken: string;
  queryTimeout: null;
  requesterFn: ReturnType<typeof createRequesterFn>;
}

/** One call of the API. */
export interface GitLabCall<T> {
  /** What is tried, for messages, e.g. `open a request`. */
  doing: string;
  /** What is read of the answer. */
  answer: z.ZodType<T>;
  /** Credentials of a person, who then is the one that does it. */
  token?: string;
  /** What a status means here, where GitLab uses it in a way of its own. */
  meaning?: Record<number, number>;
  run(api: ApiOptions): Promise<unknown>;
}

/** Of a list that was asked for with `showExpanded`. */
const page = z.object({
  data: z.unknown(),
  paginationInfo: z.object({ next: z.number().nullable() }),
});

/** Speaks with the API of GitLab about one project, in the name of the portal or of a person. */
export class GitLabClient {
  /** Path of the project with its groups, e.g. `acme/platform/gitops`. */
  readonly project: string;
  /** What people call the project. */
  readonly repository: string;
  readonly #url: string;
  readonly #apiBaseUrl: string;
  readonly #credentials: DefaultGitlabCredentialsProvider;
  readonly #fetch: typeof globalThis.fetch;

  constructor(options: {
    url: string;
    project: string;
    repository: string;
    apiBaseUrl: string;
    integrations: ScmIntegrationRegistry;
    fetch: typeof globalThis.fetch;
  }) {
    this.project = options.project;
    this.repository = options.repository;
    this.#url = options.url;
    this.#apiBaseUrl = options.apiBaseUrl;
    this.#credentials = DefaultGitlabCredentialsProvider.fromIntegrations(
      options.integrations,
    );
    this.#fetch = options.fetch;
  }

  /** Of the portal. */
  async token(): Promise<string | undefined> {
    const { token } = await this.#credentials.getCredentials({
      url: this.#url,
    });
    return token;
  }

  /** @throws what {@link Forge} names. */
  async call<T>(call: GitLabCall<T>): Promise<T> {
    return this.#read(call, await this.#run(call));
  }

  /** A page of a list, and whether another follows. */
  async page<T>(call: GitLabCall<T>): Promise<{ data: T; more: boolean }> {
    const given = this.#read(
      { doing: call.doing, answer: page },
      await this.#run(call),
    );
    return {
      data: this.#read(call, given.data),
      more: given.paginationInfo.next !== null,
    };
  }

  #read<T>(call: Pick<GitLabCall<T>, 'doing' | 'answer'>, given: unknown): T {
    const read = call.answer.safeParse(given);
    if (!read.success) {
      throw new GitHostUnavailableError(
        `${
          this.repository
        } answered something else than GitLab's API promises when asked to ${
          call.doing
        } (${z
          .prettifyError(read.error)
          .replace(/\s+/g, ' ')
          .slice(0, 200)}); check apiBaseUrl in integrations.gitlab.`,
      );
    }
    return read.data;
  }

  async #run<T>(call: GitLabCall<T>): Promise<unknown> {
    const token = call.token ?? (await this.token());
    if (!token) {
      throw errorOfAnswer({
        host: this.repository,
        status: 401,
        doing: call.doing,
        words: 'integrations.gitlab has no token for it',
      });
    }
    return call.run({
      host: new URL(this.#apiBaseUrl).origin,
      // Tokens of people, projects and OAuth alike are taken as such.
      oauthToken: token,
      // Time is watched by the fetch below, for each try.
      queryTimeout: null,
      requesterFn: createRequesterFn(
        async (_, options) => options,
        (endpoint, options) => this.#request(endpoint, { ...options, call }),
      ),
    });
  }

  /** In place of the SDK's own requests, which are made again also where that doubles something. */
  async #request<T>(
    endpoint: string,
    options: RequestOptions & { call: GitLabCall<T> },
  ): Promise<FormattedResponse> {
    const {
      method,
      headers,
      body,
      searchParams,
      call,
      prefixUrl = '',
    } = options;
    // The SDK puts its own path of the API before that of the resource.
    const resource = prefixUrl.split('/api/v4/').at(-1) ?? '';
    const url = new URL(
      [this.#apiBaseUrl, resource, endpoint]
        .filter(part => part !== '')
        .join('/'),
    );
    url.search = searchParams ?? '';
    const answer = await this.#fetch(url, { method, headers, body });
    const said = parsed(await answer.text());
    if (!answer.ok) {
      throw errorOfAnswer({
        host: this.repository,
        status: call.meaning?.[answer.status] ?? answer.status,
        doing: call.doing,
        words: wordsOf(said),
        token: call.token !== undefined,
      });
    }
    return {
      body: said,
      headers: Object.fromEntries(answer.headers),
      status: answer.status,
    };
  }
}

function parsed(text: string): ResponseBodyTypes {
  try {
    return text === '' ? null : JSON.parse(text);
  } catch {
    return text;
  }
}
