import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Entity } from '@backstage/catalog-model';
import { NotFoundError } from '@backstage/errors';
import type { GitHost } from '@fairway/connectors';
import {
  buildFleet,
  compile,
  formatProblem,
  parseIntent,
  parseResourceDeclaration,
  type CompileResult,
  type Fleet,
  type Page,
  type ServiceAnswer,
  type ServiceIntent,
  type ServiceSummary,
  type SharedResource,
} from '@fairway/plugin-golden-path-common';
import { isoNow, type Clock } from '../clock';
import type { ContractService } from './ContractService';
import { Lru } from './Lru';
import { catalogEntitiesOf, contractVersionOf } from './catalogDocuments';
import { catalogPath, resourceOfPath, serviceOfIntentPath } from './layout';
import { nextCursorOf, offsetOf } from './paging';

/** The intents and resources of one commit. */
export interface DesiredState {
  commit: string;
  intents: ReadonlyMap<string, ServiceIntent>;
  resources: ReadonlyMap<string, SharedResource>;
}

/** Hears of every move of the head, with the services whose intent changed. */
export type HeadListener = (move: {
  commit: string;
  services: string[];
}) => Promise<void>;

/**
 * The fleet as it stands at the head of the GitOps repository. Parsed once per commit, and after a merge only what
 * changed is read again; compiled results are made when asked for and kept within bounds.
 */
export class DesiredStateService {
  static create(options: {
    host: GitHost;
    contract: ContractService;
    logger: LoggerService;
    clock: Clock;
    compiledServices: number;
  }): DesiredStateService {
    return new DesiredStateService(options);
  }

  readonly #host: GitHost;
  readonly #contract: ContractService;
  readonly #logger: LoggerService;
  readonly #clock: Clock;
  readonly #compiled: Lru<CompileResult>;
  readonly #listeners: HeadListener[] = [];
  #state?: DesiredState;
  #reading?: Promise<DesiredState>;
  #fleet?: { version: string; fleet: Fleet };

  private constructor(options: {
    host: GitHost;
    contract: ContractService;
    logger: LoggerService;
    clock: Clock;
    compiledServices: number;
  }) {
    this.#host = options.host;
    this.#contract = options.contract;
    this.#logger = options.logger;
    this.#clock = options.clock;
    this.#compiled = new Lru(options.compiledServices);
  }

  onMove(listener: HeadListener): void {
    this.#listeners.push(listener);
  }

  /** Intents and resources at the head of now. Concurrent callers share one reading. */
  async head(): Promise<DesiredState> {
    this.#reading ??= this.#read().finally(() => {
      this.#reading = undefined;
    });
    return this.#reading;
  }

  /** The facts the compiler needs; `version` changes when commit or contract do. */
  async fleet(): Promise<{ commit: string; fleet: Fleet; version: string }> {
    const { contract, fingerprint } = await this.#contract.current();
    const { commit, intents, resources } = await this.head();
    const version = `${commit}\n${fingerprint}`;
    if (this.#fleet?.version !== version) {
      this.#fleet = {
        version,
        fleet: buildFleet({
          intents: intents.values(),
          resources: resources.values(),
          contract,
        }),
      };
    }
    return { commit, fleet: this.#fleet.fleet, version };
  }

  /** A merged service compiled under the contract and the fleet of now; undefined when there is none. */
  async compiled(name: string): Promise<CompileResult | undefined> {
    const { contract } = await this.#contract.current();
    const { fleet, version } = await this.fleet();
    const intent = (await this.head()).intents.get(name);
    if (!intent) {
      return undefined;
    }
    const now = isoNow(this.#clock);
    // Exceptions and overrides expire within the day, so a result is good for an hour of the clock.
    const key = `${name}\n${version}\n${now.slice(0, 13)}`;
    const cached = this.#compiled.get(key);
    if (cached) {
      return cached;
    }
    const result = compile({ intent, contract, fleet, now });
    this.#compiled.set(key, result);
    return result;
  }

  /** @throws NotFoundError */
  async service(name: string): Promise<Omit<ServiceAnswer, 'openRequests'>> {
    const { commit, fleet } = await this.fleet();
    const result = await this.compiled(name);
    const service = fleet.services[name];
    if (!result || !service) {
      throw new NotFoundError(
        `No service ${name} is merged; it may still be in an open change request.`,
      );
    }
    return { service, intent: result.intent, commit, result };
  }

  /** Merged services by name. */
  async list(query: {
    cursor?: string;
    limit: number;
    team?: string;
    system?: string;
    search?: string;
  }): Promise<Page<ServiceSummary>> {
    const { commit, fleet } = await this.fleet();
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
    const offset = offsetOf(query.cursor);
    const rows = all.slice(offset, offset + query.limit);
    const texts = await this.#host.readFiles({
      commit,
      paths: rows.map(row => catalogPath(row.name)),
    });
    return {
      items: rows.map(row => ({
        ...row,
        contractVersion: contractVersionOf(texts.get(catalogPath(row.name))),
      })),
      total: all.length,
      nextCursor: nextCursorOf({
        offset,
        count: rows.length,
        total: all.length,
      }),
    };
  }

  /** The catalog documents of merged services, by service; a page holds those of `limit` services. */
  async catalogEntities(query: {
    cursor?: string;
    limit: number;
  }): Promise<{ items: Entity[]; commit: string; nextCursor?: string }> {
    const { commit, intents } = await this.head();
    const names = [...intents.keys()].sort();
    const offset = offsetOf(query.cursor);
    const page = names.slice(offset, offset + query.limit);
    const texts = await this.#host.readFiles({
      commit,
      paths: page.map(catalogPath),
    });
    const items = page.flatMap(name =>
      catalogEntitiesOf({
        file: catalogPath(name),
        text: texts.get(catalogPath(name)),
        logger: this.#logger,
      }),
    );
    return {
      items,
      commit,
      nextCursor: nextCursorOf({
        offset,
        count: page.length,
        total: names.length,
      }),
    };
  }

  async #read(): Promise<DesiredState> {
    const commit = await this.#host.headCommit();
    const known = this.#state;
    if (known?.commit === commit) {
      return known;
    }
    const intents = new Map(known?.intents);
    const resources = new Map(known?.resources);
    const files = known
      ? await this.#host.changedBetween({ from: known.commit, to: commit })
      : await this.#host.readTree({
          commit,
          prefixes: ['services/', 'resources/'],
        });
    const documents = files
      .map(file => file.path)
      .filter(path => serviceOfIntentPath(path) || resourceOfPath(path));
    const texts = await this.#host.readFiles({ commit, paths: documents });
    for (const path of documents) {
      this.#take({ path, text: texts.get(path), intents, resources });
    }
    const state = { commit, intents, resources };
    this.#state = state;
    if (known) {
      const services = documents
        .map(serviceOfIntentPath)
        .filter(name => name !== undefined);
      await this.#announce({ commit, services });
    }
    return state;
  }

  /** Puts one document into the state, or takes it out when it is gone or broken. */
  #take(options: {
    path: string;
    text: string | undefined;
    intents: Map<string, ServiceIntent>;
    resources: Map<string, SharedResource>;
  }): void {
    const { path, text, intents, resources } = options;
    const service = serviceOfIntentPath(path);
    const resource = resourceOfPath(path);
    if (service) {
      intents.delete(service);
    } else if (resource) {
      resources.delete(resource);
    }
    if (text === undefined) {
      return;
    }
    const parsed = service
      ? parseIntent(text, { file: path })
      : parseResourceDeclaration(text, { file: path });
    if (!parsed.ok) {
      this.#logger.error(
        `A document in the GitOps repository is left out: ${parsed.problems
          .map(formatProblem)
          .join('; ')}`,
      );
      return;
    }
    const { value } = parsed;
    if ('metadata' in value) {
      if (value.metadata.name !== service) {
        this.#logger.error(
          `${path}: names the service ${value.metadata.name} and is left out; rename the folder or the service`,
        );
        return;
      }
      intents.set(value.metadata.name, value);
    } else {
      resources.set(value.name, value);
    }
  }

  async #announce(move: { commit: string; services: string[] }): Promise<void> {
    for (const listener of this.#listeners) {
      try {
        await listener(move);
      } catch (error) {
        this.#logger.warn(
          'A listener on the desired state failed',
          error instanceof Error ? error : undefined,
        );
      }
    }
  }
}
