/** Longest stretch of work before others get their turn; a keystroke's answer may not wait longer. */
const SLICE_MS = 15;

/** Lets requests through while much is worked off on the one thread that answers them. */
export class Breath {
  #since = performance.now();

  /** To be awaited after each piece of work; gives way only when a slice is used up. */
  async take(): Promise<void> {
    if (performance.now() - this.#since >= SLICE_MS) {
      await new Promise(resolve => setImmediate(resolve));
      this.#since = performance.now();
    }
  }
}
