import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Ownership } from '@fairway/plugin-slo-common';
import { Breath, isoNow, type Clock } from '@fairway/backend-kit';
import { hashOf } from '../store/documentRows';
import type { DocumentStore } from '../store/DocumentStore';
import type { ObjectiveStore } from '../store/ObjectiveStore';
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
  ownerships: Ownerships;
  /** Told when other objectives stand than before, or other people answer for them. */
  onChange(): void;
}

/** Keeps the stores as documents and catalog are. What cannot be looked at now stays as it was. */
export class Discovery {
  static create(options: DiscoveryOptions): Discovery {
    return new Discovery(options);
  }

  readonly #options: DiscoveryOptions;
  /** Documents of earlier versions of the readers are read once more by each process. */
  readonly #read = new Set<string>();

  private constructor(options: DiscoveryOptions) {
    this.#options = options;
  }

  /** Looks at one source. @throws what keeps anything from being said of it */
  async look(source: DocumentSource, signal: AbortSignal): Promise<void> {
    const found = await source.find(signal);
    if (found) {
      try {
        if (!(await this.take(source.kind, found))) {
          source.forget?.();
        }
      } catch (error) {
        source.forget?.();
        throw error;
      }
    }
  }

  /**
   * Stores what was found, and takes away what no longer is.
   *
   * @returns whether all of it could be stored
   */
  async take(kind: DocumentSource['kind'], found: Found): Promise<boolean> {
    const { documents, clock } = this.#options;
    const known = await documents.hashes(kind);
    const changed = found.bundles.filter(bundle =>
      this.#isNew(bundle, known.get(bundle.bundle)),
    );
    const unstored = await this.#store(changed);
    const there = [...found.bundles, ...found.failed].map(
      ({ bundle }) => bundle,
    );
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
    const settled = await documents.settle();
    if (settled || changed.length > 0 || gone.size > 0) {
      this.#options.onChange();
    }
    return unstored.length === 0;
  }

  /** Asks the catalog who answers for the services now. */
  async lookAtOwners(): Promise<void> {
    const { objectives, ownerships, onChange } = this.#options;
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
      await objectives.own(changes);
      // Who may speak for these services is to be decided again.
      this.#forget('catalog');
      onChange();
    }
  }

  /** One that cannot be stored keeps no other from it. @returns those that cannot */
  async #store(bundles: readonly FoundBundle[]): Promise<FailedBundle[]> {
    const { logger } = this.#options;
    const breath = new Breath();
    const unstored: FailedBundle[] = [];
    for (let from = 0; from < bundles.length; from += STORED_AT_ONCE) {
      const read: ReadBundle[] = [];
      for (const bundle of bundles.slice(from, from + STORED_AT_ONCE)) {
        read.push(readBundle(bundle));
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
            unstored.push(failedOf(bundle, error));
          }
        }
      }
    }
    if (bundles.length > 0) {
      logger.info(`${bundles.length} places with objectives were read`);
    }
    for (const { message } of unstored) {
      logger.warn(message);
    }
    return unstored;
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
