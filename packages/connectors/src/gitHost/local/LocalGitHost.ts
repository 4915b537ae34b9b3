import type {
  DatabaseService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import { InputError, NotFoundError } from '@backstage/errors';
import type { Mergeability, Page } from '@fairway/plugin-golden-path-common';
import { randomUUID } from 'node:crypto';
import {
  branchOfKey,
  checkTitle,
  limitOf,
  numberOfId,
  positionOf,
} from '../checks';
import type {
  ChangedFile,
  ChangedFileText,
  FileContent,
  ReadFilesOptions,
  TreeEntry,
} from '../files';
import type { GitHost, GitHostCapabilities } from '../GitHost';
import type {
  HostCheck,
  HostComment,
  HostRequest,
  ListRequestsOptions,
  MergeOptions,
  PageOptions,
  Person,
  ProposeOptions,
  RequestTextChange,
  SeedOptions,
} from '../requests';
import { DatabaseRequestStore } from './DatabaseRequestStore';
import { Maintenance } from './Maintenance';
import { Merges, requireOpen } from './Merges';
import { checkBody } from './checkProposal';
import { DesiredStateReader } from './DesiredStateReader';
import { Proposals } from './Proposals';
import { Recovery } from './Recovery';
import { Repository } from './Repository';
import { HOST_NAME, idOf } from './requestIds';
import type { RequestStore, StoredRequest } from './RequestStore';
import { seedRepository } from './seedRepository';
import { SerialQueue, withRetries } from './SerialQueue';

/** @public */
export interface LocalGitHostOptions {
  /** The bare repository; made, with its folders, when it is missing. People may clone it. */
  directory: string;
  /** Where the request records live; migrations run here. SQLite or PostgreSQL. */
  database: Pick<DatabaseService, 'getClient' | 'migrations'>;
  logger: LoggerService;
  /** Page of a request; `/change-requests/<id>` when left out. */
  urlOf?(id: string): string;
  /** Milliseconds since the epoch; the machine's clock when left out. */
  clock?(): number;
  /** The git to run, 2.30 or newer; `git` of the PATH when left out. */
  git?: string;
}

/**
 * The embedded Git host: a real bare repository on disk, driven through the plumbing of the `git` binary, and
 * records of requests in a database. Any number of processes may share both.
 *
 * Objects are written first and refs last, together and by compare-and-swap, so that a process that dies leaves
 * unreferenced objects and nothing else; records follow the refs ({@link GitHost} tells the rest).
 * @public
 */
export class LocalGitHost implements GitHost {
  /** Opens the repository (making it when missing), runs the migrations and heals what a crash left behind. */
  static async create(options: LocalGitHostOptions): Promise<LocalGitHost> {
    const { logger, directory } = options;
    const clock = options.clock ?? Date.now;
    const store = await DatabaseRequestStore.create(options);
    const repository = await Repository.open({
      directory,
      binary: options.git ?? 'git',
      now: clock(),
    });
    const recovery = new Recovery({
      repository,
      store,
      logger,
      now: () => new Date(clock()).toISOString(),
    });
    const maintenance = new Maintenance({ git: repository.git, logger });
    const host = new LocalGitHost({
      maintenance,
      repository,
      store,
      recovery,
      clock,
      urlOf: options.urlOf ?? (id => `/change-requests/${id}`),
    });
    try {
      await host.#queue.run(() => recovery.run());
    } catch (error) {
      await host.stop();
      throw error;
    }
    maintenance.start();
    return host;
  }

  readonly name = HOST_NAME;
  readonly baseBranch: string;
  readonly capabilities: GitHostCapabilities = {
    drafts: true,
    labels: true,
    reviewers: true,
    checks: true,
    reviewedInPortal: true,
    seed: true,
  };

  readonly #repository: Repository;
  readonly #store: RequestStore;
  readonly #reader: DesiredStateReader;
  readonly #recovery: Recovery;
  readonly #proposals: Proposals;
  readonly #merges: Merges;
  readonly #maintenance: Maintenance;
  readonly #queue = new SerialQueue();
  readonly #clock: () => number;
  readonly #urlOf: (id: string) => string;

  private constructor(options: {
    repository: Repository;
    store: RequestStore;
    recovery: Recovery;
    maintenance: Maintenance;
    clock(): number;
    urlOf(id: string): string;
  }) {
    this.baseBranch = options.repository.baseBranch;
    this.#repository = options.repository;
    this.#store = options.store;
    this.#reader = new DesiredStateReader(options.repository);
    this.#recovery = options.recovery;
    this.#proposals = new Proposals(options);
    this.#merges = new Merges(options);
    this.#maintenance = options.maintenance;
    this.#clock = options.clock;
    this.#urlOf = options.urlOf;
  }

  async propose(options: ProposeOptions): Promise<HostRequest> {
    return this.#show(
      await this.#queue.run(() => this.#proposals.propose(options)),
    );
  }

  async update(id: string, change: RequestTextChange): Promise<HostRequest> {
    const { title, body, labels, reviewers, draft } = change;
    const request = await this.#require(id);
    requireOpen(request);
    const updated = {
      ...(title !== undefined && { title: checkTitle(title) }),
      ...(body !== undefined && { body: checkBody(body) }),
      ...(labels && { labels }),
      ...(reviewers && { reviewers }),
      ...(draft !== undefined && { draft }),
      updatedAt: this.#now(),
    };
    await this.#store.change(request.number, updated, { state: 'open' });
    return this.get(id);
  }

  async get(id: string): Promise<HostRequest> {
    return this.#show(await this.#require(id));
  }

  async find({ key }: { key: string }): Promise<HostRequest | undefined> {
    branchOfKey(key);
    const request = await withRetries(() => this.#proposals.find(key));
    return request && this.#show(request);
  }

  async list(options: ListRequestsOptions = {}): Promise<Page<HostRequest>> {
    const limit = limitOf(options);
    const { items, total } = await this.#store.list({
      ...options,
      below: positionOf(options),
      // One more tells whether there is another page.
      limit: limit + 1,
    });
    const rows = items.slice(0, limit);
    return {
      items: rows.map(request => this.#show(request)),
      total,
      ...(items.length > limit && { nextCursor: `${rows.at(-1)?.number}` }),
    };
  }

  async diff(
    id: string,
    options: PageOptions & { path?: string } = {},
  ): Promise<Page<ChangedFileText>> {
    return this.#reader.diff(await this.#require(id), options);
  }

  async mergeability(id: string): Promise<Mergeability> {
    return this.#merges.mergeability(await this.#require(id));
  }

  async merge(id: string, options: MergeOptions): Promise<HostRequest> {
    const merged = await this.#queue.run(async () =>
      this.#merges.merge(await this.#require(id), options),
    );
    this.#maintenance.merged();
    return this.#show(merged);
  }

  async close(id: string): Promise<HostRequest> {
    return this.#show(
      await this.#queue.run(async () =>
        this.#merges.close(await this.#require(id)),
      ),
    );
  }

  async comment(
    id: string,
    { author, text }: { author: Person; text: string },
  ): Promise<HostComment> {
    const { number } = await this.#require(id);
    const body = checkBody(text);
    if (body === '') {
      throw new InputError(
        'The comment is empty; write something and send it again.',
      );
    }
    const comment = {
      id: randomUUID(),
      by: author.ref,
      at: this.#now(),
      text: body,
    };
    await this.#store.addComment(number, comment);
    return comment;
  }

  async comments(
    id: string,
    options: PageOptions = {},
  ): Promise<Page<HostComment>> {
    const limit = limitOf(options);
    const after = positionOf(options);
    const { number } = await this.#require(id);
    const page = await this.#store.listComments(number, { after, limit });
    return {
      items: page.items.map(entry => entry.comment),
      total: page.total,
      ...(page.more && { nextCursor: `${page.items.at(-1)?.sequence}` }),
    };
  }

  async setCheck(
    id: string,
    check: Omit<HostCheck, 'commit' | 'updatedAt'>,
  ): Promise<HostCheck> {
    const { number, commit } = await this.#require(id);
    const stated = {
      ...check,
      name: checkTitle(check.name).slice(0, 128),
      summary: checkTitle(check.summary),
      commit,
      updatedAt: this.#now(),
    };
    await this.#store.setCheck(number, stated);
    return stated;
  }

  async checks(id: string): Promise<HostCheck[]> {
    const { number, commit } = await this.#require(id);
    return this.#store.listChecks(number, commit);
  }

  async headCommit(): Promise<string> {
    return this.#repository.headCommit();
  }

  async isEmpty(): Promise<boolean> {
    return this.#repository.isEmpty(await this.headCommit());
  }

  async readTree(options: {
    commit: string;
    prefixes?: string[];
  }): Promise<TreeEntry[]> {
    return this.#reader.readTree(options);
  }

  async readFiles(options: ReadFilesOptions): Promise<Map<string, string>> {
    return this.#reader.readFiles(options);
  }

  streamFiles(options: ReadFilesOptions): AsyncIterable<FileContent> {
    return this.#reader.streamFiles(options);
  }

  async changedBetween(options: {
    from: string;
    to: string;
  }): Promise<ChangedFile[]> {
    return this.#reader.changedBetween(options);
  }

  async seed(
    options: SeedOptions,
  ): Promise<{ seeded: boolean; commit: string }> {
    return this.#queue.run(() =>
      seedRepository({
        ...options,
        repository: this.#repository,
        at: this.#clock(),
      }),
    );
  }

  async stop(): Promise<void> {
    await this.#queue.idle();
    await this.#maintenance.stop();
    await this.#repository.stop();
  }

  /** The record of an id, as its branch says. */
  async #require(id: string): Promise<StoredRequest> {
    const request = await this.#store.get(numberOfId(this.name, id));
    if (!request) {
      throw new NotFoundError(`There is no change request ${id}.`);
    }
    return this.#recovery.refresh(request);
  }

  #show(request: StoredRequest): HostRequest {
    const id = idOf(request.number);
    return {
      ...request,
      id,
      host: this.name,
      url: this.#urlOf(id),
      branch: branchOfKey(request.key),
      base: this.baseBranch,
    };
  }

  #now(): string {
    return new Date(this.#clock()).toISOString();
  }
}
