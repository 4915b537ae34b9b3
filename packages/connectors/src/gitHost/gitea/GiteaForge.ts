import type { LoggerService } from '@backstage/backend-plugin-api';
import { InputError, NotFoundError } from '@backstage/errors';
import {
  getGiteaRequestOptions,
  type GiteaIntegrationConfig,
  type ScmIntegrationRegistry,
} from '@backstage/integration';
import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import { GitHostRefusedError } from '../errors';
import type { HostCheck } from '../requests';
import { allPages } from '../remote/allPages';
import type {
  Forge,
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
import { GiteaApi } from './GiteaApi';
import * as answers from './schemas';

/** Of labels that we make. */
const LABEL_COLOUR = '#4051b5';
const TRIES = 20;
const PAUSE_MS = 150;
const DRAFT = /^(?:WIP:|\[WIP\])\s*/i;

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
  readonly name = 'gitea';
  readonly repository: string;
  readonly capabilities = {
    drafts: true,
    labels: true,
    reviewers: true,
    checks: true,
  };

  readonly #api: GiteaApi;
  readonly #baseBranch: string;
  readonly #access: GitAccess;
  readonly #logger: LoggerService;
  #self?: Promise<string>;

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

  private constructor(
    options: GiteaForgeOptions,
    integration: GiteaIntegrationConfig,
  ) {
    const { logger, patience } = options;
    const { host, username, password } = integration;
    const { owner, repo, baseUrl } = partsOf(options.url);
    const called = `Gitea ${host}`;
    this.repository = `${owner}/${repo} on ${host}`;
    this.#baseBranch = options.baseBranch;
    this.#logger = logger;
    this.#access = {
      url: `${baseUrl}/${owner}/${repo}.git`,
      // With a token as password, any name will do.
      ...(password && {
        credentials: { username: username ?? 'fairway', password },
      }),
    };
    this.#api = new GiteaApi({
      host: called,
      baseUrl,
      owner,
      repo,
      headers: { ...getGiteaRequestOptions(integration).headers },
      fetch: createForgeFetch({ ...patience, host: called, logger }),
    });
  }

  async gitAccess(): Promise<GitAccess> {
    return this.#access;
  }

  headRef(number: number): string {
    return `refs/pull/${number}/head`;
  }

  async findOpen(branch: string): Promise<ForgeRequest | undefined> {
    const newest = await this.#byBranch(branch);
    if (newest === undefined || newest.state === 'open') {
      return newest;
    }
    // Asked by branch, Gitea gives any of its requests; there is a closed one, and there may be an open one.
    for await (const request of allPages(page =>
      this.list({ ...page, state: 'open' }),
    )) {
      if (request.branch === branch && !request.fromFork) {
        return request;
      }
    }
    return undefined;
  }

  async open(request: NewForgeRequest): Promise<ForgeRequest> {
    const { branch, title, body, draft, reviewers, token } = request;
    const labels = await this.#labelIds(request.labels);
    const opened = await this.#awake(() =>
      this.#api.call({
        doing: 'open a request',
        method: 'POST',
        path: '/pulls',
        body: {
          head: branch,
          base: this.#baseBranch,
          title: titleOf({ title, draft }),
          body,
          labels,
        },
        schema: answers.pullRequest,
        ...(token && { token }),
      }),
    );
    const only = await this.#onlyOne(requestOf(opened));
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
      await this.#api.call({
        doing: 'label the request',
        method: 'PUT',
        path: `/issues/${number}/labels`,
        body: { labels: await this.#labelIds(labels) },
        schema: z.unknown(),
      });
    }
    if (reviewers) {
      await this.#ask(number, reviewers);
    }
    const updated = await this.#api.call({
      doing: 'update the request',
      method: 'PATCH',
      path: `/pulls/${number}`,
      body: {
        ...(body !== undefined && { body }),
        ...((title !== undefined || draft !== undefined) && {
          title: titleOf({
            title: title ?? known?.title ?? '',
            draft: draft ?? known?.draft ?? false,
          }),
        }),
      },
      schema: answers.pullRequest,
    });
    return requestOf(updated);
  }

  async get(number: number): Promise<ForgeRequest> {
    const request = await this.#api.call({
      doing: `show request ${number}`,
      path: `/pulls/${number}`,
      schema: answers.pullRequest,
    });
    if (request.base.label !== this.#baseBranch) {
      throw new NotFoundError(
        `Request ${number} of ${this.repository} does not go to ${
          this.#baseBranch
        }.`,
      );
    }
    return requestOf(request);
  }

  async list(
    options: ForgePageOptions & { state?: 'open' | 'closed' },
  ): Promise<ForgePage<ForgeRequest>> {
    const { page, limit, state = 'all' } = options;
    const { items, more } = await this.#awake(() =>
      this.#api.page({
        doing: 'list requests',
        path: '/pulls',
        query: { state, base_branch: this.#baseBranch, page, limit },
        schema: answers.pullRequests,
      }),
    );
    return {
      // Older ones do not know the filter.
      items: items
        .filter(({ base }) => base.label === this.#baseBranch)
        .map(requestOf),
      more,
    };
  }

  async close(number: number): Promise<void> {
    await this.#api.call({
      doing: 'close the request',
      method: 'PATCH',
      path: `/pulls/${number}`,
      body: { state: 'closed' },
      schema: answers.pullRequest,
    });
  }

  async merge(number: number, options: ForgeMergeOptions): Promise<void> {
    const { commit, title, message } = options;
    const merge = () =>
      this.#api.call({
        doing: 'merge the request',
        method: 'POST',
        path: `/pulls/${number}/merge`,
        body: {
          Do: 'merge',
          head_commit_id: commit,
          delete_branch_after_merge: false,
          // One name since 1.26, the other before and in Forgejo.
          merge_title_field: title,
          merge_message_field: message,
          MergeTitleField: title,
          MergeMessageField: message,
        },
        schema: z.unknown(),
      });
    for (let attempt = 1; ; attempt += 1) {
      try {
        await merge();
        return;
      } catch (error) {
        // Gitea looks for conflicts beside, and has not ended yet.
        if (
          attempt === TRIES ||
          !(error instanceof GitHostRefusedError) ||
          !/try again later/i.test(error.message)
        ) {
          throw error;
        }
        await wait(PAUSE_MS);
      }
    }
  }

  async isOurs(account: string): Promise<boolean> {
    return account === (await this.#account());
  }

  async comment(
    number: number,
    { text, token }: NewForgeComment,
  ): Promise<ForgeComment> {
    const self = await this.#account();
    return commentOf(
      await this.#api.call({
        doing: 'add a comment',
        method: 'POST',
        path: `/issues/${number}/comments`,
        body: { body: text },
        schema: answers.comment,
        ...(token && { token }),
      }),
      self,
    );
  }

  async comments(
    number: number,
    { page }: ForgePageOptions,
  ): Promise<ForgePage<ForgeComment>> {
    if (page > 1) {
      return { items: [], more: false };
    }
    const self = await this.#account();
    const comments = await this.#api.call({
      doing: 'list comments',
      path: `/issues/${number}/comments`,
      schema: answers.comments,
    });
    return {
      items: comments
        .sort((a, b) => a.id - b.id)
        .map(comment => commentOf(comment, self)),
      more: false,
    };
  }

  async setStatus(
    commit: string,
    status: Omit<HostCheck, 'commit' | 'updatedAt'>,
  ): Promise<HostCheck> {
    const { name, state, summary, url } = status;
    const stated = await this.#api.call({
      doing: `state ${name}`,
      method: 'POST',
      path: `/statuses/${commit}`,
      body: {
        context: name,
        state,
        description: summary,
        ...(url && { target_url: url }),
      },
      schema: answers.status,
    });
    return checkOf(stated, commit);
  }

  async statuses(commit: string): Promise<HostCheck[]> {
    const { statuses } = await this.#api.call({
      doing: 'list the checks of a commit',
      path: `/commits/${commit}/status`,
      query: { limit: 100 },
      schema: answers.combinedStatus,
    });
    return (statuses ?? []).map(status => checkOf(status, commit));
  }

  async #byBranch(branch: string): Promise<ForgeRequest | undefined> {
    try {
      return requestOf(
        await this.#api.call({
          doing: 'find a request',
          path: `/pulls/${encodeURIComponent(this.#baseBranch)}/${branch}`,
          schema: answers.pullRequest,
        }),
      );
    } catch (error) {
      if (error instanceof NotFoundError) {
        return undefined;
      }
      throw error;
    }
  }

  /** Asked twice at the same moment, Gitea opens two requests for one branch: the first one stays. */
  async #onlyOne(opened: ForgeRequest): Promise<ForgeRequest> {
    const { items } = await this.list({ page: 1, limit: 50, state: 'open' });
    const [first = opened, ...others] = items
      .filter(({ branch, fromFork }) => branch === opened.branch && !fromFork)
      .sort((a, b) => a.number - b.number);
    for (const { number } of others) {
      await this.close(number);
    }
    return others.length === 0 ? opened : first;
  }

  /** After the first push Gitea takes the repository for empty, and without requests, for a moment more. */
  async #awake<T>(call: () => Promise<T>): Promise<T> {
    let empty = true;
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await call();
      } catch (error) {
        if (!(error instanceof NotFoundError) || !empty || attempt === TRIES) {
          throw error;
        }
        await wait(PAUSE_MS);
        ({ empty } = await this.#api.call({
          doing: 'show the repository',
          path: '',
          schema: answers.repository,
        }));
      }
    }
  }

  /** Ids of labels, making those that are missing. */
  async #labelIds(names: string[]): Promise<number[]> {
    if (names.length === 0) {
      return [];
    }
    const ids = new Map<string, number>();
    for await (const { id, name } of allPages(page =>
      this.#api.page({
        doing: 'list labels',
        path: '/labels',
        query: { ...page },
        schema: answers.labels,
      }),
    )) {
      ids.set(name, id);
    }
    for (const name of names.filter(candidate => !ids.has(candidate))) {
      const { id } = await this.#api.call({
        doing: `make the label ${name}`,
        method: 'POST',
        path: '/labels',
        body: { name, color: LABEL_COLOUR },
        schema: answers.label,
      });
      ids.set(name, id);
    }
    return names.flatMap(name => ids.get(name) ?? []);
  }

  /** Asks for reviews, one after the other: one whom it does not know keeps nobody else from being asked. */
  async #ask(number: number, { users, teams }: ForgeReviewers): Promise<void> {
    const each = [
      ...users.map(name => ({ reviewers: [name] })),
      ...teams.map(name => ({ team_reviewers: [name] })),
    ];
    for (const body of each) {
      try {
        await this.#api.call({
          doing: 'ask for a review',
          method: 'POST',
          path: `/pulls/${number}/requested_reviewers`,
          body,
          schema: z.unknown(),
        });
      } catch (error) {
        this.#logger.warn(
          `Nobody was asked to review request ${number} of ${
            this.repository
          } as ${JSON.stringify(body)}: ${error}`,
        );
      }
    }
  }

  /** The account we speak with. */
  #account(): Promise<string> {
    this.#self ??= this.#api
      .call({
        doing: 'tell who the portal is',
        server: true,
        path: '/user',
        schema: answers.user,
      })
      .then(({ login }) => login)
      .catch(error => {
        this.#self = undefined;
        throw error;
      });
    return this.#self;
  }
}

/** Server, owner and name of a repository by its page; the server may lie below a path of its host. */
function partsOf(url: string) {
  const { origin, pathname } = new URL(url);
  const segments = pathname.replace(/(?:\.git)?\/*$/, '').split('/');
  const [owner, repo] = segments.splice(-2);
  if (!owner || !repo) {
    throw new InputError(
      `${url} is not the page of a repository; write it as https://host/owner/repository.`,
    );
  }
  return { owner, repo, baseUrl: `${origin}${segments.join('/')}` };
}

function titleOf(options: { title: string; draft: boolean }): string {
  return options.draft ? `WIP: ${options.title}` : options.title;
}

function requestOf(request: answers.PullRequest): ForgeRequest {
  const { head, base, state, title } = request;
  const draft = request.draft ?? DRAFT.test(title);
  const merged = request.merged === true;
  return {
    number: request.number,
    url: request.html_url,
    branch: head.label,
    fromFork: head.repo_id !== base.repo_id,
    base: base.label,
    // Of an ended request it is that of its branch, which may have been used again.
    ...(state === 'open' && head.sha && { commit: head.sha }),
    state: merged ? 'merged' : state,
    draft,
    title: draft ? title.replace(DRAFT, '') : title,
    body: request.body ?? '',
    account: request.user?.login ?? 'ghost',
    labels: (request.labels ?? []).map(({ name }) => name),
    ...(merged &&
      request.merge_commit_sha && { mergeCommit: request.merge_commit_sha }),
    ...(merged && request.merged_by && { mergedBy: request.merged_by.login }),
    createdAt: request.created_at,
    updatedAt: request.updated_at,
    ...(merged && request.merged_at && { mergedAt: request.merged_at }),
  };
}

function commentOf(
  comment: z.infer<typeof answers.comment>,
  self: string,
): ForgeComment {
  const account = comment.user?.login ?? 'ghost';
  return {
    id: `${comment.id}`,
    account,
    ours: account === self,
    at: comment.created_at,
    text: comment.body,
  };
}

function checkOf(
  status: z.infer<typeof answers.status>,
  commit: string,
): HostCheck {
  const { context, description, target_url: url } = status;
  return {
    name: context,
    state: stateOf(status.status),
    summary: description ?? '',
    ...(url && { url }),
    commit,
    updatedAt: status.updated_at,
  };
}

function stateOf(status: string): HostCheck['state'] {
  if (status === 'success' || status === 'pending') {
    return status;
  }
  return 'failure';
}
