import { randomUUID } from 'node:crypto';
import { ConflictError, NotAllowedError } from '@backstage/errors';
import type { GitHost } from '@fairway/connectors';
import type { ChangeRequest } from '@fairway/plugin-golden-path-common';
import { type Clock, isoNow } from '@fairway/backend-kit';
import type { Person } from '../permissions/Access';
import type { ChangeRequestStore } from '../store/ChangeRequestStore';
import { awaitingReviewers, reviewersHeldBy } from './approvals';
import type { ContractService } from './ContractService';
import { whyInVain, whyNotApprove } from './may';
import type { RequestPresenter } from './RequestPresenter';
import type { RequestRecords } from './RequestRecords';
import { signatureOf } from './signatureOf';
import type { Turns } from './Turns';

export interface RequestReviewsOptions {
  clock: Clock;
  contract: ContractService;
  host: GitHost;
  presenter: RequestPresenter;
  records: RequestRecords;
  store: ChangeRequestStore;
  /** By service, shared with what people propose. */
  turns: Turns;
}

/** What people say to a change request: approve it, comment on it, give it up. */
export class RequestReviews {
  static create(options: RequestReviewsOptions): RequestReviews {
    return new RequestReviews(options);
  }

  readonly #options: RequestReviewsOptions;

  private constructor(options: RequestReviewsOptions) {
    this.#options = options;
  }

  async approve(
    person: Person,
    id: string,
    { commit }: { commit: string },
  ): Promise<ChangeRequest> {
    const { clock, contract, host, presenter, records, store } = this.#options;
    const request = await records.requireOpen(id, commit);
    const approvals = await store.listApprovals(id);
    const current = (await contract.current()).contract;
    const { review } = request.snapshot;
    const why = whyNotApprove({
      request,
      userRef: person.userRef,
      claims: person.claims,
      approvals,
      awaiting: awaitingReviewers({ review, approvals, commit }),
      contract: current,
    });
    if (why) {
      throw new NotAllowedError(`You cannot approve this request. ${why}`);
    }
    const mergeability = await host.mergeability(id);
    const inVain = whyInVain({ request, mergeability });
    if (inVain) {
      throw new ConflictError(
        `The request cannot be approved as it stands. ${inVain}`,
      );
    }
    await store.addApproval(id, {
      by: person.userRef,
      reviewers: reviewersHeldBy({
        claims: person.claims,
        reviewers: review.reviewers,
        contract: current,
      }),
      at: isoNow(clock),
      commit,
    });
    await store.setAwaiting(
      id,
      awaitingReviewers({
        review,
        approvals: await store.listApprovals(id),
        commit,
      }),
    );
    await presenter.announce({
      request,
      by: person.userRef,
      what: `Change request #${request.number} was approved`,
      to: 'author',
    });
    return presenter.present(person, request);
  }

  async close(person: Person, id: string): Promise<ChangeRequest> {
    const { host, presenter, records, turns } = this.#options;
    const { service } = await records.requireOpen(id);
    const saved = await turns.take(service, async () => {
      const request = await records.requireOpen(id);
      const closed = await host.close(id, { by: { ref: person.userRef } });
      return records.saveState(request, closed);
    });
    await presenter.announce({
      request: saved,
      by: person.userRef,
      what: `Change request #${saved.number} was closed`,
      to: 'author',
    });
    return presenter.present(person, saved);
  }

  async comment(
    person: Person,
    id: string,
    { text }: { text: string },
  ): Promise<ChangeRequest> {
    const { clock, host, presenter, records, store } = this.#options;
    const request = await records.require(id);
    if (host.capabilities.reviewedInPortal) {
      await store.addComment(id, {
        id: randomUUID(),
        by: person.userRef,
        at: isoNow(clock),
        text,
      });
    } else {
      // Where people also talk on the host, that is where the conversation is.
      await host.comment(id, { author: signatureOf(person), text });
    }
    await presenter.announce({
      request,
      by: person.userRef,
      what: `New comment on change request #${request.number}`,
      to: 'everyone',
    });
    return presenter.present(person, request);
  }
}
