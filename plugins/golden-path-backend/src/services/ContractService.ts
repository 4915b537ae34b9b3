import { promises as fs } from 'node:fs';
import path from 'node:path';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { ServiceUnavailableError } from '@backstage/errors';
import {
  formatProblem,
  loadContract,
  type PlatformContract,
} from '@fairway/plugin-golden-path-common';
import type { Clock } from '../clock';

/** How often the files are looked at, at most; the contract changes a few times a week. */
const LOOK_INTERVAL_MS = 2_000;
const MAX_FILE_BYTES = 1024 * 1024;

/** The contract in force. */
export interface LoadedContract {
  contract: PlatformContract;
  /** Changes when any file of the contract does; results made under another fingerprint are out of date. */
  fingerprint: string;
  /** Why newer files are not in force; missing when they are. One line per problem. */
  problems?: string[];
}

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
  readonly #clock: Clock;
  #lookedAt = -Infinity;
  #seen?: string;
  #good?: { contract: PlatformContract; fingerprint: string };
  #problems?: string[];
  #looking?: Promise<void>;

  private constructor(options: {
    directory: string;
    logger: LoggerService;
    clock: Clock;
  }) {
    this.#directory = options.directory;
    this.#logger = options.logger;
    this.#clock = options.clock;
  }

  /**
   * The contract in force.
   * @throws ServiceUnavailableError when no valid contract has been read since start.
   */
  async current(): Promise<LoadedContract> {
    await this.#look();
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
    await this.#look();
    return {
      ok: this.#good !== undefined && !this.#problems,
      problems: this.#problems ?? [],
    };
  }

  /** One look at a time; callers in between share it. */
  async #look(): Promise<void> {
    if (this.#looking) {
      await this.#looking;
      return;
    }
    if (this.#clock.now() - this.#lookedAt < LOOK_INTERVAL_MS) {
      return;
    }
    this.#looking = this.#read().finally(() => {
      this.#lookedAt = this.#clock.now();
      this.#looking = undefined;
    });
    await this.#looking;
  }

  async #read(): Promise<void> {
    try {
      const stats = await listContractFiles(this.#directory);
      const fingerprint = stats
        .map(file => `${file.path}:${file.size}:${file.mtimeMs}`)
        .join('\n');
      if (fingerprint === this.#seen) {
        return;
      }
      const files: Record<string, string> = {};
      for (const file of stats) {
        files[file.path] = await fs.readFile(
          path.join(this.#directory, file.path),
          'utf8',
        );
      }
      this.#seen = fingerprint;
      const parsed = loadContract({ files });
      if (parsed.ok) {
        this.#good = { contract: parsed.value, fingerprint };
        this.#problems = undefined;
        this.#logger.info(
          `Platform contract ${parsed.value.metadata.version} is in force`,
        );
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

async function listContractFiles(
  directory: string,
): Promise<{ path: string; size: number; mtimeMs: number }[]> {
  const entries = await fs.readdir(directory, {
    recursive: true,
    withFileTypes: true,
  });
  const files = [];
  for (const entry of entries) {
    if (!entry.isFile() || !/\.ya?ml$/.test(entry.name)) {
      continue;
    }
    const absolute = path.join(entry.parentPath, entry.name);
    const { size, mtimeMs } = await fs.stat(absolute);
    if (size > MAX_FILE_BYTES) {
      throw new Error(`${entry.name} is larger than ${MAX_FILE_BYTES} bytes`);
    }
    files.push({
      path: path.relative(directory, absolute).split(path.sep).join('/'),
      size,
      mtimeMs,
    });
  }
  return files.sort((a, b) => (a.path < b.path ? -1 : 1));
}
