import type { LoggerService } from '@backstage/backend-plugin-api';
import type { EventsService } from '@backstage/plugin-events-node';
import type { NotificationService } from '@backstage/plugin-notifications-node';
import type { SignalsService } from '@backstage/plugin-signals-node';
import {
  FAIRWAY,
  type ChangeRequestState,
  type Waiver,
} from '@fairway/plugin-golden-path-common';
import { groupEntityRef } from './approvals';

/** Channel of the signals that keep open pages up to date; the message is `{ id, state }`. */
export const CHANGE_REQUESTS_CHANNEL = 'golden-path:change-requests';
/** Channel of the signals that keep pages of drift up to date; the message is empty. */
export const DRIFT_CHANNEL = 'golden-path:drift';
/** Topic of the event `{ commit, services }`, sent when the desired state has moved. */
export const DESIRED_STATE_TOPIC = 'golden-path.desired-state';
/** Topic of the event `{ kind, id, service, expires, days }`, sent when an exception or an override ends soon. */
export const WAIVER_EXPIRY_TOPIC = 'golden-path.waiver-expiry';

/** What happened to a request, for the people it concerns. */
export interface ChangeRequestNews {
  id: string;
  number: number;
  title: string;
  service: string;
  state: ChangeRequestState;
  /** What happened, as the title of a notification. */
  what: string;
  description?: string;
  /** Entity refs of people and groups. */
  recipients: string[];
  /** Entity ref of who did it, who is not told; `fairway` when nobody did. */
  by: string;
}

/**
 * Tells people, pages and plugins what happened. Nothing here may undo what has been done in Git, so failures are
 * logged and go no further.
 */
export class Announcer {
  static create(options: {
    events: EventsService;
    logger: LoggerService;
    notifications: NotificationService;
    signals: SignalsService;
  }): Announcer {
    return new Announcer(options);
  }

  readonly #events: EventsService;
  readonly #logger: LoggerService;
  readonly #notifications: NotificationService;
  readonly #signals: SignalsService;

  private constructor(options: {
    events: EventsService;
    logger: LoggerService;
    notifications: NotificationService;
    signals: SignalsService;
  }) {
    this.#events = options.events;
    this.#logger = options.logger;
    this.#notifications = options.notifications;
    this.#signals = options.signals;
  }

  async changeRequest(news: ChangeRequestNews): Promise<void> {
    await Promise.all([
      this.#attempt('signal', () =>
        this.#signals.publish({
          recipients: { type: 'broadcast' },
          channel: CHANGE_REQUESTS_CHANNEL,
          message: { id: news.id, state: news.state },
        }),
      ),
      this.#attempt('notification', async () => {
        if (news.recipients.length === 0) {
          return;
        }
        await this.#notifications.send({
          recipients: {
            type: 'entity',
            entityRef: news.recipients,
            ...(news.by !== FAIRWAY && { excludeEntityRef: news.by }),
          },
          payload: {
            title: news.what,
            description: news.description ?? news.title,
            link: `/change-requests/${encodeURIComponent(news.id)}`,
            severity: 'normal',
            topic: 'change-request',
            scope: `change-request:${news.id}`,
          },
        });
      }),
    ]);
  }

  async desiredState(news: {
    commit: string;
    services: string[];
  }): Promise<void> {
    await this.#attempt('event', () =>
      this.#events.publish({
        topic: DESIRED_STATE_TOPIC,
        eventPayload: news,
      }),
    );
  }

  /** That a look for drift has gone on or ended. */
  async drift(): Promise<void> {
    await this.#attempt('signal', () =>
      this.#signals.publish({
        recipients: { type: 'broadcast' },
        channel: DRIFT_CHANNEL,
        message: {},
      }),
    );
  }

  /** That somebody changed so many files of a service by hand, for its team. */
  async driftFound(news: {
    service: string;
    /** Group name without `group:`. */
    team: string;
    files: number;
  }): Promise<void> {
    const { service, team, files } = news;
    await this.#attempt('notification', () =>
      this.#notifications.send({
        recipients: {
          type: 'entity',
          entityRef: [groupEntityRef(`group:${team}`)],
        },
        payload: {
          title: `${
            files === 1 ? 'A file' : `${files} files`
          } of ${service} in Git ${
            files === 1 ? 'is' : 'are'
          } not what is derived any more`,
          description:
            'Somebody edited, removed or added it by hand. Mend it by a change request, or state in the intent what is wanted.',
          link: `/catalog/default/component/${encodeURIComponent(
            service,
          )}/golden-path`,
          severity: 'normal',
          topic: 'drift',
          scope: `drift:${service}`,
        },
      }),
    );
  }

  /**
   * That an exception or an override ends within so many days.
   * @throws when the notification cannot be sent: nothing else was done that has to stand.
   */
  async expiry(news: {
    waiver: Waiver;
    days: number;
    /** Entity refs of groups. */
    recipients: string[];
  }): Promise<void> {
    const { waiver, days, recipients } = news;
    const { kind, id, service, subject, expires, reason } = waiver;
    await this.#notifications.send({
      recipients: { type: 'entity', entityRef: recipients },
      payload: {
        title: `The ${kind} of ${subject} for ${service} ends on ${expires}`,
        description: `From then on it denies what it lets pass now: ${reason}. Mend it, or have it approved again with a later date.`,
        link: `/catalog/default/component/${encodeURIComponent(
          service,
        )}/golden-path`,
        severity: days > 7 ? 'normal' : 'high',
        topic: 'waiver-expiry',
        scope: `waiver-expiry:${kind}:${id}`,
      },
    });
    // Not waited for: publishing ends only when the last subscriber is done.
    void this.#attempt('event', () =>
      this.#events.publish({
        topic: WAIVER_EXPIRY_TOPIC,
        eventPayload: { kind, id, service, expires, days },
      }),
    );
  }

  async #attempt(what: string, action: () => Promise<void>): Promise<void> {
    try {
      await action();
    } catch (error) {
      this.#logger.warn(
        `Sending a ${what} failed; what it tells of is done all the same`,
        error instanceof Error ? error : undefined,
      );
    }
  }
}
