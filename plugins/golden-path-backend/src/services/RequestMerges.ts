import type { LoggerService } from '@backstage/backend-plugin-api';
import { ConflictError } from '@backstage/errors';
import {
  HeadMovedError,
  MergeConflictError,
  type GitHost,
  type Person as Signature,
} from '@fairway/connectors';
import {
  FAIRWAY,
  type ChangeRequest,
} from '@fairway/plugin-golden-path-common';
import type { Clock } from '@fairway/backend-kit';
import type { Person } from '../permissions/Access';
import type {
  ChangeRequestStore,
  StoredApproval,
  StoredChangeRequest,
} from '../store/ChangeRequestStore';
import { awaitingReviewers } from './approvals';
import { closeAsDone } from './closeAsDone';
import type { DesiredStateService } from './DesiredStateService';
import type { HostReviews } from './HostReviews';
import { filesInConflict, whyNotMerge } from './may';
import type { Merger } from './Merger';
import type { Proposal } from './proposal';
import type { Proposer } from './Proposer';
import type { RequestPresenter } from './RequestPresenter';
import type { RequestProposals } from './RequestProposals';
import type { RequestRecords } from './RequestRecords';
import { Turns } from './Turns';
import { withImageOf } from './waitingRequest';

/** How often a merge begins anew when another replica of the backend was faster. */
const ATTEMPTS = 5;

/** What is merged, and in whose name. */
interface MergeOptions {
  by: Signature;
  id: string;
  /** The commit that was read. */
  commit: string;
}

export interface RequestMergesOptions {
  clock: Clock;
  desiredState: DesiredStateService;
  host: GitHost;
  logger: LoggerService;
  merger: Merger;
  presenter: RequestPresenter;
  proposals: RequestProposals;
  proposer: Proposer;
  records: RequestRecords;
  reviews: Pick<HostReviews, 'takeNow'>;
  store: ChangeRequestStore;
  /** By service, shared with what people propose. */
  turns: Turns;
}

/** Merges change requests, each against the state that the one before left. */
export class RequestMerges {
  static create(options: RequestMergesOptions): RequestMerges {
    return new RequestMerges(options);
  }

  readonly #options: RequestMergesOptions;
  readonly #turns = new Turns();

  private constructor(options: RequestMergesOptions) {
    this.#options = options;
  }

  async merge(
    person: Person,
    id: string,
    { commit }: { commit: string },
  ): Promise<ChangeRequest> {
    const by = { ref: person.userRef };
    return this.#options.presenter.present(
      person,
      await this.mergeAs({ by, id, commit }),
    );
  }

  /**
   * Merges in somebody's name: a person's, or that of the platform. Merging again what the same one has merged at
   * this commit changes nothing and answers as the first time did, so that a call whose answer was lost can be
   * made again.
   */
  async mergeAs(options: MergeOptions): Promise<StoredChangeRequest> {
    const { desiredState, presenter } = this.#options;
    const { by } = options;
    const { request, done } = await this.#turns.take('merge', async () => {
      const merged = await this.#attempts(options);
      await desiredState.head();
      return merged;
    });
    if (done === 'now') {
      await presenter.announce({
        request,
        by: by.ref,
        what: `Change request #${request.number} was merged${
          by.ref === FAIRWAY ? ' by itself' : ''
        }`,
        description: request.snapshot.automatic?.why,
        // Authors have it in the answer to what they have proposed.
        to: toWhom(request, by),
      });
      await this.#deriveWaiting(request);
    }
    return request;
  }

  /** A rollback goes past the request that is open: that one is put onto what Git holds now. */
  async #deriveWaiting(merged: StoredChangeRequest): Promise<void> {
    const { host, logger, proposals, proposer, records } = this.#options;
    if (merged.branch === `fairway/${merged.service}`) {
      return;
    }
    try {
      const waiting = await records.openRequestOf(merged.service);
      const intent = waiting && (await withImageOf({ host, waiting, merged }));
      if (waiting && intent) {
        const main = await proposer.changeOf(intent);
        const proposal = await proposer.propose({ main });
        await proposals.deriveAgain({
          by: { ref: FAIRWAY, name: 'Fairway' },
          request: waiting,
          proposal,
        });
      }
    } catch (error) {
      // It tells its conflict by itself then, to whoever looks at it.
      logger.warn(
        `The open request of ${merged.service} could not be derived again after #${merged.number}: ${error}`,
      );
    }
  }

  /** Once what is being merged now is merged and known here. */
  async settled(): Promise<void> {
    await this.#turns.take('merge', async () => {});
  }

  async #attempts(
    options: MergeOptions,
  ): Promise<{ request: StoredChangeRequest; done: 'now' | 'before' }> {
    const { records } = this.#options;
    const { by, id, commit } = options;
    for (let attempt = 1; ; attempt += 1) {
      const known = await records.require(id);
      if (
        known.state === 'merged' &&
        known.mergedBy === by.ref &&
        known.commit === commit
      ) {
        return { request: known, done: 'before' };
      }
      const request = await records.requireOpen(id, commit);
      try {
        return {
          request: await this.#mergeOnto({ ...options, request }),
          done: 'now',
        };
      } catch (error) {
        if (error instanceof MergeConflictError) {
          // What it conflicts with may be itself, merged by someone else meanwhile.
          await records.requireOpen(id, commit);
        }
        if (!(error instanceof HeadMovedError) || attempt === ATTEMPTS) {
          throw error;
        }
      }
    }
  }

  async #mergeOnto(
    options: MergeOptions & { request: StoredChangeRequest },
  ): Promise<StoredChangeRequest> {
    const { by, request, commit } = options;
    const { host, merger, records, reviews, store } = this.#options;
    const mergeability = await host.mergeability(request.id);
    const conflict = filesInConflict({ request, mergeability });
    if (conflict) {
      throw new MergeConflictError(conflict);
    }
    const { review } = request.snapshot;
    if (review.reviewers.length > 0) {
      // The last look may be a while ago, and what was approved then be taken back since.
      await reviews.takeNow(request.id);
    }
    const approvals = await store.listApprovals(request.id);
    const why = whyNotMerge({
      request,
      mergeability,
      awaiting: awaitingReviewers({ review, approvals, commit }),
    });
    if (why) {
      throw new ConflictError(`The request cannot be merged. ${why}`);
    }
    const { proposal, upToDate } = await merger.verify(request);
    await this.#requireAsRead({
      by,
      request,
      proposal,
      approvals,
      upToDate: upToDate && mergeability.state !== 'conflict',
    });
    const merged = await host.merge(request.id, {
      expectedCommit: commit,
      expectedBase: proposal.head,
      author: by,
      message: `${request.title} (#${request.number})`,
    });
    return records.saveState(request, merged);
  }

  /** @throws ConflictError after deriving the request again, when other files come out or others have to agree. */
  async #requireAsRead(options: {
    by: Signature;
    request: StoredChangeRequest;
    proposal: Proposal;
    approvals: StoredApproval[];
    upToDate: boolean;
  }): Promise<void> {
    const { by, request, proposal, approvals, upToDate } = options;
    if (proposal.files.length === 0) {
      const { records, turns } = this.#options;
      await turns.take(request.service, async () =>
        closeAsDone({
          ...this.#options,
          // A version that was proposed meanwhile may well have something to merge.
          request: await records.requireOpen(request.id, request.commit),
          by,
        }),
      );
      throw new ConflictError(
        'Git holds all that the request would change by now, so it was closed.',
      );
    }
    const awaiting = awaitingReviewers({
      review: proposal.review,
      approvals,
      commit: request.commit,
    });
    if (upToDate && awaiting.length === 0) {
      return;
    }
    await this.#options.proposals.deriveAgain({ by, request, proposal });
    const approval =
      awaiting.length > 0
        ? `, have it approved by ${awaiting.join(', ')},`
        : '';
    throw new ConflictError(
      `The contract or the fleet has changed since the request was derived, so it was derived again. Look at what changed${approval} and merge again.`,
    );
  }
}

function toWhom(request: StoredChangeRequest, by: Signature) {
  const { kind = 'change' } = request.snapshot;
  if (by.ref !== FAIRWAY) {
    return 'everyone';
  }
  if (kind !== 'change') {
    return 'owners';
  }
  return isOnlyTheirs(request) ? 'reviewers' : 'everyone';
}

function isOnlyTheirs({ author, snapshot }: StoredChangeRequest): boolean {
  return snapshot.contributors.every(contributor => contributor === author);
}
