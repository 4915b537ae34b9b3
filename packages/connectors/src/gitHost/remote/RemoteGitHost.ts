import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Mergeability, Page } from '@fairway/plugin-golden-path-common';
import { branchOfKey, limitOf, numberOfId, positionOf } from '../checks';
import type { ChangedFileText } from '../files';
import { checkBody } from '../git/checkProposal';
import { DesiredStateHost } from '../git/DesiredStateHost';
import { Maintenance } from '../git/Maintenance';
import { mergeabilityOf, requireOpen } from '../git/proposedChange';
import { seedRepository } from '../git/seedRepository';
import { SerialQueue, withRetries } from '../git/SerialQueue';
import { checkTitle } from '../checks';
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
import { Accounts } from './Accounts';
import type { Forge } from './Forge';
import { Mirror } from './Mirror';
import type { RemoteGitHostOptions } from './options';
import { RemoteConversation } from './RemoteConversation';
import { RemoteMerges } from './RemoteMerges';
import { RemoteProposals } from './RemoteProposals';
import { RequestListing } from './RequestListing';
import { RequestView, type SeenRequest } from './RequestView';
import { Turns } from './Turns';

/** Pages ask for the head all the time, and few of them need to know what somebody pushed a second ago. */
const FRESH_MS = 2000;

/**
 * A repository on a Git host of its own: files are read from a mirror on disk and changed by pushes, requests go
 * over the API of the host ({@link Forge}). Nothing is kept here: what a host cannot hold of a request stands in
 * its commits and, hidden, in its body, so that a portal with an empty database and an empty disk knows it all.
 * @public
 */
export class RemoteGitHost extends DesiredStateHost implements GitHost {
  /** Opens the mirror. Does not speak to the host, which may be down. */
  static async create(options: RemoteGitHostOptions): Promise<RemoteGitHost> {
    const { forge } = options;
    const clock = options.clock ?? Date.now;
    const mirror = await Mirror.open({
      ...options,
      binary: options.git ?? 'git',
      name: forge.repository,
      access: () => forge.gitAccess(),
      now: clock,
    });
    return new RemoteGitHost({ ...options, mirror, clock });
  }

  readonly name: string;
  readonly baseBranch: string;
  readonly capabilities: GitHostCapabilities;

  readonly #mirror: Mirror;
  readonly #view: RequestView;
  readonly #proposals: RemoteProposals;
  readonly #merges: RemoteMerges;
  readonly #conversation: RemoteConversation;
  readonly #listing: RequestListing;
  readonly #maintenance: Maintenance;
  readonly #clock: () => number;
  readonly #freshForMs: number;
  readonly #turns = new Turns();
  readonly #mergeQueue = new SerialQueue();

  private constructor(options: {
    forge: Forge;
    mirror: Mirror;
    baseBranch: string;
    accounts?: Record<string, string>;
    approvals?: boolean;
    freshForMs?: number;
    logger: LoggerService;
    clock(): number;
  }) {
    const { forge, mirror } = options;
    super(mirror.repository);
    const accounts = new Accounts({ ...options, host: forge.name });
    const view = new RequestView({ forge, mirror, accounts });
    const parts = { ...options, accounts, view };
    this.name = forge.name;
    this.baseBranch = options.baseBranch;
    this.capabilities = {
      ...forge.capabilities,
      reviewedInPortal: false,
      approvals: options.approvals ?? false,
      seed: true,
    };
    this.#mirror = mirror;
    this.#view = view;
    this.#proposals = new RemoteProposals(parts);
    this.#merges = new RemoteMerges(parts);
    this.#conversation = new RemoteConversation(parts);
    this.#listing = new RequestListing(parts);
    this.#maintenance = new Maintenance({
      git: mirror.repository.git,
      logger: options.logger,
    });
    this.#clock = options.clock;
    this.#freshForMs = options.freshForMs ?? FRESH_MS;
    this.#maintenance.start();
  }

  async propose(options: ProposeOptions): Promise<HostRequest> {
    return shown(
      await this.#turns.take(options.key, () =>
        withRetries(() => this.#proposals.propose(options)),
      ),
    );
  }

  async update(id: string, change: RequestTextChange): Promise<HostRequest> {
    const { title, body, labels, reviewers, draft } = change;
    const request = await this.#current(id);
    return shown(
      await this.#turns.take(request.key, async () => {
        const open = await this.#current(id);
        requireOpen(open);
        return this.#proposals.update(open, {
          ...(title !== undefined && { title: checkTitle(title) }),
          ...(body !== undefined && { body: checkBody(body) }),
          ...(labels && { labels }),
          ...(reviewers && { reviewers }),
          ...(draft !== undefined && { draft }),
        });
      }),
    );
  }

  async get(id: string): Promise<HostRequest> {
    return shown(await this.#current(id));
  }

  async find({ key }: { key: string }): Promise<HostRequest | undefined> {
    branchOfKey(key);
    await this.#mirror.sync();
    const found = await this.#proposals.find(key);
    return found && shown(found);
  }

  async list(options: ListRequestsOptions = {}): Promise<Page<HostRequest>> {
    const limit = limitOf(options);
    const below = positionOf(options) ?? Infinity;
    const all = await this.#listing.all(options);
    const rows = all.filter(request => request.number < below);
    const items = await this.#view.showAll(rows.slice(0, limit));
    return {
      items: items.map(shown),
      total: all.length,
      ...(rows.length > limit && { nextCursor: `${items.at(-1)?.number}` }),
    };
  }

  async diff(
    id: string,
    options: PageOptions & { path?: string } = {},
  ): Promise<Page<ChangedFileText>> {
    return this.reader.diff(await this.#current(id), options);
  }

  async mergeability(id: string): Promise<Mergeability> {
    const request = await this.#current(id);
    const { repository } = this;
    const head = await repository.headCommit();
    return mergeabilityOf({ repository, request, head });
  }

  async merge(id: string, options: MergeOptions): Promise<HostRequest> {
    const number = numberOfId(this.name, id);
    const merged = await this.#mergeQueue.run(() =>
      this.#merges.merge(number, options),
    );
    this.#maintenance.merged();
    return shown(merged);
  }

  async close(id: string): Promise<HostRequest> {
    const number = numberOfId(this.name, id);
    return shown(await this.#mergeQueue.run(() => this.#merges.close(number)));
  }

  async comment(
    id: string,
    comment: { author: Person; text: string },
  ): Promise<HostComment> {
    const { number } = await this.#current(id);
    return this.#conversation.comment(number, comment);
  }

  async comments(
    id: string,
    options: PageOptions = {},
  ): Promise<Page<HostComment>> {
    return this.#conversation.comments(numberOfId(this.name, id), options);
  }

  async setCheck(
    id: string,
    check: Omit<HostCheck, 'commit' | 'updatedAt'>,
  ): Promise<HostCheck> {
    const { commit } = await this.#current(id);
    return this.#conversation.setCheck(commit, check);
  }

  async checks(id: string): Promise<HostCheck[]> {
    const { commit } = await this.#current(id);
    return this.#conversation.checks(commit);
  }

  async approvals(id: string): Promise<HostApproval[]> {
    return this.#conversation.approvals(numberOfId(this.name, id));
  }

  /** Costs at most a fetch, and no call of the API. While the host cannot be reached it is the last head that was known. */
  async headCommit(): Promise<string> {
    return this.#mirror.headOrLastKnown(this.#freshForMs);
  }

  async seed(
    options: SeedOptions,
  ): Promise<{ seeded: boolean; commit: string }> {
    return this.#mergeQueue.run(async () => {
      await this.#mirror.sync();
      return seedRepository({
        ...options,
        repository: this.repository,
        at: this.#clock(),
        publish: ({ from, to }) =>
          this.#mirror.push({
            branch: this.baseBranch,
            expected: from,
            commit: to,
          }),
      });
    });
  }

  async stop(): Promise<void> {
    await this.#mergeQueue.idle();
    await this.#maintenance.stop();
    await this.#mirror.stop();
  }

  #current(id: string): Promise<SeenRequest> {
    return this.#merges.current(numberOfId(this.name, id));
  }
}

function shown({
  ownLabels: _ownLabels,
  ours: _ours,
  ...request
}: SeenRequest): HostRequest {
  return request;
}
