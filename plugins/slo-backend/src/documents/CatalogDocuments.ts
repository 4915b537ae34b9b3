import type { AuthService } from '@backstage/backend-plugin-api';
import { CATALOG_FILTER_EXISTS } from '@backstage/catalog-client';
import {
  ANNOTATION_LOCATION,
  ANNOTATION_SOURCE_LOCATION,
  DEFAULT_NAMESPACE,
  parseEntityRef,
  stringifyEntityRef,
  type Entity,
} from '@backstage/catalog-model';
import type { ScmIntegrationRegistry } from '@backstage/integration';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { findAtUrls, type NamedUrl } from './findAtUrls';
import { FILE_CHARACTERS, storable } from './storable';
import type { DocumentSource, Found } from './types';
import type { UrlDocuments } from './UrlDocuments';

/**
 * Where objectives of an entity are written: URLs, or paths from where its own file lies, separated by commas.
 * @public
 */
export const SLO_DOCUMENTS_ANNOTATION = 'fairway.dev/slo-documents';

interface CatalogDocumentsOptions {
  auth: AuthService;
  catalog: CatalogService;
  integrations: ScmIntegrationRegistry;
  reader: UrlDocuments;
}

/** Documents that entities of the catalog name. */
export class CatalogDocuments implements DocumentSource {
  static create(options: CatalogDocumentsOptions): CatalogDocuments {
    return new CatalogDocuments(options);
  }

  readonly kind = 'catalog';
  readonly #options: CatalogDocumentsOptions;

  private constructor(options: CatalogDocumentsOptions) {
    this.#options = options;
  }

  async *find(signal: AbortSignal): AsyncGenerator<Found> {
    const named = new Map<string, NamedUrl>();
    const failed: Found['failed'] = [];
    for (const entity of await this.#entities(signal)) {
      const ref = stringifyEntityRef(entity);
      for (const place of placesOf(entity)) {
        try {
          const url = this.#resolve(entity, place);
          // Several entities may name one file: it is read once, for all of them.
          const namedBy = named.get(url)?.namedBy;
          if (namedBy) {
            namedBy.push(ref);
          } else {
            const origin = { kind: 'catalog', entity: ref, url } as const;
            named.set(url, { url, origin, namedBy: [ref] });
          }
        } catch {
          failed.push({
            kind: this.kind,
            bundle: storable(`${ref} ${place}`, 512),
            origin: { kind: 'catalog', entity: ref, url: place },
            file: storable(place, FILE_CHARACTERS),
            message: `the annotation ${SLO_DOCUMENTS_ANNOTATION} of ${ref} names "${place}", which is no URL and no path from the file of the entity`,
          });
        }
      }
    }
    const unresolved = failed.map(({ bundle }) => bundle);
    for await (const found of findAtUrls({
      kind: this.kind,
      urls: [...named.values()],
      reader: this.#options.reader,
      signal,
    })) {
      yield {
        bundles: found.bundles,
        failed: [...found.failed, ...failed.splice(0)],
        places: [...(found.places ?? []), ...unresolved],
      };
    }
  }

  /** In the same order each time, those of the default namespace first. */
  async #entities(signal: AbortSignal): Promise<Entity[]> {
    const { auth, catalog } = this.#options;
    const entities: Entity[] = [];
    const credentials = await auth.getOwnServiceCredentials();
    for await (const page of catalog.streamEntities(
      {
        filter: {
          [`metadata.annotations.${SLO_DOCUMENTS_ANNOTATION}`]:
            CATALOG_FILTER_EXISTS,
        },
        fields: [
          'kind',
          'metadata.name',
          'metadata.namespace',
          'metadata.annotations',
        ],
      },
      { credentials },
    )) {
      signal.throwIfAborted();
      entities.push(...page);
    }
    return entities.sort((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1));
  }

  /** @throws what cannot be resolved */
  #resolve(entity: Entity, place: string): string {
    if (/^https?:\/\//.test(place)) {
      return new URL(place).toString();
    }
    const { annotations } = entity.metadata;
    const location =
      annotations?.[ANNOTATION_SOURCE_LOCATION] ??
      annotations?.[ANNOTATION_LOCATION] ??
      '';
    const base = location.replace(/^url:/, '');
    return this.#options.integrations.resolveUrl({ url: place, base });
  }
}

function placeOf(entity: Entity): string {
  const ref = stringifyEntityRef(entity);
  return `${parseEntityRef(ref).namespace === DEFAULT_NAMESPACE ? 0 : 1}${ref}`;
}

function placesOf(entity: Entity): string[] {
  return (entity.metadata.annotations?.[SLO_DOCUMENTS_ANNOTATION] ?? '')
    .split(',')
    .map(place => place.trim())
    .filter(place => place !== '');
}
