import type { LoggerService } from '@backstage/backend-plugin-api';
import type { GitHost, HostCheck } from '@fairway/connectors';
import type {
  ChangeRequestStore,
  StoredChangeRequest,
} from '../store/ChangeRequestStore';
import { awaitingReviewers } from './approvals';
import { Lru } from './Lru';
import { Turns } from './Turns';

/** That the files are what the compiler derives, with nothing denied. */
export const COMPILE_STATUS = 'fairway/compile';
/** That everybody who has to agree has agreed in the portal. */
export const REVIEW_STATUS = 'fairway/review';

const KNOWN = 5000;
const PER_LOOK = 40;

type Stated = Pick<HostCheck, 'name' | 'state' | 'summary'>;

const DERIVED: Stated = {
  name: COMPILE_STATUS,
  state: 'success',
  summary: 'Derived from the intent; nothing is denied',
};
/** Of commits that the portal did not write, whatever their message says. */
const NOT_DERIVED = [COMPILE_STATUS, REVIEW_STATUS].map(
  (name): Stated => ({
    name,
    state: 'pending',
    summary: 'Not a commit of Fairway; propose the change again in Fairway',
  }),
);

interface StatusesOptions {
  host: GitHost;
  store: Pick<ChangeRequestStore, 'get' | 'listApprovals'>;
  logger: LoggerService;
  /** Address of the portal; `''` when it is not known. */
  portalUrl: string;
}

/**
 * Tells the Git host how a request stands in the portal, as statuses of its newest commit, so that the host's own
 * rules can ask for them before a merge. A host that cannot be told keeps nobody from anything here: it is told at the
 * next occasion.
 */
export class RequestStatuses {
  static create(options: StatusesOptions): RequestStatuses {
    return new RequestStatuses(options);
  }

  readonly #options: StatusesOptions;
  readonly #turns = new Turns();
  readonly #told = new Lru<string>(KNOWN);
  /** Ids of requests of which the host has yet to be told. */
  readonly #untold = new Set<string>();

  private constructor(options: StatusesOptions) {
    this.#options = options;
  }

  /** States what has changed since it was last stated. Never rejects; callers need not wait. */
  async tell(id: string): Promise<void> {
    if (!this.#options.host.capabilities.checks) {
      return;
    }
    await this.#turns.take(id, async () => {
      try {
        await this.#tell(id);
        this.#untold.delete(id);
      } catch (error) {
        this.#untold.add(id);
        this.#options.logger.warn(
          `How change request ${id} stands could not be told to the Git host; it is tried again`,
          error instanceof Error ? error : undefined,
        );
      }
    });
  }

  /** Of these it is not known whether the host was told; {@link RequestStatuses.tellSome} sees to it. */
  remember(ids: Iterable<string>): void {
    for (const id of ids) {
      this.#untold.add(id);
    }
  }

  /** Tries again what failed, and what was remembered: some at a time, because hosts limit how often they are asked. */
  async tellSome(): Promise<void> {
    for (const id of [...this.#untold].slice(0, PER_LOOK)) {
      this.#untold.delete(id);
      await this.tell(id);
    }
  }

  async #tell(id: string): Promise<void> {
    const { host, portalUrl, store } = this.#options;
    const request = await store.get(id);
    if (!request || request.state !== 'open') {
      return;
    }
    // The host states it of its newest commit, of which the store may not know yet.
    const { commit } = await host.get(id);
    const checks =
      commit === request.commit && commit === request.snapshot.derivedCommit
        ? [DERIVED, reviewed(request, await store.listApprovals(id))]
        : NOT_DERIVED;
    const told = JSON.stringify([commit, checks]);
    if (this.#told.get(id) === told) {
      return;
    }
    const url = `${portalUrl}/change-requests/${encodeURIComponent(id)}`;
    // What an earlier process has told need not be told again.
    const there = this.#told.get(id) ? [] : await host.checks(id);
    const untold = checks.filter(
      ({ name, state, summary }) =>
        !there.some(
          each =>
            each.name === name &&
            each.state === state &&
            each.summary === summary,
        ),
    );
    for (const check of untold) {
      await host.setCheck(id, { ...check, ...(portalUrl && { url }) });
    }
    this.#told.set(id, told);
  }
}

function reviewed(
  request: StoredChangeRequest,
  approvals: Parameters<typeof awaitingReviewers>[0]['approvals'],
): Stated {
  const { review } = request.snapshot;
  const awaiting = awaitingReviewers({
    review,
    approvals,
    commit: request.commit,
  });
  if (awaiting.length > 0) {
    return {
      name: REVIEW_STATUS,
      state: 'pending',
      summary: `Waits for ${awaiting.join(', ')}`,
    };
  }
  return {
    name: REVIEW_STATUS,
    state: 'success',
    summary:
      review.reviewers.length === 0
        ? 'Nobody has to agree'
        : 'Everybody who has to agree has agreed',
  };
}
