import type { LoggerService } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import type { ScmIntegrationRegistry } from '@backstage/integration';
import { setTimeout as wait } from 'node:timers/promises';
import type {
  Forge,
  ForgeApproval,
  ForgeComment,
  ForgeMergeOptions,
  ForgePage,
  ForgePageOptions,
  ForgeRequest,
  ForgeRequestChange,
  GitAccess,
  NewForgeComment,
  NewForgeRequest,
} from '../remote/Forge';
import { createForgeFetch, type ForgeFetchOptions } from '../remote/forgeFetch';
import type { HostCheck } from '../requests';
import { pullAnswer, pullsAnswer, requestOf, type Pull } from './answers';
import { listApprovals } from './approvals';
import { Comments } from './comments';
import { setDraft } from './drafts';
import { GitHubClient } from './GitHubClient';
import { setLabels } from './labels';
import { getPull, mergePull } from './merging';
import { askReviewers } from './reviewers';
import { tellSecondaryLimit } from './secondaryLimit';
import { listStatuses, setStatus } from './statuses';
import { fittedBody, fittedTitle } from './texts';

/** @public */
export interface GitHubForgeOptions {
  /** Page of the repository, e.g. `https://github.com/acme/gitops`. */
  url: string;
  baseBranch: string;
  /** Where the credentials are: a token or a GitHub App, of github.com or an Enterprise Server. */
  integrations: ScmIntegrationRegistry;
  logger: LoggerService;
  /** How it bears with the host; what suits most when left out. */
  patience?: Omit<ForgeFetchOptions, 'host' | 'logger' | 'repeatable'>;
}

const REPEATABLE = new Set(['GET', 'HEAD', 'PUT', 'PATCH']);

/**
 * Pull requests of GitHub and GitHub Enterprise Server, over REST, and GraphQL where REST cannot.
 * @public
 */
export class GitHubForge implements Forge {
  /** @throws InputError when the address is not that of a repository that integrations know. */
  static create(options: GitHubForgeOptions): GitHubForge {
    const { integrations, logger, patience } = options;
    const { host, owner, repo } = partsOf(options.url);
    const integration = integrations.github.byUrl(options.url);
    if (!integration) {
      throw new InputError(
        `integrations.github does not know ${host}; add it there with a token or an app.`,
      );
    }
    const repository = `${owner}/${repo} on ${host}`;
    const fetch = createForgeFetch({
      ...patience,
      fetch: tellSecondaryLimit(patience?.fetch ?? globalThis.fetch),
      host: repository,
      logger,
      // What we ask of GraphQL changes nothing more when it is done twice.
      repeatable: ({ method, url }) =>
        REPEATABLE.has(method) || url.endsWith('/graphql'),
    });
    const client = new GitHubClient({
      url: options.url,
      owner,
      repo,
      repository,
      apiBaseUrl: integration.config.apiBaseUrl ?? `https://${host}/api/v3`,
      integrations,
      fetch,
    });
    return new GitHubForge(options, client);
  }

  readonly name = 'github';
  readonly repository: string;
  readonly capabilities = {
    drafts: true,
    labels: true,
    reviewers: true,
    checks: true,
  };

  readonly #client: GitHubClient;
  readonly #comments: Comments;
  readonly #url: string;
  readonly #base: string;
  readonly #logger: LoggerService;
  readonly #sleep: (ms: number) => Promise<unknown>;

  private constructor(options: GitHubForgeOptions, client: GitHubClient) {
    this.repository = client.repository;
    this.#client = client;
    this.#comments = new Comments(client);
    this.#url = options.url.replace(/\/+$/, '').replace(/\.git$/, '');
    this.#base = options.baseBranch;
    this.#logger = options.logger;
    this.#sleep = options.patience?.sleep ?? (ms => wait(ms));
  }

  async gitAccess(): Promise<GitAccess> {
    const { token } = await this.#client.credentials();
    return {
      url: `${this.#url}.git`,
      ...(token && {
        credentials: { username: 'x-access-token', password: token },
      }),
    };
  }

  headRef(number: number): string {
    return `refs/pull/${number}/head`;
  }

  async findOpen(branch: string): Promise<ForgeRequest | undefined> {
    const pulls = await this.#client.call({
      doing: 'find the open request of a branch',
      answer: pullsAnswer,
      run: octokit =>
        octokit.rest.pulls.list({
          ...this.#client.where,
          state: 'open',
          head: `${this.#client.owner}:${branch}`,
          base: this.#base,
        }),
    });
    // GitHub passes over a filter that it does not understand.
    return pulls
      .map(requestOf)
      .find(request => request.branch === branch && !request.fromFork);
  }

  async open(request: NewForgeRequest): Promise<ForgeRequest> {
    const { branch, draft, labels, reviewers, token } = request;
    const pull = await this.#client.call({
      doing: 'open a request',
      answer: pullAnswer,
      token,
      run: octokit =>
        octokit.rest.pulls.create({
          ...this.#client.where,
          title: fittedTitle(request.title),
          body: fittedBody(request.body),
          head: branch,
          base: this.#base,
          draft,
        }),
    });
    const labelled = await setLabels(this.#client, { pull, labels });
    await askReviewers(this.#client, {
      pull,
      reviewers,
      logger: this.#logger,
    });
    return { ...requestOf(pull), labels: labelled };
  }

  async update(
    number: number,
    change: ForgeRequestChange,
  ): Promise<ForgeRequest> {
    const { title, body, labels, reviewers, draft } = change;
    const pull =
      title === undefined && body === undefined
        ? await getPull(this.#client, number)
        : await this.#edit(number, {
            ...(title !== undefined && { title: fittedTitle(title) }),
            ...(body !== undefined && { body: fittedBody(body) }),
          });
    if (labels) {
      await setLabels(this.#client, { pull, labels });
    }
    if (reviewers) {
      await askReviewers(this.#client, {
        pull,
        reviewers,
        logger: this.#logger,
      });
    }
    if (draft !== undefined) {
      await setDraft(this.#client, { pull, draft });
    }
    return this.get(number);
  }

  async get(number: number): Promise<ForgeRequest> {
    return requestOf(await getPull(this.#client, number));
  }

  async list(
    options: ForgePageOptions & { state?: 'open' | 'closed' },
  ): Promise<ForgePage<ForgeRequest>> {
    const { page, limit, state = 'all' } = options;
    const { data, more } = await this.#client.page({
      doing: 'list requests',
      answer: pullsAnswer,
      run: octokit =>
        octokit.rest.pulls.list({
          ...this.#client.where,
          base: this.#base,
          state,
          sort: 'created',
          direction: 'desc',
          page,
          per_page: limit,
        }),
    });
    return { items: data.map(requestOf), more };
  }

  async close(number: number): Promise<void> {
    await this.#edit(number, { state: 'closed' });
  }

  async merge(number: number, options: ForgeMergeOptions): Promise<void> {
    await mergePull(this.#client, { ...options, number, sleep: this.#sleep });
  }

  async isOurs(account: string): Promise<boolean> {
    return this.#comments.isOurs(account);
  }

  async comment(
    number: number,
    comment: NewForgeComment,
  ): Promise<ForgeComment> {
    return this.#comments.add(number, comment);
  }

  async comments(
    number: number,
    options: ForgePageOptions,
  ): Promise<ForgePage<ForgeComment>> {
    return this.#comments.list(number, options);
  }

  async approvals(number: number): Promise<ForgeApproval[]> {
    return listApprovals(this.#client, number);
  }

  async setStatus(
    commit: string,
    status: Omit<HostCheck, 'commit' | 'updatedAt'>,
  ): Promise<HostCheck> {
    return setStatus(this.#client, commit, status);
  }

  async statuses(commit: string): Promise<HostCheck[]> {
    return listStatuses(this.#client, commit);
  }

  async #edit(
    number: number,
    change: { title?: string; body?: string; state?: 'closed' },
  ): Promise<Pull> {
    return this.#client.call({
      doing: `change the request ${number}`,
      answer: pullAnswer,
      run: octokit =>
        octokit.rest.pulls.update({
          ...this.#client.where,
          ...change,
          pull_number: number,
        }),
    });
  }
}

/** Host, owner and name in the address of a repository. */
function partsOf(url: string): { host: string; owner: string; repo: string } {
  const { host, pathname } = URL.canParse(url)
    ? new URL(url)
    : { host: '', pathname: '' };
  const [, owner, repo] =
    /^\/([\w.-]+)\/([\w.-]+?)(?:\.git)?\/*$/.exec(pathname) ?? [];
  if (!owner || !repo) {
    throw new InputError(
      `${JSON.stringify(
        url,
      )} is not the address of a repository on GitHub; give one such as https://github.com/acme/gitops.`,
    );
  }
  return { host, owner, repo };
}
