import {
  lineageOf,
  type Lineage,
  type Rename,
} from '@fairway/plugin-golden-path-common';
import { type Clock, isoNow } from '@fairway/backend-kit';
import type { DesiredStateService } from '../services/DesiredStateService';
import type {
  ChangeRequestStore,
  ListedChangeRequest,
} from '../store/ChangeRequestStore';

const PAGE = 100;
/** After every moment. */
const NOW = '~';

interface LineagesOptions {
  clock: Clock;
  desiredState: Pick<DesiredStateService, 'fleet'>;
  requests: Pick<ChangeRequestStore, 'list'>;
}

/** Names of services over time, as read at one moment. */
export interface KnownLineages {
  /** Tells one set of renames from another. */
  version: string;
  /** Services of now that had another name. */
  renamed: string[];
  of(service: string): Lineage;
  /** Services of now that what was told of a name is told of; the one that has or had it last comes last. */
  heirsOf(name: string): string[];
}

/** Which names services had, as the requests tell that renamed them. */
export class Lineages {
  static create(options: LineagesOptions): Lineages {
    return new Lineages(options);
  }

  readonly #options: LineagesOptions;

  private constructor(options: LineagesOptions) {
    this.#options = options;
  }

  async read(): Promise<KnownLineages> {
    const { clock, desiredState } = this.#options;
    const merged = await this.#requests('merged');
    const open = await this.#requests('open');
    const { intents } = await desiredState.fleet();
    const renames = [
      ...merged.flatMap(request => renameOf(request, request.mergedAt)),
      // Git tells a merge before its request is written down as merged.
      ...open
        .flatMap(request => renameOf(request, isoNow(clock)))
        .filter(({ from, to }) => intents.has(to) && !intents.has(from)),
    ];
    const of = (service: string) => lineageOf({ service, renames });
    const renamed = [...new Set(renames.map(({ to }) => to))].filter(name =>
      intents.has(name),
    );
    return {
      version: `${renames.length} ${merged.at(0)?.id ?? ''}`,
      renamed,
      of,
      heirsOf: name =>
        [...new Set([...renamed, ...(intents.has(name) ? [name] : [])])]
          .flatMap(heir => {
            const part = of(heir).find(({ service }) => service === name);
            return part ? [{ heir, until: part.until ?? NOW }] : [];
          })
          .sort((a, b) => (a.until < b.until ? -1 : 1))
          .map(({ heir }) => heir),
    };
  }

  async #requests(state: 'open' | 'merged'): Promise<ListedChangeRequest[]> {
    const { requests } = this.#options;
    const found: ListedChangeRequest[] = [];
    for (let offset = 0; ; offset += PAGE) {
      const { items, total } = await requests.list({
        kind: 'rename',
        state,
        limit: PAGE,
        offset,
      });
      found.push(...items);
      if (offset + PAGE >= total) {
        return found;
      }
    }
  }
}

function renameOf(
  { service, snapshot: { flow } }: ListedChangeRequest,
  at: string | undefined,
): Rename[] {
  return flow?.kind === 'rename' && at
    ? [{ from: service, to: flow.to, at: new Date(at).toISOString() }]
    : [];
}
