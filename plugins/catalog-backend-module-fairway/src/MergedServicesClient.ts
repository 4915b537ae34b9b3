import type {
  AuthService,
  DiscoveryService,
} from '@backstage/backend-plugin-api';
import { ResponseError } from '@backstage/errors';
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
const TIMEOUT_MS = 20_000;
/** So many merges in the middle of reading are followed before giving up until the next run. */
const MOST_RESTARTS = 3;

/** Reads merged services from the golden path's backend, as the catalog itself. */
export class MergedServicesClient {
  static create(options: {
    auth: AuthService;
    discovery: DiscoveryService;
  }): MergedServicesClient {
    return new MergedServicesClient(options.auth, options.discovery);
  }

  readonly #auth: AuthService;
  readonly #discovery: DiscoveryService;

  private constructor(auth: AuthService, discovery: DiscoveryService) {
    this.#auth = auth;
    this.#discovery = discovery;
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
    const { contract } = contractSchema.parse(await this.#get('/contract'));
    return { commit: first.commit, items, resources: contract.resources };
  }

  async #readPage(cursor?: string): Promise<z.infer<typeof pageSchema>> {
    const query = new URLSearchParams({
      limit: String(PAGE_SIZE),
      ...(cursor && { cursor }),
    });
    return pageSchema.parse(await this.#get(`/catalog-entities?${query}`));
  }

  async #get(path: string): Promise<unknown> {
    const baseUrl = await this.#discovery.getBaseUrl('golden-path');
    const { token } = await this.#auth.getPluginRequestToken({
      onBehalfOf: await this.#auth.getOwnServiceCredentials(),
      targetPluginId: 'golden-path',
    });
    const response = await fetch(`${baseUrl}${path}`, {
      headers: { authorization: `Bearer ${token}` },
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    if (!response.ok) {
      throw await ResponseError.fromResponse(response);
    }
    return response.json();
  }
}
