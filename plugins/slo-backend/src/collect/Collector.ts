import type { LoggerService } from '@backstage/backend-plugin-api';
import { isoNow, type Clock } from '@fairway/backend-kit';
import {
  alertWindowsOf,
  BURN_WINDOWS,
  type Objective,
  type RatiosAnswer,
  type Reading,
  type SliSource,
} from '@fairway/plugin-slo-common';
import type { SlotReader } from '../history/SlotReader';
import type { SourceStore } from '../store/SourceStore';
import { answerOf, messagesOf } from './asking';
import type { Answer, Statuses } from './Statuses';
import type { Transitions } from './Transitions';
import type { ObjectiveDirectory, Refresher, TrackedObjective } from './types';

/** Objectives that are asked for, computed and written together. */
const BATCH = 500;
/** Without newer slots than this the budget is not that of now. */
const BEHIND_MS = 15 * 60_000;

interface CollectorOptions {
  askMs: number;
  clock: Clock;
  /** How long a look may go on reading what happened before objectives were first looked at. */
  fillBackMs: number;
  logger: LoggerService;
  objectives: ObjectiveDirectory;
  reader: SlotReader;
  sources: readonly SliSource[];
  sourceStore: SourceStore;
  statuses: Statuses;
  transitions: Transitions;
}

interface Batch {
  source: SliSource;
  tracked: TrackedObjective[];
}

/** Asks the sources how objectives do, and writes it down; what fails for some keeps no others waiting. */
export class Collector implements Refresher {
  static create(options: CollectorOptions): Collector {
    return new Collector(options);
  }

  readonly #options: CollectorOptions;
  /** One look at a time: a second would ask for the same. */
  #running: Promise<void> = Promise.resolve();
  /** The look at all objectives that has not begun yet: whoever wants one meanwhile gets this one. */
  #waiting?: Promise<void>;

  private constructor(options: CollectorOptions) {
    this.#options = options;
  }

  /** A look at all objectives that begins after the call; one runs and one waits at most. */
  async run(signal?: AbortSignal): Promise<void> {
    this.#waiting ??= this.#inTurn(async () => {
      this.#waiting = undefined;
      const { sourceStore } = this.#options;
      const batches: Batch[] = [];
      for await (const tracked of this.#pages()) {
        batches.push(...(await this.#grouped(tracked)));
      }
      const bySource = new Map<SliSource, Batch[]>();
      for (const batch of batches) {
        const own = bySource.get(batch.source) ?? [];
        bySource.set(batch.source, [...own, batch]);
      }
      const known = await sourceStore.all();
      await Promise.all(
        [...bySource].map(async ([source, own]) => {
          const answers: Answer[] = [];
          for (const batch of own) {
            signal?.throwIfAborted();
            const ofBatch = await this.#collect(batch, signal);
            answers.push(...ofBatch.values());
            // A source that is away is no reason to leave gaps in what happened before.
            batch.tracked = batch.tracked.filter(
              ({ objective }) => ofBatch.get(objective.id)?.kind === 'answered',
            );
          }
          await this.#tellStanding(source, answers, known.get(source.id));
        }),
      );
      await this.#fillBack(batches, signal);
    });
    await this.#waiting;
  }

  async refresh(ids?: readonly string[]): Promise<void> {
    if (!ids) {
      await this.run();
      return;
    }
    const { objectives } = this.#options;
    const found = await Promise.all(ids.map(id => objectives.get(id)));
    const tracked = found.filter(one => one !== undefined);
    await this.#inTurn(async () => {
      for (const batch of await this.#grouped(tracked)) {
        await this.#collect(batch);
      }
    });
  }

  /** What counts has changed, and what was answered has not: nobody is asked. */
  async reassess(ids: readonly string[]): Promise<void> {
    const { objectives, statuses, transitions } = this.#options;
    const found = await Promise.all(ids.map(id => objectives.get(id)));
    await transitions.tell(
      await statuses.assess(found.filter(one => one !== undefined)),
    );
  }

  async *#pages(): AsyncGenerator<TrackedObjective[]> {
    let after: string | undefined;
    for (;;) {
      const page = await this.#options.objectives.page({ after, limit: BATCH });
      if (page.length > 0) {
        yield page;
      }
      if (page.length < BATCH) {
        return;
      }
      after = page.at(-1)?.objective.id;
    }
  }

  /** By the source that answers; of those that no source knows it is written down that it is so. */
  async #grouped(tracked: readonly TrackedObjective[]): Promise<Batch[]> {
    const { sources, statuses, transitions } = this.#options;
    const batches = new Map<SliSource, Batch>();
    const unknown: TrackedObjective[] = [];
    for (const one of tracked) {
      const source = sources.find(each => each.knows(one.objective));
      if (!source) {
        unknown.push(one);
        continue;
      }
      const batch = batches.get(source) ?? { source, tracked: [] };
      batch.tracked.push(one);
      batches.set(source, batch);
    }
    const message =
      'No source of indicators answers for it; name one at fairway.slo.sources';
    await transitions.tell(
      await statuses.assess(
        unknown,
        new Map(
          unknown.map(({ objective }) => [
            objective.id,
            { kind: 'failed', message },
          ]),
        ),
      ),
    );
    return [...batches.values()];
  }

  async #collect(
    { source, tracked }: Batch,
    signal?: AbortSignal,
  ): Promise<Map<string, Answer>> {
    const { clock, logger, reader, statuses, transitions } = this.#options;
    const now = clock.now();
    const objectives = tracked.map(({ objective }) => objective);
    try {
      const answers = await this.#readings({ source, objectives, now, signal });
      const answering = objectives.filter(
        ({ id }) => answers.get(id)?.kind === 'answered',
      );
      const caughtUp = await reader.catchUp({
        source,
        objectives: answering,
        now,
        signal,
      });
      for (const { id } of answering) {
        const answer = answers.get(id);
        const message = caughtUp.failures.get(id);
        const known = caughtUp.progress.get(id)?.to ?? now;
        if (message !== undefined && now - known > BEHIND_MS) {
          answers.set(id, { kind: 'failed', source: source.id, message });
        } else if (answer?.kind === 'answered') {
          answer.unusable = caughtUp.unusable.get(id);
        }
      }
      await transitions.tell(await statuses.assess(tracked, answers));
      return answers;
    } catch (error) {
      signal?.throwIfAborted();
      logger.warn(
        `Looking at ${tracked.length} objectives of ${source.title} failed; it is tried again: ${error}`,
      );
      return new Map();
    }
  }

  async #readings(options: {
    source: SliSource;
    objectives: readonly Objective[];
    now: number;
    signal?: AbortSignal;
  }): Promise<Map<string, Answer>> {
    const { source, objectives, now, signal } = options;
    const groups = new Map<string, { windows: string[]; own: Objective[] }>();
    for (const objective of objectives) {
      const windows = windowsOf(objective);
      const key = windows.join(' ');
      const group = groups.get(key) ?? { windows, own: [] };
      group.own.push(objective);
      groups.set(key, group);
    }
    const answers = new Map<string, Answer>();
    for (const { windows, own } of groups.values()) {
      const { readings, failures } = await answerOf<RatiosAnswer>({
        ask: ending =>
          source.ratios({ objectives: own, windows, at: now, signal: ending }),
        nothing: { readings: new Map(), failures: [] },
        objectives: own.map(({ id }) => id),
        askMs: this.#options.askMs,
        signal,
      });
      const messages = messagesOf(failures);
      for (const { id } of own) {
        const message = messages.get(id);
        answers.set(
          id,
          message === undefined
            ? {
                kind: 'answered',
                source: source.id,
                readings: complete(windows, readings.get(id)),
              }
            : { kind: 'failed', source: source.id, message },
        );
      }
    }
    return answers;
  }

  /** What happened before, portion by portion, the latest first, as long as there is time for it. */
  async #fillBack(
    batches: readonly Batch[],
    signal?: AbortSignal,
  ): Promise<void> {
    const { clock, fillBackMs, logger, reader, statuses, transitions } =
      this.#options;
    const until = performance.now() + fillBackMs;
    let lacking = [...batches];
    while (lacking.length > 0 && performance.now() < until) {
      const still: Batch[] = [];
      for (const batch of lacking) {
        signal?.throwIfAborted();
        const { source, tracked } = batch;
        try {
          const filled = await reader.fillBack({
            source,
            objectives: tracked.map(({ objective }) => objective),
            now: clock.now(),
            signal,
          });
          const among = (ids: Set<string>) =>
            tracked.filter(({ objective }) => ids.has(objective.id));
          await transitions.tell(await statuses.assess(among(filled.whole)));
          if (filled.lacking.size > 0) {
            still.push({ source, tracked: among(filled.lacking) });
          }
        } catch (error) {
          signal?.throwIfAborted();
          logger.warn(
            `Reading the history of ${tracked.length} objectives failed; it is tried again: ${error}`,
          );
        }
      }
      lacking = still;
    }
  }

  async #tellStanding(
    source: SliSource,
    answers: readonly Answer[],
    known: { answeredAt?: string; failing?: { since: string } } | undefined,
  ): Promise<void> {
    if (answers.length === 0) {
      // Looking failed on our side, which says nothing about the source.
      return;
    }
    const now = isoNow(this.#options.clock);
    const failed = answers.filter(answer => answer.kind === 'failed');
    const isFailing = failed.length > 0 && failed.length === answers.length;
    await this.#options.sourceStore.save({
      id: source.id,
      answeredAt: isFailing ? known?.answeredAt : now,
      ...(isFailing && {
        failing: {
          since: known?.failing?.since ?? now,
          message: failed[0].message,
        },
      }),
      objectives: answers.length,
    });
  }

  async #inTurn(work: () => Promise<void>): Promise<void> {
    const turn = this.#running.then(work);
    this.#running = turn.catch(() => {});
    await turn;
  }
}

function windowsOf(objective: Objective): string[] {
  const ofAlerts = alertWindowsOf(objective).flatMap(({ short, long }) => [
    short,
    long,
  ]);
  return [...new Set([...BURN_WINDOWS, ...ofAlerts])];
}

/** What a source says nothing of is no data. */
function complete(
  windows: readonly string[],
  readings: ReadonlyMap<string, Reading> = new Map(),
): Map<string, Reading> {
  return new Map(
    windows.map(window => [
      window,
      sound(readings.get(window) ?? { kind: 'no-data' }),
    ]),
  );
}

/** A number that no share of bad events can be must not become one on a page, whatever the source says it is. */
function sound(reading: Reading): Reading {
  if (reading.kind !== 'value') {
    return reading;
  }
  const { errorRatio } = reading;
  if (errorRatio >= 0 && errorRatio <= 1) {
    return reading;
  }
  return {
    kind: 'unusable',
    why: Number.isNaN(errorRatio) ? 'nan' : 'out-of-range',
    message: `The source answered ${errorRatio} where a share between 0 and 1 is expected.`,
  };
}
