import { createHash } from 'node:crypto';
import type { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import type { Entity } from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { Clock } from '@fairway/backend-kit';
import {
  directoryOf,
  type FleetDirectory,
} from '@fairway/plugin-golden-path-common';

/** Groups and systems of the catalog, as last read. */
export interface KnownDirectory {
  names: FleetDirectory;
  /** Changes whenever the names do. */
  version: string;
}

/** How often and how long the catalog is asked, in milliseconds. */
export interface DirectoryPace {
  /** Between readings while the catalog answers and nothing changes. */
  refresh: number;
  /** Between readings while it does not, or is empty. */
  retry: number;
  /** After a change: a catalog that is being filled changes again. The first two readings have to agree. */
  settle: number;
  /** A reading younger than this is not repeated for somebody who misses a name. */
  fresh: number;
  /** What somebody who misses a name waits for. */
  patience: number;
  /** Longest reading. */
  limit: number;
}

const PACE: DirectoryPace = {
  refresh: 60_000,
  retry: 10_000,
  settle: 2_000,
  fresh: 2_000,
  patience: 3_000,
  limit: 10_000,
};

interface CatalogDirectoryOptions {
  auth: AuthService;
  catalog: CatalogService;
  clock: Clock;
  logger: LoggerService;
  pace?: DirectoryPace;
}

/**
 * Groups and systems of the catalog, read beside the requests. A catalog that does not answer or holds no group is
 * no reason to refuse anything: then there is no directory, and the compiler says nothing of owners and systems.
 */
export class CatalogDirectory {
  static create(options: CatalogDirectoryOptions): CatalogDirectory {
    return new CatalogDirectory(options);
  }

  readonly #auth: AuthService;
  readonly #catalog: CatalogService;
  readonly #clock: Clock;
  readonly #logger: LoggerService;
  readonly #pace: DirectoryPace;
  readonly #listeners: (() => void)[] = [];
  #current?: KnownDirectory;
  /** Version of the last reading that held a group. */
  #lastVersion?: string;
  #reading?: Promise<void>;
  #readAt = -Infinity;
  #timer?: NodeJS.Timeout;
  #pause = 0;
  #stopped = false;
  #said = '';

  private constructor(options: CatalogDirectoryOptions) {
    this.#auth = options.auth;
    this.#catalog = options.catalog;
    this.#clock = options.clock;
    this.#logger = options.logger;
    this.#pace = options.pace ?? PACE;
  }

  /** Missing while it is not known. The same object until something in it changes. */
  current(): KnownDirectory | undefined {
    return this.#current;
  }

  onChange(listener: () => void): void {
    this.#listeners.push(listener);
  }

  /** Reads the catalog again and again from now on; returns at once. */
  begin(): void {
    void this.#read().then(() => {
      if (!this.#stopped) {
        this.#timer = setTimeout(() => this.begin(), this.#pause);
        this.#timer.unref();
      }
    });
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
  }

  /**
   * For somebody who misses a name: it may have been added since the last reading. Comes back when the catalog was
   * read, or when that takes too long; never fails.
   */
  async lookAgain(): Promise<void> {
    const fresh = this.#clock.now() - this.#readAt < this.#pace.fresh;
    const reading = fresh ? this.#reading : this.#read();
    if (reading) {
      await Promise.race([reading, patience(this.#pace.patience)]);
    }
  }

  /** Concurrent callers share one reading. */
  #read(): Promise<void> {
    this.#readAt = this.#clock.now();
    this.#reading ??= this.#names()
      .then(
        names => this.#take(names),
        error => this.#drop('unreadable', wordsOf(error)),
      )
      .finally(() => {
        this.#reading = undefined;
      });
    return this.#reading;
  }

  async #names(): Promise<FleetDirectory> {
    const signal = AbortSignal.timeout(this.#pace.limit);
    const late = new Promise<never>((_, reject) => {
      signal.addEventListener('abort', () =>
        reject(new Error(`no answer within ${this.#pace.limit / 1000} s`)),
      );
    });
    return Promise.race([this.#pages(signal), late]);
  }

  async #pages(signal: AbortSignal): Promise<FleetDirectory> {
    const entities: Entity[] = [];
    for await (const page of this.#catalog.streamEntities(
      {
        filter: { kind: ['Group', 'System'] },
        fields: ['kind', 'metadata.name', 'metadata.namespace'],
      },
      { credentials: await this.#auth.getOwnServiceCredentials() },
    )) {
      signal.throwIfAborted();
      entities.push(...page);
    }
    return directoryOf(entities);
  }

  #take(names: FleetDirectory): void {
    if (names.groups.length === 0) {
      this.#lastVersion = undefined;
      this.#drop('empty', 'it holds no group');
      return;
    }
    const version = createHash('sha256')
      .update(JSON.stringify(names))
      .digest('hex');
    // A catalog that is being filled holds a part of the groups: the first reading counts once the next agrees.
    const settled =
      this.#current !== undefined || version === this.#lastVersion;
    this.#pause =
      version === this.#lastVersion
        ? Math.min(this.#pause * 2, this.#pace.refresh)
        : this.#pace.settle;
    this.#lastVersion = version;
    if (!settled) {
      return;
    }
    this.#say(
      'known',
      'Owners and systems of intents are checked against the groups and systems of the catalog',
    );
    if (version !== this.#current?.version) {
      this.#change({ names, version });
    }
  }

  #drop(state: 'empty' | 'unreadable', why: string): void {
    this.#pause = this.#pace.retry;
    this.#say(
      state,
      `Owners and systems of intents are not checked against the catalog for now, because it is ${state}: ${why}`,
    );
    if (this.#current) {
      this.#change(undefined);
    }
  }

  #change(current: KnownDirectory | undefined): void {
    this.#current = current;
    for (const listener of this.#listeners) {
      listener();
    }
  }

  /** Once for each change of state, however often it is found again. */
  #say(state: string, words: string): void {
    if (state !== this.#said && !this.#stopped) {
      this.#said = state;
      this.#logger.info(words);
    }
  }
}

function patience(ms: number): Promise<void> {
  return new Promise(resolve => {
    setTimeout(resolve, ms).unref();
  });
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
