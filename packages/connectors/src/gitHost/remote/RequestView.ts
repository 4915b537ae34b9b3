import { NotFoundError } from '@backstage/errors';
import { branchOfKey } from '../checks';
import { Recent } from '../git/Recent';
import type { Commit } from '../git/commits';
import type { HostRequest } from '../requests';
import type { Accounts } from './Accounts';
import type { Forge, ForgeRequest } from './Forge';
import { readRequestBody, type RequestMarker } from './marker';
import type { Mirror } from './Mirror';

const COMMIT = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;
const BRANCH = /^fairway\/(.+)$/;

/** A request, with what the portal itself put on it. */
export interface SeenRequest extends HostRequest {
  /** Labels that the portal has put on it. */
  ownLabels: string[];
  /** The portal opened it, or wrote what it holds; others are of people who use a branch of that name. */
  ours: boolean;
}

/** Shows requests of a host as the portal knows them: what the host cannot keep is in its body and its commits. */
export class RequestView {
  readonly #forge: Forge;
  readonly #mirror: Mirror;
  readonly #accounts: Accounts;
  readonly #bases = new Recent<string>(500);
  /** Last heads of ended requests that the host was asked for, by number. */
  readonly #asked = new Map<number, string>();
  /** Accounts by number of the request. */
  readonly #mergers = new Map<number, string>();

  constructor(options: { forge: Forge; mirror: Mirror; accounts: Accounts }) {
    this.#forge = options.forge;
    this.#mirror = options.mirror;
    this.#accounts = options.accounts;
  }

  /** The service of a request; undefined for those that are not ours. */
  keyOf(request: ForgeRequest): string | undefined {
    const key = BRANCH.exec(request.branch)?.[1];
    if (key === undefined || request.fromFork) {
      return undefined;
    }
    try {
      return branchOfKey(key) === request.branch ? key : undefined;
    } catch {
      return undefined;
    }
  }

  /** What can be told without commits: enough to pick from a list. */
  authorOf(request: ForgeRequest): string {
    const { marker } = readRequestBody(request.body);
    return marker?.author ?? this.#accounts.refOf(request.account);
  }

  /**
   * Requests as of the last sync of the mirror, without those whose commits the host no longer has. Heads that the
   * mirror lacks are fetched in one go.
   */
  async showAll(requests: ForgeRequest[]): Promise<SeenRequest[]> {
    await this.#fetchHeads(requests);
    const shown = [];
    for (const request of requests) {
      try {
        shown.push(await this.#show(request));
      } catch (error) {
        if (!(error instanceof NotFoundError)) {
          throw error;
        }
      }
    }
    return shown;
  }

  /** @throws NotFoundError when it is not ours. */
  async show(request: ForgeRequest): Promise<SeenRequest> {
    await this.#fetchHeads([request]);
    return this.#show(request);
  }

  async #fetchHeads(requests: ForgeRequest[]): Promise<void> {
    const missing = [];
    for (const request of requests) {
      const { number, commit, state } = request;
      const tip = await this.#tip(request);
      // Ended in the portal, it may have been opened, pushed to and ended again on the host.
      const moved =
        state !== 'open' &&
        commit !== undefined &&
        commit !== tip &&
        this.#asked.get(number) !== commit;
      if (!tip || moved) {
        missing.push({ number, ref: this.#forge.headRef(number) });
      }
      if (moved) {
        this.#asked.set(number, commit);
      }
    }
    await this.#mirror.fetchHeads(missing);
  }

  async #show(request: ForgeRequest): Promise<SeenRequest> {
    const { number } = request;
    const id = `${this.#forge.name}-${number}`;
    const key = this.keyOf(request);
    const commit = (await this.#tip(request)) ?? request.commit;
    if (key === undefined || commit === undefined) {
      throw new NotFoundError(
        `${
          this.#forge.repository
        } has no change request ${id} of the golden path.`,
      );
    }
    const { text, marker } = readRequestBody(request.body);
    const said = marker?.key === key ? marker : undefined;
    const { trailers } = await this.#mirror.repository.commit(commit);
    const moved = await this.#movedBy({ request, commit, said });
    const contractVersion =
      (said?.commit === commit ? said.contractVersion : undefined) ??
      trailers.contract ??
      said?.contractVersion;
    return {
      id,
      number,
      host: this.#forge.name,
      url: request.url,
      key,
      branch: request.branch,
      base: request.base,
      baseCommit: await this.#baseOf({ request, commit, said }),
      commit,
      ...(trailers.service !== key && { pushedOutside: true }),
      ...(moved && { moved }),
      state: request.state,
      draft: request.draft,
      title: request.title,
      body: text,
      author:
        said?.author ??
        trailers.opener ??
        this.#accounts.refOf(request.account),
      labels: request.labels,
      reviewers: said?.reviewers ?? [],
      ...(contractVersion && { contractVersion }),
      ...(await this.#merged(request)),
      createdAt: request.createdAt,
      updatedAt: request.updatedAt,
      ownLabels: said?.labels ?? [],
      ours: said !== undefined || trailers.service === key,
    };
  }

  /** The head as git has it: the API of a host may lag behind a push. */
  async #tip(request: ForgeRequest): Promise<string | undefined> {
    return (
      (request.state === 'open'
        ? await this.#mirror.tip(request.branch)
        : undefined) ?? (await this.#mirror.kept(request.number))
    );
  }

  async #merged(request: ForgeRequest) {
    if (request.state !== 'merged') {
      return {};
    }
    const { mergeCommit, mergedAt } = request;
    const by = await this.#merger(request);
    return {
      ...(mergeCommit && { mergeCommit }),
      ...(by && { mergedBy: by }),
      ...(mergedAt && { mergedAt }),
    };
  }

  /** Who merged it; the message of a merge is believed where the portal itself has written it. */
  async #merger(request: ForgeRequest): Promise<string | undefined> {
    const account = await this.#mergedBy(request);
    if (account === undefined) {
      return undefined;
    }
    const { mergeCommit } = request;
    const commit = mergeCommit && (await this.#known(mergeCommit));
    const named = commit && commit.trailers.merger;
    return named && (await this.#forge.isOurs(account))
      ? named
      : this.#accounts.refOf(account);
  }

  /** The account that merged it; lists of some hosts do not tell, and it stays the same. */
  async #mergedBy(request: ForgeRequest): Promise<string | undefined> {
    const { number } = request;
    const known = request.mergedBy ?? this.#mergers.get(number);
    const account = known ?? (await this.#forge.get(number)).mergedBy;
    if (account !== undefined) {
      this.#mergers.set(number, account);
    }
    return account;
  }

  /**
   * What the request was derived on: what both sides have in common. Once all of it lies on the base branch, that
   * tells nothing more, and what its commit says is believed where that lies on the base branch too: anybody who
   * pushes may write it, to keep files from being shown.
   */
  async #baseOf(options: {
    request: ForgeRequest;
    commit: string;
    said?: RequestMarker;
  }): Promise<string> {
    const { request, commit, said } = options;
    const { repository } = this.#mirror;
    const merge =
      request.mergeCommit && (await this.#known(request.mergeCommit));
    const side = (merge && merge.parents[0]) || (await repository.headCommit());
    // Of what has ended nothing is merged any more, so it is not looked at anew with each head.
    const ended = merge ? request.mergeCommit : '';
    const as = request.state === 'open' ? side : ended;
    return this.#bases.get(`${commit} ${as}`, async () => {
      const { trailers, parents } = await repository.commit(commit);
      const base = await repository.mergeBase(side, commit);
      if (base !== undefined && base !== commit) {
        return base;
      }
      const told =
        trailers.base ?? (said?.commit === commit ? said.baseCommit : '');
      const isBelow =
        told &&
        base === commit &&
        told !== commit &&
        (await this.#known(told)) &&
        (await repository.mergeBase(told, commit)) === told;
      return isBelow ? told : base ?? parents[0] ?? commit;
    });
  }

  async #movedBy(options: {
    request: ForgeRequest;
    commit: string;
    said?: RequestMarker;
  }): Promise<HostRequest['moved']> {
    const { request, commit, said } = options;
    if (request.state !== 'open' || !said || said.commit === commit) {
      return undefined;
    }
    const { repository } = this.#mirror;
    const isBelow =
      (await this.#known(said.commit)) &&
      (await repository.mergeBase(said.commit, commit)) === said.commit;
    return isBelow ? 'added' : 'replaced';
  }

  /** Ids come from texts that people may have written: what is no id is not known. */
  async #known(id: string): Promise<Commit | undefined> {
    if (!COMMIT.test(id)) {
      return undefined;
    }
    try {
      return await this.#mirror.repository.commit(id);
    } catch (error) {
      if (error instanceof NotFoundError) {
        return undefined;
      }
      throw error;
    }
  }
}
