import { setTimeout as wait } from 'node:timers/promises';
import type { LoggerService } from '@backstage/backend-plugin-api';
import type { DeliveryHistory } from '@fairway/connectors';
import type { DeliveryEvent } from '@fairway/plugin-golden-path-common';
import { Breath, type Clock, isoNow } from '@fairway/backend-kit';
import type { DesiredStateService } from '../services/DesiredStateService';
import type { DeliveryStore } from '../store/DeliveryStore';
import type { DeliveryRecorder } from './DeliveryRecorder';
import type { DesiredStateEvidence } from './DesiredStateEvidence';
import type { Lineages } from './Lineages';

/** The contract under which releases were told last. */
const CONTRACT_MARK = 'contract';
/** The renames that were known then. */
const RENAMES_MARK = 'renames';
const SETTLING_MS = 500;
/** Services whose history is written at a time. */
const SERVICES_AT_A_TIME = 5;

interface DeliveryStartOptions {
  clock: Clock;
  desiredState: Pick<DesiredStateService, 'fleet'>;
  histories: readonly DeliveryHistory[];
  lineages: Pick<Lineages, 'read'>;
  logger: LoggerService;
  own: DesiredStateEvidence;
  recorder: DeliveryRecorder;
  store: DeliveryStore;
}

/** What is recorded when a backend starts, and whenever the desired state moves; beside answering, not before it. */
export class DeliveryStart {
  static create(options: DeliveryStartOptions): DeliveryStart {
    return new DeliveryStart(options);
  }

  readonly #options: DeliveryStartOptions;
  #running: Promise<void> = Promise.resolve();
  #stopped = false;

  private constructor(options: DeliveryStartOptions) {
    this.#options = options;
  }

  /** Returns at once. What fails is logged, and done by the next start or the next move. */
  begin(): void {
    this.#then('Recording where deliveries stand', async () => {
      for (const history of this.#options.histories) {
        await this.#tell(history);
      }
      await this.#options.own.catchUp();
      await this.keepUp();
    });
  }

  /**
   * Tells what broke off, all releases anew under a contract that was not in force when they were told, and those of
   * services that have another name since.
   */
  async keepUp(): Promise<void> {
    const { desiredState, lineages, recorder, store } = this.#options;
    await recorder.catchUp();
    const { renamed, version } = await lineages.read();
    if ((await store.mark(RENAMES_MARK)) !== version) {
      await recorder.retell(renamed);
      await store.setMark(RENAMES_MARK, version);
    }
    const { fingerprint, intents } = await desiredState.fleet();
    if ((await store.mark(CONTRACT_MARK)) !== fingerprint) {
      await recorder.retell(intents.keys());
      await store.setMark(CONTRACT_MARK, fingerprint);
    }
  }

  /** Ends when what is under way is at a good place to end. */
  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#running;
  }

  /** Returns at once. */
  moved(services: readonly string[]): void {
    this.#then('Recording a move of the desired state', async () => {
      // A merge is in Git before its request is written down as merged.
      await wait(SETTLING_MS, undefined, { ref: false });
      await this.#options.own.of(services);
      // Also where the image stayed: another tier or rollout asks for other steps.
      await this.#options.recorder.retell(services);
    });
  }

  /** What was seen in Git may be explained by a request by now: that of a host is heard of later. Returns at once. */
  merged(services: readonly string[]): void {
    this.#then('Recording a merged request', () =>
      this.#options.own.of(services),
    );
  }

  #then(what: string, work: () => Promise<void>): void {
    const turn = async () => {
      if (!this.#stopped) {
        await work();
      }
    };
    this.#running = this.#running.then(turn).catch(error => {
      this.#options.logger.warn(`${what} failed: ${error}`);
    });
  }

  /** Once: a history that was told whole is not asked for again. */
  async #tell(history: DeliveryHistory): Promise<void> {
    const { clock, desiredState, logger, recorder, store } = this.#options;
    const whole = `history:${history.id}`;
    if ((await store.mark(whole)) !== undefined) {
      return;
    }
    // The same moment after a restart in the middle, so that nothing is told twice with other times.
    const begun = `${whole}:begun`;
    const known = await store.mark(begun);
    const now = known ?? isoNow(clock);
    if (!known) {
      await store.setMark(begun, now);
    }
    const { intents, contract } = await desiredState.fleet();
    const breath = new Breath();
    let events: DeliveryEvent[] = [];
    let count = 0;
    for (const [index, intent] of [...intents.values()].entries()) {
      events.push(...history.events({ intent, contract, now }));
      await breath.take();
      if ((index + 1) % SERVICES_AT_A_TIME === 0) {
        if (this.#stopped) {
          return;
        }
        count += (await recorder.record(events)).added.length;
        events = [];
      }
    }
    count += (await recorder.record(events)).added.length;
    await store.setMark(whole, isoNow(clock));
    logger.info(`Deliveries begin with ${count} events of ${history.id}`);
  }
}
