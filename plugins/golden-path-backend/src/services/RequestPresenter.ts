import type { GitHost } from '@fairway/connectors';
import {
  FAIRWAY,
  type ChangeRequest,
  type ChangeRequestComment,
} from '@fairway/plugin-golden-path-common';
import type { Caller } from '../permissions/Access';
import type {
  ChangeRequestStore,
  StoredChangeRequest,
} from '../store/ChangeRequestStore';
import type { Announcer } from './Announcer';
import { awaitingReviewers, reviewerGroups, withStaleness } from './approvals';
import type { ContractService } from './ContractService';
import { mayOf } from './may';
import type { RequestStatuses } from './RequestStatuses';
import { filesOf } from './outside';
import { summaryOf } from './snapshot';

/** A conversation is read as a whole; one that is longer than anybody reads is cut. */
const MAX_COMMENTS = 500;

interface PresenterOptions {
  announcer: Announcer;
  contract: ContractService;
  host: GitHost;
  statuses: Pick<RequestStatuses, 'tell'>;
  store: ChangeRequestStore;
}

/** Shows a request to one person, and tells others what happened to it. */
export class RequestPresenter {
  static create(options: PresenterOptions): RequestPresenter {
    return new RequestPresenter(options);
  }

  readonly #options: PresenterOptions;

  private constructor(options: PresenterOptions) {
    this.#options = options;
  }

  /** The whole request, with what this person may do now. */
  async present(
    caller: Caller,
    request: StoredChangeRequest,
  ): Promise<ChangeRequest> {
    const { contract, host, store } = this.#options;
    const [approvals, comments, mergeability, current] = await Promise.all([
      store.listApprovals(request.id),
      this.#conversation(request.id),
      request.state === 'open'
        ? host.mergeability(request.id)
        : { state: 'clean' as const },
      contract.current(),
    ]);
    const { snapshot, commit } = request;
    const files = await filesOf({ host, request });
    const awaiting = awaitingReviewers({
      review: snapshot.review,
      approvals,
      commit,
    });
    return {
      ...summaryOf({ ...request, awaiting }),
      branch: request.branch,
      base: request.base,
      commit,
      baseCommit: request.baseCommit,
      ...(request.mergeCommit && { mergeCommit: request.mergeCommit }),
      body: snapshot.body,
      mergeability,
      files,
      evidence: snapshot.evidence,
      approvals: withStaleness({ approvals, commit }),
      comments,
      may: mayOf({
        request,
        userRef: caller.userRef,
        claims: caller.claims,
        approvals,
        awaiting,
        mergeability,
        contract: current.contract,
      }),
    };
  }

  /** What was said in the portal and, where that has pages of its own, on the host. */
  async #conversation(id: string): Promise<ChangeRequestComment[]> {
    const { host, store } = this.#options;
    const [here, there] = await Promise.all([
      store.listComments(id),
      host.capabilities.reviewedInPortal ? [] : this.#saidThere(id),
    ]);
    return [...here, ...there].sort(
      (a, b) => Date.parse(a.at) - Date.parse(b.at),
    );
  }

  async #saidThere(id: string): Promise<ChangeRequestComment[]> {
    const { host } = this.#options;
    const said: ChangeRequestComment[] = [];
    let cursor: string | undefined;
    do {
      const page = await host.comments(id, {
        limit: 100,
        ...(cursor && { cursor }),
      });
      said.push(...page.items);
      cursor = page.nextCursor;
    } while (cursor && said.length < MAX_COMMENTS);
    return said;
  }

  /** Tells whom it concerns; whoever did it is not told. */
  async announce(options: {
    request: StoredChangeRequest;
    by: string;
    what: string;
    /** The title of the request when left out. */
    description?: string;
    /** Where Fairway opened it, its owners stand for the author. */
    to: 'reviewers' | 'author' | 'owners' | 'everyone';
  }): Promise<void> {
    const { request, by, what, description, to } = options;
    // The host is told beside, however long that takes.
    void this.#options.statuses.tell(request.id);
    const { contract } = await this.#options.contract.current();
    const reviewers = request.snapshot.review.reviewers.flatMap(reviewer =>
      reviewerGroups({ reviewer, contract }),
    );
    const recipients = [
      ...(to === 'author' ? [] : reviewers),
      ...(to === 'author' || to === 'everyone'
        ? [request.author === FAIRWAY ? request.owner : request.author]
        : []),
      ...(to === 'owners' ? [request.owner] : []),
    ];
    await this.#options.announcer.changeRequest({
      id: request.id,
      number: request.number,
      title: request.title,
      service: request.service,
      state: request.state,
      what,
      description,
      recipients: [...new Set(recipients)].filter(ref => ref !== by),
      by,
    });
  }
}
