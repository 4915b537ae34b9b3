import { randomUUID } from 'node:crypto';
import {
  ConflictError,
  InputError,
  NotAllowedError,
  NotFoundError,
} from '@backstage/errors';
import { MergeConflictError, type GitHost } from '@fairway/connectors';
import type {
  ChangeRequest,
  ChangeRequestSummary,
  FileDiff,
  OpenChangeRequest,
  Page,
} from '@fairway/plugin-golden-path-common';
import { isoNow, type Clock } from '../clock';
import { DeniedError } from '../errors';
import type { Caller, Person } from '../permissions/Access';
import type { ChangeRequestResource } from '../permissions/rules';
import type {
  ChangeRequestStore,
  StoredChangeRequest,
} from '../store/ChangeRequestStore';
import type { Announcer } from './Announcer';
import {
  awaitingReviewers,
  groupEntityRef,
  reviewerGroups,
  reviewersHeldBy,
  reviewersOfGroups,
} from './approvals';
import type {
  ChangeRequestResources,
  ChangeRequests,
  ChangeRequestsQuery,
} from './ChangeRequests';
import type { ContractService } from './ContractService';
import type { DesiredStateService } from './DesiredStateService';
import { filesInConflict, whyNotApprove, whyNotMerge } from './may';
import type { Merger } from './Merger';
import { nextCursorOf, offsetOf } from './paging';
import type { Proposal, Proposer } from './Proposer';
import { RequestPresenter } from './RequestPresenter';
import { RequestRecords } from './RequestRecords';
import { summaryOf } from './snapshot';
import { storeFilterOf } from './storeFilter';

export interface ChangeRequestServiceOptions {
  announcer: Announcer;
  clock: Clock;
  contract: ContractService;
  desiredState: DesiredStateService;
  host: GitHost;
  merger: Merger;
  proposer: Proposer;
  store: ChangeRequestStore;
}

/**
 * Change requests on a Git host. The host owns branches, commits and state; the store holds what was known when a
 * version was proposed, and what people said about it. Who may do what is for {@link AuthorizedChangeRequests};
 * the rules of review are here, because no policy may loosen them.
 */
export class ChangeRequestService
  implements ChangeRequests, ChangeRequestResources
{
  static create(options: ChangeRequestServiceOptions): ChangeRequestService {
    return new ChangeRequestService(options);
  }

  readonly #options: ChangeRequestServiceOptions;
  readonly #presenter: RequestPresenter;
  readonly #records: RequestRecords;

  private constructor(options: ChangeRequestServiceOptions) {
    this.#options = options;
    this.#presenter = RequestPresenter.create(options);
    this.#records = RequestRecords.create(options);
  }

  async list(
    caller: Caller,
    query: ChangeRequestsQuery,
  ): Promise<Page<ChangeRequestSummary>> {
    const { contract } = await this.#options.contract.current();
    const offset = offsetOf(query.cursor);
    const { items, total } = await this.#options.store.list({
      state: query.state,
      service: query.service,
      author: query.author,
      search: query.search,
      limit: query.limit,
      offset,
      ...(query.filter && { filter: storeFilterOf(query.filter, contract) }),
      ...(query.awaitingMe && {
        awaiting: {
          reviewers: reviewersOfGroups({ groups: caller.claims, contract }),
          notAuthor: caller.userRef,
        },
      }),
    });
    return {
      items: items.map(summaryOf),
      total,
      nextCursor: nextCursorOf({ offset, count: items.length, total }),
    };
  }

  async get(caller: Caller, id: string): Promise<ChangeRequest> {
    return this.#presenter.present(caller, await this.#records.require(id));
  }

  async diff(
    _caller: Caller,
    id: string,
    query: { path?: string; cursor?: string; limit: number },
  ): Promise<Page<FileDiff>> {
    const { snapshot } = await this.#records.require(id);
    const page = await this.#options.host.diff(id, query);
    if (query.path !== undefined && page.items.length === 0) {
      throw new NotFoundError(`The request does not change ${query.path}.`);
    }
    const told = new Map(snapshot.files.map(file => [file.path, file]));
    return {
      ...page,
      items: page.items.map(file => ({
        words: [],
        ...told.get(file.path),
        ...file,
      })),
    };
  }

  async open(
    person: Person,
    request: OpenChangeRequest,
  ): Promise<{ created: boolean; request: ChangeRequest }> {
    const { proposer } = this.#options;
    const service = request.intent.metadata.name;
    const others = await proposer.accepting({
      intent: request.intent,
      acceptOn: request.acceptOn ?? [],
    });
    const proposal = await proposer.propose({ intent: request.intent, others });
    requireNoDeny(proposal);
    if (proposal.files.length === 0) {
      throw new InputError(
        `Nothing changes: ${service} is merged exactly as proposed.`,
      );
    }
    const known = await this.#records.openRequestOf(service);
    const { saved, pushed } = await this.#records.push({
      person,
      proposal,
      known,
      contributors: [
        ...new Set([...(known?.snapshot.contributors ?? []), person.userRef]),
      ],
      message: request.message ?? known?.snapshot.message,
    });
    const unchanged = known?.commit === pushed.commit;
    if (!unchanged) {
      await this.#presenter.announce({
        request: saved,
        by: person.userRef,
        what: known
          ? `Change request #${saved.number} was updated and waits for your review`
          : `Change request #${saved.number} waits for your review`,
        to: 'reviewers',
      });
    }
    return {
      created: !known,
      request: await this.#presenter.present(person, saved),
    };
  }

  async approve(
    person: Person,
    id: string,
    { commit }: { commit: string },
  ): Promise<ChangeRequest> {
    const { clock, contract, store } = this.#options;
    const request = await this.#records.requireOpen(id, commit);
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
    await this.#presenter.announce({
      request,
      by: person.userRef,
      what: `Change request #${request.number} was approved`,
      to: 'author',
    });
    return this.#presenter.present(person, request);
  }

  async merge(
    person: Person,
    id: string,
    { commit }: { commit: string },
  ): Promise<ChangeRequest> {
    const { desiredState, host, merger, store } = this.#options;
    const request = await this.#records.requireOpen(id, commit);
    const mergeability = await host.mergeability(id);
    const conflict = filesInConflict(mergeability);
    if (conflict) {
      throw new MergeConflictError(conflict);
    }
    const approvals = await store.listApprovals(id);
    const why = whyNotMerge({
      mergeability,
      awaiting: awaitingReviewers({
        review: request.snapshot.review,
        approvals,
        commit,
      }),
    });
    if (why) {
      throw new ConflictError(`The request cannot be merged. ${why}`);
    }
    const { proposal, upToDate } = await merger.verify(request);
    const awaitingNow = awaitingReviewers({
      review: proposal.review,
      approvals,
      commit,
    });
    if (
      !upToDate ||
      mergeability.state === 'conflict' ||
      awaitingNow.length > 0
    ) {
      await this.#deriveAgain({ person, request, proposal });
      throw new ConflictError(
        `The contract or the fleet has changed since the request was derived, so it was derived again. Look at what changed${
          awaitingNow.length > 0
            ? `, have it approved by ${awaitingNow.join(', ')},`
            : ''
        } and merge again.`,
      );
    }
    const merged = await host.merge(id, {
      expectedCommit: commit,
      expectedBase: proposal.head,
      author: { ref: person.userRef },
      message: `${request.title} (#${request.number})`,
    });
    const saved = await this.#records.saveState(request, merged);
    await desiredState.head();
    await this.#presenter.announce({
      request: saved,
      by: person.userRef,
      what: `Change request #${saved.number} was merged`,
      to: 'everyone',
    });
    return this.#presenter.present(person, saved);
  }

  async close(person: Person, id: string): Promise<ChangeRequest> {
    const request = await this.#records.requireOpen(id);
    const closed = await this.#options.host.close(id, {
      by: { ref: person.userRef },
    });
    const saved = await this.#records.saveState(request, closed);
    await this.#presenter.announce({
      request: saved,
      by: person.userRef,
      what: `Change request #${saved.number} was closed`,
      to: 'author',
    });
    return this.#presenter.present(person, saved);
  }

  async comment(
    person: Person,
    id: string,
    { text }: { text: string },
  ): Promise<ChangeRequest> {
    const request = await this.#records.require(id);
    await this.#options.store.addComment(id, {
      id: randomUUID(),
      by: person.userRef,
      at: isoNow(this.#options.clock),
      text,
    });
    await this.#presenter.announce({
      request,
      by: person.userRef,
      what: `New comment on change request #${request.number}`,
      to: 'everyone',
    });
    return this.#presenter.present(person, request);
  }

  async resources(
    ids: string[],
  ): Promise<(ChangeRequestResource | undefined)[]> {
    const { contract } = await this.#options.contract.current();
    const requests = await this.#options.store.getMany(ids);
    return requests.map(
      request =>
        request && {
          id: request.id,
          owner: request.owner,
          author: request.author,
          reviewerGroups: request.snapshot.review.reviewers.flatMap(reviewer =>
            reviewerGroups({ reviewer, contract }),
          ),
        },
    );
  }

  async ownersOf(request: OpenChangeRequest): Promise<string[]> {
    const { metadata } = request.intent;
    const { intents } = await this.#options.desiredState.head();
    const merged = intents.get(metadata.name)?.metadata.owner;
    return [
      ...new Set(
        [metadata.owner, ...(merged ? [merged] : [])].map(groupEntityRef),
      ),
    ];
  }

  async #deriveAgain(options: {
    person: Person;
    request: StoredChangeRequest;
    proposal: Proposal;
  }): Promise<void> {
    const { person, request, proposal } = options;
    const { contributors, message } = request.snapshot;
    const { saved } = await this.#records.push({
      person,
      proposal,
      known: request,
      contributors,
      message,
    });
    await this.#presenter.announce({
      request: saved,
      by: person.userRef,
      what: `Change request #${saved.number} was derived again`,
      to: 'everyone',
    });
  }
}

/** @throws InputError with the findings of the first service that is denied. */
function requireNoDeny(proposal: Proposal): void {
  for (const { after } of [proposal, ...proposal.others]) {
    if (after.denied) {
      throw new DeniedError({ service: after.name, findings: after.findings });
    }
  }
}
