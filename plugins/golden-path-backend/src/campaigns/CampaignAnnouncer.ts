import type { LoggerService } from '@backstage/backend-plugin-api';
import type { NotificationService } from '@backstage/plugin-notifications-node';
import type { SignalsService } from '@backstage/plugin-signals-node';
import { groupEntityRef } from '../services/approvals';
import type { StoredCampaign } from '../store/campaignRows';

/** Channel of the signals that keep open pages up to date; the message is `{ id }`. */
export const CAMPAIGNS_CHANNEL = 'golden-path:campaigns';

/** Pages read a whole campaign again: once in a while is enough. */
const EVERY_MS = 1_000;

interface Options {
  logger: LoggerService;
  notifications: NotificationService;
  signals: SignalsService;
}

/** Tells pages that a campaign moved, and teams that it has reached them. */
export class CampaignAnnouncer {
  static create(options: Options): CampaignAnnouncer {
    return new CampaignAnnouncer(options);
  }

  readonly #options: Options;
  readonly #waiting = new Map<string, NodeJS.Timeout>();

  private constructor(options: Options) {
    this.#options = options;
  }

  /** Returns at once; pages hear of it within a second, however much moves. */
  moved(id: string): void {
    if (this.#waiting.has(id)) {
      return;
    }
    this.#waiting.set(
      id,
      setTimeout(() => {
        this.#waiting.delete(id);
        void this.#signal(id);
      }, EVERY_MS).unref(),
    );
  }

  stop(): void {
    this.#waiting.forEach(timer => clearTimeout(timer));
    this.#waiting.clear();
  }

  /** Tells the group that owns services of a wave. @throws when it cannot be sent. */
  async team(
    campaign: StoredCampaign,
    { team, services }: { team: string; services: number },
  ): Promise<void> {
    const { id, title, description, settings } = campaign;
    await this.#options.notifications.send({
      recipients: {
        type: 'entity',
        entityRef: groupEntityRef(`group:${team}`),
      },
      payload: {
        title: `${title}: change requests for ${
          services === 1 ? 'a service' : `${services} services`
        } of your team`,
        description: `${description ? `${description}\n` : ''}${
          settings.merge === 'owners'
            ? 'They are opened in waves and wait for somebody of your team who merges them.'
            : 'They are opened in waves; what nobody has to agree to is merged by itself.'
        }`,
        link: `/campaigns/${encodeURIComponent(id)}`,
        severity: 'normal',
        topic: 'campaign',
        scope: `campaign:${id}`,
      },
    });
  }

  async #signal(id: string): Promise<void> {
    try {
      await this.#options.signals.publish({
        recipients: { type: 'broadcast' },
        channel: CAMPAIGNS_CHANNEL,
        message: { id },
      });
    } catch (error) {
      this.#options.logger.warn(
        'Sending a signal failed; what it tells of is done all the same',
        error instanceof Error ? error : undefined,
      );
    }
  }
}
