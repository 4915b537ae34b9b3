import { createHash } from 'node:crypto';
import type {
  AuditorService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import {
  FAIRWAY,
  exceptionWaiver,
  noticeDue,
  overridesOf,
  type ServiceIntent,
  type Waiver,
} from '@fairway/plugin-golden-path-common';
import { type Clock, isoNow } from '@fairway/backend-kit';
import type { ExpiryNoticeStore } from '../store/ExpiryNoticeStore';
import type { Announcer } from './Announcer';
import { groupEntityRef } from './approvals';
import type { FleetState } from './desiredState';

interface ExpiryNoticesOptions {
  announcer: Pick<Announcer, 'expiry'>;
  auditor: AuditorService;
  clock: Clock;
  desiredState: { fleet(): Promise<Pick<FleetState, 'contract' | 'intents'>> };
  logger: LoggerService;
  store: Pick<ExpiryNoticeStore, 'claim' | 'release'>;
}

/** Tells owner and approver before an exception or an override ends, once for each notice. */
export class ExpiryNotices {
  static create(options: ExpiryNoticesOptions): ExpiryNotices {
    return new ExpiryNotices(options);
  }

  readonly #options: ExpiryNoticesOptions;

  private constructor(options: ExpiryNoticesOptions) {
    this.#options = options;
  }

  /** Sends what is due now. What cannot be sent is logged, and tried again by the next run. */
  async run(): Promise<void> {
    const { clock, desiredState, logger } = this.#options;
    const { contract, intents } = await desiredState.fleet();
    const waivers = [
      ...contract.exceptions.map(exceptionWaiver),
      ...[...intents.values()].flatMap(overridesOf),
    ];
    for (const waiver of waivers) {
      const days = noticeDue(
        waiver.expires,
        clock.now(),
        contract.approvals.expiryNotices,
      );
      if (days !== undefined) {
        try {
          await this.#tell(waiver, days, intents.get(waiver.service));
        } catch (error) {
          logger.warn(
            `Telling that ${waiver.id} ends soon failed; it is tried again`,
            error instanceof Error ? error : undefined,
          );
        }
      }
    }
  }

  async #tell(
    waiver: Waiver,
    days: number,
    intent: ServiceIntent | undefined,
  ): Promise<void> {
    const { announcer, auditor, clock, store } = this.#options;
    const notice = { waiver: fingerprintOf(waiver), days };
    // Claimed first: of several backends one sends it, and a restart does not send it again.
    if (!(await store.claim({ ...notice, at: isoNow(clock) }))) {
      return;
    }
    const { kind, id, service, expires } = waiver;
    const groups = [waiver.approvedBy];
    if (intent) {
      groups.unshift(intent.metadata.owner);
    }
    const recipients = [...new Set(groups.map(groupEntityRef))];
    try {
      const event = await auditor.createEvent({
        eventId: 'waiver-expiry-notice',
        meta: { actor: FAIRWAY, kind, id, service, expires, days, recipients },
      });
      try {
        await announcer.expiry({ waiver, days, recipients });
        await event.success();
      } catch (error) {
        await event.fail({
          error: error instanceof Error ? error : new Error(String(error)),
        });
        throw error;
      }
    } catch (error) {
      await store.release(notice);
      throw error;
    }
  }
}

/** The same as long as it is the same grant: the place of an override in its intent says nothing of it. */
function fingerprintOf(waiver: Waiver): string {
  const { kind, id, ...granted } = waiver;
  const name = kind === 'exception' ? id : '';
  return createHash('sha256')
    .update(JSON.stringify([kind, name, granted]))
    .digest('hex');
}
