import type { LoggerService } from '@backstage/backend-plugin-api';
import { ServiceUnavailableError } from '@backstage/errors';
import {
  formatProblem,
  loadContract,
  type PlatformContract,
} from '@fairway/plugin-golden-path-common';
import type { Clock } from '@fairway/backend-kit';
import { fingerprintOf, listFolder, readFolderFile } from './folderFiles';
import { Looks } from './Looks';

const MAX_FILES = 2_000;

/** The contract in force. */
export interface LoadedContract {
  contract: PlatformContract;
  /** What it was read from: texts by path from its folder. */
  files: Readonly<Record<string, string>>;
  /** Changes when any file of the contract does; results made under another fingerprint are out of date. */
  fingerprint: string;
  /** Why newer files are not in force; missing when they are. One line per problem. */
  problems?: string[];
}

/** Hears of every contract that comes into force, the first one included; not waited for. */
export type ContractListener = (loaded: LoadedContract) => void;

/**
 * The platform contract from a folder. Files are read again when they change; when they no longer make a
 * contract, the last one that did stays in force and the problems are reported beside it.
 */
export class ContractService {
  static create(options: {
    directory: string;
    logger: LoggerService;
    clock: Clock;
  }): ContractService {
    return new ContractService(options);
  }

  readonly #directory: string;
  readonly #logger: LoggerService;
  readonly #looks: Looks;
  readonly #listeners: ContractListener[] = [];
  #seen?: string;
  #good?: Omit<LoadedContract, 'problems'>;
  #problems?: string[];

  private constructor(options: {
    directory: string;
    logger: LoggerService;
    clock: Clock;
  }) {
    this.#directory = options.directory;
    this.#logger = options.logger;
    this.#looks = Looks.create({
      clock: options.clock,
      look: () => this.#read(),
    });
  }

  onChange(listener: ContractListener): void {
    this.#listeners.push(listener);
  }

  /**
   * The contract in force.
   * @throws ServiceUnavailableError when no valid contract has been read since start.
   */
  async current(): Promise<LoadedContract> {
    await this.#looks.take();
    if (!this.#good) {
      throw new ServiceUnavailableError(
        `There is no valid platform contract in fairway.contract.path; run "fairway contract check" and mend: ${(
          this.#problems ?? []
        )
          .slice(0, 5)
          .join('; ')}`,
      );
    }
    return { ...this.#good, problems: this.#problems };
  }

  /** For health checks: never throws. */
  async state(): Promise<{ ok: boolean; problems: string[] }> {
    await this.#looks.take();
    return {
      ok: this.#good !== undefined && !this.#problems,
      problems: this.#problems ?? [],
    };
  }

  async #read(): Promise<void> {
    try {
      const directory = this.#directory;
      const list = await listFolder({
        directory,
        isWanted: path => /\.ya?ml$/.test(path),
        maxFiles: MAX_FILES,
      });
      const fingerprint = fingerprintOf(list);
      if (fingerprint === this.#seen) {
        return;
      }
      const files: Record<string, string> = {};
      for (const { path } of list) {
        files[path] = await readFolderFile({ directory, path });
      }
      this.#seen = fingerprint;
      const parsed = loadContract({ files });
      if (parsed.ok) {
        const good = { contract: parsed.value, files, fingerprint };
        this.#good = good;
        this.#problems = undefined;
        this.#logger.info(
          `Platform contract ${parsed.value.metadata.version} is in force`,
        );
        this.#listeners.forEach(listener => listener(good));
        return;
      }
      this.#report(parsed.problems.map(formatProblem));
    } catch (error) {
      this.#seen = undefined;
      this.#report([
        `cannot read the folder of the contract: ${
          error instanceof Error ? error.message : error
        }`,
      ]);
    }
  }

  #report(problems: string[]): void {
    if (problems.join('\n') !== this.#problems?.join('\n')) {
      this.#logger.error(
        `The platform contract is not valid; ${
          this.#good
            ? `version ${this.#good.contract.metadata.version} stays in force`
            : 'nothing can be compiled until it is mended'
        }: ${problems.join('; ')}`,
      );
    }
    this.#problems = problems;
  }
}
