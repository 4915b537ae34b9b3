import type { LoggerService } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import {
  getGiteaRequestOptions,
  type GiteaIntegrationConfig,
  type ScmIntegrationRegistry,
} from '@backstage/integration';
import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
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
import { listApprovals } from './approvals';
import { Comments } from './comments';
import { GiteaClient } from './GiteaClient';
import { labelIds } from './labels';
import { mergePull } from './merging';
import { Pulls } from './pulls';
import { repositoryOf } from './repositoryOf';
import { askReviewers } from './reviewers';
import { listStatuses, setStatus } from './statuses';
import { toTitle } from './texts';

/** @public */
export interface GiteaForgeOptions {
  /** Page of the repository, e.g. `https://git.example.com/acme/gitops`. */
  url: string;
  baseBranch: string;
  /** Where the credentials are. */
  integrations: ScmIntegrationRegistry;
  logger: LoggerService;
  /** How it bears with the host; what suits most when left out. */
  patience?: Omit<ForgeFetchOptions, 'host' | 'logger'>;
}

/**
 * Pull requests of a Gitea (1.21 or newer) or Forgejo, over its API.
 * @public
 */
export class GiteaForge implements Forge {
  /** @throws InputError when the address is not that of a repository that integrations know. */
  static create(options: GiteaForgeOptions): GiteaForge {
    const { integrations, url } = options;
    const found = URL.canParse(url) ? integrations.gitea.byUrl(url) : undefined;
    if (!found) {
      throw new InputError(
        `integrations.gitea knows no host of ${url}; add the host there, with a token as password.`,
      );
    }
    return new GiteaForge(options, found.config);
  }

  readonly name = 'gitea';
  readonly repository: string;
  readonly capabilities = {
    drafts: true,
    labels: true,
    reviewers: true,
    checks: true,
  };

  readonly #client: GiteaClient;
  readonly #pulls: Pulls;
  readonly #comments: Comments;
  readonly #access: GitAccess;
  readonly #logger: LoggerService;
  readonly #sleep: (ms: number) => Promise<unknown>;

  private constructor(
    options: GiteaForgeOptions,
    integration: GiteaIntegrationConfig,
  ) {
    const { logger, patience } = options;
    const { host, username, password } = integration;
    const { owner, repo, baseUrl } = repositoryOf(options.url);
    const called = `Gitea ${host}`;
    this.repository = `${owner}/${repo} on ${host}`;
    this.#client = new GiteaClient({
      host: called,
      repository: this.repository,
      baseUrl,
      owner,
      repo,
      headers: { ...getGiteaRequestOptions(integration).headers },
      fetch: createForgeFetch({ ...patience, host: called, logger }),
    });
    this.#pulls = new Pulls(this.#client, options.baseBranch);
    this.#comments = new Comments(this.#client);
    this.#access = {
      url: `${baseUrl}/${owner}/${repo}.git`,
      // With a token as password, any name will do.
      ...(password && {
        credentials: { username: username ?? 'fairway', password },
      }),
    };
    this.#logger = logger;
    this.#sleep = patience?.sleep ?? wait;
  }

  async gitAccess(): Promise<GitAccess> {
    return this.#access;
  }

  headRef(number: number): string {
    return `refs/pull/${number}/head`;
  }

  async findOpen(branch: string): Promise<ForgeRequest | undefined> {
    return this.#pulls.findOpen(branch);
  }

  async open(request: NewForgeRequest): Promise<ForgeRequest> {
    const { branch, body, reviewers, token } = request;
    const labels = await labelIds(this.#client, request.labels);
    const title = toTitle(request);
    const { opened, only } = await this.#pulls.open(
      { branch, title, body, labels },
      token,
    );
    if (only.number !== opened.number) {
      return this.update(only.number, request);
    }
    await this.#ask(opened.number, reviewers);
    return only;
  }

  async update(
    number: number,
    change: ForgeRequestChange,
  ): Promise<ForgeRequest> {
    const { title, body, draft, labels, reviewers } = change;
    // Whether it is a draft stands in the title: who changes one of them has to know the other.
    const known =
      (title === undefined) !== (draft === undefined)
        ? await this.get(number)
        : undefined;
    if (labels) {
      await this.#client.call({
        doing: 'label the request',
        method: 'PUT',
        path: `/issues/${number}/labels`,
        body: { labels: await labelIds(this.#client, labels) },
        answer: z.unknown(),
      });
    }
    if (reviewers) {
      await this.#ask(number, reviewers);
    }
    return this.#pulls.edit(number, {
      doing: 'update the request',
      ...(body !== undefined && { body }),
      ...((title !== undefined || draft !== undefined) && {
        title: toTitle({
          title: title ?? known?.title ?? '',
          draft: draft ?? known?.draft ?? false,
        }),
      }),
    });
  }

  async get(number: number): Promise<ForgeRequest> {
    return this.#pulls.get(number);
  }

  async list(
    options: ForgePageOptions & { state?: 'open' | 'closed' },
  ): Promise<ForgePage<ForgeRequest>> {
    return this.#pulls.list(options);
  }

  async close(number: number): Promise<void> {
    await this.#pulls.close(number);
  }

  async merge(number: number, options: ForgeMergeOptions): Promise<void> {
    await mergePull(this.#client, {
      ...options,
      number,
      sleep: this.#sleep,
    });
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

  async #ask(number: number, reviewers: ForgeReviewers): Promise<void> {
    await askReviewers(this.#client, {
      number,
      reviewers,
      logger: this.#logger,
    });
  }
}
