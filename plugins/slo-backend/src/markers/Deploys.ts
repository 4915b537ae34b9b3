import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Clock, OtherPlugin } from '@fairway/backend-kit';
import { z } from 'zod';
import type { ObjectiveDirectory } from '../collect/types';
import type { BudgetPolicy } from '../policy/BudgetPolicy';
import type { MarkerStore, StoredMarker } from '../store/MarkerStore';

/** Services that are asked for in one look. */
const AT_A_TIME = 40;
/** After a merge a release comes within minutes. */
const SOON_MS = 30 * 60_000;
const RELEASES = 50;
/** After so many in a row it is not the services that fail. */
const MOST_FAILURES = 3;
const PAGE = 1_000;

const releasesSchema = z.object({
  items: z.array(
    z.object({
      id: z.string(),
      environment: z.string(),
      image: z.string(),
      startedAt: z.string(),
      failed: z.boolean(),
    }),
  ),
});

interface DeploysOptions {
  clock: Clock;
  goldenPath: Pick<OtherPlugin, 'get'>;
  logger: LoggerService;
  markers: MarkerStore;
  objectives: ObjectiveDirectory;
  policy: Pick<BudgetPolicy, 'rules'>;
}

/**
 * Notes releases in production of services that have objectives: of those that were merged lately at every look, of
 * all others in turn.
 */
export class Deploys {
  static create(options: DeploysOptions): Deploys {
    return new Deploys(options);
  }

  readonly #options: DeploysOptions;
  /** When services were asked for last, epoch milliseconds. */
  readonly #askedAt = new Map<string, number>();
  /** Until when they are asked for at every look. */
  readonly #soonUntil = new Map<string, number>();
  #isFailing = false;

  private constructor(options: DeploysOptions) {
    this.#options = options;
  }

  /** Something of these services was merged. */
  merged(services: readonly string[]): void {
    const until = this.#options.clock.now() + SOON_MS;
    for (const service of services) {
      this.#soonUntil.set(service, until);
    }
  }

  async look(signal?: AbortSignal): Promise<void> {
    const { clock, logger } = this.#options;
    let failures = 0;
    for (const service of await this.#due()) {
      signal?.throwIfAborted();
      try {
        await this.#note(service);
        this.#isFailing = false;
        failures = 0;
      } catch (error) {
        // Said once; without a golden path there are no releases either.
        if (!this.#isFailing) {
          logger.debug(`Releases of ${service} cannot be read: ${error}`);
        }
        this.#isFailing = true;
        failures = isMissing(error) ? 0 : failures + 1;
      }
      // Also of one that failed: the others come before it is asked for again.
      this.#askedAt.set(service, clock.now());
      if (failures === MOST_FAILURES) {
        return;
      }
    }
  }

  async #due(): Promise<string[]> {
    const now = this.#options.clock.now();
    const services = await this.#services();
    const isSoon = (service: string) =>
      (this.#soonUntil.get(service) ?? 0) > now ? 0 : 1;
    const last = (service: string) => this.#askedAt.get(service) ?? 0;
    return services
      .sort((a, b) => isSoon(a) - isSoon(b) || last(a) - last(b))
      .slice(0, AT_A_TIME);
  }

  async #services(): Promise<string[]> {
    const services = new Set<string>();
    let after: string | undefined;
    for (;;) {
      const page = await this.#options.objectives.page({ after, limit: PAGE });
      for (const { objective } of page) {
        services.add(objective.service);
      }
      if (page.length < PAGE) {
        return [...services];
      }
      after = page.at(-1)?.objective.id;
    }
  }

  async #note(service: string): Promise<void> {
    const { goldenPath, markers, policy } = this.#options;
    const { production } = await policy.rules();
    for (const environment of production) {
      const query = new URLSearchParams({
        environment,
        limit: String(RELEASES),
      });
      const { items } = releasesSchema.parse(
        await goldenPath.get(
          `/services/${encodeURIComponent(service)}/delivery/releases?${query}`,
        ),
      );
      await markers.add(
        items.flatMap(({ id, image, startedAt, failed }): StoredMarker[] => {
          const at = Date.parse(startedAt);
          return Number.isNaN(at)
            ? []
            : [
                {
                  key: `deploy:${id}`.slice(0, 255),
                  service,
                  kind: 'deploy',
                  at,
                  title: `${nameOf(image)} in ${environment}${
                    failed ? ', which failed' : ''
                  }`,
                  url: `/catalog/default/component/${encodeURIComponent(
                    service,
                  )}/golden-path`,
                },
              ];
        }),
      );
    }
  }
}

/** `payments-api:1.4.2`, without the registry and the digest. */
function nameOf(image: string): string {
  return image.replace(/@sha256:.*$/, '').replace(/^.*\//, '');
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && error.name === 'NotFoundError';
}
