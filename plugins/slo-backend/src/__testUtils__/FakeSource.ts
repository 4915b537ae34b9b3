import {
  secondsOfPromDuration,
  type Objective,
  type RatiosAnswer,
  type Reading,
  type SliSource,
  type Slot,
  type SlotsAnswer,
} from '@fairway/plugin-slo-common';

const STEP_MS = 300_000;

/** Events of five minutes that begin then; nothing where there is no series. */
export type Behaviour = (
  at: number,
) => { bad: number; total: number } | undefined;

const quiet: Behaviour = () => ({ bad: 0, total: 1_000 });

const notANumber: Extract<Reading, { kind: 'unusable' }> = {
  kind: 'unusable',
  why: 'nan',
  message: 'The source answered NaN.',
};

/** A source in memory that does as it is told. */
export class FakeSource implements SliSource {
  readonly id: string;
  readonly title: string;
  /** How services do; those that are not named serve 1,000 good events in five minutes. */
  readonly behaviours = new Map<string, Behaviour>();
  down = false;
  /** Never answers, whatever its signal says. */
  hangs = false;
  /** Ids that fail while others are answered. */
  readonly failing = new Set<string>();
  /** Ids for which it answers NaN and says so. */
  readonly nan = new Set<string>();
  /** Ids for which it answers NaN as if it were a number. */
  readonly dishonest = new Set<string>();
  readonly asked = { ratios: 0, slots: 0 };
  /** Stretches that were asked for, as `from to step`. */
  readonly stretches: [from: number, to: number, step: number][] = [];

  constructor(id = 'fake') {
    this.id = id;
    this.title = `Source ${id}`;
  }

  knows(): boolean {
    return true;
  }

  async ratios(options: {
    objectives: Objective[];
    windows: string[];
    at: number;
  }): Promise<RatiosAnswer> {
    this.asked.ratios++;
    const { objectives, windows, at } = options;
    const { answering, failures } = await this.#answering(objectives);
    return {
      readings: new Map(
        answering.map(objective => [
          objective.id,
          new Map(
            windows.map(window => [
              window,
              this.#reading(objective, window, at),
            ]),
          ),
        ]),
      ),
      failures,
    };
  }

  async slots(options: {
    objectives: Objective[];
    from: number;
    to: number;
    stepSeconds: number;
  }): Promise<SlotsAnswer> {
    this.asked.slots++;
    const { objectives, from, to, stepSeconds } = options;
    this.stretches.push([from, to, stepSeconds]);
    const { answering, failures } = await this.#answering(objectives);
    const unusable: SlotsAnswer['unusable'] = new Map();
    const slots: SlotsAnswer['slots'] = new Map();
    for (const objective of answering) {
      if (this.nan.has(objective.id)) {
        unusable.set(objective.id, notANumber);
      } else {
        slots.set(
          objective.id,
          this.#slots({ objective, from, to, stepMs: stepSeconds * 1_000 }),
        );
      }
    }
    return { slots, unusable, failures };
  }

  async #answering(objectives: Objective[]) {
    if (this.hangs) {
      await new Promise(() => {});
    }
    if (this.down) {
      throw new Error('connect ECONNREFUSED; look whether it runs');
    }
    const failed = objectives.filter(({ id }) => this.failing.has(id));
    return {
      answering: objectives.filter(({ id }) => !this.failing.has(id)),
      failures:
        failed.length > 0
          ? [
              {
                objectives: failed.map(({ id }) => id),
                message: 'query processing would load too many samples',
              },
            ]
          : [],
    };
  }

  #reading(objective: Objective, window: string, at: number): Reading {
    if (this.nan.has(objective.id)) {
      return notANumber;
    }
    if (this.dishonest.has(objective.id)) {
      return { kind: 'value', errorRatio: NaN };
    }
    const to = Math.floor(at / STEP_MS) * STEP_MS;
    const from = to - (secondsOfPromDuration(window) ?? 0) * 1_000;
    let [bad, total] = [0, 0];
    for (const slot of this.#slots({ objective, from, to, stepMs: STEP_MS })) {
      bad += slot.bad;
      total += slot.total;
    }
    return total > 0
      ? { kind: 'value', errorRatio: bad / total, events: { bad, total } }
      : { kind: 'no-data' };
  }

  #slots(options: {
    objective: Objective;
    from: number;
    to: number;
    stepMs: number;
  }): Slot[] {
    const { objective, from, to, stepMs } = options;
    const behaviour = this.behaviours.get(objective.service) ?? quiet;
    const slots: Slot[] = [];
    for (let at = from; at < to; at += stepMs) {
      const slot: Slot = { at, seconds: 0, bad: 0, total: 0 };
      for (let step = at; step < at + stepMs; step += STEP_MS) {
        const seen = behaviour(step);
        if (seen) {
          slot.seconds += STEP_MS / 1_000;
          slot.bad += seen.bad;
          slot.total += seen.total;
        }
      }
      if (slot.seconds > 0) {
        slots.push(slot);
      }
    }
    return slots;
  }
}
