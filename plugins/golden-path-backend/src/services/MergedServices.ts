import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Entity } from '@backstage/catalog-model';
import type { GitHost } from '@fairway/connectors';
import type { Page, ServiceSummary } from '@fairway/plugin-golden-path-common';
import { pageOf } from '@fairway/backend-kit';
import { catalogEntitiesOf, contractVersionOf } from './catalogDocuments';
import type { DesiredStateService } from './DesiredStateService';
import { catalogPath } from './layout';

interface MergedServicesOptions {
  host: GitHost;
  desiredState: DesiredStateService;
  logger: LoggerService;
}

/** Pages of merged services; only the files of the rows that are shown are read. */
export class MergedServices {
  static create(options: MergedServicesOptions): MergedServices {
    return new MergedServices(options);
  }

  readonly #host: GitHost;
  readonly #desiredState: DesiredStateService;
  readonly #logger: LoggerService;

  private constructor(options: MergedServicesOptions) {
    this.#host = options.host;
    this.#desiredState = options.desiredState;
    this.#logger = options.logger;
  }

  /** Merged services by name. */
  async list(query: {
    cursor?: string;
    limit: number;
    team?: string;
    system?: string;
    search?: string;
  }): Promise<Page<ServiceSummary>> {
    const { commit, fleet } = await this.#desiredState.fleet();
    const search = query.search?.toLocaleLowerCase('en-US');
    const all = Object.values(fleet.services)
      .filter(
        service =>
          (!query.team || service.team === query.team) &&
          (!query.system || service.system === query.system) &&
          (!search ||
            service.name.includes(search) ||
            service.title?.toLocaleLowerCase('en-US').includes(search)),
      )
      .sort((a, b) => (a.name < b.name ? -1 : 1));
    const page = pageOf(all, query);
    const texts = await this.#host.readFiles({
      commit,
      paths: page.items.map(row => catalogPath(row.name)),
    });
    return {
      ...page,
      items: page.items.map(row => ({
        ...row,
        contractVersion: contractVersionOf(texts.get(catalogPath(row.name))),
      })),
    };
  }

  /** The catalog documents of merged services, by service; a page holds those of `limit` services. */
  async catalogEntities(query: {
    cursor?: string;
    limit: number;
  }): Promise<{ items: Entity[]; commit: string; nextCursor?: string }> {
    const { commit, intents } = await this.#desiredState.head();
    const page = pageOf([...intents.keys()].sort(), query);
    const texts = await this.#host.readFiles({
      commit,
      paths: page.items.map(catalogPath),
    });
    const items = page.items.flatMap(name =>
      catalogEntitiesOf({
        file: catalogPath(name),
        text: texts.get(catalogPath(name)),
        logger: this.#logger,
      }),
    );
    return { items, commit, nextCursor: page.nextCursor };
  }
}
