import {
  deliveryProfiles,
  foldDelivery,
  type DeliveryEvent,
} from '@fairway/plugin-golden-path-common';
import { Breath } from '../services/Breath';
import type { DesiredStateService } from '../services/DesiredStateService';
import type { DeliveryStore } from '../store/DeliveryStore';
import type { DeliverySignals } from './DeliverySignals';
import type { Lineages } from './Lineages';

interface DeliveryRecorderOptions {
  desiredState: Pick<DesiredStateService, 'fleet'>;
  lineages: Pick<Lineages, 'read'>;
  signals: DeliverySignals;
  store: DeliveryStore;
}

/** Writes what was heard, and tells the releases of those services anew. */
export class DeliveryRecorder {
  static create(options: DeliveryRecorderOptions): DeliveryRecorder {
    return new DeliveryRecorder(options);
  }

  readonly #options: DeliveryRecorderOptions;

  private constructor(options: DeliveryRecorderOptions) {
    this.#options = options;
  }

  /** What is known already changes nothing, so everything may be recorded again. */
  async record(
    events: readonly DeliveryEvent[],
  ): Promise<{ added: DeliveryEvent[] }> {
    const added = await this.#options.store.addEvents(events);
    await this.retell(new Set(added.map(({ service }) => service)));
    return { added };
  }

  /** Services that are no longer in Git keep what was told of them. */
  async retell(services: Iterable<string>): Promise<void> {
    const { desiredState, lineages, signals, store } = this.#options;
    const names = [...services];
    if (names.length === 0) {
      return;
    }
    const known = await lineages.read();
    const { intents, contract } = await desiredState.fleet();
    const breath = new Breath();
    for (const name of names) {
      const intent = intents.get(name);
      if (intent) {
        const profiles = deliveryProfiles({ intent, contract });
        const lineage = known.of(name);
        await store.retell(lineage, events =>
          profiles.map(profile => foldDelivery({ events, profile, lineage })),
        );
      }
      await breath.take();
    }
    signals.heardOf(names);
  }
}
