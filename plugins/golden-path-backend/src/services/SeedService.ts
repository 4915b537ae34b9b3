import type { LoggerService } from '@backstage/backend-plugin-api';
import type {
  EditsByHand,
  FileContent,
  GitHost,
  GoldenPathSeed,
} from '@fairway/connectors';
import {
  buildFleet,
  checkIntent,
  compile,
  formatProblem,
  renderFiles,
  resourceDocument,
  writeYaml,
  type CompileResult,
  type PlatformContract,
  type ServiceIntent,
  type SharedResource,
} from '@fairway/plugin-golden-path-common';
import { Breath, type Clock, isoNow } from '@fairway/backend-kit';
import type { ContractService } from './ContractService';

const PROGRESS_EVERY = 100;

/** Fills an empty repository from the seeds that modules added, in one commit. */
export class SeedService {
  static create(options: {
    host: GitHost;
    contract: ContractService;
    seeds: GoldenPathSeed[];
    logger: LoggerService;
    clock: Clock;
  }): SeedService {
    return new SeedService(options);
  }

  readonly #host: GitHost;
  readonly #contract: ContractService;
  readonly #seeds: GoldenPathSeed[];
  readonly #logger: LoggerService;
  readonly #clock: Clock;

  private constructor(options: {
    host: GitHost;
    contract: ContractService;
    seeds: GoldenPathSeed[];
    logger: LoggerService;
    clock: Clock;
  }) {
    this.#host = options.host;
    this.#contract = options.contract;
    this.#seeds = options.seeds;
    this.#logger = options.logger;
    this.#clock = options.clock;
  }

  /** Does nothing when there is no seed or the repository is not empty. */
  async run(progress: (words: string) => void): Promise<void> {
    if (this.#seeds.length === 0 || !(await this.#host.isEmpty())) {
      return;
    }
    const { contract } = await this.#contract.current();
    const intents: ServiceIntent[] = [];
    const resources: SharedResource[] = [];
    const byHand: EditsByHand[] = [];
    const derivedAt: Record<string, string> = {};
    for (const seed of this.#seeds) {
      const given = await seed.intents();
      this.#logger.info(
        `Seed ${seed.id} brings ${given.intents.length} services`,
      );
      intents.push(...given.intents.flatMap(intent => this.#checked(intent)));
      resources.push(...given.resources);
      byHand.push(...(given.byHand ? [given.byHand] : []));
      Object.assign(derivedAt, given.derivedAt);
    }
    const results = await this.#compile({
      intents,
      resources,
      contract,
      derivedAt,
      progress,
    });
    progress(
      `writing ${results.length} services into the empty GitOps repository`,
    );
    await this.#host.seed({
      id: this.#seeds.map(seed => seed.id).join(','),
      files: edited(filesOf({ results, resources }), byHand),
      message: `Seed ${results.length} services under platform contract ${contract.metadata.version}`,
    });
    this.#logger.info(
      `The GitOps repository begins with ${results.length} services`,
    );
  }

  /** As read from a file: whole, and with its keys in the order of the schema, so that files keep their bytes. */
  #checked(intent: ServiceIntent): ServiceIntent[] {
    const parsed = checkIntent(intent);
    if (parsed.ok) {
      return [parsed.value];
    }
    this.#logger.warn(
      `An intent of the seed is not valid and left out: ${parsed.problems
        .map(formatProblem)
        .join('; ')}`,
    );
    return [];
  }

  /**
   * A service with a deny is left out; what depended on it is compiled again without it, until all that are left
   * stand on their own.
   */
  async #compile(options: {
    intents: ServiceIntent[];
    resources: SharedResource[];
    contract: PlatformContract;
    derivedAt: Readonly<Record<string, string>>;
    progress(words: string): void;
  }): Promise<CompileResult[]> {
    const { resources, contract, derivedAt, progress } = options;
    const now = isoNow(this.#clock);
    const breath = new Breath();
    let intents = options.intents;
    for (;;) {
      const fleet = buildFleet({ intents, resources, contract });
      const results: CompileResult[] = [];
      for (const [index, intent] of intents.entries()) {
        const result = compile({
          intent,
          contract,
          fleet,
          now: derivedAt[intent.metadata.name] ?? now,
        });
        if (result.denied) {
          this.#logDenied(result);
        } else {
          results.push(result);
        }
        if (index % PROGRESS_EVERY === 0) {
          progress(
            `filling the empty GitOps repository, ${index} of ${intents.length} services compiled`,
          );
        }
        await breath.take();
      }
      if (results.length === intents.length) {
        return results;
      }
      intents = results.map(result => result.intent);
    }
  }

  #logDenied(result: CompileResult): void {
    const reasons = result.findings
      .filter(finding => finding.severity === 'deny')
      .map(finding => `${finding.policy}: ${finding.message}`);
    this.#logger.warn(
      `Service ${
        result.name
      } of the seed is denied and left out: ${reasons.join('; ')}`,
    );
  }
}

/** Files as people left them. */
async function* edited(
  files: AsyncIterable<FileContent>,
  byHand: EditsByHand[],
): AsyncIterable<FileContent> {
  for await (const file of files) {
    const left = byHand.reduce<FileContent | undefined>(
      (so, { change }) => so && change(so),
      file,
    );
    if (left) {
      yield left;
    }
  }
  yield* byHand.flatMap(({ added }) => added);
}

/** One file after the other, so that memory does not hold all texts; what services share comes once. */
async function* filesOf(options: {
  results: CompileResult[];
  resources: SharedResource[];
}): AsyncIterable<FileContent> {
  for (const resource of options.resources) {
    yield {
      path: `resources/${resource.name}.yaml`,
      text: writeYaml(resourceDocument(resource)),
    };
  }
  const breath = new Breath();
  const written = new Set<string>();
  for (const result of options.results) {
    for (const file of renderFiles(result)) {
      if (!written.has(file.path)) {
        written.add(file.path);
        yield file;
      }
    }
    await breath.take();
  }
}
