import { randomUUID } from 'node:crypto';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { ConflictError, InputError, NotFoundError } from '@backstage/errors';
import {
  isoNow,
  nextCursorOf,
  offsetOf,
  type Clock,
} from '@fairway/backend-kit';
import type { Exclusion, NewExclusion, Page } from '@fairway/plugin-slo-common';
import type {
  ExclusionActor,
  Exclusions,
  ObjectiveDirectory,
} from '../collect/types';
import type { ExclusionStore, StoredExclusion } from '../store/ExclusionStore';

const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;
const MOST_DAYS = 30;
/** Further ahead nobody plans maintenance; further back nothing is known. */
const MOST_AHEAD_DAYS = 366;
const REASON = { least: 3, most: 500 };

interface ExclusionServiceOptions {
  clock: Clock;
  /** Days that history is kept in steps of minutes, and at all. */
  history: { fineDays: number; days: number };
  logger: Pick<LoggerService, 'warn'>;
  objectives: ObjectiveDirectory;
  store: ExclusionStore;
  /** What counts has changed for these objectives. */
  onChange(objectives: readonly string[]): Promise<void>;
}

/** Time that does not count. Who may exclude has been asked before. */
export class ExclusionService implements Exclusions {
  static create(options: ExclusionServiceOptions): ExclusionService {
    return new ExclusionService(options);
  }

  readonly #options: ExclusionServiceOptions;

  private constructor(options: ExclusionServiceOptions) {
    this.#options = options;
  }

  async list(query: {
    service?: string;
    objective?: string;
    limit: number;
    cursor?: string;
  }): Promise<Page<Exclusion>> {
    const { objectives, store } = this.#options;
    const { objective, limit, cursor } = query;
    const offset = offsetOf(cursor);
    // Those of all of a service are found by the service.
    const service =
      query.service ??
      (objective === undefined
        ? undefined
        : (await objectives.get(objective))?.objective.service ?? '');
    const { items, total } = await store.list({
      service,
      objective,
      limit,
      offset,
    });
    return {
      items: items.map(item => this.#shown(item)),
      total,
      nextCursor: nextCursorOf({ offset, count: items.length, total }),
    };
  }

  async get(id: string): Promise<Exclusion> {
    return this.#shown(await this.#require(id));
  }

  async create(wish: NewExclusion, actor: ExclusionActor): Promise<Exclusion> {
    const { clock, store } = this.#options;
    const times = this.#timesOf(wish);
    const touched = await this.#objectivesOf(wish);
    const stored: StoredExclusion = {
      id: randomUUID(),
      service: wish.service,
      ...(wish.objective !== undefined && { objective: wish.objective }),
      ...times,
      reason: reasonOf(wish.reason),
      by: actor.userRef,
      createdAt: isoNow(clock),
    };
    const same = await store.add(stored);
    if (same) {
      throw new ConflictError(
        `This time is excluded already, by ${
          same.by
        } since ${same.createdAt.slice(0, 10)} ("${
          same.reason
        }"); exclude another time, or withdraw that one first.`,
      );
    }
    await this.#judge(touched);
    return this.#shown(stored);
  }

  async withdraw(
    id: string,
    reason: string,
    actor: ExclusionActor,
  ): Promise<Exclusion> {
    const { clock, store } = this.#options;
    const stored = await this.#require(id);
    const withdrawn = {
      by: actor.userRef,
      at: isoNow(clock),
      reason: reasonOf(reason),
    };
    if (!(await store.withdraw(id, withdrawn))) {
      throw new ConflictError(
        'This exclusion is withdrawn already; exclude the time anew if it is not to count after all.',
      );
    }
    await this.#judge(await this.#objectivesOf(stored));
    return this.#shown({ ...stored, withdrawn });
  }

  /** What was written down stays so when judging fails, which the next look does again. */
  async #judge(objectives: readonly string[]): Promise<void> {
    const { logger, onChange } = this.#options;
    try {
      await onChange(objectives);
    } catch (error) {
      logger.warn(
        `What is excluded now counts from the next look only: ${error}`,
      );
    }
  }

  async #require(id: string): Promise<StoredExclusion> {
    const stored = await this.#options.store.get(id);
    if (!stored) {
      throw new NotFoundError(
        `There is no exclusion ${id}; GET /exclusions lists those there are.`,
      );
    }
    return stored;
  }

  async #objectivesOf(of: {
    service: string;
    objective?: string;
  }): Promise<string[]> {
    if (of.objective !== undefined) {
      return [of.objective];
    }
    const all = await this.#options.objectives.ofServices([of.service]);
    return all.map(({ objective }) => objective.id);
  }

  #timesOf(wish: NewExclusion): { from: number; to: number } {
    const { clock, history } = this.#options;
    const now = clock.now();
    const from = timeOf(wish.from, '/from');
    const to = timeOf(wish.to, '/to');
    if (from >= to) {
      throw new InputError('body: /to: expected a time after "from"');
    }
    if (to - from > MOST_DAYS * DAY_MS) {
      throw new InputError(
        `body: /to: expected at most ${MOST_DAYS} days after "from"; exclude a shorter time`,
      );
    }
    if (from > now + MOST_AHEAD_DAYS * DAY_MS) {
      throw new InputError(
        `body: /from: expected a time within ${MOST_AHEAD_DAYS} days from now`,
      );
    }
    if (from < now - history.days * DAY_MS) {
      throw new InputError(
        `body: /from: expected a time within the ${history.days} days for which there is history`,
      );
    }
    const fineFrom = now - history.fineDays * DAY_MS;
    for (const [at, field] of [
      [from, '/from'],
      [to, '/to'],
    ] as const) {
      if (at < fineFrom && at % HOUR_MS !== 0) {
        throw new InputError(
          `body: ${field}: expected a whole hour in UTC; of what is more than ${history.fineDays} days ago only hours are known`,
        );
      }
    }
    return { from, to };
  }

  #shown(stored: StoredExclusion): Exclusion {
    const now = this.#options.clock.now();
    const { from, to, ...rest } = stored;
    return {
      ...rest,
      from: new Date(from).toISOString(),
      to: new Date(to).toISOString(),
      state: stateOf(stored, now),
    };
  }
}

function stateOf(
  { withdrawn, from, to }: StoredExclusion,
  now: number,
): Exclusion['state'] {
  if (withdrawn) {
    return 'withdrawn';
  }
  if (now < from) {
    return 'planned';
  }
  return now < to ? 'active' : 'past';
}

function timeOf(text: string, field: string): number {
  const time = Date.parse(text);
  if (Number.isNaN(time)) {
    throw new InputError(
      `body: ${field}: expected a time such as 2026-11-22T01:30:00Z`,
    );
  }
  if (!hasDay(text)) {
    throw new InputError(
      `body: ${field}: expected a day that exists; found ${text.slice(0, 10)}`,
    );
  }
  return time;
}

/** The engine takes 30 February for 2 March. */
function hasDay(text: string): boolean {
  const day = /^\d{4}-\d{2}-\d{2}/.exec(text)?.[0];
  return (
    day === undefined ||
    new Date(`${day}T00:00:00Z`).toISOString().startsWith(day)
  );
}

function reasonOf(text: string): string {
  const reason = text.trim();
  if (reason.length < REASON.least || reason.length > REASON.most) {
    throw new InputError(
      `body: /reason: expected why, in ${REASON.least} to ${REASON.most} characters`,
    );
  }
  return reason;
}
