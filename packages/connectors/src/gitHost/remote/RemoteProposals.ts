import type { LoggerService } from '@backstage/backend-plugin-api';
import { setTimeout as wait } from 'node:timers/promises';
import { branchOfKey } from '../checks';
import { BranchTakenError, GitHostRefusedError } from '../errors';
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
import type { Person, ProposeOptions } from '../requests';
import type { Accounts } from './Accounts';
import type { Forge, ForgeRequest, ForgeRequestChange } from './Forge';
import { mayHaveHappened } from './mayHaveHappened';
import type { Mirror } from './Mirror';
import type { RequestView, SeenRequest } from './RequestView';
import { bodyOf, labelsOf, type Said } from './said';

/** How long another portal is given between its push and its request. */
const FRESH_MS = 20_000;
const LOOKS = 8;
const PAUSE_MS = 500;

/** Opens requests on a host and updates them in place. */
export class RemoteProposals {
  readonly #forge: Forge;
  readonly #mirror: Mirror;
  readonly #view: RequestView;
  readonly #accounts: Accounts;
  readonly #logger: LoggerService;
  readonly #clock: () => number;
  /** Commits that this process wrote: nobody else is about to open a request for them. */
  readonly #written = new Set<string>();

  constructor(options: {
    forge: Forge;
    mirror: Mirror;
    view: RequestView;
    accounts: Accounts;
    logger: LoggerService;
    clock(): number;
  }) {
    this.#forge = options.forge;
    this.#mirror = options.mirror;
    this.#view = options.view;
    this.#accounts = options.accounts;
    this.#logger = options.logger;
    this.#clock = options.clock;
  }

  /** The open request of a service, as of the last sync. A request cannot be open without its branch. */
  async find(key: string): Promise<SeenRequest | undefined> {
    const branch = branchOfKey(key);
    const open =
      (await this.#mirror.tip(branch)) && (await this.#forge.findOpen(branch));
    return open ? this.#view.show(open) : undefined;
  }

  /** Runs in the turn of its key, and again when somebody pushed in between. */
  async propose(options: ProposeOptions): Promise<SeenRequest> {
    const proposal = checkProposal(options);
    proposal.signal?.throwIfAborted();
    const head = await this.#mirror.head();
    const { repository } = this.#mirror;
    const { baseCommit, changes } = await proposedChange({
      repository,
      proposal,
      head,
    });
    const open =
      (await this.find(proposal.key)) ??
      (await this.#openedMeanwhile(proposal.key));
    if (!open) {
      return this.#open({ proposal, baseCommit, head });
    }
    if (!open.ours) {
      throw this.#taken(open.branch, open.commit);
    }
    if (await holdsAlready({ repository, open, changes, head })) {
      return this.#tell(open, proposal);
    }
    return this.#push({ open, proposal, baseCommit });
  }

  /** Changes what is said about an open request. */
  async update(open: SeenRequest, change: Partial<Said>): Promise<SeenRequest> {
    const said = { ...open, ...change };
    const next: ForgeRequestChange = {
      body: bodyOf(open.key, {
        ...said,
        labels: change.labels ?? open.ownLabels,
      }),
      ...(change.title !== undefined && { title: change.title }),
      ...(change.draft !== undefined && { draft: change.draft }),
      ...(change.labels && { labels: labelsOf(open, change.labels) }),
      ...(change.reviewers && {
        reviewers: this.#accounts.reviewers(
          change.reviewers.filter(ref => !open.reviewers.includes(ref)),
        ),
      }),
    };
    return this.#view.show(await this.#forge.update(open.number, next));
  }

  /** Another portal may have pushed the branch a moment ago and be about to open its request. */
  async #openedMeanwhile(key: string): Promise<SeenRequest | undefined> {
    const tip = await this.#mirror.tip(branchOfKey(key));
    if (tip === undefined || this.#written.has(tip)) {
      return undefined;
    }
    const { trailers, at } = await this.#mirror.repository.commit(tip);
    const isFresh = Math.abs(this.#clock() - Date.parse(at)) < FRESH_MS;
    for (
      let look = 0;
      look < LOOKS && isFresh && trailers.service === key;
      look += 1
    ) {
      await wait(PAUSE_MS);
      const open = await this.find(key);
      if (open) {
        return open;
      }
    }
    return undefined;
  }

  async #open(options: {
    proposal: CheckedProposal;
    baseCommit: string;
    head: string;
  }): Promise<SeenRequest> {
    const { proposal, baseCommit, head } = options;
    const { key, author } = proposal;
    const branch = branchOfKey(key);
    const expected = await this.#mirror.tip(branch);
    if (expected !== undefined) {
      await this.#requireOurs({ key, branch, tip: expected, head });
    }
    const commit = await this.#write({
      proposal,
      opener: author.ref,
      baseCommit,
      parents: [baseCommit],
    });
    await this.#mirror.push({ branch, expected, commit });
    const said = {
      ...proposal,
      author: author.ref,
      commit,
      baseCommit,
      draft: proposal.draft ?? false,
      labels: proposal.labels ?? [],
      reviewers: proposal.reviewers ?? [],
    };
    const opened = await this.#openOnce({ key, branch, said, author });
    return this.#view.show(opened);
  }

  /** An answer that was lost may have opened it: it is looked for before it is tried again. */
  async #openOnce(options: {
    key: string;
    branch: string;
    said: Said & { draft: boolean; labels: string[]; reviewers: string[] };
    author: Person;
  }): Promise<ForgeRequest> {
    const { key, branch, said, author } = options;
    const request = {
      branch,
      title: said.title,
      body: bodyOf(key, said),
      draft: said.draft,
      labels: said.labels,
      reviewers: this.#accounts.reviewers(said.reviewers),
    };
    const open = () =>
      this.#forge.open({
        ...request,
        ...(author.token && { token: author.token }),
      });
    try {
      return await open();
    } catch (error) {
      if (!mayHaveHappened(error) && !(error instanceof GitHostRefusedError)) {
        throw error;
      }
      const found = await this.#forge.findOpen(branch);
      if (found) {
        // What comes after the opening, such as labels, may be missing from it.
        return this.#forge.update(found.number, request);
      }
      if (!mayHaveHappened(error)) {
        throw error;
      }
      this.#logger.warn(
        `Opening a request for ${branch} got no answer and is tried once more`,
      );
      return open();
    }
  }

  async #push(options: {
    open: SeenRequest;
    proposal: CheckedProposal;
    baseCommit: string;
  }): Promise<SeenRequest> {
    const { open, proposal, baseCommit } = options;
    const { repository } = this.#mirror;
    const parents = await parentsOfNext({ repository, open, baseCommit });
    const tip = await repository.commit(open.commit);
    const commit = await this.#write({
      proposal,
      opener: open.author,
      baseCommit,
      parents,
    });
    await this.#mirror.push({
      branch: open.branch,
      expected: open.commit,
      commit,
    });
    const updated = await this.update(open, {
      ...saidBy(proposal),
      commit,
      baseCommit,
    });
    if (tip.trailers.service !== open.key) {
      await this.#tellOfForeign({ open, author: tip.author });
    }
    return updated;
  }

  /** Takes over what is said about a change that stays the same. */
  async #tell(
    open: SeenRequest,
    proposal: CheckedProposal,
  ): Promise<SeenRequest> {
    const said = saidBy(proposal);
    const labels = said.labels && labelsOf(open, said.labels);
    const told = { ...open, ...said, ...(labels && { labels }) };
    return JSON.stringify(told) === JSON.stringify(open)
      ? open
      : this.update(open, said);
  }

  /**
   * A branch without an open request: left behind by us, or merged already, it may be used again.
   * @throws BranchTakenError
   */
  async #requireOurs(options: {
    key: string;
    branch: string;
    tip: string;
    head: string;
  }): Promise<void> {
    const { key, branch, tip, head } = options;
    const { repository } = this.#mirror;
    const { trailers } = await repository.commit(tip);
    if (
      trailers.service !== key &&
      (await repository.mergeBase(head, tip)) !== tip
    ) {
      throw this.#taken(branch, tip);
    }
  }

  #taken(branch: string, commit: string): BranchTakenError {
    const { repository } = this.#forge;
    return new BranchTakenError({ branch, commit, repository });
  }

  /** Commits that came from outside are kept in the history, and their authors are told what became of them. */
  async #tellOfForeign(options: {
    open: SeenRequest;
    author: string;
  }): Promise<void> {
    const { open, author } = options;
    try {
      await this.#forge.comment(open.number, {
        text: `${open.commit} by ${author.replace(
          /[`\n]/g,
          '',
        )} was pushed to this branch from outside of Fairway. The files were derived from the intent again; that commit stays in the history of the branch.`,
      });
    } catch (error) {
      this.#logger.warn(
        `Request ${open.id} could not be told that ${open.commit} was derived over: ${error}`,
      );
    }
  }

  async #write(options: {
    proposal: CheckedProposal;
    opener: string;
    baseCommit: string;
    parents: string[];
  }): Promise<string> {
    const { proposal, opener, baseCommit, parents } = options;
    const { repository } = this.#mirror;
    const { tree } = await repository.commit(baseCommit);
    const commit = await repository.writeCommit({
      tree,
      parents,
      write: proposal.write,
      remove: proposal.remove,
      author: proposal.author,
      message: commitMessage({
        title: proposal.title,
        body: proposal.body,
        trailers: {
          service: proposal.key,
          contract: proposal.contractVersion,
          opener,
          base: baseCommit,
        },
      }),
      at: this.#clock(),
      signal: proposal.signal,
    });
    this.#written.add(commit);
    return commit;
  }
}
