import type {
  AuthService,
  DiscoveryService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import { OtherPlugin, type Clock } from '@fairway/backend-kit';
import type { SpentBudget } from '@fairway/plugin-golden-path-common';
import { z } from 'zod';

/** How much of their error budgets services have spent. */
export interface ErrorBudgets {
  /** Of those that are known; never throws, since no change waits for a number. */
  of(services: readonly string[]): Promise<SpentBudget[]>;
}

const answerSchema = z.object({
  items: z.array(
    z.object({
      service: z.string(),
      objectives: z.array(
        z.object({ title: z.string(), spent: z.number().optional() }),
      ),
    }),
  ),
});

const TIMEOUT_MS = 3_000;
/** A merged target is judged at once: the next change is decided by it. */
const KEPT_MS = 5_000;
/** What is remembered for more services than anybody changes in that time. */
const MOST_KEPT = 5_000;
const SERVICES_PER_CALL = 50;

interface Known {
  at: number;
  budgets: SpentBudget[];
}

/** Asks the SLO plugin, whose numbers are at most five seconds old here. */
export class SloErrorBudgets implements ErrorBudgets {
  static create(options: {
    auth: AuthService;
    clock: Clock;
    discovery: DiscoveryService;
    logger: LoggerService;
  }): SloErrorBudgets {
    return new SloErrorBudgets(options);
  }

  readonly #clock: Clock;
  readonly #logger: LoggerService;
  readonly #slo: OtherPlugin;
  readonly #known = new Map<string, Known>();
  #failed = false;

  private constructor(options: Parameters<typeof SloErrorBudgets.create>[0]) {
    this.#clock = options.clock;
    this.#logger = options.logger;
    this.#slo = OtherPlugin.create({
      ...options,
      pluginId: 'slo',
      timeoutMs: TIMEOUT_MS,
    });
  }

  async of(services: readonly string[]): Promise<SpentBudget[]> {
    const now = this.#clock.now();
    const stale = [...new Set(services)].filter(
      service => now - (this.#known.get(service)?.at ?? -Infinity) > KEPT_MS,
    );
    for (let begin = 0; begin < stale.length; begin += SERVICES_PER_CALL) {
      await this.#ask(stale.slice(begin, begin + SERVICES_PER_CALL), now);
    }
    return services.flatMap(service => this.#known.get(service)?.budgets ?? []);
  }

  async #ask(services: string[], now: number): Promise<void> {
    try {
      const query = new URLSearchParams(
        services.map(service => ['service', service]),
      );
      const { items } = answerSchema.parse(
        await this.#slo.get('/budgets', { query }),
      );
      if (this.#known.size > MOST_KEPT) {
        this.#known.clear();
      }
      for (const service of services) {
        const budgets = items
          .filter(item => item.service === service)
          .flatMap(({ objectives }) =>
            objectives.flatMap(({ title, spent }) =>
              spent === undefined ? [] : [{ service, title, spent }],
            ),
          );
        this.#known.set(service, { at: now, budgets });
      }
      this.#failed = false;
    } catch (error) {
      // A portal without SLOs, or one whose SLOs are still starting, decides by the rest.
      if (!this.#failed) {
        this.#logger.info(
          `Error budgets are not known, so changes are decided without them: ${error}`,
        );
      }
      this.#failed = true;
      for (const service of services) {
        this.#known.set(service, { at: now, budgets: [] });
      }
    }
  }
}
