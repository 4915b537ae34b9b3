import type { LoggerService } from '@backstage/backend-plugin-api';
import {
  deliveryProfiles,
  foldDelivery,
  type DeliveryEvent,
} from '@fairway/plugin-golden-path-common';
import { Breath } from '@fairway/backend-kit';
import type { DesiredStateService } from '../services/DesiredStateService';
import type { DeliveryStore } from '../store/DeliveryStore';
import type { DeliverySignals } from './DeliverySignals';
import type { Lineages } from './Lineages';

interface DeliveryRecorderOptions {
  desiredState: Pick<DesiredStateService, 'fleet'>;
  lineages: Pick<Lineages, 'read'>;
  logger: Pick<LoggerService, 'warn'>;
  signals: Pick<DeliverySignals, 'heardOf'>;
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

  /**
   * What is known already changes nothing, so everything may be recorded again: a sender that tries again also mends
   * releases that were not told when its first call broke off.
   */
  async record(
    events: readonly DeliveryEvent[],
  ): Promise<{ added: DeliveryEvent[] }> {
    const { store } = this.#options;
    const added = await store.addEvents(events);
    const services = new Set(events.map(({ service }) => service));
    await this.#retellHeirs(await store.untold(services));
    return { added };
  }

  /** Tells what was heard and, because something broke off, not told yet. */
  async catchUp(): Promise<void> {
    await this.#retellHeirs(await this.#options.store.untold());
  }

  async #retellHeirs(names: string[]): Promise<void> {
    if (names.length > 0) {
      const { heirsOf } = await this.#options.lineages.read();
      await this.retell(new Set(names.flatMap(heirsOf)));
    }
  }

  /**
   * Services that are no longer in Git keep what was told of them. One that cannot be told keeps no other from it, and
   * is told by the next upkeep.
   */
  async retell(services: Iterable<string>): Promise<void> {
    const { desiredState, lineages, logger, signals, store } = this.#options;
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
        try {
          await store.retell(lineage, events =>
            profiles.map(profile => foldDelivery({ events, profile, lineage })),
          );
        } catch (error) {
          logger.warn(
            `The releases of ${name} could not be told anew; they are tried again within the hour: ${error}`,
          );
          await store.markUntold(name);
        }
      }
      await breath.take();
    }
    signals.heardOf(names);
  }
}
