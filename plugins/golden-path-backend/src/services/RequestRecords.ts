import { ConflictError } from '@backstage/errors';
import type {
  GitHost,
  HostRequest,
  Person as Signature,
} from '@fairway/connectors';
import {
  FAIRWAY,
  type AutomaticMerge,
} from '@fairway/plugin-golden-path-common';
import { NoSuchRequestError } from '../errors';
import type {
  ChangeRequestStore,
  StoredChangeRequest,
} from '../store/ChangeRequestStore';
import { awaitingReviewers, groupEntityRef, reviewerGroups } from './approvals';
import { mergedByItself } from './automaticMerge';
import { changeRequestTitle } from './changeRequestBody';
import { outsideOf } from './outside';
import { mergedNameOf, namesOf, resultOf, type Proposal } from './proposal';
import { isOfPlatform, sameWish } from './sameWish';
import { snapshotOf, type Said } from './snapshot';

interface RecordsOptions {
  host: GitHost;
  store: ChangeRequestStore;
}

/** Hears of every request that is written down as merged, whoever merged it. Not waited for. */
export type MergeListener = (request: StoredChangeRequest) => void;

/** Keeps the Git host and the store of one mind about each request. */
export class RequestRecords {
  static create(options: RecordsOptions): RequestRecords {
    return new RequestRecords(options);
  }

  readonly #host: GitHost;
  readonly #store: ChangeRequestStore;
  readonly #listeners: MergeListener[] = [];

  private constructor(options: RecordsOptions) {
    this.#host = options.host;
    this.#store = options.store;
  }

  onMerged(listener: MergeListener): void {
    this.#listeners.push(listener);
  }

  /** The request as stored, after taking over what happened on the host without us. @throws NotFoundError */
  async require(id: string): Promise<StoredChangeRequest> {
    const request = await this.#store.get(id);
    if (!request) {
      throw new NoSuchRequestError(`There is no change request ${id}.`);
    }
    const onHost = await this.#host.get(id);
    return onHost.state === request.state &&
      onHost.commit === request.commit &&
      onHost.baseCommit === request.baseCommit &&
      onHost.url === request.url
      ? request
      : this.saveState(request, onHost);
  }

  /** @throws ConflictError when it is not open, or was pushed to since the person read it. */
  async requireOpen(id: string, commit?: string): Promise<StoredChangeRequest> {
    const request = await this.require(id);
    if (request.state !== 'open') {
      throw new ConflictError(
        `The request is ${request.state}; propose the change anew to open another.`,
      );
    }
    if (commit !== undefined && commit !== request.commit) {
      throw new ConflictError(
        'The request was updated since you read it; look at the newest version and try again.',
      );
    }
    return request;
  }

  /** The open request of a service, or the one beside it, when there is one. */
  async openRequestOf(key: string): Promise<StoredChangeRequest | undefined> {
    const onHost = await this.#host.find({ key });
    return onHost && this.#store.get(onHost.id);
  }

  /** Puts a proposal on the host, and keeps with it what was known of it. */
  async push(options: {
    by: Signature;
    proposal: Proposal;
    known?: StoredChangeRequest;
    /** Beside the open request of the service; that one when left out. */
    beside?: string;
    said: Said;
  }): Promise<{ saved: StoredChangeRequest; pushed: HostRequest }> {
    const { by, proposal, known, beside, said } = options;
    const { metadata } = resultOf(proposal).intent;
    const service = mergedNameOf(proposal);
    // A new version goes to the branch of its request, which may be one beside that of the service.
    const key = beside ?? known?.branch.replace(/^fairway\//, '') ?? service;
    const snapshot = snapshotOf({ proposal, said });
    const title = changeRequestTitle({ ...said, service: proposal });
    const pushed = await this.#host.propose({
      key,
      title,
      body: snapshot.body,
      author: by,
      baseCommit: proposal.head,
      write: proposal.plan.write.map(({ path, text }) => ({ path, text })),
      remove: proposal.plan.remove,
      contractVersion: proposal.contract.metadata.version,
      reviewers: proposal.review.reviewers.flatMap(reviewer =>
        reviewerGroups({ reviewer, contract: proposal.contract }),
      ),
    });
    // Another replica may have opened it since it was looked for: its proposers are those of this version too.
    const latest = (await this.#store.get(pushed.id)) ?? known;
    // Who asks for something else has written all of it: nothing is left of what the platform asked for.
    const isTheirs = latest !== undefined && !sameWish(latest.snapshot, said);
    const saved: StoredChangeRequest = {
      ...hostFields(pushed),
      service,
      services: [...new Set([proposal, ...proposal.others].flatMap(namesOf))],
      owner: groupEntityRef(metadata.owner),
      formerOwner: formerOwnerOf(proposal),
      // Without a record of ours, as after a crash, the host still knows who opened it.
      author: isTheirs ? by.ref : latest?.author ?? pushed.author,
      title,
      snapshot: {
        ...snapshot,
        contributors: [
          ...new Set([
            ...(latest && !(isTheirs && isOfPlatform(latest.snapshot))
              ? latest.snapshot.contributors
              : []),
            ...snapshot.contributors,
          ]),
        ],
        derivedCommit: pushed.commit,
      },
    };
    await this.#save(saved);
    return { saved, pushed };
  }

  /** Takes over state and commits from the host. */
  async saveState(
    request: StoredChangeRequest,
    onHost: HostRequest,
  ): Promise<StoredChangeRequest> {
    const { automatic, outside: _before, ...snapshot } = request.snapshot;
    const outside = await outsideOf({ host: this.#host, request, onHost });
    const saved = {
      ...request,
      ...hostFields(onHost),
      snapshot: {
        ...snapshot,
        ...(outside && { outside }),
        ...(onHost.state === 'open' && automatic && { automatic }),
        ...(onHost.mergedBy === FAIRWAY && { automatic: mergedByItself }),
      },
    };
    await this.#save(saved);
    if (saved.state === 'merged') {
      this.#listeners.forEach(listener => listener(saved));
    }
    return saved;
  }

  /** Keeps what becomes of it without a person. */
  async saveAutomatic(
    request: StoredChangeRequest,
    automatic: AutomaticMerge,
  ): Promise<StoredChangeRequest> {
    const saved = { ...request, snapshot: { ...request.snapshot, automatic } };
    await this.#save(saved);
    return saved;
  }

  async #save(request: StoredChangeRequest): Promise<void> {
    await this.#store.save(
      request,
      awaitingReviewers({
        review: request.snapshot.review,
        approvals: await this.#store.listApprovals(request.id),
        commit: request.commit,
      }),
    );
  }
}

/** The group that owned the service before, where another one gets it. */
function formerOwnerOf({ before, after }: Proposal): string | undefined {
  const owner = before?.intent.metadata.owner;
  return owner && after && owner !== after.intent.metadata.owner
    ? groupEntityRef(owner)
    : undefined;
}

function hostFields(request: HostRequest) {
  return {
    id: request.id,
    number: request.number,
    host: request.host,
    url: request.url,
    branch: request.branch,
    base: request.base,
    state: request.state,
    commit: request.commit,
    baseCommit: request.baseCommit,
    mergeCommit: request.mergeCommit,
    createdAt: request.createdAt,
    updatedAt: request.updatedAt,
    mergedAt: request.mergedAt,
    mergedBy: request.mergedBy,
  };
}
