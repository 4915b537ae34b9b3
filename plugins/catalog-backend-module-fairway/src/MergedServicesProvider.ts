import type {
  LoggerService,
  SchedulerServiceTaskRunner,
} from '@backstage/backend-plugin-api';
import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import type {
  EntityProvider,
  EntityProviderConnection,
} from '@backstage/plugin-catalog-node';
import type { EventsService } from '@backstage/plugin-events-node';
import type {
  MergedServices,
  MergedServicesClient,
} from './MergedServicesClient';
import { toEntity, toResourceEntity } from './entities';

/** What the golden path publishes when something was merged. */
const DESIRED_STATE_TOPIC = 'golden-path.desired-state';

/** Even at the same commit the set is applied again after this long, which brings back what was deleted by hand. */
const REAPPLY_AFTER_MS = 60 * 60 * 1000;

/**
 * The services that are merged in Git, in the catalog: at once when the golden path says that something changed, and
 * by the scheduler in case an event was lost. When the golden path does not answer, the catalog keeps what it has.
 */
export class MergedServicesProvider implements EntityProvider {
  static create(options: {
    client: MergedServicesClient;
    events: EventsService;
    logger: LoggerService;
    schedule: SchedulerServiceTaskRunner;
  }): MergedServicesProvider {
    return new MergedServicesProvider(options);
  }

  readonly #client: MergedServicesClient;
  readonly #events: EventsService;
  readonly #logger: LoggerService;
  readonly #schedule: SchedulerServiceTaskRunner;
  #applied?: { commit: string; at: number };
  #running?: Promise<void>;
  #again = false;

  private constructor(options: {
    client: MergedServicesClient;
    events: EventsService;
    logger: LoggerService;
    schedule: SchedulerServiceTaskRunner;
  }) {
    this.#client = options.client;
    this.#events = options.events;
    this.#logger = options.logger;
    this.#schedule = options.schedule;
  }

  getProviderName(): string {
    return 'fairway';
  }

  async connect(connection: EntityProviderConnection): Promise<void> {
    await this.#events.subscribe({
      id: 'catalog-fairway',
      topics: [DESIRED_STATE_TOPIC],
      onEvent: () => this.#refresh(connection),
    });
    await this.#schedule.run({
      id: 'fairway-merged-services',
      fn: () => this.#refresh(connection),
    });
  }

  /** One at a time; whatever comes in meanwhile is one more run after it. */
  async #refresh(connection: EntityProviderConnection): Promise<void> {
    if (this.#running) {
      this.#again = true;
      return this.#running;
    }
    this.#running = this.#runUntilQuiet(connection).finally(() => {
      this.#running = undefined;
    });
    return this.#running;
  }

  async #runUntilQuiet(connection: EntityProviderConnection): Promise<void> {
    do {
      this.#again = false;
      try {
        await this.#replaceAll(connection);
      } catch (error) {
        this.#reportFailure(error);
      }
    } while (this.#again);
  }

  #reportFailure(error: unknown): void {
    if (this.#applied) {
      this.#logger.warn(
        `The golden path did not give its services; the catalog keeps those it has: ${error}`,
      );
    } else {
      // At a start both plugins come up side by side; this one asks again by itself.
      this.#logger.info(`The golden path is not ready yet: ${error}`);
    }
  }

  async #replaceAll(connection: EntityProviderConnection): Promise<void> {
    const fresh =
      this.#applied && Date.now() - this.#applied.at < REAPPLY_AFTER_MS;
    const services = await this.#client.readUnlessAt(
      fresh ? this.#applied?.commit : undefined,
    );
    if (!services) {
      return;
    }
    const entities = this.#entitiesOf(services);
    // The catalog compares by hash and writes only what differs.
    await connection.applyMutation({
      type: 'full',
      entities: entities.map(entity => ({
        entity,
        locationKey: this.getProviderName(),
      })),
    });
    this.#applied = { commit: services.commit, at: Date.now() };
    this.#logger.info(
      `The catalog has the ${entities.length} entities of the contract and the services merged at ${services.commit}`,
    );
  }

  /** One bad item does not keep the others out. */
  #entitiesOf({ items, resources }: MergedServices): Entity[] {
    const byRef = new Map<string, Entity>();
    for (const item of items) {
      try {
        const entity = toEntity(item);
        byRef.set(stringifyEntityRef(entity), entity);
      } catch (error) {
        this.#logger.warn(
          `An entity of a merged service was left out: ${error}`,
        );
      }
    }
    // The platform's own come last: no service declares over them.
    for (const resource of resources) {
      const entity = toResourceEntity(resource);
      byRef.set(stringifyEntityRef(entity), entity);
    }
    return [...byRef.values()];
  }
}
