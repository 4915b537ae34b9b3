import type { LoggerService } from '@backstage/backend-plugin-api';
import type { SignalsService } from '@backstage/plugin-signals-node';

/** Channel of the signals that keep open pages up to date; the message is `{ services }`. */
export const DELIVERY_CHANNEL = 'golden-path:delivery';

/** Evidence comes in bursts: one sync tells of every cluster. */
const EVERY_MS = 1_000;
/** More at once is told as an empty list, which means any. */
const MAX_NAMES = 50;

/** Tells pages which services something was heard of, at most once a second. */
export class DeliverySignals {
  static create(options: {
    signals: SignalsService;
    logger: LoggerService;
  }): DeliverySignals {
    return new DeliverySignals(options);
  }

  readonly #signals: SignalsService;
  readonly #logger: LoggerService;
  readonly #services = new Set<string>();
  #timer?: NodeJS.Timeout;

  private constructor(options: {
    signals: SignalsService;
    logger: LoggerService;
  }) {
    this.#signals = options.signals;
    this.#logger = options.logger;
  }

  heardOf(services: Iterable<string>): void {
    for (const service of services) {
      this.#services.add(service);
    }
    if (this.#services.size > 0 && !this.#timer) {
      this.#timer = setTimeout(() => this.#send(), EVERY_MS);
      this.#timer.unref();
    }
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  #send(): void {
    this.#timer = undefined;
    const services =
      this.#services.size > MAX_NAMES ? [] : [...this.#services].sort();
    this.#services.clear();
    // Not waited for, and nothing that was recorded hangs on it.
    Promise.resolve(
      this.#signals.publish({
        recipients: { type: 'broadcast' },
        channel: DELIVERY_CHANNEL,
        message: { services },
      }),
    ).catch(error => {
      this.#logger.warn(`Telling pages of deliveries failed: ${error}`);
    });
  }
}
