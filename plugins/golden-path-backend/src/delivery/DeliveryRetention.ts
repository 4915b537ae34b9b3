import type { Clock } from '@fairway/backend-kit';
import type { DeliveryStore } from '../store/DeliveryStore';
import type { DeliveryRecorder } from './DeliveryRecorder';
import type { Lineages } from './Lineages';

const DAY_MS = 24 * 60 * 60_000;

interface DeliveryRetentionOptions {
  clock: Clock;
  days: number;
  lineages: Pick<Lineages, 'read'>;
  recorder: Pick<DeliveryRecorder, 'retell'>;
  store: Pick<DeliveryStore, 'prune'>;
}

/** Forgets evidence that is older than it is kept. */
export class DeliveryRetention {
  static create(options: DeliveryRetentionOptions): DeliveryRetention {
    return new DeliveryRetention(options);
  }

  readonly #options: DeliveryRetentionOptions;

  private constructor(options: DeliveryRetentionOptions) {
    this.#options = options;
  }

  async run(): Promise<void> {
    const { clock, days, lineages, recorder, store } = this.#options;
    const before = new Date(clock.now() - days * DAY_MS).toISOString();
    const { heirsOf } = await lineages.read();
    await recorder.retell(await store.prune(before, heirsOf));
  }
}
