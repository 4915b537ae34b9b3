import type { AuthService } from '@backstage/backend-plugin-api';
import {
  parseEntityRef,
  RELATION_MEMBER_OF,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';

interface CatalogPeopleOptions {
  auth: AuthService;
  catalog: Pick<CatalogService, 'getEntityByRef'>;
}

/** What the catalog says of people who act without being signed in. */
export class CatalogPeople {
  static create(options: CatalogPeopleOptions): CatalogPeople {
    return new CatalogPeople(options);
  }

  readonly #options: CatalogPeopleOptions;

  private constructor(options: CatalogPeopleOptions) {
    this.#options = options;
  }

  /** The person and the groups they are a member of, as entity refs; undefined when the catalog knows no such person. */
  async claimsOf(userRef: string): Promise<string[] | undefined> {
    const { auth, catalog } = this.#options;
    const entity = await catalog.getEntityByRef(userRef, {
      credentials: await auth.getOwnServiceCredentials(),
    });
    if (entity?.kind.toLowerCase() !== 'user') {
      return undefined;
    }
    const groups = (entity.relations ?? [])
      .filter(({ type }) => type === RELATION_MEMBER_OF)
      .map(({ targetRef }) => stringifyEntityRef(parseEntityRef(targetRef)));
    return [stringifyEntityRef(entity), ...groups];
  }
}
