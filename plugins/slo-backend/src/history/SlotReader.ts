import type {
  Objective,
  Reading,
  SliSource,
  Slot,
  SlotsAnswer,
} from '@fairway/plugin-slo-common';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { answerOf, messagesOf } from '../collect/asking';
import type { HistoryStore, Portion, Progress } from '../store/HistoryStore';
import { DAY_MS, FINE_SECONDS } from './block';
import {
  earlierStretch,
  furthestOf,
  goalOf,
  indicatorOf,
  nextStretch,
  settledAt,
  type Retention,
  type Stretch,
} from './portions';

/** More portions than this have to wait for the next look. */
const MOST_PORTIONS = 40;
/** So often a portion of the past is asked for; then it is left a gap. */
const MOST_FAILURES = 5;
/** So long an answer that is no number may become one; then it is left a gap. */
const UNUSABLE_MS = 3_600_000;
/** Clocks of several backends differ by less. */
const STEP_MS = FINE_SECONDS * 1_000;

type Unusable = Extract<Reading, { kind: 'unusable' }>;

interface Batch {
  source: SliSource;
  objectives: readonly Objective[];
  /** Epoch milliseconds. */
  now: number;
  signal?: AbortSignal;
}

/** How the history of the objectives of a batch stands. */
export interface CaughtUp {
  progress: Map<string, Progress>;
  /** Messages by objective. */
  failures: Map<string, string>;
  unusable: Map<string, Unusable>;
}

interface Wish {
  before: Progress;
  stretch: Stretch;
}

/** Reads slots from sources into the history: what happened since, and what happened before it was first looked at. */
export class SlotReader {
  static create(options: {
    askMs: number;
    logger: LoggerService;
    retention: Retention;
    store: HistoryStore;
  }): SlotReader {
    return new SlotReader(options);
  }

  readonly #options: {
    askMs: number;
    logger: LoggerService;
    retention: Retention;
    store: HistoryStore;
  };

  private constructor(options: {
    askMs: number;
    logger: LoggerService;
    retention: Retention;
    store: HistoryStore;
  }) {
    this.#options = options;
  }

  /** What happened since the last time, however long that is ago. */
  async catchUp(batch: Batch): Promise<CaughtUp> {
    const { objectives, now } = batch;
    const { retention } = this.#options;
    const progress = await this.#begun(objectives, now);
    const caughtUp: CaughtUp = {
      progress,
      failures: new Map(),
      unusable: new Map(),
    };
    for (let round = 0; round < MOST_PORTIONS; round++) {
      const wishes = [...progress.values()].flatMap((before): Wish[] => {
        const { objective } = before;
        const isStuck =
          caughtUp.failures.has(objective) || caughtUp.unusable.has(objective);
        const stretch = isStuck
          ? undefined
          : nextStretch(before, now, retention);
        return stretch ? [{ before, stretch }] : [];
      });
      if (wishes.length === 0) {
        break;
      }
      const written = await this.#read(batch, wishes, (wish, answer) => {
        const { before, stretch } = wish;
        const { objective } = before;
        if (answer.failure !== undefined) {
          caughtUp.failures.set(objective, answer.failure);
          return undefined;
        }
        if (answer.unusable) {
          caughtUp.unusable.set(objective, answer.unusable);
          if (now - stretch.to < UNUSABLE_MS) {
            return undefined;
          }
        }
        return { ...before, to: stretch.to };
      });
      for (const after of written) {
        progress.set(after.objective, after);
      }
    }
    return caughtUp;
  }

  /** Whether the history of an objective reaches back over its window; never when its window cannot be read. */
  reaches(objective: Objective, progress: Progress, now: number): boolean {
    const goal = goalOf(objective, now, this.#options.retention);
    return goal !== undefined && progress.from <= goal;
  }

  /**
   * One portion of what happened before, for each objective that lacks one.
   *
   * @returns those whose history has become whole, and those that got on and still lack some
   */
  async fillBack(
    batch: Batch,
  ): Promise<{ whole: Set<string>; lacking: Set<string> }> {
    const { objectives, now } = batch;
    const { retention, store } = this.#options;
    const progress = await store.progress(objectives.map(({ id }) => id));
    const wishes = objectives.flatMap((objective): Wish[] => {
      const before = progress.get(objective.id);
      const goal = goalOf(objective, now, retention);
      const stretch =
        before &&
        goal !== undefined &&
        earlierStretch({
          progress: before,
          goal: furthestOf(objective, goal, now, retention),
          now,
          retention,
        });
      return before && stretch ? [{ before, stretch }] : [];
    });
    const written = await this.#read(batch, wishes, (wish, answer) => {
      const { before, stretch } = wish;
      // A part of the store that is away comes back; other answers that are no numbers stay what they are.
      const failure =
        answer.failure ??
        (answer.unusable?.why === 'partial'
          ? answer.unusable.message
          : undefined);
      if (failure !== undefined && before.failures + 1 < MOST_FAILURES) {
        return { ...before, failures: before.failures + 1 };
      }
      if (failure !== undefined) {
        this.#options.logger.warn(
          `History of ${before.objective} has a gap from ${new Date(
            stretch.from,
          ).toISOString()} to ${new Date(
            stretch.to,
          ).toISOString()}: ${failure}`,
        );
      }
      return { ...before, from: stretch.from, failures: 0 };
    });
    const byId = new Map(
      objectives.map(objective => [objective.id, objective]),
    );
    const filled = { whole: new Set<string>(), lacking: new Set<string>() };
    for (const after of written) {
      const objective = byId.get(after.objective);
      const before = progress.get(after.objective);
      if (objective && before && after.failures === 0) {
        if (
          this.reaches(objective, after, now) &&
          !this.reaches(objective, before, now)
        ) {
          filled.whole.add(objective.id);
        }
        if (this.#lacks(objective, after, now)) {
          filled.lacking.add(objective.id);
        }
      }
    }
    return filled;
  }

  /** Whether there is more to be read of before, for the charts too. */
  #lacks(objective: Objective, progress: Progress, now: number): boolean {
    const { retention } = this.#options;
    const goal = goalOf(objective, now, retention);
    return (
      goal !== undefined &&
      progress.from > furthestOf(objective, goal, now, retention)
    );
  }

  async #begun(
    objectives: readonly Objective[],
    now: number,
  ): Promise<Map<string, Progress>> {
    const { store } = this.#options;
    const progress = await store.progress(objectives.map(({ id }) => id));
    const at = settledAt(now);
    const begun = objectives
      .map(objective => ({
        objective: objective.id,
        indicator: indicatorOf(objective),
        from: at,
        to: at,
        failures: 0,
      }))
      .filter(
        ({ objective, indicator }) =>
          progress.get(objective)?.indicator !== indicator,
      );
    await store.begin(begun);
    for (const fresh of begun) {
      progress.set(fresh.objective, fresh);
    }
    // A clock that was ahead took time for read that had not been yet, perhaps for some hours.
    const ahead = [...progress.values()].filter(({ to }) => to > at + STEP_MS);
    for (const before of ahead) {
      const from = Math.min(before.from, at);
      progress.set(before.objective, {
        ...before,
        from,
        to: Math.max(from, at - DAY_MS),
      });
    }
    await store.write(
      ahead.map(before => ({
        before,
        after: progress.get(before.objective) ?? before,
        resolution: FINE_SECONDS,
        slots: [],
      })),
    );
    return progress;
  }

  /** Asks for stretches, those that are the same together, and writes what `settle` makes of the answers. */
  async #read(
    batch: Batch,
    wishes: readonly Wish[],
    settle: (
      wish: Wish,
      answer: { failure?: string; unusable?: Unusable },
    ) => Progress | undefined,
  ): Promise<Progress[]> {
    const { source, signal } = batch;
    const byId = new Map(
      batch.objectives.map(objective => [objective.id, objective]),
    );
    const groups = new Map<string, Wish[]>();
    for (const wish of wishes) {
      const { from, to, resolution } = wish.stretch;
      const key = `${from} ${to} ${resolution}`;
      groups.set(key, [...(groups.get(key) ?? []), wish]);
    }
    const written: Progress[] = [];
    for (const group of groups.values()) {
      const { from, to, resolution } = group[0].stretch;
      const ids = group.map(({ before }) => before.objective);
      const answer = await answerOf<SlotsAnswer>({
        ask: ending =>
          source.slots({
            objectives: ids.flatMap(id => byId.get(id) ?? []),
            from,
            to,
            stepSeconds: resolution,
            signal: ending,
          }),
        nothing: { slots: new Map(), unusable: new Map(), failures: [] },
        objectives: ids,
        askMs: this.#options.askMs,
        signal,
      });
      const failures = messagesOf(answer.failures);
      const portions = group.flatMap((wish): Portion[] => {
        const id = wish.before.objective;
        const failure = failures.get(id);
        const unusable = answer.unusable.get(id);
        const after = settle(wish, { failure, unusable });
        return after
          ? [
              {
                before: wish.before,
                after,
                resolution,
                // Those that are numbers, also where others are not.
                slots:
                  failure === undefined
                    ? within(answer.slots.get(id) ?? [], from, to)
                    : [],
              },
            ]
          : [];
      });
      await this.#options.store.write(portions);
      written.push(...portions.map(({ after }) => after));
    }
    return written;
  }
}

/** Slots that were asked for, with numbers. */
function within(slots: readonly Slot[], from: number, to: number): Slot[] {
  return slots.filter(
    ({ at, bad, total, seconds }) =>
      at >= from &&
      at < to &&
      Number.isFinite(bad) &&
      Number.isFinite(total) &&
      seconds > 0,
  );
}
