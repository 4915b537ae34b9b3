import type { LoggerService } from '@backstage/backend-plugin-api';
import { ServiceUnavailableError } from '@backstage/errors';
import type { GitHost } from '@fairway/connectors';
import { type Clock, isoNow } from '@fairway/backend-kit';
import type { Announcer } from '../services/Announcer';
import type { ContractHistory } from '../services/ContractHistory';
import type { FleetState } from '../services/desiredState';
import type { DesiredStateService } from '../services/DesiredStateService';
import { Grounds, sameGrounds } from '../services/verdict';
import type { DriftRecord } from '../store/driftRows';
import type { DriftStore } from '../store/DriftStore';
import { DriftPass } from './DriftPass';
import { deliveredBy, layoutOf } from './RepositoryTree';
import { SharedFiles } from './SharedFiles';

/** How often open pages are told that a look goes on. */
const TELL_EVERY_MS = 1_000;

interface Options {
  announcer: Pick<Announcer, 'drift' | 'driftFound'>;
  clock: Clock;
  contractHistory: Pick<ContractHistory, 'allAt' | 'prune'>;
  desiredState: Pick<DesiredStateService, 'fleet'>;
  host: Pick<GitHost, 'readTree' | 'readFiles' | 'changedBetween'>;
  logger: LoggerService;
  store: DriftStore;
}

/**
 * Looks for drift, one look at a time. The first after a start compares everything; later ones only what has moved:
 * intents and what they rest on, and files of the services. What was found stands in the store, so that pages show it
 * while another look goes on.
 */
export class DriftLooks {
  static create(options: Options): DriftLooks {
    return new DriftLooks(options);
  }

  readonly #options: Options;
  readonly #foreign = new Map<string, string[]>();
  #shared = new SharedFiles();
  #grounds = new Map<string, unknown[]>();
  /** Services to be looked at though nothing of them has moved. */
  #again = new Set<string>();
  #settled?: { version: string; commit: string; until: number };
  #running?: Promise<void>;
  #stopped = false;
  #toldAt = -Infinity;

  private constructor(options: Options) {
    this.#options = options;
  }

  /** Looks until nothing has moved since; who asks while a look is under way waits for that one. */
  run(): Promise<void> {
    this.#running ??= this.#run().finally(() => {
      this.#running = undefined;
    });
    return this.#running;
  }

  /** Looks again at one service, or at all. */
  again(service?: string): Promise<void> {
    const begin = () => {
      if (service) {
        this.#again.add(service);
        this.#settled &&= { ...this.#settled, until: -Infinity };
      } else {
        this.#forgetAll();
      }
      return this.run();
    };
    return this.#running ? this.#running.then(begin, begin) : begin();
  }

  /** Lets a look that is under way end between two services. */
  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#running?.catch(() => {});
  }

  async #run(): Promise<void> {
    const { clock, desiredState, logger } = this.#options;
    try {
      for (;;) {
        const state = await desiredState.fleet();
        const settled = this.#settled;
        if (settled?.version === state.version && clock.now() < settled.until) {
          return;
        }
        await this.#look(state);
      }
    } catch (error) {
      if (!this.#stopped) {
        // Half a look is none: the next one begins with everything.
        this.#forgetAll();
        logger.warn(
          'Looking for drift failed; it is tried again',
          error instanceof Error ? error : undefined,
        );
      }
      throw error;
    }
  }

  async #look(state: FleetState): Promise<void> {
    const { clock, contractHistory, store, announcer } = this.#options;
    const grounds = new Grounds({ state, now: clock.now() });
    const next = new Map<string, unknown[]>();
    const queue = await this.#touched(state);
    for (const [name, intent] of state.intents) {
      const found = grounds.of(intent);
      next.set(name, found);
      if (
        this.#again.has(name) ||
        !sameGrounds(this.#grounds.get(name), found)
      ) {
        queue.add(name);
      }
    }
    for (const name of this.#grounds.keys()) {
      if (!state.intents.has(name)) {
        this.#shared.set(name, []).forEach(moved => queue.add(moved));
      }
    }
    this.#again = new Set();
    const services = [...queue].filter(name => state.intents.has(name));
    const pass = new DriftPass({
      ...this.#options,
      state,
      shared: this.#shared,
      foreign: this.#foreign,
      onFound: news => this.#tell(news),
      goOn: done => this.#goOn({ done, services: services.length }),
    });
    await pass.run(new Set(services));
    this.#grounds = next;
    this.#settled = {
      version: state.version,
      commit: state.commit,
      until: grounds.until,
    };
    await contractHistory.prune({ named: await store.contractVersions() });
    await store.lookEnded({ checkedAt: isoNow(clock), commit: state.commit });
    void announcer.drift();
  }

  /** Services of which a file has changed since the last look; all are when that is not known. */
  async #touched(state: FleetState): Promise<Set<string>> {
    const { host, logger } = this.#options;
    const from = this.#settled?.commit;
    if (from === undefined || from === state.commit) {
      return new Set();
    }
    const environments = state.contract.environments.map(({ name }) => name);
    const touched = new Set<string>();
    try {
      for (const { path } of await host.changedBetween({
        from,
        to: state.commit,
      })) {
        const layout = layoutOf(path);
        if (layout && 'service' in layout) {
          touched.add(layout.service);
        }
        [...deliveredBy(path, environments), this.#shared.reporterOf(path)]
          .filter(name => name !== undefined)
          .forEach(name => touched.add(name));
      }
    } catch (error) {
      logger.debug(
        `What has changed since ${from} is not known, and everything is compared: ${error}`,
      );
      this.#forgetAll();
    }
    return touched;
  }

  async #tell(news: { before?: DriftRecord; now: DriftRecord }): Promise<void> {
    const { announcer, store } = this.#options;
    const { before, now } = news;
    if (!before || now.orphan) {
      return;
    }
    if (byHand(now) === 0 && byHand(before) > 0) {
      await store.forgetTelling([now.service]);
    } else if (
      byHand(now) > 0 &&
      byHand(before) === 0 &&
      (await store.claimTelling(now.service))
    ) {
      void announcer.driftFound({
        service: now.service,
        team: now.team,
        files: byHand(now),
      });
    }
  }

  async #goOn(progress: { done: number; services: number }): Promise<void> {
    const { announcer, clock, store } = this.#options;
    if (this.#stopped) {
      throw new ServiceUnavailableError('The portal is stopping.');
    }
    if (clock.now() - this.#toldAt >= TELL_EVERY_MS) {
      this.#toldAt = clock.now();
      await store.lookIsAt({ ...progress, movedAt: isoNow(clock) });
      void announcer.drift();
    }
  }

  #forgetAll(): void {
    this.#settled = undefined;
    this.#grounds = new Map();
    this.#shared = new SharedFiles();
  }
}

function byHand({ files }: DriftRecord): number {
  return files.edited + files.missing + files.foreign;
}
