import type {
  LoggerService,
  SchedulerServiceTaskRunner,
} from '@backstage/backend-plugin-api';
import {
  ANNOTATION_LOCATION,
  ANNOTATION_ORIGIN_LOCATION,
  type Entity,
} from '@backstage/catalog-model';
import type {
  EntityProvider,
  EntityProviderConnection,
} from '@backstage/plugin-catalog-node';
import { catalogEntities, type Estate } from '@fairway/demo-estate';

/** Puts the demo estate into the catalog. */
export class DemoEstateProvider implements EntityProvider {
  static create(options: {
    estate: Estate;
    logger: LoggerService;
    schedule: SchedulerServiceTaskRunner;
  }): DemoEstateProvider {
    return new DemoEstateProvider(options);
  }

  readonly #estate: Estate;
  readonly #logger: LoggerService;
  readonly #schedule: SchedulerServiceTaskRunner;

  private constructor(options: {
    estate: Estate;
    logger: LoggerService;
    schedule: SchedulerServiceTaskRunner;
  }) {
    this.#estate = options.estate;
    this.#logger = options.logger;
    this.#schedule = options.schedule;
  }

  getProviderName(): string {
    return 'fairway-demo-estate';
  }

  async connect(connection: EntityProviderConnection): Promise<void> {
    await this.#schedule.run({
      id: 'fairway-demo-estate',
      fn: () => this.#replaceAll(connection),
    });
  }

  async #replaceAll(connection: EntityProviderConnection): Promise<void> {
    const entities = catalogEntities(this.#estate).map(entity => ({
      entity: withLocation(entity, this.#estate.seed),
      locationKey: this.getProviderName(),
    }));
    await connection.applyMutation({ type: 'full', entities });
    this.#logger.info(
      `The catalog has the demo estate: ${entities.length} entities of ${
        this.#estate.teams.length
      } teams`,
    );
  }
}

/** The catalog wants to know where each entity comes from. */
function withLocation(entity: Entity, seed: number): Entity {
  const location = `fairway-demo:seed-${seed}`;
  return {
    ...entity,
    metadata: {
      ...entity.metadata,
      annotations: {
        ...entity.metadata.annotations,
        [ANNOTATION_LOCATION]: location,
        [ANNOTATION_ORIGIN_LOCATION]: location,
      },
    },
  };
}
