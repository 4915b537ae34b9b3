import type {
  AuditorService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import { ConflictError } from '@backstage/errors';
import {
  FAIRWAY,
  type AutomaticMerge,
} from '@fairway/plugin-golden-path-common';
import type { Clock } from '@fairway/backend-kit';
import type {
  ChangeRequestStore,
  StoredChangeRequest,
} from '../store/ChangeRequestStore';
import {
  heldByContract,
  mergedByItself,
  stopped,
  waits,
} from './automaticMerge';
import { escapeMarkdown } from './changeRequestBody';
import type { ContractService } from './ContractService';
import type { InFlight } from './InFlight';
import type { RequestMerges } from './RequestMerges';
import type { RequestPresenter } from './RequestPresenter';
import type { RequestRecords } from './RequestRecords';
import { sayOnce } from './sayOnce';

/** How Fairway signs. */
export const SIGNATURE = { ref: FAIRWAY, name: 'Fairway' };

/** How often a request that had to be derived again is tried: others merge meanwhile. */
const ATTEMPTS = 5;
const PAGE = 100;

export interface AutomaticMergesOptions {
  auditor: AuditorService;
  clock: Clock;
  contract: ContractService;
  inFlight: InFlight;
  logger: LoggerService;
  merges: RequestMerges;
  presenter: RequestPresenter;
  records: RequestRecords;
  store: ChangeRequestStore;
}

/** Merges what nobody has to agree to, in the name of the platform. */
export class AutomaticMerges {
  static create(options: AutomaticMergesOptions): AutomaticMerges {
    return new AutomaticMerges(options);
  }

  readonly #options: AutomaticMergesOptions;

  private constructor(options: AutomaticMergesOptions) {
    this.#options = options;
  }

  /** Merges the request when that is due. A merge that fails is told in the request; the request stays open. */
  async settle(request: StoredChangeRequest): Promise<StoredChangeRequest> {
    if (request.state !== 'open' || !isDue(request)) {
      return request;
    }
    const { contract } = await this.#options.contract.current();
    if (waits(contract)) {
      return this.#stay(request, heldByContract);
    }
    const event = await this.#options.auditor.createEvent({
      eventId: 'change-request-merge',
      severityLevel: 'medium',
      meta: {
        changeRequest: request.id,
        commit: request.commit,
        actor: FAIRWAY,
        proposedBy: request.snapshot.contributors,
      },
    });
    try {
      const merged = await this.#merge(request);
      await event.success({ meta: { state: merged.state } });
      return merged;
    } catch (error) {
      await event.fail({
        error: error instanceof Error ? error : new Error(String(error)),
      });
      return this.#stay(request, stopped(error));
    }
  }

  /** Takes over what happened on the host, and merges what was due, when the backend last stopped. */
  async pickUp(): Promise<void> {
    const { inFlight, logger, records } = this.#options;
    for (const id of await this.#openIds()) {
      if (inFlight.stopping) {
        return;
      }
      try {
        await this.settle(await records.require(id));
      } catch (error) {
        logger.warn(
          `Change request ${id} could not be looked at after the start; opening its page tries again`,
          error instanceof Error ? error : undefined,
        );
      }
    }
  }

  async #merge(request: StoredChangeRequest): Promise<StoredChangeRequest> {
    const { merges, records } = this.#options;
    let current = request;
    for (let attempt = 1; ; attempt += 1) {
      try {
        const merged = await merges.mergeAs({
          by: SIGNATURE,
          id: current.id,
          commit: current.commit,
        });
        await this.#tell(merged, mergedByItself.why);
        return merged;
      } catch (error) {
        const latest = await records.require(current.id);
        if (latest.state !== 'open' || !isDue(latest)) {
          // Merged, closed or kept open by a person meanwhile, or it came out that somebody has to agree after all.
          return latest;
        }
        // Derived again because others merged, or updated: nobody has to read that, so it is merged as it now stands.
        const again =
          error instanceof ConflictError && latest.commit !== current.commit;
        if (!again || attempt === ATTEMPTS) {
          throw error;
        }
        current = latest;
      }
    }
  }

  /** Leaves it to a person, and says why. */
  async #stay(
    request: StoredChangeRequest,
    automatic: AutomaticMerge,
  ): Promise<StoredChangeRequest> {
    const { presenter, records } = this.#options;
    const latest = await records.require(request.id);
    if (latest.state !== 'open' || !isDue(latest)) {
      return latest;
    }
    const kept = await records.saveAutomatic(latest, automatic);
    await presenter.announce({
      request: kept,
      by: FAIRWAY,
      what: `Change request #${kept.number} waits for somebody who merges it`,
      description: automatic.why,
      to: 'author',
    });
    await this.#tell(kept, escapeMarkdown(automatic.why));
    return kept;
  }

  async #tell(request: StoredChangeRequest, text: string): Promise<void> {
    const { clock, store } = this.#options;
    await sayOnce({ store, clock, request, text });
  }

  async #openIds(): Promise<string[]> {
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
}

function isDue(request: StoredChangeRequest): boolean {
  return request.snapshot.automatic?.state === 'due';
}
