import type { GitHost } from '@fairway/connectors';
import { serviceFolder } from './layout';
import { Lru } from './Lru';

interface Known {
  head: string;
  changedIn?: string;
}

/**
 * The commit that last changed the files of a service. After a move of the head only what came since is looked
 * through, so that asking again costs nothing and asking after a merge costs as much as there was merged.
 */
export class LastChanges {
  readonly #host: Pick<GitHost, 'lastChange'>;
  readonly #known: Lru<Known>;

  constructor(options: {
    host: Pick<GitHost, 'lastChange'>;
    /** How many services are remembered. */
    limit: number;
  }) {
    this.#host = options.host;
    this.#known = new Lru(options.limit);
  }

  /** @param options - `head`: commit at which the service is looked at. */
  async of(options: {
    service: string;
    head: string;
  }): Promise<string | undefined> {
    const { service, head } = options;
    const known = this.#known.get(service);
    if (known?.head === head) {
      return known.changedIn;
    }
    const look = (since?: string) =>
      this.#host.lastChange({
        commit: head,
        folder: serviceFolder(service),
        since,
      });
    const changedIn = known
      ? // A history that somebody wrote anew may not know the commit any more.
        (await look(known.head).catch(() => look())) ?? known.changedIn
      : await look();
    this.#known.set(service, { head, changedIn });
    return changedIn;
  }
}
