import type { LoggerService } from '@backstage/backend-plugin-api';
import type { EventsService } from '@backstage/plugin-events-node';
import type { NotificationService } from '@backstage/plugin-notifications-node';
import type { SignalsService } from '@backstage/plugin-signals-node';
import {
  SLO_CHANNEL,
  SLO_STATE_TOPIC,
  type ObjectiveStateEvent,
} from '@fairway/plugin-slo-common';
import {
  EPISODES,
  type EpisodeKind,
  type EpisodeStore,
} from '../store/EpisodeStore';
import { begins, ends, standings } from './episodes';
import type { Assessed } from './Statuses';

/** More at once is told as an empty list, which means any. */
const MOST_NAMES = 50;

interface TransitionsOptions {
  episodes: EpisodeStore;
  events: EventsService;
  logger: LoggerService;
  notifications: NotificationService;
  signals: SignalsService;
}

/** Tells programs of every change of a state, pages that there is news, and owners of what begins and ends, once. */
export class Transitions {
  static create(options: TransitionsOptions): Transitions {
    return new Transitions(options);
  }

  readonly #options: TransitionsOptions;

  private constructor(options: TransitionsOptions) {
    this.#options = options;
  }

  async tell(assessed: readonly Assessed[]): Promise<void> {
    for (const { tracked, before, after } of assessed) {
      if (before?.state !== after.state) {
        this.#publish({ tracked, before, after });
      }
    }
    this.#signal(assessed.map(({ after }) => after.id));
    await this.#tellEpisodes(assessed);
  }

  #publish({ tracked, before, after }: Assessed): void {
    const { entity } = tracked.ownership;
    const eventPayload: ObjectiveStateEvent = {
      objective: after.id,
      service: tracked.objective.service,
      ...(entity !== undefined && { entity }),
      ...(before && { before: before.state }),
      after: after.state,
      ...(after.budget && { budget: after.budget.ratio }),
      at: after.staleSince ?? after.at ?? '',
    };
    // Not waited for: publishing ends only when the last subscriber is done.
    this.#attempt('event', () =>
      this.#options.events.publish({ topic: SLO_STATE_TOPIC, eventPayload }),
    );
  }

  #signal(ids: readonly string[]): void {
    if (ids.length > 0) {
      this.#attempt('signal', () =>
        this.#options.signals.publish({
          recipients: { type: 'broadcast' },
          channel: SLO_CHANNEL,
          message: { objectives: ids.length > MOST_NAMES ? [] : [...ids] },
        }),
      );
    }
  }

  async #tellEpisodes(assessed: readonly Assessed[]): Promise<void> {
    const { episodes } = this.#options;
    const open = await episodes.open(assessed.map(({ after }) => after.id));
    for (const one of assessed) {
      const known = open.get(one.after.id);
      for (const kind of EPISODES) {
        const standing = standings[kind](one.after);
        if (standing === 'on' && !known?.has(kind)) {
          await this.#begin(one, kind);
        } else if (standing === 'over' && known?.has(kind)) {
          await this.#end(one, kind);
        }
      }
    }
  }

  /**
   * Claimed first: of several backends one sends it, and a restart does not send it again. Nobody is told while the
   * owner is not known, and it is not claimed then either.
   */
  async #begin(one: Assessed, kind: EpisodeKind): Promise<void> {
    const { episodes, logger } = this.#options;
    const { id, at = '' } = one.after;
    const { owner } = one.tracked.ownership;
    if (owner === undefined || !(await episodes.begin(id, kind, at))) {
      return;
    }
    try {
      await this.#notify(one, {
        kind,
        severity: kind === 'burning-fast' ? 'critical' : 'high',
        ...begins[kind](one),
      });
    } catch (error) {
      await episodes.end(id, kind);
      logger.warn(
        `Telling the owner of ${id} failed, it is tried again: ${error}`,
      );
    }
  }

  async #end(one: Assessed, kind: EpisodeKind): Promise<void> {
    const { episodes, logger } = this.#options;
    if (!(await episodes.end(one.after.id, kind))) {
      return;
    }
    try {
      await this.#notify(one, { kind, severity: 'low', ...ends[kind](one) });
    } catch (error) {
      logger.warn(`Telling the owner of ${one.after.id} failed: ${error}`);
    }
  }

  async #notify(
    { tracked, after }: Assessed,
    news: {
      kind: EpisodeKind;
      severity: 'critical' | 'high' | 'low';
      title: string;
      description: string;
    },
  ): Promise<void> {
    const { owner } = tracked.ownership;
    if (owner === undefined) {
      return;
    }
    const { kind, ...payload } = news;
    await this.#options.notifications.send({
      recipients: { type: 'entity', entityRef: [owner] },
      payload: {
        ...payload,
        link: `/slos/${encodeURIComponent(after.id)}`,
        topic: 'slo',
        // What is over takes the place of what began.
        scope: `slo:${kind}:${after.id}`,
      },
    });
  }

  #attempt(what: string, action: () => Promise<void>): void {
    Promise.resolve()
      .then(action)
      .catch(error => {
        this.#options.logger.warn(
          `Sending a ${what} failed; what it tells of is recorded all the same: ${error}`,
        );
      });
  }
}
