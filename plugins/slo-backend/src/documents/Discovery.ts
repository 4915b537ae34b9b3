import type { LoggerService } from '@backstage/backend-plugin-api';
import { Breath, isoNow, type Clock } from '@fairway/backend-kit';
import { hashOf } from '../store/documentRows';
import type { DocumentStore } from '../store/DocumentStore';
import type { ObjectiveStore } from '../store/ObjectiveStore';
import type { Ownerships } from './Ownerships';
import { readBundle } from './readBundle';
import type { DocumentSource, Found, FoundBundle, ReadBundle } from './types';

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
        await this.take(source.kind, found);
      } catch (error) {
        source.forget?.();
        throw error;
      }
    }
  }

  /** Stores what was found, and takes away what no longer is. */
  async take(kind: DocumentSource['kind'], found: Found): Promise<void> {
    const { documents, clock } = this.#options;
    const known = await documents.hashes(kind);
    const changed = found.bundles.filter(bundle =>
      this.#isNew(bundle, known.get(bundle.bundle)),
    );
    await this.#store(changed);
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
    for (const failed of found.failed) {
      await documents.fail(failed, isoNow(clock));
    }
    const settled = await documents.settle();
    if (settled || changed.length > 0 || gone.size > 0) {
      this.#options.onChange();
    }
  }

  /** Asks the catalog who answers for the services now. */
  async lookAtOwners(): Promise<void> {
    const { objectives, ownerships, onChange } = this.#options;
    const [known, found] = await Promise.all([
      objectives.ownerships(),
      objectives.services().then(services => ownerships.of(services)),
    ]);
    const changes = new Map(
      [...found].filter(
        ([service, ownership]) =>
          JSON.stringify(known.get(service)) !== JSON.stringify(ownership),
      ),
    );
    if (changes.size > 0) {
      await objectives.own(changes);
      onChange();
    }
  }

  async #store(bundles: readonly FoundBundle[]): Promise<void> {
    const { clock, documents, logger } = this.#options;
    const breath = new Breath();
    for (let from = 0; from < bundles.length; from += STORED_AT_ONCE) {
      const read: ReadBundle[] = [];
      for (const bundle of bundles.slice(from, from + STORED_AT_ONCE)) {
        read.push(readBundle(bundle));
        await breath.take();
      }
      await documents.replace({
        bundles: read,
        ownerships: await this.#ownershipsOf(read),
        readAt: isoNow(clock),
      });
      for (const { kind, bundle } of read) {
        this.#read.add(`${kind}\n${bundle}`);
      }
    }
    if (bundles.length > 0) {
      logger.info(`${bundles.length} places with objectives were read`);
    }
  }

  /** None while the catalog does not answer: the next look at the owners finds them. */
  async #ownershipsOf(bundles: readonly ReadBundle[]) {
    const { logger, ownerships } = this.#options;
    const services = new Map(
      bundles.flatMap(({ documents }) =>
        documents.flatMap(({ origin, objectives }) =>
          objectives.map(({ service }) => [
            service,
            {
              service,
              ...(origin.kind === 'catalog' && { entity: origin.entity }),
            },
          ]),
        ),
      ),
    );
    try {
      return await ownerships.of([...services.values()]);
    } catch (error) {
      logger.warn(`The catalog does not say who owns services: ${error}`);
      return new Map();
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
