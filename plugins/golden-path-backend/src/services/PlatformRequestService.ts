import { isDeepStrictEqual } from 'node:util';
import type { AuditorService } from '@backstage/backend-plugin-api';
import { ConflictError } from '@backstage/errors';
import type { GitHost } from '@fairway/connectors';
import type { ServiceIntent } from '@fairway/plugin-golden-path-common';
import type { Clock } from '@fairway/backend-kit';
import { NoSuchServiceError } from '../errors';
import type {
  ChangeRequestStore,
  StoredChangeRequest,
} from '../store/ChangeRequestStore';
import { automaticMergeOf } from './automaticMerge';
import type { AutomaticMerges } from './AutomaticMerges';
import { closeAsDone } from './closeAsDone';
import { escapeMarkdown } from './changeRequestBody';
import type { DesiredStateService } from './DesiredStateService';
import type { InFlight } from './InFlight';
import type {
  PlatformProposal,
  PlatformProposalOutcome,
  PlatformRequests,
} from './PlatformRequests';
import type { Proposal } from './proposal';
import type { Proposer } from './Proposer';
import { readIntent } from './readIntent';
import type { RequestPresenter } from './RequestPresenter';
import { requireNoDeny } from './RequestProposals';
import type { RequestRecords } from './RequestRecords';
import { sameWish } from './sameWish';
import { sayOnce } from './sayOnce';
import type { Turns } from './Turns';

export interface PlatformRequestServiceOptions {
  auditor: AuditorService;
  automatic: AutomaticMerges;
  clock: Clock;
  desiredState: DesiredStateService;
  host: GitHost;
  inFlight: InFlight;
  presenter: RequestPresenter;
  proposer: Proposer;
  records: RequestRecords;
  store: ChangeRequestStore;
  /** By service, shared with what people propose. */
  turns: Turns;
}

/** {@link PlatformRequests} on the same host, store and rules as what people propose. */
export class PlatformRequestService implements PlatformRequests {
  static create(
    options: PlatformRequestServiceOptions,
  ): PlatformRequestService {
    return new PlatformRequestService(options);
  }

  readonly #options: PlatformRequestServiceOptions;

  private constructor(options: PlatformRequestServiceOptions) {
    this.#options = options;
  }

  async proposeFor(asked: PlatformProposal): Promise<PlatformProposalOutcome> {
    const { auditor, inFlight } = this.#options;
    return inFlight.run(async () => {
      const event = await auditor.createEvent({
        eventId: 'change-request-open',
        severityLevel: 'medium',
        meta: {
          service: asked.service,
          kind: asked.kind,
          actor: asked.by.ref,
          ...(asked.campaign && { campaign: asked.campaign.id }),
        },
      });
      try {
        const answer = await this.#settled(asked);
        const { outcome, request } = answer;
        await event.success({
          meta: {
            outcome,
            ...(request && {
              changeRequest: request.id,
              commit: request.commit,
            }),
          },
        });
        return answer;
      } catch (error) {
        await event.fail({
          error: error instanceof Error ? error : new Error(String(error)),
        });
        throw error;
      }
    });
  }

  /** Merging may take the turn of the service itself, so it comes after. */
  async #settled(asked: PlatformProposal): Promise<PlatformProposalOutcome> {
    const { automatic, turns } = this.#options;
    const answer = await turns.take(asked.service, () => this.#propose(asked));
    const { outcome, request } = answer;
    return request && (outcome === 'opened' || outcome === 'updated')
      ? { outcome, request: await automatic.settle(request) }
      : answer;
  }

  async #propose(asked: PlatformProposal): Promise<PlatformProposalOutcome> {
    const { proposer } = this.#options;
    const intent = await this.#intentOf(asked);
    const { own, other, beside } = await this.#placeOf(asked);
    const proposal = await proposer.propose({
      main: await proposer.changeOf(intent),
      removes: removesOf(asked, own),
      mends: asked.kind === 'rollback',
    });
    if (other) {
      return proposal.files.length === 0
        ? { outcome: 'nothing' }
        : this.#covered(other, asked);
    }
    requireNoDeny(proposal);
    return proposal.files.length === 0
      ? this.#nothing(asked, own)
      : this.#push({ asked, proposal, own, beside });
  }

  /** The open request that it updates, the one that is in its way, or the key of one beside that. */
  async #placeOf(asked: PlatformProposal): Promise<{
    own?: StoredChangeRequest;
    other?: StoredChangeRequest;
    beside?: string;
  }> {
    const { records } = this.#options;
    const open = await records.openRequestOf(asked.service);
    if (open && sameWish(open.snapshot, asked)) {
      return { own: open };
    }
    if (!asked.beside) {
      return { other: open };
    }
    const beside = `${asked.service}.${asked.kind}`;
    const second = await records.openRequestOf(beside);
    if (second && sameWish(second.snapshot, asked)) {
      return { own: second, beside };
    }
    if (!open) {
      return {};
    }
    return second ? { other: second } : { beside };
  }

  /** @throws NoSuchServiceError, and InputError when the change makes no intent of it. */
  async #intentOf({
    service,
    change,
  }: PlatformProposal): Promise<ServiceIntent> {
    const { intents } = await this.#options.desiredState.head();
    const merged = intents.get(service);
    if (!merged) {
      throw new NoSuchServiceError(
        `No service ${service} is merged, so nothing can be proposed for it.`,
      );
    }
    const { intent } = readIntent({
      intent: change ? change(merged) : merged,
    });
    if (intent.metadata.name !== service) {
      throw new ConflictError(
        `A change of ${service} may not rename it to ${intent.metadata.name}.`,
      );
    }
    return intent;
  }

  async #push(options: {
    asked: PlatformProposal;
    proposal: Proposal;
    own: StoredChangeRequest | undefined;
    beside: string | undefined;
  }): Promise<PlatformProposalOutcome> {
    const { asked, proposal, own, beside } = options;
    const { presenter, records } = this.#options;
    const { by, kind, campaign, subject, title, message, evidence } = asked;
    const hold = asked.hold ?? false;
    const automatic = automaticMergeOf({
      ...proposal,
      claims: [],
      // Whether it waits for its owners was said by whoever asked.
      owners: [],
      hold,
      holdWhy: asked.holdWhy,
    });
    const { saved, pushed } = await records.push({
      by,
      proposal,
      known: own,
      beside,
      said: {
        contributors: [
          ...new Set([...(own?.snapshot.contributors ?? []), by.ref]),
        ],
        message,
        hold,
        automatic,
        kind,
        campaign,
        subject,
        heading: title,
        removes: removesOf(asked, own),
        sections: evidence,
      },
    });
    // What merges by itself in a moment is told of then.
    if (own?.commit !== pushed.commit && automatic?.state !== 'due') {
      await presenter.announce({
        request: saved,
        by: by.ref,
        what: `Change request #${saved.number} for ${saved.service} was ${
          own ? 'updated' : 'opened'
        }`,
        // The owners of many services are told of a campaign once, by the campaign.
        to: campaign ? 'reviewers' : 'owners',
      });
    }
    return { outcome: own ? 'updated' : 'opened', request: saved };
  }

  /**
   * Git holds what is asked for: because the same was merged before, whose answer may have been lost, or because
   * others did it while a request was open, which then has nothing to merge.
   */
  async #nothing(
    asked: PlatformProposal,
    own: StoredChangeRequest | undefined,
  ): Promise<PlatformProposalOutcome> {
    const { store } = this.#options;
    if (own) {
      const { by } = asked;
      return {
        outcome: 'nothing',
        request: await closeAsDone({ ...this.#options, request: own, by }),
      };
    }
    const { service, kind, campaign } = asked;
    const { items } = await store.list({
      service,
      kind,
      state: 'merged',
      ...(campaign && { campaign: campaign.id }),
      limit: 1,
      offset: 0,
    });
    const request = campaign && items[0] && (await store.get(items[0].id));
    return { outcome: 'nothing', ...(request && { request }) };
  }

  /** @throws ConflictError when the open request does not carry the change. */
  async #covered(
    open: StoredChangeRequest,
    asked: PlatformProposal,
  ): Promise<PlatformProposalOutcome> {
    const { clock, store } = this.#options;
    const { intent } = open.snapshot.evidence;
    if (asked.change && !isDeepStrictEqual(asked.change(intent), intent)) {
      throw new ConflictError(
        `Change request #${open.number} is open for ${asked.service} and does not carry this change; merge or close it, then try again.`,
      );
    }
    if (asked.removes) {
      throw new ConflictError(
        `Change request #${open.number} is open for ${
          asked.service
        } and does not take away ${asked.removes.join(
          ', ',
        )}; merge or close it, then try again.`,
      );
    }
    const who = asked.campaign
      ? `The campaign **${escapeMarkdown(asked.campaign.title)}**`
      : 'The platform';
    await sayOnce({
      store,
      clock,
      request: open,
      text: `${who} asks for ${escapeMarkdown(
        asked.service,
      )} to be derived again. This request covers it and was left as it is: when it is merged, its files are those of the contract of then.`,
    });
    return { outcome: 'covered', request: open };
  }
}

/** What an open request takes away stays with it when others ask for the same service to be derived again. */
function removesOf(
  asked: PlatformProposal,
  own: StoredChangeRequest | undefined,
): string[] | undefined {
  return asked.removes ?? own?.snapshot.removes;
}
