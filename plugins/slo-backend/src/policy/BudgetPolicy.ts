import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Clock, OtherPlugin } from '@fairway/backend-kit';
import type { BudgetPolicyStanding } from '@fairway/plugin-slo-common';
import { z } from 'zod';

/** A contract changes by a request that people review; nobody waits for it. */
const KEPT_MS = 60_000;

/** Percent that rounding may leave out: 0.29 × 100 is less than 29. */
const DUST = 1e-7;

const contractSchema = z.object({
  contract: z.object({
    environments: z
      .array(z.object({ name: z.string(), production: z.boolean().optional() }))
      .optional(),
    slo: z
      .object({
        minimumEvents: z.number().min(0).optional(),
        budgetPolicy: z
          .array(
            z.object({
              spentPercent: z.number(),
              consequence: z.string(),
              review: z.boolean().optional(),
            }),
          )
          .optional(),
      })
      .optional(),
  }),
});

/** What the contract says of budgets. */
export interface BudgetRules {
  /** With fewer events there is no verdict. */
  minimumEvents: number;
  /** By the share that is spent, lowest first. */
  rules: { spentPercent: number; consequence: string }[];
  /** Environments of production. */
  production: string[];
}

/** Where the contract says nothing, or nothing can be heard of it. */
export const DEFAULT_RULES: BudgetRules = {
  minimumEvents: 100,
  production: ['prod'],
  rules: [
    {
      spentPercent: 50,
      consequence: 'Look at what spends it before the next risky release',
    },
    {
      spentPercent: 100,
      consequence: 'Changes wait for a reviewer until the budget recovers',
    },
  ],
};

interface BudgetPolicyOptions {
  clock: Clock;
  goldenPath: Pick<OtherPlugin, 'get'>;
  logger: LoggerService;
}

/** Reads what is to happen when budgets go from the platform contract, as the plugin itself. */
export class BudgetPolicy {
  static create(options: BudgetPolicyOptions): BudgetPolicy {
    return new BudgetPolicy(options);
  }

  readonly #options: BudgetPolicyOptions;
  #known = DEFAULT_RULES;
  #askedAt = -Infinity;
  #asking?: Promise<void>;
  #isFailing = false;

  private constructor(options: BudgetPolicyOptions) {
    this.#options = options;
  }

  /** What was heard last while the golden path does not answer. Never fails. */
  async rules(): Promise<BudgetRules> {
    const now = this.#options.clock.now();
    if (now - this.#askedAt >= KEPT_MS || now < this.#askedAt) {
      this.#asking ??= this.#ask().finally(() => {
        this.#askedAt = now;
        this.#asking = undefined;
      });
      await this.#asking;
    }
    return this.#known;
  }

  /** What of it holds now, with so much spent. */
  async standing(spent: number | undefined): Promise<BudgetPolicyStanding> {
    const { rules } = await this.rules();
    return {
      ...(spent !== undefined && { spent }),
      rules: rules.map(({ spentPercent, consequence }) => ({
        spentPercent,
        consequence,
        holds: spent !== undefined && spent * 100 >= spentPercent - DUST,
      })),
    };
  }

  async #ask(): Promise<void> {
    try {
      this.#known = await this.#read();
      this.#isFailing = false;
    } catch (error) {
      const message = `The contract's rules for error budgets cannot be read; what was known stays: ${error}`;
      // Said once, not every minute.
      if (this.#isFailing) {
        this.#options.logger.debug(message);
      } else {
        this.#options.logger.warn(message);
      }
      this.#isFailing = true;
    }
  }

  async #read(): Promise<BudgetRules> {
    const answer = await this.#options.goldenPath.get('/contract');
    const { environments, slo } = contractSchema.parse(answer).contract;
    const production = (environments ?? []).filter(each => each.production);
    return {
      minimumEvents: slo?.minimumEvents ?? DEFAULT_RULES.minimumEvents,
      rules: [...(slo?.budgetPolicy ?? DEFAULT_RULES.rules)].sort(
        (a, b) => a.spentPercent - b.spentPercent,
      ),
      production: production.map(({ name }) => name),
    };
  }
}
