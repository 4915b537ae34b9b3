/**
 * Which service answers for a file that several derive: the first by name that does, so that it is compared and told
 * of once.
 */
export class SharedFiles {
  readonly #of = new Map<string, ReadonlySet<string>>();
  readonly #sets = new Map<string, ReadonlySet<string>>();
  readonly #reporter = new Map<string, string>();

  /** Whether any service derives the file. */
  has(path: string): boolean {
    return this.#reporter.has(path);
  }

  /** Paths that some service derives. */
  paths(): Iterable<string> {
    return this.#reporter.keys();
  }

  reporterOf(path: string): string | undefined {
    return this.#reporter.get(path);
  }

  /**
   * States what a service derives beside its own, nothing when it is gone.
   * @returns other services that now answer for more or fewer files than before.
   */
  set(service: string, paths: readonly string[]): Set<string> {
    const moved = new Set<string>();
    const before = this.#of.get(service);
    const now = this.#interned(paths);
    if (now.size === 0) {
      this.#of.delete(service);
    } else {
      this.#of.set(service, now);
    }
    for (const path of before ?? []) {
      if (!now.has(path) && this.#reporter.get(path) === service) {
        this.#handOver(path, moved);
      }
    }
    for (const path of now) {
      const reporter = this.#reporter.get(path);
      if (reporter === undefined || service < reporter) {
        this.#reporter.set(path, service);
        if (reporter !== undefined) {
          moved.add(reporter);
        }
      }
    }
    moved.delete(service);
    return moved;
  }

  #handOver(path: string, moved: Set<string>): void {
    let next: string | undefined;
    for (const [service, paths] of this.#of) {
      if (paths.has(path) && (next === undefined || service < next)) {
        next = service;
      }
    }
    if (next === undefined) {
      this.#reporter.delete(path);
    } else {
      this.#reporter.set(path, next);
      moved.add(next);
    }
  }

  /** Services of one team and system share the same few lists. */
  #interned(paths: readonly string[]): ReadonlySet<string> {
    const key = paths.join('\n');
    const known = this.#sets.get(key) ?? new Set(paths);
    this.#sets.set(key, known);
    return known;
  }
}
