import type { SignalApi } from '@backstage/plugin-signals-react';

/** Hands signals on as the backend sends them, as JSON. */
export class FakeSignals implements SignalApi {
  readonly #subscribers = new Set<{
    channel: string;
    tell(json: string): void;
  }>();

  readonly subscribe: SignalApi['subscribe'] = (channel, onMessage) => {
    const subscriber = {
      channel,
      tell: (json: string) => onMessage(JSON.parse(json)),
    };
    this.#subscribers.add(subscriber);
    return { unsubscribe: () => this.#subscribers.delete(subscriber) };
  };

  send(channel: string, message: object): void {
    for (const subscriber of this.#subscribers) {
      if (subscriber.channel === channel) {
        subscriber.tell(JSON.stringify(message));
      }
    }
  }
}
