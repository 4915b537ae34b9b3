import type { LoggerService } from '@backstage/backend-plugin-api';
import type { EventsService } from '@backstage/plugin-events-node';
import { SLO_CHANNEL } from '@fairway/plugin-slo-common';
import type { SignalsService } from '@backstage/plugin-signals-node';
import type { Clock } from '@fairway/backend-kit';
import { z } from 'zod';
import type { MarkerStore } from '../store/MarkerStore';

/** Event of the golden path: the desired state of services has moved. */
const DESIRED_STATE_TOPIC = 'golden-path.desired-state';
/** A change of the contract moves whole fleets, which says nothing of any one service. */
const MOST_SERVICES = 50;

const payloadSchema = z.object({
  commit: z.string().min(7),
  services: z.array(z.string().min(1).max(255)),
});

interface ChangeMarkersOptions {
  clock: Clock;
  events: EventsService;
  logger: LoggerService;
  markers: MarkerStore;
  signals: SignalsService;
  /** Something of these services was merged. */
  onMerge(services: readonly string[]): void;
}

/** Notes merged changes of services, to be seen beside their numbers. */
export class ChangeMarkers {
  static create(options: ChangeMarkersOptions): ChangeMarkers {
    return new ChangeMarkers(options);
  }

  readonly #options: ChangeMarkersOptions;

  private constructor(options: ChangeMarkersOptions) {
    this.#options = options;
  }

  async subscribe(): Promise<void> {
    await this.#options.events.subscribe({
      id: 'slo-change-markers',
      topics: [DESIRED_STATE_TOPIC],
      onEvent: async ({ eventPayload }) => {
        try {
          await this.#note(eventPayload);
        } catch (error) {
          this.#options.logger.warn(
            `A merged change is missing beside the numbers of its services: ${error}`,
          );
        }
      },
    });
  }

  async #note(payload: unknown): Promise<void> {
    const parsed = payloadSchema.safeParse(payload);
    if (!parsed.success) {
      return;
    }
    const { clock, markers, onMerge, signals } = this.#options;
    const { commit, services } = parsed.data;
    onMerge(services);
    if (services.length === 0 || services.length > MOST_SERVICES) {
      return;
    }
    await markers.add(
      services.map(service => ({
        key: `${commit}:${service}`.slice(0, 255),
        service,
        kind: 'change' as const,
        at: clock.now(),
        title: `Change merged: ${commit.slice(0, 7)}`,
        url: `/catalog/default/component/${encodeURIComponent(
          service,
        )}/golden-path`,
      })),
    );
    await signals.publish({
      recipients: { type: 'broadcast' },
      channel: SLO_CHANNEL,
      message: {},
    });
  }
}
