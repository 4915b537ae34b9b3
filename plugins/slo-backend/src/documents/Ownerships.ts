import type { AuthService } from '@backstage/backend-plugin-api';
import {
  parseEntityRef,
  RELATION_OWNED_BY,
  RELATION_PART_OF,
  stringifyEntityRef,
  type Entity,
} from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { Ownership } from '@fairway/plugin-slo-common';
import { storable } from './storable';

/** Entities asked for at once. */
const SLICE = 200;

const TIER = 'fairway.dev/tier';
const BUSINESS_UNIT = 'fairway.dev/business-unit';

/** Who answers for services, as the catalog says. */
export class Ownerships {
  static create(options: {
    auth: AuthService;
    catalog: CatalogService;
  }): Ownerships {
    return new Ownerships(options.auth, options.catalog);
  }

  readonly #auth: AuthService;
  readonly #catalog: CatalogService;

  private constructor(auth: AuthService, catalog: CatalogService) {
    this.#auth = auth;
    this.#catalog = catalog;
  }

  /** By entity ref; nothing is known of what the catalog does not have. */
  async of(refs: readonly string[]): Promise<Map<string, Ownership>> {
    const entities = await this.#entities(refs);
    const owners = new Set<string>();
    for (const entity of entities.values()) {
      const owner = targetOf(entity, RELATION_OWNED_BY, ['group', 'user']);
      if (owner?.startsWith('group:')) {
        owners.add(owner);
      }
    }
    const groups = await this.#entities([...owners]);
    return new Map(
      refs.map(ref => [
        ref,
        ownershipOf({ entity: entities.get(ref), groups }),
      ]),
    );
  }

  async #entities(refs: readonly string[]): Promise<Map<string, Entity>> {
    const credentials = await this.#auth.getOwnServiceCredentials();
    const found = new Map<string, Entity>();
    for (let from = 0; from < refs.length; from += SLICE) {
      const entityRefs = refs.slice(from, from + SLICE);
      const { items } = await this.#catalog.getEntitiesByRefs(
        {
          entityRefs,
          fields: [
            'kind',
            'metadata.name',
            'metadata.namespace',
            'metadata.annotations',
            'relations',
            'spec.type',
            'spec.parent',
            'spec.owner',
            'spec.system',
          ],
        },
        { credentials },
      );
      items.forEach((entity, index) => {
        if (entity) {
          found.set(entityRefs[index], entity);
        }
      });
    }
    return found;
  }
}

function ownershipOf(options: {
  entity: Entity | undefined;
  groups: ReadonlyMap<string, Entity>;
}): Ownership {
  const { entity, groups } = options;
  if (!entity) {
    return {};
  }
  const owner = targetOf(entity, RELATION_OWNED_BY, ['group', 'user']);
  const system = targetOf(entity, RELATION_PART_OF, ['system']);
  const tier = entity.metadata.annotations?.[TIER];
  const businessUnit = businessUnitOf(owner ? groups.get(owner) : undefined);
  return {
    entity: stringifyEntityRef(entity),
    ...(owner && { owner }),
    ...(system && { system: parseEntityRef(system).name }),
    ...(tier && { tier: storable(tier, 64) }),
    ...(businessUnit && { businessUnit: storable(businessUnit, 255) }),
  };
}

/** As the annotation of the group says, else the unit that it is part of. */
function businessUnitOf(group: Entity | undefined): string | undefined {
  const annotated = group?.metadata.annotations?.[BUSINESS_UNIT];
  const parent = group?.spec?.parent;
  if (annotated || typeof parent !== 'string') {
    return annotated;
  }
  return parseEntityRef(parent, { defaultKind: 'group' }).name;
}

function targetOf(
  entity: Entity,
  relation: string,
  kinds: string[],
): string | undefined {
  return entity.relations?.find(
    ({ type, targetRef }) =>
      type === relation && kinds.includes(parseEntityRef(targetRef).kind),
  )?.targetRef;
}
