import type {
  Objective,
  Reading,
  SliSource,
  Slot,
} from '@fairway/plugin-slo-common';

/** A source in memory: each service fails at a rate that tests can set. */
export class MemorySource implements SliSource {
  readonly id = 'memory';
  readonly title = 'Memory';
  /** Share of bad events by service; 0 where nothing is set. */
  readonly errorRatios = new Map<string, number>();
  down = false;

  knows(): boolean {
    return true;
  }

  async ratios(options: { objectives: Objective[]; windows: string[] }) {
    const { objectives, windows } = options;
    if (this.down) {
      return { readings: new Map(), failures: [this.#failure(objectives)] };
    }
    return {
      readings: new Map(
        objectives.map(objective => [
          objective.id,
          new Map(
            windows.map((window): [string, Reading] => [
              window,
              {
                kind: 'value',
                errorRatio: this.#ratioOf(objective),
                events: { bad: 1000 * this.#ratioOf(objective), total: 1000 },
              },
            ]),
          ),
        ]),
      ),
      failures: [],
    };
  }

  async slots(options: {
    objectives: Objective[];
    from: number;
    to: number;
    stepSeconds: number;
  }) {
    const { objectives, from, to, stepSeconds } = options;
    if (this.down) {
      return {
        slots: new Map(),
        unusable: new Map(),
        failures: [this.#failure(objectives)],
      };
    }
    return {
      slots: new Map(
        objectives.map(objective => [
          objective.id,
          this.#slotsOf(objective, { from, to, stepSeconds }),
        ]),
      ),
      unusable: new Map(),
      failures: [],
    };
  }

  #slotsOf(
    objective: Objective,
    of: { from: number; to: number; stepSeconds: number },
  ): Slot[] {
    const slots: Slot[] = [];
    const step = of.stepSeconds * 1000;
    for (let at = of.from; at < of.to; at += step) {
      const total = of.stepSeconds * 10;
      slots.push({
        at,
        seconds: of.stepSeconds,
        total,
        bad: total * this.#ratioOf(objective),
      });
    }
    return slots;
  }

  #ratioOf({ service }: Objective): number {
    return this.errorRatios.get(service) ?? 0;
  }

  #failure(objectives: Objective[]) {
    return {
      objectives: objectives.map(({ id }) => id),
      message: 'the memory is switched off; switch it on',
    };
  }
}
