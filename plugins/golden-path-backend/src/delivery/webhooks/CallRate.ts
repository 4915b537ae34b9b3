import { WebhookRefusal } from './refusal';

const WINDOW_MS = 60_000;
/** Callers that are counted apart in one minute; beyond that nobody new is let in. */
const MAX_CALLERS = 10_000;

/** So many calls a minute of one caller, counted in this backend; each of several counts for itself. */
export class CallRate {
  readonly #perMinute: number;
  readonly #counts = new Map<string, number>();
  #begun = 0;
  #refused = 0;

  constructor(perMinute: number) {
    this.#perMinute = perMinute;
  }

  /** Whether the last refusal was the first of its minute: one is told, and the others are like it. */
  get firstRefusal(): boolean {
    return this.#refused === 1;
  }

  /** @throws WebhookRefusal `too-many` */
  take({ caller, now }: { caller: string; now: number }): void {
    if (now - this.#begun >= WINDOW_MS) {
      this.#counts.clear();
      this.#begun = now;
      this.#refused = 0;
    }
    const count = (this.#counts.get(caller) ?? 0) + 1;
    if (
      count > this.#perMinute ||
      (count === 1 && this.#counts.size >= MAX_CALLERS)
    ) {
      this.#refused += 1;
      throw new WebhookRefusal(
        'too-many',
        `More than ${
          this.#perMinute
        } calls in a minute; send again in a minute, or have fairway.delivery.limits.perMinute raised.`,
      );
    }
    this.#counts.set(caller, count);
  }
}
