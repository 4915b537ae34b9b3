import type { LoggerService } from '@backstage/backend-plugin-api';
import type { GitHost } from '@fairway/connectors';
import { FAIRWAY } from '@fairway/plugin-golden-path-common';
import type {
  ChangeRequestStore,
  StoredChangeRequest,
} from '../store/ChangeRequestStore';
import type { HostReviews } from './HostReviews';
import type { RequestPresenter } from './RequestPresenter';
import type { RequestRecords } from './RequestRecords';
import type { RequestStatuses } from './RequestStatuses';

const PAGE = 100;

export interface HostRequestsOptions {
  host: GitHost;
  logger: LoggerService;
  presenter: Pick<RequestPresenter, 'announce'>;
  records: Pick<RequestRecords, 'require'>;
  reviews: Pick<HostReviews, 'look'>;
  /** Resolves once what the portal is doing with requests of a service is done and known here. */
  settled(service: string): Promise<void>;
  statuses: Pick<RequestStatuses, 'remember' | 'tell' | 'tellSome'>;
  store: Pick<ChangeRequestStore, 'get' | 'list'>;
}

/** Looks at the open requests of the Git host, and takes over what people did there without the portal. */
export class HostRequests {
  static create(options: HostRequestsOptions): HostRequests {
    return new HostRequests(options);
  }

  readonly #options: HostRequestsOptions;
  /** Commit by id, as of the last look: what did not move since is not read again. */
  #seen = new Map<string, string>();
  #hasLooked = false;

  private constructor(options: HostRequestsOptions) {
    this.#options = options;
  }

  /** One look. A request that cannot be looked at keeps no other from it. */
  async look(): Promise<void> {
    const { logger, reviews, statuses } = this.#options;
    const ids = await this.#openHere();
    const there = await this.#openThere();
    const seen = new Map<string, string>();
    for (const id of ids) {
      const commit = there.get(id);
      try {
        if (commit === undefined || this.#seen.get(id) !== commit) {
          await this.#takeOver(id, commit);
        }
        if (commit !== undefined) {
          seen.set(id, commit);
        }
      } catch (error) {
        logger.warn(
          `Change request ${id} could not be looked at on the Git host; the next look tries again`,
          error instanceof Error ? error : undefined,
        );
      }
    }
    this.#seen = seen;
    if (!this.#hasLooked) {
      this.#hasLooked = true;
      // A portal that was killed may have left some untold.
      statuses.remember(seen.keys());
    }
    await reviews.look([...seen.keys()]);
    await statuses.tellSome();
  }

  async #takeOver(id: string, commit: string | undefined): Promise<void> {
    const { presenter, records, settled, statuses, store } = this.#options;
    const known = await store.get(id);
    if (!known || known.commit === commit) {
      return;
    }
    // What the portal itself is about is not told as that of people.
    await settled(known.service);
    const before = await store.get(id);
    if (before?.state !== 'open' || before.commit === commit) {
      return;
    }
    const after = await records.require(id);
    const what = whatHappened(before, after);
    if (what === undefined) {
      return;
    }
    await presenter.announce({
      request: after,
      by: FAIRWAY,
      what: `Change request #${after.number} ${what}`,
      to: 'everyone',
    });
    await statuses.tell(id);
  }

  async #openHere(): Promise<string[]> {
    const ids: string[] = [];
    for (;;) {
      const { items, total } = await this.#options.store.list({
        state: 'open',
        limit: PAGE,
        offset: ids.length,
      });
      ids.push(...items.map(item => item.id));
      if (items.length === 0 || ids.length >= total) {
        return ids;
      }
    }
  }

  async #openThere(): Promise<Map<string, string>> {
    const commits = new Map<string, string>();
    let cursor: string | undefined;
    do {
      const page = await this.#options.host.list({
        state: 'open',
        limit: PAGE,
        ...(cursor && { cursor }),
      });
      for (const { id, commit } of page.items) {
        commits.set(id, commit);
      }
      cursor = page.nextCursor;
    } while (cursor);
    return commits;
  }
}

/** What people did on the host; undefined when nothing did. */
function whatHappened(
  before: StoredChangeRequest,
  after: StoredChangeRequest,
): string | undefined {
  if (after.state !== before.state) {
    return after.state === 'open'
      ? 'was opened again on the Git host'
      : `was ${after.state} on the Git host`;
  }
  return after.commit === before.commit
    ? undefined
    : 'has commits that were pushed from outside of Fairway; look at them before it is merged';
}
