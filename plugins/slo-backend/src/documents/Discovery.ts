import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Ownership } from '@fairway/plugin-slo-common';
import { Breath, isoNow, type Clock } from '@fairway/backend-kit';
import { hashOf } from '../store/documentRows';
import type { DocumentStore } from '../store/DocumentStore';
import type { ObjectiveStore } from '../store/ObjectiveStore';
import type { OriginStore } from '../store/OriginStore';
import { slices } from '../store/slices';
import type { VersionStore } from '../store/VersionStore';
import { bundleInForce, changedIn } from './inForce';
import type { Ownerships } from './Ownerships';
import { readBundle } from './readBundle';
import { entitiesOf, heard } from './speaking';
import type {
  DocumentSource,
  FailedBundle,
  Found,
  FoundBundle,
  OriginKind,
  ReadBundle,
} from './types';

/** Bundles that are stored in one transaction. */
const STORED_AT_ONCE = 50;

interface DiscoveryOptions {
  clock: Clock;
  documents: DocumentStore;
  logger: LoggerService;
  objectives: ObjectiveStore;
  origins: OriginStore;
  ownerships: Pick<Ownerships, 'of'>;
  versions: VersionStore;
  /**
   * Told when other objectives stand than before, or other people answer for them; with the ids of those that say
   * something else than before.
   */
  onChange(changed: readonly string[]): void;
}

interface Stored {
  /** What cannot be stored. */
  unstored: FailedBundle[];
  /** Of objectives that say something else than before. */
  ids: string[];
}

/** Keeps the stores as documents and catalog are. What cannot be looked at now stays as it was. */
export class Discovery {
  static create(options: DiscoveryOptions): Discovery {
    return new Discovery(options);
  }

  readonly #options: DiscoveryOptions;
  /** Documents of earlier versions of the readers are read once more by each process. */
  readonly #read = new Set<string>();
  /** What is stored is stored one after the other; looking around is not waited for. */
  #turn: Promise<unknown> = Promise.resolve();

  private constructor(options: DiscoveryOptions) {
    this.#options = options;
  }

  /** Looks at one source. @throws what keeps anything from being said of it */
  async look(source: DocumentSource, signal: AbortSignal): Promise<void> {
    const { clock, origins } = this.#options;
    try {
      for await (const found of source.find(signal)) {
        await this.#taken(source, found);
      }
      await origins.answered(source.kind, isoNow(clock));
    } catch (error) {
      if (!signal.aborted) {
        const words = error instanceof Error ? error.message : String(error);
        await origins.failed(source.kind, isoNow(clock), words);
      }
      throw error;
    }
  }

  /**
   * Stores what was found, and takes away what no longer is.
   *
   * @returns whether all of it could be stored
   */
  take(kind: DocumentSource['kind'], found: Found): Promise<boolean> {
    return this.#inTurn(() => this.#take(kind, found));
  }

  /** Asks the catalog who answers for the services now, and lets go what stood in for long enough. */
  async lookAtOwners(): Promise<void> {
    const { objectives, ownerships } = this.#options;
    await this.#inTurn(() => this.#expire());
    const [known, found] = await Promise.all([
      objectives.ownerships(),
      objectives.components().then(refs => ownerships.of(refs)),
    ]);
    const changes = new Map(
      [...found].filter(
        ([component, ownership]) =>
          JSON.stringify(known.get(component)) !== JSON.stringify(ownership),
      ),
    );
    if (changes.size > 0) {
      await this.#inTurn(() => objectives.own(changes));
      // Who may speak for these services is to be decided again.
      this.#forget('catalog');
      this.#options.onChange([]);
    }
  }

  /** What cannot be stored is to be found again. */
  async #taken(source: DocumentSource, found: Found): Promise<void> {
    let isWhole = false;
    try {
      isWhole = await this.take(source.kind, found);
    } finally {
      if (!isWhole) {
        source.forget?.();
      }
    }
  }

  async #take(kind: OriginKind, found: Found): Promise<boolean> {
    const { documents, clock } = this.#options;
    const known = await documents.hashes(kind);
    const changed = found.bundles.filter(bundle =>
      this.#isNew(bundle, known.get(bundle.bundle)),
    );
    const { unstored, ids } = await this.#store(kind, changed);
    const there =
      found.places ??
      [...found.bundles, ...found.failed].map(({ bundle }) => bundle);
    const gone = new Set(known.keys());
    there.forEach(bundle => gone.delete(bundle));
    await documents.remove(kind, [...gone]);
    await documents.wasFound(
      kind,
      found.bundles.map(({ bundle }) => bundle),
    );
    for (const failed of [...found.failed, ...unstored]) {
      await documents.fail(failed, isoNow(clock));
    }
    if (changed.length > 0 || gone.size > 0) {
      this.#options.onChange(ids);
    }
    return unstored.length === 0;
  }

  async #expire(): Promise<void> {
    const { clock, onChange, versions } = this.#options;
    if (await versions.expire(isoNow(clock))) {
      onChange([]);
    }
  }

  async #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#turn.then(work);
    this.#turn = turn.catch(() => {});
    return turn;
  }

  /** One that cannot be stored keeps no other from it. */
  async #store(
    kind: OriginKind,
    bundles: readonly FoundBundle[],
  ): Promise<Stored> {
    const { clock, logger, versions } = this.#options;
    const breath = new Breath();
    const stored: Stored = { unstored: [], ids: [] };
    for (const some of slices(bundles, STORED_AT_ONCE)) {
      const names = some.map(({ bundle }) => bundle);
      const known = await versions.of(kind, names);
      const read: ReadBundle[] = [];
      for (const found of some) {
        const now = isoNow(clock);
        const last = known.get(found.bundle);
        read.push(bundleInForce({ read: readBundle(found), last, now }));
        await breath.take();
      }
      const ownerships = await this.#ownershipsOf(read);
      const kept = read.map(bundle => heard(bundle, ownerships));
      try {
        await this.#replace(kept, ownerships);
      } catch {
        for (const bundle of kept) {
          try {
            await this.#replace([bundle], ownerships);
          } catch (error) {
            stored.unstored.push(failedOf(bundle, error));
          }
        }
      }
      for (const bundle of kept) {
        stored.ids.push(...changedIn(bundle, known.get(bundle.bundle)));
      }
    }
    if (bundles.length > 0) {
      logger.info(`${bundles.length} places with objectives were read`);
    }
    for (const { message } of stored.unstored) {
      logger.warn(message);
    }
    return stored;
  }

  async #replace(
    bundles: readonly ReadBundle[],
    ownerships: ReadonlyMap<string, Ownership>,
  ): Promise<void> {
    const { clock, documents } = this.#options;
    await documents.replace({ bundles, ownerships, readAt: isoNow(clock) });
    for (const { kind, bundle } of bundles) {
      this.#read.add(`${kind}\n${bundle}`);
    }
  }

  /** None while the catalog does not answer: the next look at the owners finds them. */
  async #ownershipsOf(
    bundles: readonly ReadBundle[],
  ): Promise<ReadonlyMap<string, Ownership>> {
    const { logger, ownerships } = this.#options;
    const refs = [...new Set(bundles.flatMap(entitiesOf))];
    try {
      return await ownerships.of(refs);
    } catch (error) {
      // Who may speak for a service is decided with its owner.
      if (bundles.some(({ kind }) => kind === 'catalog')) {
        throw error;
      }
      logger.warn(`The catalog does not say who owns services: ${error}`);
      return new Map();
    }
  }

  /** Documents of this kind are read again at the next look. */
  #forget(kind: OriginKind): void {
    for (const key of this.#read) {
      if (key.startsWith(`${kind}\n`)) {
        this.#read.delete(key);
      }
    }
  }

  #isNew(
    found: FoundBundle,
    known: ReadonlyMap<string, string> | undefined,
  ): boolean {
    return (
      !this.#read.has(`${found.kind}\n${found.bundle}`) ||
      known?.size !== found.documents.length ||
      found.documents.some(
        document => known.get(document.file) !== hashOf(document),
      )
    );
  }
}

function failedOf(
  { kind, bundle, documents: [first] }: ReadBundle,
  error: unknown,
): FailedBundle {
  const words = error instanceof Error ? error.message : String(error);
  return {
    kind,
    bundle,
    origin: first.origin,
    file: first.file,
    message: `${first.file} cannot be stored: ${words}`,
  };
}
