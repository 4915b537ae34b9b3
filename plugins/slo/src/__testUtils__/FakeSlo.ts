import { NotFoundError } from '@backstage/errors';
import {
  countStates,
  type Exclusion,
  type HistoryAnswer,
  type Marker,
  type NewDocument,
  type NewExclusion,
  type ObjectiveAnswer,
  type ObjectivesAnswer,
  type ObjectiveSummary,
  type Page,
  type RollUp,
  type RollUpBy,
  type ServiceBudget,
  type SloDocumentSummary,
  type WouldHaveFiredAnswer,
} from '@fairway/plugin-slo-common';
import type { ObjectivesQuery, PageQuery, SloApi, TimeQuery } from '../api';
import { rollUpOf } from '../components/FleetPage/rollUp';
import { detailOf, exampleObjectives, MOMENT } from './objectives';

const DAY_MS = 86_400_000;

function pageOf<T>(items: T[], query: PageQuery): Page<T> {
  const { cursor = '0', limit = 100 } = query;
  const end = Number(cursor) + limit;
  return {
    items: items.slice(Number(cursor), end),
    total: items.length,
    ...(end < items.length ? { nextCursor: String(end) } : {}),
  };
}

/** Without undefined, sorted, each once. */
function valuesOf(values: (string | undefined)[]): string[] {
  return [...new Set(values)]
    .filter((value): value is string => value !== undefined)
    .sort();
}

function isIn(objective: ObjectiveSummary, query: ObjectivesQuery): boolean {
  const { search = '', owner, service, system, tier, businessUnit } = query;
  return (
    `${objective.id} ${objective.title}`.includes(search) &&
    (!query.state || objective.state === query.state) &&
    (!owner || owner.includes(objective.owner ?? '')) &&
    (!service || objective.service === service) &&
    (!system || objective.system === system) &&
    (!tier || objective.tier === tier) &&
    (!businessUnit || objective.businessUnit === businessUnit)
  );
}

/** Answers as the backend does, from memory, and keeps what it was told. */
export class FakeSlo implements SloApi {
  static ofSize(size: number): FakeSlo {
    return new FakeSlo(exampleObjectives(size));
  }

  /** Stands beside the list. */
  beside: Partial<Pick<ObjectivesAnswer, 'origins' | 'sources'>> = {};
  found: SloDocumentSummary[] = [];
  details = new Map<string, Partial<ObjectiveAnswer>>();
  excluded: Exclusion[] = [];
  /** Stands in every history. */
  happened: Marker[] = [];
  readonly uploaded: NewDocument[] = [];
  readonly removed: string[] = [];
  readonly refreshed: (string | undefined)[] = [];

  constructor(public list: ObjectiveSummary[] = []) {}

  async objectives(query: ObjectivesQuery): Promise<ObjectivesAnswer> {
    const { sort = 'burn' } = query;
    const valueOf = ({ burn, budget }: ObjectiveSummary) =>
      sort === 'budget' ? budget?.ratio ?? 2 : -(burn[0]?.rate ?? -1);
    const items = this.list
      .filter(each => isIn(each, query))
      .sort((a, b) => valueOf(a) - valueOf(b));
    return {
      ...pageOf(items, query),
      states: countStates(
        this.list.filter(each => isIn(each, { ...query, state: undefined })),
      ),
      facets: {
        owners: valuesOf(this.list.map(({ owner }) => owner)),
        systems: valuesOf(this.list.map(({ system }) => system)),
        tiers: valuesOf(this.list.map(({ tier }) => tier)),
        businessUnits: valuesOf(
          this.list.map(({ businessUnit }) => businessUnit),
        ),
      },
      unreadable: this.found.filter(({ problems }) => problems.length > 0)
        .length,
      origins: this.beside.origins ?? [],
      sources: this.beside.sources ?? [],
    };
  }

  async rollUp(by: RollUpBy): Promise<RollUp[]> {
    return rollUpOf(this.list, by);
  }

  async objective(id: string): Promise<ObjectiveAnswer> {
    const summary = this.list.find(each => each.id === id);
    if (!summary) {
      throw new NotFoundError(`There is no objective ${id}`);
    }
    return {
      ...detailOf(summary),
      exclusions: this.excluded.filter(
        ({ service, objective }) =>
          service === summary.service && (!objective || objective === id),
      ),
      ...this.details.get(id),
    };
  }

  async history(id: string, query: TimeQuery): Promise<HistoryAnswer> {
    const { budget } = await this.objective(id);
    const to = query.to ?? MOMENT;
    const from =
      query.from ?? new Date(Date.parse(to) - 30 * DAY_MS).toISOString();
    const days = Math.ceil((Date.parse(to) - Date.parse(from)) / DAY_MS);
    const left = budget?.ratio ?? 1;
    return {
      from,
      to,
      points: Array.from({ length: days }, (_point, day) => ({
        at: new Date(Date.parse(from) + day * DAY_MS).toISOString(),
        seconds: DAY_MS / 1000,
        bad: 10,
        total: 100_000,
        sli: 0.9999,
        budget: 1 - ((1 - left) * (day + 1)) / days,
        burn: 0.2,
      })),
      markers: this.happened,
    };
  }

  async wouldHaveFired(
    id: string,
    query: TimeQuery & { target?: number },
  ): Promise<WouldHaveFiredAnswer> {
    const { target } = await this.objective(id);
    return {
      from: query.from ?? MOMENT,
      to: query.to ?? MOMENT,
      target: query.target ?? target,
      coverage: 1,
      fired: [],
      notJudged: [],
    };
  }

  async exclusions(query: PageQuery): Promise<Page<Exclusion>> {
    return pageOf(this.excluded, query);
  }

  async exclude(exclusion: NewExclusion): Promise<Exclusion> {
    const planned: Exclusion = {
      ...exclusion,
      id: `exclusion-${this.excluded.length + 1}`,
      by: 'user:default/priya.engineer',
      createdAt: MOMENT,
      state: 'active',
    };
    this.excluded.push(planned);
    return planned;
  }

  async withdraw(id: string, { reason }: { reason: string }) {
    const index = this.excluded.findIndex(each => each.id === id);
    if (index < 0) {
      throw new NotFoundError(`There is no exclusion ${id}`);
    }
    const withdrawn: Exclusion = {
      ...this.excluded[index],
      state: 'withdrawn',
      withdrawn: { by: 'user:default/priya.engineer', at: MOMENT, reason },
    };
    this.excluded[index] = withdrawn;
    return withdrawn;
  }

  async documents(
    query: PageQuery & { unreadable?: boolean },
  ): Promise<Page<SloDocumentSummary>> {
    return pageOf(
      this.found.filter(
        ({ problems }) => !query.unreadable || problems.length > 0,
      ),
      query,
    );
  }

  async upload(document: NewDocument): Promise<SloDocumentSummary> {
    this.uploaded.push(document);
    const id = `upload-${this.uploaded.length}`;
    const taken: SloDocumentSummary = {
      id,
      origin: { kind: 'upload', id, by: 'user:default/guest', at: MOMENT },
      file: document.file,
      objectives: [],
      problems: [],
      readAt: MOMENT,
    };
    this.found = [...this.found, taken];
    return taken;
  }

  async removeDocument(id: string): Promise<void> {
    this.removed.push(id);
    this.found = this.found.filter(each => each.id !== id);
  }

  async refresh({ objective }: { objective?: string } = {}): Promise<void> {
    this.refreshed.push(objective);
  }

  async budgets(services: readonly string[]): Promise<ServiceBudget[]> {
    return services.map(service => ({
      service,
      objectives: this.list.filter(each => each.service === service),
    }));
  }
}
