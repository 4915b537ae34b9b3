/** The answers given last, for questions whose answers never change (commits do not). */
export class Recent<T> {
  readonly #entries = new Map<string, Promise<T>>();
  readonly #limit: number;

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** The kept answer, or that of `ask`; a failure is not kept. */
  async get(key: string, ask: () => Promise<T>): Promise<T> {
    const answer = this.#entries.get(key) ?? ask();
    this.#entries.delete(key);
    this.#entries.set(key, answer);
    for (const oldest of this.#entries.keys()) {
      if (this.#entries.size <= this.#limit) {
        break;
      }
      this.#entries.delete(oldest);
    }
    try {
      return await answer;
    } catch (error) {
      if (this.#entries.get(key) === answer) {
        this.#entries.delete(key);
      }
      throw error;
    }
  }
}
