import type {
  AuthService,
  DiscoveryService,
} from '@backstage/backend-plugin-api';
import { OtherPlugin } from '@fairway/backend-kit';
import {
  sharedResourceSchema,
  type SharedResource,
} from '@fairway/plugin-golden-path-common';
import { z } from 'zod';

const pageSchema = z.object({
  items: z.array(z.unknown()),
  /** Commit of the GitOps repository that the page was read from. */
  commit: z.string(),
  nextCursor: z.string().optional(),
});

const contractSchema = z.object({
  contract: z.object({ resources: z.array(sharedResourceSchema) }),
});

/** Entities of all merged services at one commit; whether each is an entity is not checked yet. */
export interface MergedServices {
  commit: string;
  items: unknown[];
  /** What the contract declares. */
  resources: SharedResource[];
}

const PAGE_SIZE = 100;
/** So many merges in the middle of reading are followed before giving up until the next run. */
const MOST_RESTARTS = 3;

/** Reads merged services from the golden path's backend, as the catalog itself. */
export class MergedServicesClient {
  static create(options: {
    auth: AuthService;
    discovery: DiscoveryService;
  }): MergedServicesClient {
    return new MergedServicesClient(
      OtherPlugin.create({ ...options, pluginId: 'golden-path' }),
    );
  }

  readonly #goldenPath: OtherPlugin;

  private constructor(goldenPath: OtherPlugin) {
    this.#goldenPath = goldenPath;
  }

  /**
   * Every page at one and the same commit; nothing when the newest is still `known`.
   *
   * @throws ResponseError, or what fetch throws, when the backend does not answer
   */
  async readUnlessAt(known?: string): Promise<MergedServices | undefined> {
    for (let attempt = 0; attempt <= MOST_RESTARTS; attempt++) {
      const result = await this.#readAll(known);
      if (result !== 'moved') {
        return result;
      }
    }
    throw new Error(
      'the GitOps repository changes faster than its services can be read',
    );
  }

  async #readAll(
    known: string | undefined,
  ): Promise<MergedServices | 'moved' | undefined> {
    const first = await this.#readPage();
    if (first.commit === known) {
      return undefined;
    }
    const items = first.items;
    for (let cursor = first.nextCursor; cursor; ) {
      const page = await this.#readPage(cursor);
      if (page.commit !== first.commit) {
        return 'moved';
      }
      items.push(...page.items);
      cursor = page.nextCursor;
    }
    const { contract } = contractSchema.parse(
      await this.#goldenPath.get('/contract'),
    );
    return { commit: first.commit, items, resources: contract.resources };
  }

  async #readPage(cursor?: string): Promise<z.infer<typeof pageSchema>> {
    const query = new URLSearchParams({
      limit: String(PAGE_SIZE),
      ...(cursor && { cursor }),
    });
    return pageSchema.parse(
      await this.#goldenPath.get('/catalog-entities', { query }),
    );
  }
}
