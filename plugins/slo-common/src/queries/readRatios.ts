import type { Objective } from '../model';
import type { Reading } from '../source';
import { figureOf, partial, readingOf, type Figure } from './figure';
import { secondsOfWindow } from './window';
import { assign, type PlannedQuery, type Quantity } from './plannedQuery';

/** A series of an instant query; `value` as text, missing for histograms. @public */
export interface InstantSeries {
  labels: Record<string, string>;
  value?: string;
}

/** Puts the numbers of many answers together. @public */
export class RatioBook {
  readonly #figures = new Map<
    string,
    Map<string, Partial<Record<Quantity, Figure>>>
  >();

  /** @param warning - why the answer is not whole, when it is not */
  add(query: PlannedQuery, series: InstantSeries[], warning?: string): void {
    for (const [{ objective, quantity }, own] of assign(query, series)) {
      const windows = this.#figures.get(objective) ?? new Map();
      const figures = windows.get(query.window) ?? {};
      figures[quantity] =
        warning === undefined ? figureOf(own) : partial(warning);
      windows.set(query.window, figures);
      this.#figures.set(objective, windows);
    }
  }

  /**
   * Those for which rules record nothing although it could be asked for in two parts, by window: a ratio of two series
   * is not there where one of them is not.
   */
  notRecorded(objectives: Objective[]): Map<string, Objective[]> {
    const byWindow = new Map<string, Objective[]>();
    for (const objective of objectives) {
      const { id, sli } = objective;
      const hasParts = sli.kind === 'events' || sli.of !== undefined;
      for (const [window, { ratio }] of this.#figures.get(id) ?? []) {
        if (hasParts && ratio?.kind === 'no-data') {
          byWindow.set(window, [...(byWindow.get(window) ?? []), objective]);
        }
      }
    }
    return byWindow;
  }

  /** By id, by window; what was not answered is not in it. */
  readings(objectives: Objective[]): Map<string, Map<string, Reading>> {
    const all = new Map<string, Map<string, Reading>>();
    for (const { id, sli } of objectives) {
      const readings = new Map<string, Reading>();
      for (const [window, figures] of this.#figures.get(id) ?? []) {
        const reading = readingOf({
          sli,
          figures,
          windowSeconds: secondsOfWindow(window),
        });
        if (reading) {
          readings.set(window, reading);
        }
      }
      if (readings.size > 0) {
        all.set(id, readings);
      }
    }
    return all;
  }
}
