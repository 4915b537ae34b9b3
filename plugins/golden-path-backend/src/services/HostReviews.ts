import type {
  AuditorService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import type { GitHost, HostApproval } from '@fairway/connectors';
import type {
  ChangeRequestStore,
  StoredApproval,
  StoredChangeRequest,
} from '../store/ChangeRequestStore';
import { awaitingReviewers, reviewersHeldBy } from './approvals';
import type { CatalogPeople } from './CatalogPeople';
import type { ContractService } from './ContractService';
import { whyNotApprove } from './may';
import type { RequestPresenter } from './RequestPresenter';
import { Turns } from './Turns';

/** Hosts limit how often they are asked, and each request costs a call or two. */
const PER_LOOK = 40;

export interface HostReviewsOptions {
  auditor: AuditorService;
  contract: Pick<ContractService, 'current'>;
  host: Pick<GitHost, 'approvals' | 'capabilities'>;
  logger: LoggerService;
  people: Pick<CatalogPeople, 'claimsOf'>;
  presenter: Pick<RequestPresenter, 'announce'>;
  store: Pick<
    ChangeRequestStore,
    'get' | 'listApprovals' | 'setAwaiting' | 'setHostApprovals'
  >;
}

/**
 * Takes over what people approve on the pages of the Git host, by the rules that hold for approvals in the portal. The
 * permission policy cannot be asked for somebody who is not signed in, so this is done only where it is configured.
 */
export class HostReviews {
  static create(options: HostReviewsOptions): HostReviews {
    return new HostReviews(options);
  }

  readonly #options: HostReviewsOptions;
  readonly #turns = new Turns();
  /** Ids of requests, the one that was looked at last at the end. */
  #looked: string[] = [];

  private constructor(options: HostReviewsOptions) {
    this.#options = options;
  }

  /** One look at these requests; of very many, at those that were not looked at for longest. */
  async look(ids: string[]): Promise<void> {
    const { host, logger } = this.#options;
    if (!host.capabilities.approvals) {
      return;
    }
    const known = this.#looked.filter(id => ids.includes(id));
    const waiting = [...ids.filter(id => !known.includes(id)), ...known];
    const now = waiting.slice(0, PER_LOOK);
    this.#looked = [...waiting.slice(PER_LOOK), ...now];
    for (const id of now) {
      try {
        await this.#take(id);
      } catch (error) {
        logger.warn(
          `Approvals of change request ${id} could not be read from the Git host; a later look tries again`,
          error instanceof Error ? error : undefined,
        );
      }
    }
  }

  /**
   * Takes over what stands there at this moment, before something is done on the word of it.
   * @throws ServiceUnavailableError and others when the host cannot be asked.
   */
  async takeNow(id: string): Promise<void> {
    if (this.#options.host.capabilities.approvals) {
      await this.#take(id);
    }
  }

  /** In turn, so that no older answer takes the place of a newer one. */
  #take(id: string): Promise<void> {
    return this.#turns.take(id, () => this.#takeOver(id));
  }

  async #takeOver(id: string): Promise<void> {
    const { host, store } = this.#options;
    const request = await store.get(id);
    if (request?.state !== 'open') {
      return;
    }
    const all = await store.listApprovals(id);
    const here = new Set(all.filter(({ account }) => !account).map(keyOf));
    const before = all.filter(({ account }) => account);
    const after: StoredApproval[] = [];
    for (const approval of await host.approvals(id)) {
      const judged = await this.#judge(request, approval);
      if (!here.has(keyOf(judged))) {
        after.push(judged);
      }
    }
    if (textOf(before) !== textOf(after)) {
      await this.#replace({ request, before, after });
    }
  }

  async #replace(options: {
    request: StoredChangeRequest;
    before: StoredApproval[];
    after: StoredApproval[];
  }): Promise<void> {
    const { store } = this.#options;
    const { request, before, after } = options;
    const { id, commit } = request;
    const counted = (approvals: StoredApproval[]) =>
      approvals.filter(each => each.commit === commit && !each.uncounted);
    const missingIn = (approvals: StoredApproval[]) => {
      const keys = new Set(counted(approvals).map(keyOf));
      return (approval: StoredApproval) => !keys.has(keyOf(approval));
    };
    await store.setHostApprovals(id, after);
    await store.setAwaiting(
      id,
      awaitingReviewers({
        review: request.snapshot.review,
        approvals: await store.listApprovals(id),
        commit,
      }),
    );
    for (const approval of counted(after).filter(missingIn(before))) {
      await this.#tell(request, approval, {
        eventId: 'change-request-approve',
        what: `Change request #${request.number} was approved on the Git host`,
      });
    }
    for (const approval of counted(before).filter(missingIn(after))) {
      await this.#tell(request, approval, {
        eventId: 'change-request-approval-withdraw',
        what: `An approval of change request #${request.number} was taken back on the Git host`,
      });
    }
  }

  async #tell(
    request: StoredChangeRequest,
    { account, by, commit }: StoredApproval,
    { eventId, what }: { eventId: string; what: string },
  ): Promise<void> {
    const { auditor, presenter } = this.#options;
    const event = await auditor.createEvent({
      eventId,
      severityLevel: 'medium',
      meta: {
        changeRequest: request.id,
        commit,
        actor: by,
        account,
        host: request.host,
      },
    });
    await event.success();
    await presenter.announce({ request, by, what, to: 'author' });
  }

  /** The approval as it counts here, or as it is shown with why it does not. */
  async #judge(
    request: StoredChangeRequest,
    { account, by, commit, at }: HostApproval,
  ): Promise<StoredApproval> {
    const { contract, people } = this.#options;
    const claims = by === undefined ? undefined : await people.claimsOf(by);
    if (by === undefined || claims === undefined) {
      return {
        by: `${request.host}:default/${account}`,
        reviewers: [],
        at,
        commit,
        account,
        uncounted: `${account} is not known here`,
      };
    }
    const { review } = request.snapshot;
    const current = (await contract.current()).contract;
    const held = reviewersHeldBy({
      claims,
      reviewers: review.reviewers,
      contract: current,
    });
    const why = whyNotApprove({
      request: { ...request, commit },
      userRef: by,
      claims,
      approvals: [],
      awaiting: review.reviewers,
      contract: current,
    });
    return {
      by,
      reviewers: why ? [] : held,
      at,
      commit,
      account,
      ...(why && { uncounted: uncountedAs({ request, by, held }) }),
    };
  }
}

/** The same as {@link whyNotApprove} says, told to others. */
function uncountedAs(options: {
  request: StoredChangeRequest;
  by: string;
  held: string[];
}): string {
  const { request, by, held } = options;
  const { contributors, review } = request.snapshot;
  if (review.reviewers.length === 0) {
    return 'no approval is needed';
  }
  if (by === request.author || contributors.includes(by)) {
    return 'nobody approves what they proposed';
  }
  return held.length === 0
    ? `not of ${review.reviewers.join(', ')}`
    : 'the commit is not from Fairway';
}

function keyOf({ by, commit }: StoredApproval): string {
  return `${by} ${commit}`;
}

function textOf(approvals: StoredApproval[]): string {
  return approvals
    .map(each =>
      JSON.stringify([
        each.by,
        each.commit,
        each.account,
        each.at,
        each.reviewers,
        each.uncounted ?? '',
      ]),
    )
    .sort()
    .join('\n');
}
