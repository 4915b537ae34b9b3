import type { LoggerService } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import {
  getGitLabIntegrationRelativePath,
  type ScmIntegrationRegistry,
} from '@backstage/integration';
import { MergeRequests } from '@gitbeaker/rest';
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
  ForgeReviewers,
  GitAccess,
  NewForgeComment,
  NewForgeRequest,
} from '../remote/Forge';
import { createForgeFetch, type ForgeFetchOptions } from '../remote/forgeFetch';
import type { HostCheck } from '../requests';
import {
  mergeRequestAnswer,
  mergeRequestsAnswer,
  requestOf,
  type MergeRequest,
} from './answers';
import { listApprovals } from './approvals';
import { GitLabClient } from './GitLabClient';
import { getMergeRequest, mergeMergeRequest } from './merging';
import { Notes } from './notes';
import { projectOf } from './projectOf';
import { reviewerIds } from './reviewers';
import { listStatuses, setStatus } from './statuses';
import { fromTitle, toDescription, toTitle } from './texts';

/** @public */
export interface GitLabForgeOptions {
  /** Page of the project, e.g. `https://gitlab.com/acme/platform/gitops`. */
  url: string;
  baseBranch: string;
  /** Where the token is: of gitlab.com or an instance of one's own, also below a path. */
  integrations: ScmIntegrationRegistry;
  logger: LoggerService;
  /** How it bears with the host; what suits most when left out. */
  patience?: Omit<ForgeFetchOptions, 'host' | 'logger' | 'repeatable'>;
}

/**
 * Merge requests of GitLab.
 * @public
 */
export class GitLabForge implements Forge {
  /** @throws InputError when the address is not that of a project that integrations know. */
  static create(options: GitLabForgeOptions): GitLabForge {
    const { integrations, logger, patience, url } = options;
    const integration = integrations.gitlab.byUrl(url);
    if (!integration) {
      throw new InputError(
        `integrations.gitlab does not know the host of ${url}; add it there with a token.`,
      );
    }
    const { host, apiBaseUrl } = integration.config;
    const project = projectOf(
      url,
      getGitLabIntegrationRelativePath(integration.config),
    );
    const repository = `${project} on ${host}`;
    const client = new GitLabClient({
      url,
      project,
      repository,
      apiBaseUrl,
      integrations,
      fetch: createForgeFetch({ ...patience, host: repository, logger }),
    });
    return new GitLabForge(options, client);
  }

  readonly name = 'gitlab';
  readonly repository: string;
  readonly capabilities = {
    drafts: true,
    labels: true,
    reviewers: true,
    checks: true,
  };

  readonly #client: GitLabClient;
  readonly #notes: Notes;
  readonly #url: string;
  readonly #base: string;
  readonly #logger: LoggerService;
  readonly #sleep: (ms: number) => Promise<unknown>;

  private constructor(options: GitLabForgeOptions, client: GitLabClient) {
    this.repository = client.repository;
    this.#client = client;
    this.#notes = new Notes(client);
    this.#url = options.url.replace(/\/+$/, '').replace(/\.git$/, '');
    this.#base = options.baseBranch;
    this.#logger = options.logger;
    this.#sleep = options.patience?.sleep ?? (ms => wait(ms));
  }

  async gitAccess(): Promise<GitAccess> {
    const token = await this.#client.token();
    return {
      url: `${this.#url}.git`,
      ...(token && { credentials: { username: 'oauth2', password: token } }),
    };
  }

  headRef(number: number): string {
    return `refs/merge-requests/${number}/head`;
  }

  async findOpen(branch: string): Promise<ForgeRequest | undefined> {
    const requests = await this.#client.call({
      doing: 'find the open request of a branch',
      answer: mergeRequestsAnswer,
      run: api =>
        new MergeRequests(api).all({
          projectId: this.#client.project,
          state: 'opened',
          sourceBranch: branch,
          targetBranch: this.#base,
          page: 1,
          perPage: 100,
        }),
    });
    return requests
      .map(requestOf)
      .find(request => request.branch === branch && !request.fromFork);
  }

  async open(request: NewForgeRequest): Promise<ForgeRequest> {
    const { branch, body, labels, reviewers, token } = request;
    const ids = await this.#idsOf(reviewers);
    const opened = await this.#client.call({
      doing: 'open a request',
      answer: mergeRequestAnswer,
      token,
      run: api =>
        new MergeRequests(api).create(
          this.#client.project,
          branch,
          this.#base,
          toTitle(request),
          {
            description: toDescription(body),
            labels: labels.join(','),
            reviewerIds: ids,
            squash: false,
            removeSourceBranch: false,
          },
        ),
    });
    this.#tellUnasked(opened, ids);
    return requestOf(opened);
  }

  async update(
    number: number,
    change: ForgeRequestChange,
  ): Promise<ForgeRequest> {
    const { title, body, draft, labels, reviewers } = change;
    const before = await getMergeRequest(this.#client, number);
    const asked = (before.reviewers ?? []).map(({ id }) => id);
    const ids = reviewers && [
      ...new Set([...asked, ...(await this.#idsOf(reviewers))]),
    ];
    const updated = await this.#edit(number, {
      ...((title !== undefined || draft !== undefined) && {
        title: toTitle({
          title: title ?? fromTitle(before),
          draft: draft ?? before.draft,
        }),
      }),
      ...(body !== undefined && { description: toDescription(body) }),
      ...(labels && { labels: labels.join(',') }),
      ...(ids && { reviewerIds: ids }),
    });
    this.#tellUnasked(updated, ids ?? []);
    return requestOf(updated);
  }

  async get(number: number): Promise<ForgeRequest> {
    return requestOf(await getMergeRequest(this.#client, number));
  }

  async list(
    options: ForgePageOptions & { state?: 'open' | 'closed' },
  ): Promise<ForgePage<ForgeRequest>> {
    const { page, limit, state } = options;
    const { data, more } = await this.#client.page({
      doing: 'list requests',
      answer: mergeRequestsAnswer,
      run: api =>
        new MergeRequests(api).all({
          projectId: this.#client.project,
          targetBranch: this.#base,
          // To GitLab, closed are only those that were not merged.
          ...(state === 'open' && { state: 'opened' }),
          orderBy: 'created_at',
          sort: 'desc',
          page,
          perPage: limit,
          showExpanded: true,
        }),
    });
    const requests = data.map(requestOf);
    return {
      items:
        state === 'closed'
          ? requests.filter(request => request.state !== 'open')
          : requests,
      more,
    };
  }

  async close(number: number): Promise<void> {
    const request = await getMergeRequest(this.#client, number);
    if (request.state === 'opened') {
      await this.#edit(number, { stateEvent: 'close' });
    }
  }

  async merge(number: number, options: ForgeMergeOptions): Promise<void> {
    await mergeMergeRequest(this.#client, {
      ...options,
      number,
      sleep: this.#sleep,
    });
  }

  async isOurs(account: string): Promise<boolean> {
    return this.#notes.isOurs(account);
  }

  async comment(
    number: number,
    comment: NewForgeComment,
  ): Promise<ForgeComment> {
    return this.#notes.add(number, comment);
  }

  async comments(
    number: number,
    options: ForgePageOptions,
  ): Promise<ForgePage<ForgeComment>> {
    return this.#notes.list(number, options);
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
    change: {
      title?: string;
      description?: string;
      labels?: string;
      reviewerIds?: number[];
      stateEvent?: 'close';
    },
  ): Promise<MergeRequest> {
    return this.#client.call({
      doing: `change the request ${number}`,
      answer: mergeRequestAnswer,
      run: api =>
        new MergeRequests(api).edit(this.#client.project, number, change),
    });
  }

  async #idsOf(reviewers: ForgeReviewers): Promise<number[]> {
    return reviewerIds(this.#client, { reviewers, logger: this.#logger });
  }

  /** Editions without the feature take the first reviewer and pass over the others. */
  #tellUnasked(request: MergeRequest, ids: number[]): void {
    const asked = (request.reviewers ?? []).map(({ id }) => id);
    const unasked = ids.filter(id => !asked.includes(id));
    if (unasked.length > 0) {
      this.#logger.warn(
        `${this.repository} did not take ${unasked.length} of ${ids.length} reviewers of request ${request.iid}; several need GitLab Premium and access to the project`,
      );
    }
  }
}
