import type { Objective, Slot } from './model';

/** Where indicators are read from: a Prometheus-compatible store, or the demo estate. */

/** What a source knows of one objective and window. @public */
export type Reading =
  | {
      kind: 'value';
      /** Share of bad events in [0, 1]. */
      errorRatio: number;
      /** Events in the window, where they are known. */
      events?: { bad: number; total: number };
      /** There are events, and no series of bad ones: taken as none that is bad. */
      noBadSeries?: true;
    }
  /** No series, or no event in the window: `idle` where the series are there and nothing happened. */
  | { kind: 'no-data'; idle?: true }
  /** An answer that must not become a number. */
  | {
      kind: 'unusable';
      why: 'nan' | 'infinite' | 'out-of-range' | 'duplicated' | 'partial';
      /** What was answered, in words. */
      message: string;
    };

/** A part of what was asked that could not be answered. @public */
export interface SourceFailure {
  objectives: string[];
  /** Down, too slow, refused: in words, with what to do. */
  message: string;
}

/** @public */
export interface RatiosAnswer {
  /** By id of the objective, by window as asked. */
  readings: Map<string, Map<string, Reading>>;
  failures: SourceFailure[];
}

/** @public */
export interface SlotsAnswer {
  /** By id of the objective, oldest first; stretches without data are left out. */
  slots: Map<string, Slot[]>;
  /** By id: answers that must not become numbers. */
  unusable: Map<string, Extract<Reading, { kind: 'unusable' }>>;
  failures: SourceFailure[];
}

/**
 * Answers for many objectives at once. What fails for some is told in `failures` and does not keep the others from an
 * answer; it throws only when the caller's signal ends it.
 * @public
 */
export interface SliSource {
  id: string;
  /** For people: `Prometheus at https://…`. */
  title: string;
  /** Whether it answers for this objective; the first source that does is asked. */
  knows(objective: Objective): boolean;
  /** The share of bad events over each window (PromQL durations) that ends at `at`, epoch milliseconds. */
  ratios(options: {
    objectives: Objective[];
    windows: string[];
    at: number;
    signal?: AbortSignal;
  }): Promise<RatiosAnswer>;
  /** Slots of `stepSeconds` from `from` to `to`, epoch milliseconds and multiples of the step. */
  slots(options: {
    objectives: Objective[];
    from: number;
    to: number;
    stepSeconds: number;
    signal?: AbortSignal;
  }): Promise<SlotsAnswer>;
}
