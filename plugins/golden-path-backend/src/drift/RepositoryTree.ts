import type { GitHost } from '@fairway/connectors';
import { deliveryFileNames } from '@fairway/plugin-golden-path-common';
import { Breath } from '@fairway/backend-kit';
import { placeOf } from '../services/layout';

const DELIVERY = /^(?:application|kustomization)-(.+)\.yaml$/;

/** The files of one commit as a look needs them: ids of contents by path. */
export class RepositoryTree {
  /**
   * Lists a commit once.
   * @param options - `wants`: services whose own files are kept; those of others are forgotten at once, so that
   *   memory does not hold a large repository.
   */
  static async of(options: {
    host: Pick<GitHost, 'readTree'>;
    commit: string;
    environments: string[];
    wants(service: string): boolean;
  }): Promise<RepositoryTree> {
    const { host, commit, environments, wants } = options;
    const tree = new RepositoryTree(environments);
    const breath = new Breath();
    for (const { path, blob } of await host.readTree({
      commit,
      prefixes: ['services/', 'clusters/'],
    })) {
      const place = layoutOf(path);
      if (place && 'service' in place) {
        if (wants(place.service)) {
          tree.#take(place.service, path, blob);
        }
      } else if (place) {
        tree.shared.set(path, blob);
        tree.#name(path);
      }
      await breath.take();
    }
    return tree;
  }

  /** What lies beside the folders of services: that of namespaces, and of their delivery. */
  readonly shared = new Map<string, string>();
  readonly #own = new Map<string, Map<string, string>>();
  readonly #deliveries = new Map<string, string[]>();
  readonly #environments: string[];

  private constructor(environments: string[]) {
    this.#environments = environments;
  }

  /** Names of the folders that were kept. */
  folders(): Iterable<string> {
    return this.#own.keys();
  }

  /** Files that belong to the service alone, those of its delivery too. */
  ownedBy(service: string): Map<string, string> {
    const owned = new Map(this.#own.get(service));
    for (const environment of this.#environments) {
      for (const name of deliveryFileNames({ environment, service })) {
        for (const path of this.#deliveries.get(name) ?? []) {
          owned.set(path, this.shared.get(path) ?? '');
        }
      }
    }
    return owned;
  }

  #take(service: string, path: string, blob: string): void {
    const own = this.#own.get(service);
    if (own) {
      own.set(path, blob);
    } else {
      this.#own.set(service, new Map([[path, blob]]));
    }
  }

  #name(path: string): void {
    const name = path.slice(path.lastIndexOf('/') + 1);
    if (DELIVERY.test(name)) {
      this.#deliveries.set(name, [...(this.#deliveries.get(name) ?? []), path]);
    }
  }
}

/**
 * Whose a file is: of one service, or shared (`undefined` for what is neither, such as a cluster's own platform
 * files). Folders that begin with `_` are those of no service.
 */
export function layoutOf(
  path: string,
): { service: string } | { folder: string } | undefined {
  if (/^clusters\/[^/]+\/_/.test(path)) {
    return undefined;
  }
  const place = placeOf(path);
  if (!place) {
    return undefined;
  }
  return 'service' in place && !place.service.startsWith('_')
    ? { service: place.service }
    : { folder: path.slice(0, path.lastIndexOf('/')) };
}

/** Services that a file of a delivery folder may be for, by its name. */
export function deliveredBy(path: string, environments: string[]): string[] {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const [, rest = ''] = DELIVERY.exec(name) ?? [];
  return environments
    .filter(environment => rest.startsWith(`${environment}-`))
    .map(environment => rest.slice(environment.length + 1));
}
