import { NotFoundError } from '@backstage/errors';
import type { GitHost } from '@fairway/connectors';
import type {
  ChangeRequest,
  ChangeRequestSummary,
  FileDiff,
  Page,
} from '@fairway/plugin-golden-path-common';
import { nextCursorOf, offsetOf } from '@fairway/backend-kit';
import type { Caller } from '../permissions/Access';
import type { ChangeRequestResource } from '../permissions/rules';
import type { ChangeRequestStore } from '../store/ChangeRequestStore';
import { reviewerGroups, reviewersOfGroups } from './approvals';
import type { ChangeRequestsQuery } from './ChangeRequests';
import type { ContractService } from './ContractService';
import type { RequestPresenter } from './RequestPresenter';
import type { RequestRecords } from './RequestRecords';
import { summaryOf } from './snapshot';
import { storeFilterOf } from './storeFilter';

export interface RequestReaderOptions {
  contract: ContractService;
  host: GitHost;
  presenter: RequestPresenter;
  records: RequestRecords;
  store: ChangeRequestStore;
}

/** Reads change requests: lists, single ones, and what they change. */
export class RequestReader {
  static create(options: RequestReaderOptions): RequestReader {
    return new RequestReader(options);
  }

  readonly #options: RequestReaderOptions;

  private constructor(options: RequestReaderOptions) {
    this.#options = options;
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
      kind: query.kind,
      campaign: query.campaign,
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
    const { presenter, records } = this.#options;
    return presenter.present(caller, await records.require(id));
  }

  async diff(
    id: string,
    query: { path?: string; cursor?: string; limit: number },
  ): Promise<Page<FileDiff>> {
    const { snapshot } = await this.#options.records.require(id);
    const page = await this.#options.host.diff(id, query);
    if (query.path !== undefined && page.items.length === 0) {
      throw new NotFoundError(`The request does not change ${query.path}.`);
    }
    const told = new Map(
      // The words are of what was derived.
      (snapshot.outside ? [] : snapshot.files).map(file => [file.path, file]),
    );
    return {
      ...page,
      items: page.items.map(file => ({
        words: [],
        ...told.get(file.path),
        ...file,
      })),
    };
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
          ...(request.formerOwner && { formerOwner: request.formerOwner }),
          author: request.author,
          reviewerGroups: request.snapshot.review.reviewers.flatMap(reviewer =>
            reviewerGroups({ reviewer, contract }),
          ),
        },
    );
  }
}
