/** The same work again and again: one runs, one waits at most, and whoever wants it meanwhile gets the one that waits. */
export class Latest<T> {
  #running: Promise<unknown> = Promise.resolve();
  #waiting?: Promise<T>;

  /** Answers what a run does that begins after the call. */
  run(work: () => Promise<T>): Promise<T> {
    this.#waiting ??= this.#begin(work);
    return this.#waiting;
  }

  #begin(work: () => Promise<T>): Promise<T> {
    const turn = this.#running.then(() => {
      this.#waiting = undefined;
      return work();
    });
    this.#running = turn.catch(() => {});
    return turn;
  }
}
