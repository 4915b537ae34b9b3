import { Breath, type Clock } from '@fairway/backend-kit';
import {
  alertWindowsOf,
  asStale,
  statusOf,
  type ExcludedTime,
  type Objective,
  type Reading,
  type Slot,
  type StatusFacts,
} from '@fairway/plugin-slo-common';
import type { Histories } from '../history/Histories';
import type { SlotReader } from '../history/SlotReader';
import type { BudgetPolicy } from '../policy/BudgetPolicy';
import type { ExclusionStore } from '../store/ExclusionStore';
import type { HistoryStore } from '../store/HistoryStore';
import type { StatusRow, StatusStore } from '../store/StatusStore';
import { slices } from '../store/slices';
import type { TrackedObjective } from './types';

/** So many are read, computed and written together; then others get their turn. */
const TOGETHER = 100;

type Unusable = Extract<Reading, { kind: 'unusable' }>;

/** What a source said of an objective just now. */
export type Answer =
  | {
      kind: 'answered';
      source: string;
      readings: Map<string, Reading>;
      unusable?: Unusable;
    }
  | { kind: 'failed'; source?: string; message: string };

/** An objective whose status was written. */
export interface Assessed {
  tracked: TrackedObjective;
  before?: StatusRow;
  after: StatusRow;
}

interface StatusesOptions {
  clock: Clock;
  exclusions: ExclusionStore;
  histories: Histories;
  history: HistoryStore;
  policy: Pick<BudgetPolicy, 'rules'>;
  reader: Pick<SlotReader, 'reaches'>;
  store: StatusStore;
}

/** Makes the status of objectives from what is known, and writes it. */
export class Statuses {
  static create(options: StatusesOptions): Statuses {
    return new Statuses(options);
  }

  readonly #options: StatusesOptions;
  /** One at a time, so that what was read before an exclusion came is not written after it. */
  #running: Promise<unknown> = Promise.resolve();

  private constructor(options: StatusesOptions) {
    this.#options = options;
  }

  /** With the answers of now; of objectives without one, with what was answered last. */
  async assess(
    tracked: readonly TrackedObjective[],
    answers: ReadonlyMap<string, Answer> = new Map(),
  ): Promise<Assessed[]> {
    const { minimumEvents } = await this.#options.policy.rules();
    const assessed: Assessed[] = [];
    for (const some of slices(tracked, TOGETHER)) {
      assessed.push(
        ...(await this.#inTurn(() =>
          this.#assessSome(some, answers, minimumEvents),
        )),
      );
    }
    return assessed;
  }

  async #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#running.then(work);
    this.#running = turn.catch(() => {});
    return turn;
  }

  async #assessSome(
    tracked: readonly TrackedObjective[],
    answers: ReadonlyMap<string, Answer>,
    minimumEvents: number,
  ): Promise<Assessed[]> {
    const { clock, store } = this.#options;
    const now = clock.now();
    const known = await store.getMany(
      tracked.map(({ objective }) => objective.id),
    );
    const excluded = await this.#excludedTimes(tracked);
    const slots = await this.#slots(tracked, excluded, now);
    const assessed: Assessed[] = [];
    const breath = new Breath();
    for (const one of tracked) {
      const { objective } = one;
      const before = known.get(objective.id);
      const after = nextRow({
        objective,
        before,
        answer: answers.get(objective.id),
        slots: slots.get(objective.id) ?? [],
        exclusions: excluded.get(objective.id) ?? [],
        minimumEvents,
        now,
      });
      if (after) {
        assessed.push({ tracked: one, before, after });
      }
      await breath.take();
    }
    await store.save(assessed.map(({ after }) => after));
    return assessed;
  }

  /** Time that does not count, by objective. */
  async #excludedTimes(
    tracked: readonly TrackedObjective[],
  ): Promise<Map<string, ExcludedTime[]>> {
    const services = tracked.map(({ objective }) => objective.service);
    const stored = await this.#options.exclusions.effective(services, 0);
    return new Map(
      tracked.map(({ objective }) => [
        objective.id,
        stored.filter(
          exclusion =>
            exclusion.service === objective.service &&
            (exclusion.objective ?? objective.id) === objective.id,
        ),
      ]),
    );
  }

  /** Of objectives whose history reaches over the window; what a part of it says may be far off. */
  async #slots(
    tracked: readonly TrackedObjective[],
    excluded: ReadonlyMap<string, ExcludedTime[]>,
    now: number,
  ): Promise<Map<string, Slot[]>> {
    const { histories, history, reader } = this.#options;
    const progress = await history.progress(
      tracked.map(({ objective }) => objective.id),
    );
    const whole = tracked.filter(({ objective }) => {
      const own = progress.get(objective.id);
      return own && reader.reaches(objective, own, now);
    });
    return histories.forBudgets(
      whole.map(({ objective }) => ({
        objective,
        exclusions: excluded.get(objective.id) ?? [],
      })),
      now,
    );
  }
}

function nextRow(options: {
  objective: Objective;
  before?: StatusRow;
  answer?: Answer;
  slots: readonly Slot[];
  exclusions: readonly ExcludedTime[];
  minimumEvents: number;
  now: number;
}): StatusRow | undefined {
  const { objective, before, answer, now } = options;
  const at = new Date(now).toISOString();
  const { id } = objective;
  if (answer?.kind === 'failed') {
    const last: StatusRow = before ?? {
      id,
      state: 'unknown',
      burn: [],
      burns: [],
      alerts: [],
    };
    return {
      ...asStale(last, answer.message),
      ...(answer.source !== undefined && { source: answer.source }),
      staleSince: last.staleSince ?? at,
    };
  }
  const readings = answer?.readings ?? new Map(before?.readings);
  if (!answer && !before?.readings) {
    return before;
  }
  const facts = factsOf({ ...options, readings, unusable: answer?.unusable });
  if (answer) {
    return { ...facts, id, at, source: answer.source, readings: [...readings] };
  }
  const row: StatusRow = {
    ...facts,
    id,
    ...(before?.at !== undefined && { at: before.at }),
    ...(before?.source !== undefined && { source: before.source }),
    readings: before?.readings,
  };
  return before?.staleSince === undefined
    ? row
    : {
        ...asStale(row, before.reason ?? 'The source does not answer'),
        staleSince: before.staleSince,
      };
}

function factsOf(options: {
  objective: Objective;
  readings: Map<string, Reading>;
  slots: readonly Slot[];
  exclusions: readonly ExcludedTime[];
  minimumEvents: number;
  now: number;
  unusable?: Unusable;
}): StatusFacts {
  try {
    return statusOf({ ...options, windows: alertWindowsOf(options.objective) });
  } catch (error) {
    return {
      state: 'invalid',
      reason: error instanceof Error ? error.message : String(error),
      burn: [],
      burns: [],
      alerts: [],
    };
  }
}
