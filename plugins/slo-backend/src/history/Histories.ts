import { Breath } from '@fairway/backend-kit';
import {
  alertWindowsOf,
  windowBounds,
  type ExcludedTime,
  type Objective,
  type Slot,
} from '@fairway/plugin-slo-common';
import type { DaySum, HistoryStore } from '../store/HistoryStore';
import { COARSE_SECONDS, dayOf, DAY_MS, slotsOf, type Block } from './block';

const HOUR_MS = COARSE_SECONDS * 1_000;

/** An objective with the time that does not count of it. */
export interface CountedObjective {
  objective: Objective;
  exclusions: readonly ExcludedTime[];
}

/** Slots as the mathematics wants them, read from blocks. */
export class Histories {
  static create(options: { store: HistoryStore }): Histories {
    return new Histories(options.store);
  }

  readonly #store: HistoryStore;

  private constructor(store: HistoryStore) {
    this.#store = store;
  }

  /** From when on the slots of an objective have been read; undefined before the first look. */
  async knownFrom(objective: string): Promise<number | undefined> {
    const progress = await this.#store.progress([objective]);
    return progress.get(objective)?.from;
  }

  /** All that is known of a stretch of time, as fine as it is kept. */
  async slots(objective: string, from: number, to: number): Promise<Slot[]> {
    return merged(await this.#store.between(objective, dayOf(from), dayOf(to)));
  }

  /**
   * What budgets and burn rates of objectives take, where a window has just begun also of before it. A day that counts
   * as a whole comes as one slot, so that a month of many objectives is read without opening its blocks.
   */
  async forBudgets(
    counted: readonly CountedObjective[],
    now: number,
  ): Promise<Map<string, Slot[]>> {
    if (counted.length === 0) {
      return new Map();
    }
    const today = dayOf(now);
    const firstDays = new Map(
      counted.map(({ objective }) => [
        objective.id,
        dayOf(
          Math.min(
            windowBounds(objective.window, now).from,
            looksBackTo(objective, now),
          ),
        ),
      ]),
    );
    const sums = groupBy(
      await this.#store.sums({
        objectives: counted.map(({ objective }) => objective.id),
        from: Math.min(...firstDays.values()),
        to: today,
      }),
      ({ objective }) => objective,
    );
    const slots = new Map<string, Slot[]>();
    const toOpen = new Map<string, { days: number[]; objectives: string[] }>();
    for (const { objective, exclusions } of counted) {
      const first = firstDays.get(objective.id) ?? today;
      const days = (sums.get(objective.id) ?? []).filter(
        ({ day }) => day >= first,
      );
      const opened = daysToOpen({ objective, exclusions, days, first, now });
      slots.set(
        objective.id,
        days.filter(({ day }) => !opened.has(day)).flatMap(asSlot),
      );
      const key = [...opened].join(' ');
      const same = toOpen.get(key) ?? { days: [...opened], objectives: [] };
      same.objectives.push(objective.id);
      toOpen.set(key, same);
    }
    const breath = new Breath();
    for (const group of toOpen.values()) {
      const blocks = groupBy(
        await this.#store.blocks(group),
        ({ objective }) => objective,
      );
      for (const [id, own] of blocks) {
        slots.get(id)?.push(...merged(own));
        await breath.take();
      }
    }
    for (const own of slots.values()) {
      own.sort((a, b) => a.at - b.at);
    }
    return slots;
  }
}

/** Since when what happened makes a difference to burn rates and alerts, epoch milliseconds. */
export function looksBackTo(objective: Objective, now: number): number {
  const longest = Math.max(
    ...alertWindowsOf(objective).map(({ longSeconds }) => longSeconds),
    3 * 86_400,
  );
  return now - longest * 1_000;
}

/** Days of which the sum does not do: they count in part, or their slices have to be judged. */
function daysToOpen(options: {
  objective: Objective;
  exclusions: readonly ExcludedTime[];
  days: readonly DaySum[];
  first: number;
  now: number;
}): Set<number> {
  const { objective, exclusions, days, first, now } = options;
  const today = dayOf(now);
  if (objective.budgeting.method !== 'occurrences') {
    return new Set(days.map(({ day }) => day));
  }
  const opened = new Set([
    first,
    dayOf(windowBounds(objective.window, now).from),
    today,
  ]);
  // Hours and five minutes of one day, as it is where finer history begins.
  const once = new Set<number>();
  for (const { day } of days) {
    if (once.has(day)) {
      opened.add(day);
    }
    once.add(day);
  }
  const looksBack = looksBackTo(objective, now);
  for (const { from, to } of exclusions) {
    const isRecent = to > looksBack && from < now;
    const begin = isRecent ? Math.min(from, looksBack) : from;
    for (
      let day = Math.max(first, dayOf(begin));
      day <= Math.min(today, isRecent ? today : dayOf(to));
      day++
    ) {
      opened.add(day);
    }
  }
  return opened;
}

function asSlot({ day, seconds, bad, total }: DaySum): Slot[] {
  return seconds > 0 ? [{ at: day * DAY_MS, seconds, bad, total }] : [];
}

/** Five minutes where they say as much as the hour that they are part of, else the hour. */
function merged(blocks: readonly Block[]): Slot[] {
  const coarse = new Map<number, Slot>();
  const fine = new Map<number, Slot[]>();
  for (const block of blocks) {
    for (const slot of slotsOf(block)) {
      const hour = Math.floor(slot.at / HOUR_MS);
      if (block.resolution === COARSE_SECONDS) {
        coarse.set(hour, slot);
      } else {
        const own = fine.get(hour);
        if (own) {
          own.push(slot);
        } else {
          fine.set(hour, [slot]);
        }
      }
    }
  }
  for (const [hour, slot] of coarse) {
    const own = fine.get(hour) ?? [];
    const seen = own.reduce((sum, { seconds }) => sum + seconds, 0);
    if (seen < slot.seconds) {
      fine.set(hour, [slot]);
    }
  }
  return [...fine.values()].flat().sort((a, b) => a.at - b.at);
}

function groupBy<T>(
  items: readonly T[],
  keyOf: (item: T) => string,
): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const own = groups.get(key);
    if (own) {
      own.push(item);
    } else {
      groups.set(key, [item]);
    }
  }
  return groups;
}
