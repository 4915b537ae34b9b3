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
import { looksBackTo, type Histories } from '../history/Histories';
import type { SlotReader } from '../history/SlotReader';
import type { BudgetPolicy } from '../policy/BudgetPolicy';
import type { ExclusionStore } from '../store/ExclusionStore';
import type { HistoryStore, Progress } from '../store/HistoryStore';
import type { StatusRow, StatusStore } from '../store/StatusStore';
import { slices } from '../store/slices';
import type { TrackedObjective } from './types';

/** So many are read, computed and written together; then others get their turn. */
const TOGETHER = 100;
/** So often others may have been quicker; then what they wrote stands, and the next look comes soon. */
const MOST_TURNS = 5;

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

/** History as the mathematics wants it. */
interface Known {
  slots: readonly Slot[];
  /** Since when, epoch milliseconds; missing when it is whole. */
  knownFrom?: number;
}

const NOTHING: Known = { slots: [], knownFrom: Infinity };

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
    const assessInTurn = (some: readonly TrackedObjective[]) =>
      this.#inTurn(() => this.#assessSome(some, answers, minimumEvents));
    for (const some of slices(tracked, TOGETHER)) {
      let left: readonly TrackedObjective[] = some;
      for (let turn = 0; left.length > 0 && turn < MOST_TURNS; turn++) {
        const written = await assessInTurn(left);
        assessed.push(...written.assessed);
        left = written.lost;
      }
    }
    return assessed;
  }

  async #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#running.then(work);
    this.#running = turn.catch(() => {});
    return turn;
  }

  /**
   * @returns what was written, and those that another backend wrote meanwhile: the change of a state is told by the one
   * that wrote it, and by no other
   */
  async #assessSome(
    tracked: readonly TrackedObjective[],
    answers: ReadonlyMap<string, Answer>,
    minimumEvents: number,
  ): Promise<{ assessed: Assessed[]; lost: TrackedObjective[] }> {
    const { clock, store } = this.#options;
    const now = clock.now();
    const known = await store.known(
      tracked.map(({ objective }) => objective.id),
    );
    const excluded = await this.#excludedTimes(tracked);
    const histories = await this.#known(tracked, excluded, now);
    const assessed: Assessed[] = [];
    const breath = new Breath();
    for (const one of tracked) {
      const { objective } = one;
      const before = known.get(objective.id)?.row;
      const after = nextRow({
        objective,
        before,
        answer: answers.get(objective.id),
        ...(histories.get(objective.id) ?? NOTHING),
        exclusions: excluded.get(objective.id) ?? [],
        minimumEvents,
        now,
      });
      if (after) {
        assessed.push({ tracked: one, before, after });
      }
      await breath.take();
    }
    const written = await store.replace(
      assessed.map(({ after }) => ({
        known: known.get(after.id),
        row: after,
      })),
    );
    const isWritten = ({ after }: Assessed) => written.has(after.id);
    return {
      assessed: assessed.filter(isWritten),
      lost: assessed.filter(one => !isWritten(one)).map(one => one.tracked),
    };
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

  /**
   * What is known of each: all that its budget takes, or, while its history does not reach over the window, only what
   * its alerts take. What a part of the window says of a budget may be far off.
   */
  async #known(
    tracked: readonly TrackedObjective[],
    excluded: ReadonlyMap<string, ExcludedTime[]>,
    now: number,
  ): Promise<Map<string, Known>> {
    const { histories, history, reader } = this.#options;
    const progress = await history.progress(
      tracked.map(({ objective }) => objective.id),
    );
    const whole = tracked.filter(({ objective }) => {
      const own = progress.get(objective.id);
      return own && reader.reaches(objective, own, now);
    });
    const slots = await histories.forBudgets(
      whole.map(({ objective }) => ({
        objective,
        exclusions: excluded.get(objective.id) ?? [],
      })),
      now,
    );
    const known = new Map<string, Known>();
    for (const { objective } of tracked) {
      const { id } = objective;
      const own = slots.get(id);
      known.set(
        id,
        own
          ? { slots: own }
          : await this.#partOf({
              objective,
              progress: progress.get(id),
              exclusions: excluded.get(id) ?? [],
              now,
            }),
      );
    }
    return known;
  }

  /** Of a history that is still being read; only what is excluded makes anybody look at it. */
  async #partOf(options: {
    objective: Objective;
    progress?: Progress;
    exclusions: readonly ExcludedTime[];
    now: number;
  }): Promise<Known> {
    const { objective, progress, exclusions, now } = options;
    const looksBack = looksBackTo(objective, now);
    if (!progress || !exclusions.some(({ to }) => to > looksBack)) {
      return { ...NOTHING, knownFrom: progress?.from ?? Infinity };
    }
    const { from } = progress;
    return {
      knownFrom: from,
      slots: await this.#options.histories.slots(
        objective.id,
        Math.max(from, looksBack),
        now,
      ),
    };
  }
}

function nextRow(options: {
  objective: Objective;
  before?: StatusRow;
  answer?: Answer;
  slots: readonly Slot[];
  knownFrom?: number;
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
  const facts = factsOf({
    ...options,
    readings,
    unusable: answer?.unusable,
    alertsBefore: before?.alerts,
  });
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
  knownFrom?: number;
  exclusions: readonly ExcludedTime[];
  minimumEvents: number;
  now: number;
  unusable?: Unusable;
  alertsBefore?: StatusRow['alerts'];
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
