/** Where a process dies: at which of its calls, and whether before or after the call took effect. */
export interface CrashPoint {
  call: number;
  when: 'before' | 'after';
}

/**
 * Has a process die at one of its calls to what outlives it. From then on no call of it reaches anything, as if it
 * had been killed.
 */
export class Mortal {
  died = false;
  #calls = 0;
  readonly #point: CrashPoint | undefined;

  constructor(point?: CrashPoint) {
    this.#point = point;
  }

  /** The same, for as long as the process lives. */
  with<T extends object>(target: T): T {
    return new Proxy(target, {
      get: (_, key) => {
        const value: unknown = Reflect.get(target, key, target);
        return typeof value === 'function'
          ? (...given: unknown[]) =>
              this.#call(() => value.apply(target, given))
          : value;
      },
    });
  }

  async #call<T>(call: () => T): Promise<Awaited<T>> {
    this.#calls += 1;
    const isHere = this.#calls === this.#point?.call;
    if (this.died || (isHere && this.#point?.when === 'before')) {
      this.#die();
    }
    const answer = await call();
    if (this.died || isHere) {
      this.#die();
    }
    return answer;
  }

  #die(): never {
    this.died = true;
    throw new Error('killed');
  }
}
