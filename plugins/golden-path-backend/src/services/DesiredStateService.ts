import type { LoggerService } from '@backstage/backend-plugin-api';
import { NotFoundError } from '@backstage/errors';
import type { GitHost } from '@fairway/connectors';
import {
  checkDirectory,
  compile,
  isExpired,
  withDirectory,
  type CompileResult,
  type PlatformContract,
  type ServiceAnswer,
  type ServiceIntent,
} from '@fairway/plugin-golden-path-common';
import { Breath, type Clock, isoNow } from '@fairway/backend-kit';
import type { CatalogDirectory } from './CatalogDirectory';
import type { ContractService } from './ContractService';
import type { DesiredState, FleetState } from './desiredState';
import { isDocument, takeDocument } from './documents';
import { fleetOf, type KnownFleet } from './fleetOf';
import { serviceOfIntentPath } from './layout';
import { LastChanges } from './LastChanges';
import { lastReadable } from './lastReadable';
import { Lru } from './Lru';
import { requireReadable } from './unreadable';

/**
 * Hears of every move of the head, with the services whose intent changed. Not waited for: a listener may well ask
 * for the new state, which has to be there for that.
 */
export type HeadListener = (move: {
  commit: string;
  services: string[];
}) => void;

interface DesiredStateOptions {
  host: GitHost;
  contract: ContractService;
  directory: Pick<CatalogDirectory, 'current' | 'lookAgain'>;
  logger: LoggerService;
  clock: Clock;
  compiledServices: number;
}

/**
 * The fleet as it stands at the head of the GitOps repository. Parsed once per commit, and after a merge only what
 * changed is read again; compiled results are made when asked for and kept within bounds.
 */
export class DesiredStateService {
  static create(options: DesiredStateOptions): DesiredStateService {
    return new DesiredStateService(options);
  }

  readonly #host: GitHost;
  readonly #contract: ContractService;
  readonly #directory: DesiredStateOptions['directory'];
  readonly #logger: LoggerService;
  readonly #clock: Clock;
  readonly #compiled: Lru<CompileResult>;
  readonly #lastChanges: LastChanges;
  readonly #listeners: HeadListener[] = [];
  #state?: DesiredState;
  #reading?: Promise<DesiredState>;
  #fleet?: KnownFleet;

  private constructor(options: DesiredStateOptions) {
    this.#host = options.host;
    this.#contract = options.contract;
    this.#directory = options.directory;
    this.#logger = options.logger;
    this.#clock = options.clock;
    this.#compiled = new Lru(options.compiledServices);
    this.#lastChanges = new LastChanges({
      host: options.host,
      limit: options.compiledServices,
    });
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

  /** The facts that the compiler needs, at the head of now. */
  async fleet(): Promise<FleetState> {
    const { contract, fingerprint } = await this.#contract.current();
    const state = await this.head();
    const directory = this.#directory.current();
    const known = this.#fleet;
    if (
      known?.state === state &&
      known.fingerprint === fingerprint &&
      known.directory === directory?.version
    ) {
      return stateOf({ ...known, contract });
    }
    this.#fleet = {
      state,
      fingerprint,
      directory: directory?.version,
      fleet: withDirectory(
        fleetOf({ state, contract, fingerprint, known }),
        directory?.names,
      ),
    };
    return stateOf({ ...this.#fleet, contract });
  }

  /** The same, with a look into the catalog first where it does not hold a name that one of the intents has. */
  async fleetKnowing(intents: ServiceIntent[]): Promise<FleetState> {
    const state = await this.fleet();
    const { fleet } = state;
    if (
      intents.every(intent => checkDirectory({ intent, fleet }).length === 0)
    ) {
      return state;
    }
    await this.#directory.lookAgain();
    return this.fleet();
  }

  /** A merged service compiled under the contract and the fleet of now; undefined when there is none. */
  async compiled(name: string): Promise<CompileResult | undefined> {
    const { contract, fleet, intents, version } = await this.fleet();
    const intent = intents.get(name);
    if (!intent) {
      return undefined;
    }
    const now = isoNow(this.#clock);
    const expired = [
      ...contract.exceptions.filter(({ service }) => service === name),
      ...(intent.spec.overrides ?? []),
    ].filter(({ expires }) => isExpired(expires, Date.parse(now)));
    // What expires does so to the second; whatever else the clock tells is told in days.
    const key = `${name}\n${version}\n${now.slice(0, 13)}\n${expired.length}`;
    const cached = this.#compiled.get(key);
    if (cached) {
      return cached;
    }
    const result = compile({ intent, contract, fleet, now });
    this.#compiled.set(key, result);
    return result;
  }

  /** @throws NotFoundError, and ConflictError when its intent cannot be read. */
  async service(name: string): Promise<Omit<ServiceAnswer, 'openRequests'>> {
    const { commit, fleet, unreadable } = await this.fleet();
    requireReadable({ unreadable }, name);
    const result = await this.compiled(name);
    const service = fleet.services[name];
    if (!result || !service) {
      throw new NotFoundError(
        `No service ${name} is merged; it may still be in an open change request.`,
      );
    }
    const changedIn = await this.#lastChanges.of({
      service: name,
      head: commit,
    });
    return { service, intent: result.intent, commit, changedIn, result };
  }

  async #read(): Promise<DesiredState> {
    const commit = await this.#host.headCommit();
    const known = this.#state;
    if (known?.commit === commit) {
      return known;
    }
    const documents = {
      intents: new Map(known?.intents),
      unreadable: new Map(known?.unreadable),
      lastReadable: new Map(known?.lastReadable),
      resources: new Map(known?.resources),
    };
    const files = known
      ? await this.#host.changedBetween({ from: known.commit, to: commit })
      : await this.#host.readTree({
          commit,
          prefixes: ['services/', 'resources/'],
        });
    const paths = files.map(file => file.path).filter(isDocument);
    const texts = await this.#host.readFiles({ commit, paths });
    const breath = new Breath();
    for (const path of paths) {
      const text = texts.get(path);
      takeDocument({ path, text, documents, logger: this.#logger });
      await breath.take();
    }
    const services = paths
      .map(serviceOfIntentPath)
      .filter(name => name !== undefined);
    for (const service of services) {
      const intent = documents.unreadable.has(service)
        ? await lastReadable({ service, commit, host: this.#host })
        : undefined;
      if (intent) {
        documents.lastReadable.set(service, intent);
      }
    }
    this.#state = { commit, ...documents };
    if (known) {
      this.#announce({ commit, services });
    }
    return this.#state;
  }

  #announce(move: { commit: string; services: string[] }): void {
    for (const listener of this.#listeners) {
      try {
        listener(move);
      } catch (error) {
        this.#logger.warn(
          'A listener on the desired state failed',
          error instanceof Error ? error : undefined,
        );
      }
    }
  }
}

function stateOf(
  known: KnownFleet & { contract: PlatformContract },
): FleetState {
  const { state, directory, ...facts } = known;
  return {
    ...state,
    ...facts,
    version: `${state.commit}\n${facts.fingerprint}\n${directory ?? ''}`,
  };
}
