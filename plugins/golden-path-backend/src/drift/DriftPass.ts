import type { LoggerService } from '@backstage/backend-plugin-api';
import type { GitHost } from '@fairway/connectors';
import { compile, deliveryFileNames } from '@fairway/plugin-golden-path-common';
import { Breath, type Clock, isoNow } from '@fairway/backend-kit';
import type { ContractHistory } from '../services/ContractHistory';
import type { FleetState } from '../services/desiredState';
import type { DriftFound, DriftRecord } from '../store/driftRows';
import type { DriftStore } from '../store/DriftStore';
import { contractsOf } from './contractsOf';
import { examine, idsOf } from './examine';
import { layoutOf, RepositoryTree } from './RepositoryTree';
import type { SharedFiles } from './SharedFiles';
import { isOfNamespace, straysOf, type Strays } from './strays';
import { recordsWithoutIntent, type NewFinding } from './withoutIntent';

/** Services between two writes. */
const SLICE = 50;

export interface DriftPassOptions {
  clock: Clock;
  contractHistory: Pick<ContractHistory, 'allAt'>;
  host: Pick<GitHost, 'readTree' | 'readFiles'>;
  logger: LoggerService;
  store: DriftStore;
  shared: SharedFiles;
  state: FleetState;
  /** Files in folders of namespaces that nothing derives, as the pass before found them; brought up to date. */
  foreign: Map<string, string[]>;
  /** Hears of what was found that differs from what stood in the store, after it was written. */
  onFound(news: { before?: DriftRecord; now: DriftRecord }): Promise<void>;
  /** Asked between slices: throws when the look has to end. */
  goOn(done: number): Promise<void>;
}

/** One pass over services of one state: compiles them, compares them with what lies in Git, and writes what it found. */
export class DriftPass {
  readonly #options: DriftPassOptions;
  readonly #environments: string[];
  readonly #breath = new Breath();
  #done = 0;
  #round = 0;

  constructor(options: DriftPassOptions) {
    this.#options = options;
    this.#environments = options.state.contract.environments.map(
      ({ name }) => name,
    );
  }

  /** @param services - Merged services; what belongs to no merged service is always looked at. */
  async run(services: ReadonlySet<string>): Promise<void> {
    let round: ReadonlySet<string> = services;
    let strays: Strays | undefined;
    do {
      this.#round += 1;
      const tree = await this.#tree(round);
      const next = await this.#examineAll(round, tree);
      strays = this.#strays(tree);
      for (const name of this.#movedForeign(strays.foreign)) {
        next.add(name);
      }
      round = next;
      if (round.size === 0) {
        const unattended = await recordsWithoutIntent({
          ...this.#options,
          orphans: strays.orphans,
        });
        await this.#write(
          unattended.map(({ before, found }) => this.#recordOf(found, before)),
        );
      }
    } while (round.size > 0);
    await this.#forget(strays);
  }

  #tree(services: ReadonlySet<string>): Promise<RepositoryTree> {
    const { host, state } = this.#options;
    return RepositoryTree.of({
      host,
      commit: state.commit,
      environments: this.#environments,
      wants: name => services.has(name) || !state.intents.has(name),
    });
  }

  /** @returns services that have to be looked at (again), because they answer for other files now. */
  async #examineAll(
    services: ReadonlySet<string>,
    tree: RepositoryTree,
  ): Promise<Set<string>> {
    const again = new Set<string>();
    const names = [...services].sort();
    for (let from = 0; from < names.length; from += SLICE) {
      await this.#options.goOn(this.#done);
      const slice = names.slice(from, from + SLICE);
      const before = await this.#options.store.getMany(slice);
      const found: DriftFound[] = [];
      for (const name of slice) {
        again.delete(name);
        const record = await this.#examine(name, tree, before.get(name), again);
        if (record) {
          found.push(record);
        }
        this.#done += 1;
        await this.#breath.take();
      }
      await this.#write(found, before);
    }
    return again;
  }

  async #examine(
    name: string,
    tree: RepositoryTree,
    before: DriftFound | undefined,
    again: Set<string>,
  ): Promise<DriftFound | undefined> {
    const { clock, logger, shared, state } = this.#options;
    const intent = state.intents.get(name);
    if (!intent) {
      return undefined;
    }
    try {
      const { contract, fleet, commit } = state;
      const now = clock.now();
      const result = compile({ intent, contract, fleet, now: isoNow(clock) });
      const isOwn = this.#ownedBy(name);
      const beside = [...result.objects, ...result.documents]
        .map(({ path }) => path)
        .filter(path => !isOwn(path));
      for (const moved of shared.set(name, beside.sort())) {
        again.add(moved);
      }
      const isOthers = (path: string) =>
        !isOwn(path) && shared.reporterOf(path) !== name;
      const derived = idsOf(result, { like: commit, without: isOthers });
      const found = tree.ownedBy(name);
      for (const path of [
        ...derived.keys(),
        ...this.#foreignOf(name, before),
      ]) {
        const id = tree.shared.get(path);
        if (id !== undefined) {
          found.set(path, id);
        }
      }
      const differs =
        found.size !== derived.size ||
        [...derived].some(([path, id]) => found.get(path) !== id);
      const examined = examine({
        intent,
        state,
        now,
        result,
        derived,
        found,
        before,
        ...(differs
          ? await contractsOf({
              ...this.#options,
              name,
              found,
              derived,
              before,
            })
          : {
              contractVersion: contract.metadata.version,
              contracts: [],
              isKnown: true,
            }),
      });
      return this.#recordOf(
        {
          service: name,
          team: fleet.services[name].team,
          tier: intent.spec.tier,
          orphan: false,
          ...examined,
        },
        before,
      );
    } catch (error) {
      logger.warn(
        `Comparing ${name} with Git failed; it stands as it did before`,
        error instanceof Error ? error : undefined,
      );
      return undefined;
    }
  }

  /**
   * Files in folders of namespaces that the service answers for and nothing derives. After a start they are not known
   * before all services have been compiled: until then those hold that were found the last time.
   */
  #foreignOf(name: string, before: DriftFound | undefined): string[] {
    const { foreign, shared } = this.#options;
    const known = foreign.get(name) ?? [];
    const earlier =
      this.#round > 1 || known.length > 0
        ? []
        : before?.details.files.filter(
            ({ path, kind }) => kind === 'foreign' && isOfNamespace(path),
          ) ?? [];
    return [...known, ...earlier.map(({ path }) => path)].filter(
      path => !shared.has(path),
    );
  }

  #ownedBy(service: string): (path: string) => boolean {
    const deliveries = new Set(
      this.#environments.flatMap(environment =>
        deliveryFileNames({ environment, service }),
      ),
    );
    return path => {
      const layout = layoutOf(path);
      return (
        (layout && 'service' in layout && layout.service === service) ||
        deliveries.has(path.slice(path.lastIndexOf('/') + 1))
      );
    };
  }

  #strays(tree: RepositoryTree): Strays {
    const { state, shared } = this.#options;
    return straysOf({ tree, state, shared, environments: this.#environments });
  }

  /** Takes over what was found now. @returns services whose foreign files are others than before. */
  #movedForeign(now: ReadonlyMap<string, string[]>): string[] {
    const { foreign } = this.#options;
    const moved = [...new Set([...foreign.keys(), ...now.keys()])].filter(
      name => foreign.get(name)?.join('\n') !== now.get(name)?.join('\n'),
    );
    foreign.clear();
    for (const [name, paths] of now) {
      foreign.set(name, paths);
    }
    return moved.filter(name => this.#options.state.intents.has(name));
  }

  #recordOf(found: NewFinding, before: DriftRecord | undefined): DriftFound {
    const checkedAt = isoNow(this.#options.clock);
    return {
      ...found,
      commit: this.#options.state.commit,
      since: before?.state === found.state ? before.since : checkedAt,
      checkedAt,
    };
  }

  /** Writes what is not the same as before, so that a look that finds nothing new writes nothing. */
  async #write(
    found: DriftFound[],
    known?: Map<string, DriftFound>,
  ): Promise<void> {
    const { store, onFound } = this.#options;
    const before =
      known ?? (await store.getMany(found.map(({ service }) => service)));
    const moved = found.filter(
      record => !sameFinding(before.get(record.service), record),
    );
    await store.save(moved);
    for (const now of moved) {
      await onFound({ before: before.get(now.service), now });
    }
  }

  async #forget({ orphans }: Strays): Promise<void> {
    const { state, store } = this.#options;
    const gone = (await store.names()).filter(
      name =>
        !state.intents.has(name) &&
        !state.unreadable.has(name) &&
        !orphans.has(name),
    );
    await store.delete(gone);
  }
}

function sameFinding(a: DriftFound | undefined, b: DriftFound): boolean {
  const essence = ({ commit, checkedAt, since, ...rest }: DriftFound) =>
    JSON.stringify(Object.entries(rest).sort(byKey));
  return a !== undefined && essence(a) === essence(b);
}

function byKey([a]: [string, unknown], [b]: [string, unknown]): number {
  return a < b ? -1 : 1;
}
