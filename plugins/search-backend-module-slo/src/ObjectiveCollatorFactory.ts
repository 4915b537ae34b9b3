import { Readable } from 'node:stream';
import type {
  AuthService,
  DiscoveryService,
} from '@backstage/backend-plugin-api';
import { ResponseError } from '@backstage/errors';
import type {
  DocumentCollatorFactory,
  IndexableDocument,
} from '@backstage/plugin-search-common';
import { objectiveReadPermission } from '@fairway/plugin-slo-common';
import { z } from 'zod';

const PAGE_SIZE = 500;
const TIMEOUT_MS = 20_000;

const pageSchema = z.object({
  items: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      service: z.string(),
      target: z.number(),
      window: z.string(),
      owner: z.string().optional(),
      system: z.string().optional(),
    }),
  ),
  nextCursor: z.string().optional(),
});

type Item = z.infer<typeof pageSchema>['items'][number];

/** An objective in the index. @public */
export interface ObjectiveDocument extends IndexableDocument {
  service: string;
  owner?: string;
  system?: string;
}

interface ObjectiveCollatorOptions {
  auth: AuthService;
  discovery: DiscoveryService;
}

/** Reads all objectives, page by page, as the search itself. @public */
export class ObjectiveCollatorFactory implements DocumentCollatorFactory {
  static create(options: ObjectiveCollatorOptions): ObjectiveCollatorFactory {
    return new ObjectiveCollatorFactory(options);
  }

  readonly type = 'slo-objective';
  readonly visibilityPermission = objectiveReadPermission;
  readonly #options: ObjectiveCollatorOptions;

  private constructor(options: ObjectiveCollatorOptions) {
    this.#options = options;
  }

  async getCollator(): Promise<Readable> {
    return Readable.from(this.#documents());
  }

  async *#documents(): AsyncGenerator<ObjectiveDocument> {
    let cursor: string | undefined;
    do {
      const page = await this.#readPage(cursor);
      yield* page.items.map(documentOf);
      cursor = page.nextCursor;
    } while (cursor);
  }

  async #readPage(cursor: string | undefined) {
    const { auth, discovery } = this.#options;
    const query = new URLSearchParams({
      limit: String(PAGE_SIZE),
      sort: 'service',
      ...(cursor && { cursor }),
    });
    const baseUrl = await discovery.getBaseUrl('slo');
    const { token } = await auth.getPluginRequestToken({
      onBehalfOf: await auth.getOwnServiceCredentials(),
      targetPluginId: 'slo',
    });
    const response = await fetch(`${baseUrl}/objectives?${query}`, {
      headers: { authorization: `Bearer ${token}` },
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    if (!response.ok) {
      throw await ResponseError.fromResponse(response);
    }
    return pageSchema.parse(await response.json());
  }
}

function documentOf(item: Item): ObjectiveDocument {
  const { id, title, service, target, window, owner, system } = item;
  const percent = Number((target * 100).toPrecision(12));
  return {
    title,
    location: `/slos/${encodeURIComponent(id)}`,
    text: [
      `${service} promises ${percent}% over ${window}.`,
      owner && `Owned by ${owner}.`,
      system && `Part of ${system}.`,
    ]
      .filter(Boolean)
      .join(' '),
    service,
    ...(owner && { owner }),
    ...(system && { system }),
  };
}
