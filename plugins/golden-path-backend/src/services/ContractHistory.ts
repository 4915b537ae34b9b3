import { createHash } from 'node:crypto';
import type { LoggerService } from '@backstage/backend-plugin-api';
import {
  loadContract,
  type PlatformContract,
} from '@fairway/plugin-golden-path-common';
import { type Clock, isoNow } from '@fairway/backend-kit';
import type {
  ContractHistoryStore,
  ContractRecord,
} from '../store/ContractHistoryStore';
import type { LoadedContract } from './ContractService';
import { Lru } from './Lru';

/** Contracts that are kept though no service names them any more. */
const NEWEST = 50;
/** Parsed contracts in memory. */
const PARSED = 4;

interface Options {
  clock: Clock;
  logger: LoggerService;
  store: ContractHistoryStore;
}

/**
 * Every contract that was in force, so that what a service was derived under can be derived again: the newest ones,
 * and those that some service still names.
 */
export class ContractHistory {
  static create(options: Options): ContractHistory {
    return new ContractHistory(options);
  }

  readonly #options: Options;
  readonly #parsed = new Lru<PlatformContract>(PARSED);
  #recording: Promise<void> = Promise.resolve();

  private constructor(options: Options) {
    this.#options = options;
  }

  /**
   * Keeps a contract that has come into force. Returns at once: a contract holds whether it is kept or not, and what
   * cannot be kept is logged.
   */
  record(loaded: Pick<LoadedContract, 'contract' | 'files'>): void {
    this.#recording = this.#recording
      .then(() => this.#record(loaded))
      .catch(error => {
        this.#options.logger.warn(
          `Platform contract ${loaded.contract.metadata.version} is in force but could not be kept: what is derived under it cannot be derived again once another one holds`,
          error instanceof Error ? error : undefined,
        );
      });
  }

  /** The contract of a version, the newest where several had it; undefined when it is not kept. */
  async at(version: string): Promise<PlatformContract | undefined> {
    const [newest] = await this.allAt(version, { limit: 1 });
    return newest;
  }

  /** Contracts of one version, newest first: files may have changed under the same version. */
  async allAt(
    version: string,
    options: { limit: number },
  ): Promise<PlatformContract[]> {
    const records = (await this.versions()).filter(
      record => record.version === version,
    );
    const contracts: PlatformContract[] = [];
    for (const { fingerprint } of records.slice(0, options.limit)) {
      const contract = await this.#read(fingerprint);
      if (contract) {
        contracts.push(contract);
      }
    }
    return contracts;
  }

  /** Contracts that are kept, newest first. */
  async versions(): Promise<ContractRecord[]> {
    await this.#recording;
    return this.#options.store.list();
  }

  /** Forgets what is neither among the newest nor named by a service. */
  async prune(options: { named: ReadonlySet<string> }): Promise<void> {
    const gone = (await this.versions())
      .slice(NEWEST)
      .filter(({ version }) => !options.named.has(version));
    if (gone.length > 0) {
      await this.#options.store.delete(
        gone.map(({ fingerprint }) => fingerprint),
      );
    }
  }

  async #record({
    contract,
    files,
  }: Pick<LoadedContract, 'contract' | 'files'>): Promise<void> {
    const { clock, store } = this.#options;
    const fingerprint = digestOf(files);
    this.#parsed.set(fingerprint, contract);
    const [newest] = await store.list();
    // After a restart the same one holds since when it did before.
    if (newest?.fingerprint !== fingerprint) {
      const { version } = contract.metadata;
      await store.put({ fingerprint, version, since: isoNow(clock) }, files);
    }
  }

  async #read(fingerprint: string): Promise<PlatformContract | undefined> {
    const known = this.#parsed.get(fingerprint);
    if (known) {
      return known;
    }
    const files = await this.#options.store.files(fingerprint);
    const parsed = files && loadContract({ files });
    if (!parsed?.ok) {
      // Written by an older Fairway in words that this one no longer reads: as if it were not kept.
      return undefined;
    }
    this.#parsed.set(fingerprint, parsed.value);
    return parsed.value;
  }
}

function digestOf(files: Readonly<Record<string, string>>): string {
  const hash = createHash('sha256');
  for (const path of Object.keys(files).sort()) {
    hash.update(JSON.stringify([path, files[path]]));
  }
  return hash.digest('hex');
}
