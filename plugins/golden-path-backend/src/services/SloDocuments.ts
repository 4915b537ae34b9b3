import type { GitHost } from '@fairway/connectors';
import { pageOf } from '@fairway/backend-kit';
import type { DesiredStateService } from './DesiredStateService';
import { objectivesFolder, serviceFolder, sloPath } from './layout';

/** A file with objectives of a merged service. */
export interface SloDocumentFile {
  service: string;
  path: string;
  text: string;
  /** Derived from the intent, so that the rules of the golden path record its indicators; written by hand otherwise. */
  derived: boolean;
}

interface SloDocumentsOptions {
  host: GitHost;
  desiredState: DesiredStateService;
}

/** Objectives of merged services as files, for whoever watches them. */
export class SloDocuments {
  static create(options: SloDocumentsOptions): SloDocuments {
    return new SloDocuments(options);
  }

  readonly #host: GitHost;
  readonly #desiredState: DesiredStateService;

  private constructor(options: SloDocumentsOptions) {
    this.#host = options.host;
    this.#desiredState = options.desiredState;
  }

  /** By service; a page holds the files of `limit` services. Services whose intent cannot be read run on. */
  async list(query: { cursor?: string; limit: number }): Promise<{
    items: SloDocumentFile[];
    commit: string;
    nextCursor?: string;
  }> {
    const { commit, intents, unreadable } = await this.#desiredState.head();
    const names = [...new Set([...intents.keys(), ...unreadable.keys()])];
    const page = pageOf(names.sort(), query);
    const files = await this.#filesOf(commit, page.items);
    const paths = files.map(({ path }) => path);
    const texts = await this.#host.readFiles({ commit, paths });
    return {
      commit,
      items: files.flatMap(file => {
        const text = texts.get(file.path);
        return text === undefined ? [] : [{ ...file, text }];
      }),
      nextCursor: page.nextCursor,
    };
  }

  async #filesOf(
    commit: string,
    services: string[],
  ): Promise<Omit<SloDocumentFile, 'text'>[]> {
    if (services.length === 0) {
      return [];
    }
    const tree = await this.#host.readTree({
      commit,
      prefixes: services.map(name => `${serviceFolder(name)}/`),
    });
    return tree.flatMap(({ path }) => {
      const service = path.split('/')[1];
      const derived = path === sloPath(service);
      const isOurs =
        derived ||
        (path.startsWith(`${objectivesFolder(service)}/`) &&
          /\.ya?ml$/.test(path));
      return isOurs ? [{ service, path, derived }] : [];
    });
  }
}
