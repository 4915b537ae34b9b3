import type { GitHost } from '@fairway/connectors';
import {
  deliveryFileNames,
  type PlatformContract,
} from '@fairway/plugin-golden-path-common';
import { Breath } from '@fairway/backend-kit';
import { ownedBy, placeOf } from './layout';

interface Places {
  commit: string;
  /** Folders that hold files of one service alone, by service. May name folders that are gone. */
  folders: Map<string, Set<string>>;
  /** Files that belong to a service by their name alone, by that name. May name files that are gone. */
  named: Map<string, Set<string>>;
}

/**
 * Which files of the repository belong to a service. The whole tree is listed once, at the first question; later
 * commits add what they changed, so that a request on a large repository reads the folders of its services only.
 */
export class OwnedFiles {
  static create(options: { host: GitHost }): OwnedFiles {
    return new OwnedFiles(options.host);
  }

  readonly #host: GitHost;
  #places?: Promise<Places>;

  private constructor(host: GitHost) {
    this.#host = host;
  }

  /** Paths at this commit that belong to one of the services, sorted. */
  async of(options: {
    commit: string;
    services: string[];
    contract: PlatformContract;
  }): Promise<string[]> {
    const { commit, services, contract } = options;
    if (services.length === 0) {
      return [];
    }
    const { folders, named } = await this.at(commit);
    const prefixes = services.flatMap(service => [
      ...(folders.get(service) ?? []),
    ]);
    const deliveries = services.flatMap(service =>
      contract.environments
        .flatMap(({ name: environment }) =>
          deliveryFileNames({ environment, service }),
        )
        .flatMap(name => [...(named.get(name) ?? [])]),
    );
    const [listed, found] = await Promise.all([
      prefixes.length > 0 ? this.#host.readTree({ commit, prefixes }) : [],
      this.#host.readFiles({ commit, paths: deliveries }),
    ]);
    return [...listed.map(file => file.path), ...found.keys()]
      .filter(path =>
        services.some(service => ownedBy({ path, service, contract })),
      )
      .sort();
  }

  /** Brings the places up to a commit; worth doing before anybody waits for it. */
  async at(commit: string): Promise<Places> {
    const known = this.#places;
    const places = known
      ? known.then(before =>
          before.commit === commit ? before : this.#advanced(before, commit),
        )
      : this.#listed(commit);
    this.#places = places;
    // A failure is for who asked; the next one begins from what was known.
    places.catch(() => {
      if (this.#places === places) {
        this.#places = known;
      }
    });
    return places;
  }

  async #listed(commit: string): Promise<Places> {
    const places: Places = { commit, folders: new Map(), named: new Map() };
    const breath = new Breath();
    for (const { path } of await this.#host.readTree({ commit })) {
      add(places, path);
      await breath.take();
    }
    return places;
  }

  async #advanced(before: Places, commit: string): Promise<Places> {
    const moved = await this.#host.changedBetween({
      from: before.commit,
      to: commit,
    });
    for (const { path } of moved) {
      add(before, path);
    }
    return { ...before, commit };
  }
}

function add(places: Places, path: string): void {
  const place = placeOf(path);
  if (place && 'service' in place) {
    addTo(places.folders, place.service, place.folder);
  } else if (place) {
    addTo(places.named, place.name, path);
  }
}

function addTo(map: Map<string, Set<string>>, key: string, value: string) {
  const values = map.get(key);
  if (values) {
    values.add(value);
  } else {
    map.set(key, new Set([value]));
  }
}
