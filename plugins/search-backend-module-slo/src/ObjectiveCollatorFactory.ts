import { Readable } from 'node:stream';
import type {
  AuthService,
  DiscoveryService,
} from '@backstage/backend-plugin-api';
import type {
  DocumentCollatorFactory,
  IndexableDocument,
} from '@backstage/plugin-search-common';
import { OtherPlugin } from '@fairway/backend-kit';
import { objectiveReadPermission } from '@fairway/plugin-slo-common';
import { z } from 'zod';

const PAGE_SIZE = 500;

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
    return new ObjectiveCollatorFactory(
      OtherPlugin.create({ ...options, pluginId: 'slo' }),
    );
  }

  readonly type = 'slo-objective';
  readonly visibilityPermission = objectiveReadPermission;
  readonly #slo: OtherPlugin;

  private constructor(slo: OtherPlugin) {
    this.#slo = slo;
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
    const query = new URLSearchParams({
      limit: String(PAGE_SIZE),
      sort: 'service',
      ...(cursor && { cursor }),
    });
    return pageSchema.parse(await this.#slo.get('/objectives', { query }));
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
