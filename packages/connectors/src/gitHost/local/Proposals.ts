import { branchOfKey } from '../checks';
import { BranchTakenError } from '../errors';
import type { ProposeOptions } from '../requests';
import {
  checkProposal,
  saidBy,
  type CheckedProposal,
} from '../git/checkProposal';
import { commitMessage } from '../git/commitMessage';
import {
  holdsAlready,
  parentsOfNext,
  proposedChange,
} from '../git/proposedChange';
import type { Recovery } from './Recovery';
import type { Repository } from '../git/Repository';
import type { RequestStore, StoredRequest } from './RequestStore';
import { idOf, requestRef } from './requestIds';

/** Opens requests and updates them in place. */
export class Proposals {
  readonly #repository: Repository;
  readonly #store: RequestStore;
  readonly #recovery: Recovery;
  readonly #clock: () => number;

  constructor(options: {
    repository: Repository;
    store: RequestStore;
    recovery: Recovery;
    clock(): number;
  }) {
    this.#repository = options.repository;
    this.#store = options.store;
    this.#recovery = options.recovery;
    this.#clock = options.clock;
  }

  /** The open request of a service, as its branch says. */
  async find(key: string): Promise<StoredRequest | undefined> {
    const known = await this.#store.findOpen(key);
    if (known) {
      const request = await this.#recovery.refresh(known);
      return request.state === 'open' ? request : this.find(key);
    }
    const tip = await this.#tipOf(key);
    return tip === undefined ? undefined : this.#recovery.adopt({ key, tip });
  }

  /** Runs within the queue of writes, and may run again when another process was faster. */
  async propose(options: ProposeOptions): Promise<StoredRequest> {
    const proposal = checkProposal(options);
    const { key, signal } = proposal;
    signal?.throwIfAborted();
    const head = await this.#repository.headCommit();
    const repository = this.#repository;
    const { baseCommit, changes } = await proposedChange({
      repository,
      proposal,
      head,
    });
    const open = await this.find(key);
    if (!open) {
      return this.#open({ proposal, baseCommit, head });
    }
    if (await holdsAlready({ repository, open, changes, head })) {
      return this.#tell(open, proposal);
    }
    return this.#push({ open, proposal, baseCommit });
  }

  async #open(options: {
    proposal: CheckedProposal;
    baseCommit: string;
    head: string;
  }): Promise<StoredRequest> {
    const { proposal, baseCommit, head } = options;
    const from = await this.#freeTipOf(proposal.key, head);
    const number = await this.#store.nextNumber();
    const commit = await this.#write({
      proposal,
      number,
      baseCommit,
      parents: [baseCommit],
    });
    await this.#repository.refs.move([
      { ref: `refs/heads/${branchOfKey(proposal.key)}`, from, to: commit },
      { ref: requestRef(number), to: commit },
    ]);
    const at = this.#now();
    const request: StoredRequest = {
      number,
      key: proposal.key,
      state: 'open',
      commit,
      baseCommit,
      ...saidBy(proposal),
      draft: proposal.draft ?? false,
      labels: proposal.labels ?? [],
      reviewers: proposal.reviewers ?? [],
      author: proposal.author.ref,
      createdAt: at,
      updatedAt: at,
    };
    await this.#store.put(request);
    return request;
  }

  /**
   * Where a branch without a request stands; undefined when there is none. One that holds nothing beyond the base
   * branch may be used.
   * @throws BranchTakenError
   */
  async #freeTipOf(key: string, head: string): Promise<string | undefined> {
    const tip = await this.#tipOf(key);
    if (
      tip !== undefined &&
      (await this.#repository.mergeBase(head, tip)) !== tip
    ) {
      throw new BranchTakenError({
        branch: branchOfKey(key),
        commit: tip,
        repository: 'the GitOps repository',
      });
    }
    return tip;
  }

  async #tipOf(key: string): Promise<string | undefined> {
    return this.#repository.refs.read(`refs/heads/${branchOfKey(key)}`);
  }

  async #push(options: {
    open: StoredRequest;
    proposal: CheckedProposal;
    baseCommit: string;
  }): Promise<StoredRequest> {
    const { open, proposal, baseCommit } = options;
    const { number } = open;
    const parents = await parentsOfNext({
      repository: this.#repository,
      open,
      baseCommit,
    });
    const commit = await this.#write({
      proposal,
      number,
      baseCommit,
      parents,
    });
    await this.#repository.refs.move([
      {
        ref: `refs/heads/${branchOfKey(proposal.key)}`,
        from: open.commit,
        to: commit,
      },
      await this.#moveOfHead(number, commit),
    ]);
    const change = {
      commit,
      baseCommit,
      ...saidBy(proposal),
      updatedAt: this.#now(),
    };
    await this.#store.change(number, change, { state: 'open' });
    return { ...open, ...change };
  }

  async #moveOfHead(number: number, to: string) {
    const ref = requestRef(number);
    return { ref, from: await this.#repository.refs.read(ref), to };
  }

  /** Takes over what is said about a change that stays the same. */
  async #tell(
    open: StoredRequest,
    proposal: CheckedProposal,
  ): Promise<StoredRequest> {
    const change = saidBy(proposal);
    const told = { ...open, ...change };
    if (JSON.stringify(told) === JSON.stringify(open)) {
      return open;
    }
    const updatedAt = this.#now();
    await this.#store.change(
      open.number,
      { ...change, updatedAt },
      { state: 'open' },
    );
    return { ...told, updatedAt };
  }

  async #write(options: {
    proposal: CheckedProposal;
    number: number;
    baseCommit: string;
    parents: string[];
  }): Promise<string> {
    const { proposal, number, baseCommit, parents } = options;
    const { tree } = await this.#repository.commit(baseCommit);
    return this.#repository.writeCommit({
      tree,
      parents,
      write: proposal.write,
      remove: proposal.remove,
      author: proposal.author,
      message: commitMessage({
        title: proposal.title,
        body: proposal.body,
        trailers: {
          request: idOf(number),
          service: proposal.key,
          contract: proposal.contractVersion,
        },
      }),
      at: this.#clock(),
      signal: proposal.signal,
    });
  }

  #now(): string {
    return new Date(this.#clock()).toISOString();
  }
}
