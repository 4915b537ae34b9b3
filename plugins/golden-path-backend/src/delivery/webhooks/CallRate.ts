import { isIPv6 } from 'node:net';
import { WebhookRefusal } from './refusal';

const WINDOW_MS = 60_000;
/** Callers that are counted apart in one minute; beyond that the first of them are forgotten, and nobody is shut out. */
const MAX_CALLERS = 10_000;

/** A caller has used up its minute. */
export class TooManyCalls extends WebhookRefusal {
  /** The first of its minute: one is told, and the others are like it. */
  readonly isFirst: boolean;

  constructor(options: { perMinute: number; isFirst: boolean }) {
    super(
      'too-many',
      `More than ${options.perMinute} calls in a minute; send again in a minute, or have fairway.delivery.limits.perMinute raised.`,
    );
    this.isFirst = options.isFirst;
  }
}

/** So many calls a minute of one caller, counted in this backend; each of several counts for itself. */
export class CallRate {
  readonly #perMinute: number;
  readonly #counts = new Map<string, number>();
  #begun = 0;

  constructor(perMinute: number) {
    this.#perMinute = perMinute;
  }

  /** Whether the next call would be one too many. */
  isUsedUp({ caller, now }: { caller: string; now: number }): boolean {
    return (
      now - this.#begun < WINDOW_MS &&
      (this.#counts.get(caller) ?? 0) >= this.#perMinute
    );
  }

  /** @throws TooManyCalls */
  take({ caller, now }: { caller: string; now: number }): void {
    if (now - this.#begun >= WINDOW_MS) {
      this.#counts.clear();
      this.#begun = now;
    }
    const count = (this.#counts.get(caller) ?? 0) + 1;
    if (count === 1 && this.#counts.size >= MAX_CALLERS) {
      const [first] = this.#counts.keys();
      this.#counts.delete(first);
    }
    this.#counts.set(caller, count);
    if (count > this.#perMinute) {
      throw new TooManyCalls({
        perMinute: this.#perMinute,
        isFirst: count === this.#perMinute + 1,
      });
    }
  }
}

/** So many at a time of one caller. */
export class AtOnce {
  readonly #limit: number;
  readonly #running = new Map<string, number>();

  constructor(limit: number) {
    this.#limit = limit;
  }

  isFull(caller: string): boolean {
    return (this.#running.get(caller) ?? 0) >= this.#limit;
  }

  async run<T>(caller: string, work: () => Promise<T>): Promise<T> {
    this.#running.set(caller, (this.#running.get(caller) ?? 0) + 1);
    try {
      return await work();
    } finally {
      const left = (this.#running.get(caller) ?? 1) - 1;
      if (left > 0) {
        this.#running.set(caller, left);
      } else {
        this.#running.delete(caller);
      }
    }
  }
}

/** An address, or the network of one of IPv6: whoever has one of those has all 2^64 of its network. */
export function networkOf(address: string): string {
  const [, v4] = /^::ffff:([0-9.]+)$/i.exec(address) ?? [];
  if (v4 || !isIPv6(address)) {
    return v4 ?? address;
  }
  const [head, tail] = address
    .split('%')[0]
    .split('::')
    .map(half => half.split(':').filter(Boolean));
  const zeros = Math.max(0, 8 - head.length - (tail?.length ?? 0));
  return [...head, ...Array<string>(zeros).fill('0'), ...(tail ?? [])]
    .slice(0, 4)
    .map(group => parseInt(group, 16).toString(16))
    .join(':');
}
