import { CostExceeded } from '../celError';

/** Costs that one expression may come to, by the API server's `PerCallLimit`. */
export const MOST_PER_EXPRESSION = 1_000_000;

/** What is left for all expressions of a policy together. */
export interface Budget {
  left: number;
}

/** One evaluation: what the variables are, those of the comprehensions, and what it has cost so far. */
export class Frame {
  cost = 0;
  readonly locals: unknown[] = [];

  constructor(readonly variables: object) {}

  charge(cost: number): void {
    this.cost += cost;
    if (this.cost > MOST_PER_EXPRESSION) {
      throw new CostExceeded('operation cancelled: actual cost limit exceeded');
    }
  }
}

/** A compiled node. */
export type Run = (frame: Frame) => unknown;
