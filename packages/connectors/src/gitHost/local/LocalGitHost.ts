import type { Mergeability, Page } from '@fairway/plugin-golden-path-common';
import { branchOfKey } from '../checks';
import type { ChangedFileText } from '../files';
import type { GitHost, GitHostCapabilities } from '../GitHost';
import type {
  HostApproval,
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
import { Conversation } from './Conversation';
import { DatabaseRequestStore } from './DatabaseRequestStore';
import { DesiredStateHost } from '../git/DesiredStateHost';
import { Maintenance } from '../git/Maintenance';
import { Merges } from './Merges';
import type { LocalGitHostOptions } from './options';
import { prepareRepository } from './prepare';
import { Proposals } from './Proposals';
import { Recovery } from './Recovery';
import { Repository } from '../git/Repository';
import { HOST_NAME } from './requestIds';
import { requireNoRecords } from './requireNoRecords';
import { Requests } from './Requests';
import type { RequestStore } from './RequestStore';
import { seedRepository } from '../git/seedRepository';
import { SerialQueue, withRetries } from '../git/SerialQueue';

/**
 * The embedded Git host: a real bare repository on disk, driven through the plumbing of the `git` binary, and
 * records of requests in a database. Any number of processes may share both.
 *
 * Objects are written first and refs last, together and by compare-and-swap, so that a process that dies leaves
 * unreferenced objects and nothing else; records follow the refs ({@link GitHost} tells the rest).
 * @public
 */
export class LocalGitHost extends DesiredStateHost implements GitHost {
  /** Opens the repository (making it when missing), runs the migrations and heals what a crash left behind. */
  static async create(options: LocalGitHostOptions): Promise<LocalGitHost> {
    const { logger, directory } = options;
    const clock = options.clock ?? Date.now;
    const store = await DatabaseRequestStore.create(options);
    const repository = await Repository.open({
      directory,
      binary: options.git ?? 'git',
      baseBranch: 'main',
      prepare: given =>
        prepareRepository({
          ...given,
          directory,
          now: clock(),
          mayBegin: () => requireNoRecords({ store, directory }),
        }),
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
    approvals: false,
    seed: true,
  };

  readonly #requests: Requests;
  readonly #conversation: Conversation;
  readonly #proposals: Proposals;
  readonly #merges: Merges;
  readonly #maintenance: Maintenance;
  readonly #queue = new SerialQueue();
  readonly #clock: () => number;

  private constructor(options: {
    repository: Repository;
    store: RequestStore;
    recovery: Recovery;
    maintenance: Maintenance;
    clock(): number;
    urlOf(id: string): string;
  }) {
    const { repository } = options;
    super(repository);
    this.baseBranch = repository.baseBranch;
    this.#requests = new Requests({
      ...options,
      baseBranch: repository.baseBranch,
    });
    this.#conversation = new Conversation(options);
    this.#proposals = new Proposals(options);
    this.#merges = new Merges(options);
    this.#maintenance = options.maintenance;
    this.#clock = options.clock;
  }

  async propose(options: ProposeOptions): Promise<HostRequest> {
    return this.#requests.show(
      await this.#queue.run(() => this.#proposals.propose(options)),
    );
  }

  async update(id: string, change: RequestTextChange): Promise<HostRequest> {
    return this.#requests.update(id, change);
  }

  async get(id: string): Promise<HostRequest> {
    return this.#requests.get(id);
  }

  async find({ key }: { key: string }): Promise<HostRequest | undefined> {
    branchOfKey(key);
    const request = await withRetries(() => this.#proposals.find(key));
    return request && this.#requests.show(request);
  }

  async list(options: ListRequestsOptions = {}): Promise<Page<HostRequest>> {
    return this.#requests.list(options);
  }

  async diff(
    id: string,
    options: PageOptions & { path?: string } = {},
  ): Promise<Page<ChangedFileText>> {
    return this.reader.diff(await this.#requests.require(id), options);
  }

  async mergeability(id: string): Promise<Mergeability> {
    return this.#merges.mergeability(await this.#requests.require(id));
  }

  async merge(id: string, options: MergeOptions): Promise<HostRequest> {
    const merged = await this.#queue.run(async () =>
      this.#merges.merge(await this.#requests.require(id), options),
    );
    this.#maintenance.merged();
    return this.#requests.show(merged);
  }

  async close(id: string): Promise<HostRequest> {
    return this.#requests.show(
      await this.#queue.run(async () =>
        this.#merges.close(await this.#requests.require(id)),
      ),
    );
  }

  async comment(
    id: string,
    comment: { author: Person; text: string },
  ): Promise<HostComment> {
    return this.#conversation.comment(
      await this.#requests.require(id),
      comment,
    );
  }

  async comments(
    id: string,
    options: PageOptions = {},
  ): Promise<Page<HostComment>> {
    return this.#conversation.comments(
      await this.#requests.require(id),
      options,
    );
  }

  async setCheck(
    id: string,
    check: Omit<HostCheck, 'commit' | 'updatedAt'>,
  ): Promise<HostCheck> {
    return this.#conversation.setCheck(await this.#requests.require(id), check);
  }

  async checks(id: string): Promise<HostCheck[]> {
    return this.#conversation.checks(await this.#requests.require(id));
  }

  async approvals(): Promise<HostApproval[]> {
    return [];
  }

  async headCommit(): Promise<string> {
    return this.repository.headCommit();
  }

  async seed(
    options: SeedOptions,
  ): Promise<{ seeded: boolean; commit: string }> {
    return this.#queue.run(() =>
      seedRepository({
        ...options,
        repository: this.repository,
        at: this.#clock(),
        publish: ({ from, to }) =>
          this.repository.refs.move([
            { ref: this.repository.baseRef, from, to },
          ]),
      }),
    );
  }

  async stop(): Promise<void> {
    await this.#queue.idle();
    await this.#maintenance.stop();
    await this.repository.stop();
  }
}
