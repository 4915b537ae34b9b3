import type {
  AuthService,
  DiscoveryService,
} from '@backstage/backend-plugin-api';
import { OtherPlugin } from '@fairway/backend-kit';
import { z } from 'zod';
import type { DocumentSource, Found, FoundBundle } from './types';

const pageSchema = z.object({
  items: z.array(
    z.object({
      service: z.string(),
      path: z.string(),
      text: z.string(),
      derived: z.boolean(),
    }),
  ),
  /** Commit of the GitOps repository that the page was read from. */
  commit: z.string(),
  nextCursor: z.string().optional(),
});

type PageAnswer = z.infer<typeof pageSchema>;

const PAGE_SIZE = 100;
/** So many merges in the middle of reading are followed before giving up until the next run. */
const MOST_RESTARTS = 3;

/** What the golden path publishes when something was merged. */
export const DESIRED_STATE_TOPIC = 'golden-path.desired-state';

/** Objectives of merged services, which the golden path's backend reads at one commit. */
export class GoldenPathDocuments implements DocumentSource {
  static create(options: {
    auth: AuthService;
    discovery: DiscoveryService;
  }): GoldenPathDocuments {
    return new GoldenPathDocuments(
      OtherPlugin.create({ ...options, pluginId: 'golden-path' }),
    );
  }

  readonly kind = 'golden-path';
  readonly #goldenPath: OtherPlugin;
  #commit?: string;

  private constructor(goldenPath: OtherPlugin) {
    this.#goldenPath = goldenPath;
  }

  async *find(signal: AbortSignal): AsyncGenerator<Found> {
    for (let attempt = 0; attempt <= MOST_RESTARTS; attempt++) {
      const found = await this.#readAll(signal);
      if (found !== 'moved') {
        if (found) {
          yield found;
        }
        return;
      }
    }
    throw new Error(
      'the GitOps repository changes faster than its objectives can be read',
    );
  }

  forget(): void {
    this.#commit = undefined;
  }

  /** Every page at one and the same commit; nothing when it is the one that was read last. */
  async #readAll(signal: AbortSignal): Promise<Found | 'moved' | undefined> {
    const first = await this.#readPage(signal);
    const { commit, items } = first;
    if (commit === this.#commit) {
      return undefined;
    }
    for (let cursor = first.nextCursor; cursor; ) {
      const page = await this.#readPage(signal, cursor);
      if (page.commit !== commit) {
        return 'moved';
      }
      items.push(...page.items);
      cursor = page.nextCursor;
    }
    this.#commit = commit;
    return { bundles: bundlesOf(first), failed: [] };
  }

  /**
   * Only an answer can say that objectives are gone: one that is not found may be an older golden path, or a proxy.
   * @throws ResponseError, and what fetch throws
   */
  async #readPage(signal: AbortSignal, cursor?: string): Promise<PageAnswer> {
    const query = new URLSearchParams({
      limit: String(PAGE_SIZE),
      ...(cursor && { cursor }),
    });
    return pageSchema.parse(
      await this.#goldenPath.get('/slo-documents', { query, signal }),
    );
  }
}

/** A bundle for each service. */
function bundlesOf({ items, commit }: PageAnswer): FoundBundle[] {
  const bundles = new Map<string, FoundBundle>();
  for (const { service, path, text, derived } of items) {
    const bundle = bundles.get(service) ?? {
      kind: 'golden-path',
      bundle: service,
      documents: [],
    };
    bundle.documents.push({
      file: path,
      text,
      derived,
      origin: { kind: 'golden-path', path, commit },
    });
    bundles.set(service, bundle);
  }
  return [...bundles.values()];
}
