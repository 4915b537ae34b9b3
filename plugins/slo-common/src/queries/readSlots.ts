import type { Objective, Slot } from '../model';
import type { SlotsAnswer } from '../source';
import {
  duplicated,
  numberOf,
  ofEvents,
  partial,
  shareOf,
  unusable,
  type Figure,
} from './figure';
import type { SlotsQuery } from './planSlots';
import { assign, type Quantity } from './plannedQuery';

type Unusable = Extract<Figure, { kind: 'unusable' }>;

/** A series of a range query: points in epoch seconds, values as text. @public */
export interface RangeSeries {
  labels: Record<string, string>;
  points: [number, string][];
  /** It has histograms, which are no numbers. */
  histograms?: boolean;
}

type Figures = Partial<Record<Quantity, number>>;

/** Ends of slots in epoch milliseconds, both included. */
interface Stretch {
  from: number;
  to: number;
}

/** Puts the slots of many answers together. @public */
export class SlotBook {
  /** By objective, by end of the slot in epoch milliseconds. */
  readonly #figures = new Map<string, Map<number, Figures>>();
  readonly #unusable = new Map<string, Unusable>();
  /** What could not become a slot: by objective, the newest. */
  readonly #left = new Map<string, { end: number; why: Unusable }>();
  /** For which time it was answered what was bad, by objective; it may have been nothing at all. */
  readonly #badAnswered = new Map<string, Stretch[]>();
  readonly #stepSeconds: number;

  constructor(stepSeconds: number) {
    this.#stepSeconds = stepSeconds;
  }

  /** @param warning - why the answer is not whole, when it is not */
  add(
    { query, from, to }: SlotsQuery,
    series: RangeSeries[],
    warning?: string,
  ): void {
    for (const [{ objective, quantity }, own] of assign(query, series)) {
      if (warning !== undefined) {
        this.#unusable.set(objective, partial(warning));
      } else {
        this.#addSeries(objective, quantity, own);
        if (quantity === 'bad') {
          const answered = this.#badAnswered.get(objective) ?? [];
          this.#badAnswered.set(objective, [...answered, { from, to }]);
        }
      }
    }
  }

  /**
   * Slots by id, oldest first, and what must not become one. A slot in between that is no number is only left out:
   * an objective is unusable where nothing of it is a number, or the newest is not.
   */
  answer(objectives: Objective[]): Pick<SlotsAnswer, 'slots' | 'unusable'> {
    const slots = new Map<string, Slot[]>();
    for (const objective of objectives) {
      const { id } = objective;
      const own = [...(this.#figures.get(id) ?? [])]
        .sort(([a], [b]) => a - b)
        .flatMap(([end, figures]) => this.#slotOf(objective, end, figures));
      if (own.length > 0) {
        slots.set(id, own);
      }
      const left = this.#left.get(id);
      if (left && left.end > (own.at(-1)?.at ?? 0) + this.#stepSeconds * 1000) {
        this.#unusable.set(id, left.why);
      }
    }
    return { slots, unusable: this.#unusable };
  }

  #addSeries(objective: string, quantity: Quantity, series: RangeSeries[]) {
    if (series.some(({ histograms }) => histograms)) {
      this.#unusable.set(
        objective,
        unusable('nan', 'It answers histograms where numbers were expected.'),
      );
      return;
    }
    const byEnd = this.#figures.get(objective) ?? new Map<number, Figures>();
    this.#figures.set(objective, byEnd);
    // Labels of a series may change from one day to the next; only two at the same moment contradict each other.
    const twice = new Set<number>();
    for (const { points } of series) {
      for (const [seconds, text] of points) {
        const end = Math.round(seconds * 1000);
        const figures = byEnd.get(end) ?? {};
        if (figures[quantity] !== undefined) {
          twice.add(end);
        }
        figures[quantity] = numberOf(text) ?? NaN;
        byEnd.set(end, figures);
      }
    }
    for (const end of twice) {
      byEnd.delete(end);
      this.#leave(objective, end, duplicated(series));
    }
  }

  #slotOf({ id, sli }: Objective, end: number, figures: Figures): Slot[] {
    const seconds = this.#stepSeconds;
    const slot = { at: end - seconds * 1000, seconds };
    const { ratio, total } = figures;
    if (ratio !== undefined) {
      const share = Number.isNaN(ratio) ? undefined : shareOf(ratio);
      if (typeof share === 'number') {
        return [{ ...slot, bad: share * seconds, total: seconds }];
      }
      return share ? this.#leave(id, end, share) : [];
    }
    const bad = figures.bad ?? this.#nothingBad(id, end);
    if (bad === undefined || total === undefined) {
      return [];
    }
    if (bad === 0 && total === 0) {
      return [{ ...slot, bad: 0, total: 0 }];
    }
    const reading = ofEvents({ bad: bad * seconds, total: total * seconds });
    if (reading.kind === 'value' && reading.events) {
      return [
        sli.kind === 'events'
          ? { ...slot, ...reading.events }
          : { ...slot, bad: reading.errorRatio * seconds, total: seconds },
      ];
    }
    return reading.kind === 'unusable' && reading.why !== 'nan'
      ? this.#leave(id, end, reading)
      : [];
  }

  /** None, where it was asked for and no series was there: counters of errors come with the first error. */
  #nothingBad(objective: string, end: number): 0 | undefined {
    const answered = this.#badAnswered.get(objective) ?? [];
    return answered.some(({ from, to }) => from <= end && end <= to)
      ? 0
      : undefined;
  }

  #leave(objective: string, end: number, why: Unusable): Slot[] {
    if (end > (this.#left.get(objective)?.end ?? 0)) {
      this.#left.set(objective, { end, why });
    }
    return [];
  }
}
