import { NotFoundError } from '@backstage/errors';
import type { Clock } from '@fairway/backend-kit';
import {
  alertWindowsOf,
  historyOf,
  spentOf,
  windowBounds,
  wouldHaveFired,
  type ExcludedTime,
  type HistoryAnswer,
  type Marker,
  type ServiceBudget,
  type SliSource,
  type SourceStanding,
  type WouldHaveFiredAnswer,
} from '@fairway/plugin-slo-common';
import type { Histories } from '../history/Histories';
import { settledAt } from '../history/portions';
import type { BudgetPolicy } from '../policy/BudgetPolicy';
import type { ExclusionStore, StoredExclusion } from '../store/ExclusionStore';
import type { MarkerStore } from '../store/MarkerStore';
import type { SourceStore } from '../store/SourceStore';
import type { StatusStore } from '../store/StatusStore';
import type {
  ObjectiveDirectory,
  StatusDetail,
  StatusReader,
  TrackedObjective,
} from './types';

/** As many as a chart can show. */
const MOST_POINTS = 400;

interface StatusViewOptions {
  clock: Clock;
  exclusions: ExclusionStore;
  histories: Histories;
  markers: MarkerStore;
  objectives: ObjectiveDirectory;
  policy: Pick<BudgetPolicy, 'rules' | 'standing'>;
  sources: readonly SliSource[];
  sourceStore: SourceStore;
  statuses: StatusStore;
}

/** Status, history and preview, from what is stored: nobody waits for a source. */
export class StatusView implements StatusReader {
  static create(options: StatusViewOptions): StatusView {
    return new StatusView(options);
  }

  readonly #options: StatusViewOptions;

  private constructor(options: StatusViewOptions) {
    this.#options = options;
  }

  async statusDetail(id: string): Promise<StatusDetail> {
    const { policy, statuses } = this.#options;
    const { objective } = await this.#require(id);
    const [row, standings, { minimumEvents }] = await Promise.all([
      statuses.get(id),
      this.sources(),
      policy.rules(),
    ]);
    const asked =
      row?.source ??
      this.#options.sources.find(source => source.knows(objective))?.id;
    return {
      row,
      arithmetic: row?.arithmetic,
      burns: row?.burns ?? [],
      alerts: row?.alerts ?? [],
      policy: await policy.standing(
        spentOf({ objective, status: row, minimumEvents }),
      ),
      source: standings.find(standing => standing.id === asked),
    };
  }

  async history(options: {
    id: string;
    from: number;
    to: number;
  }): Promise<HistoryAnswer> {
    const { clock, histories, markers } = this.#options;
    const { objective } = await this.#require(options.id);
    const { from } = options;
    // What is not known yet is no gap.
    const to = Math.max(from, Math.min(options.to, settledAt(clock.now())));
    const reachesBackTo = windowBounds(objective.window, from).from;
    const [slots, exclusions, happened, knownFrom] = await Promise.all([
      histories.slots(objective.id, reachesBackTo, to),
      this.#exclusionsOf(objective, reachesBackTo),
      markers.between(objective.service, from, to),
      histories.knownFrom(objective.id),
    ]);
    return {
      from: new Date(from).toISOString(),
      to: new Date(to).toISOString(),
      points: historyOf({
        objective,
        slots,
        exclusions,
        from,
        to,
        maxPoints: MOST_POINTS,
        knownFrom,
      }),
      markers: [
        ...happened,
        ...exclusions
          .filter(exclusion => exclusion.to > from && exclusion.from < to)
          .map(exclusionMarker),
      ].sort((a, b) => a.at.localeCompare(b.at)),
    };
  }

  async wouldHaveFired(options: {
    id: string;
    from: number;
    to: number;
    target?: number;
  }): Promise<WouldHaveFiredAnswer> {
    const { clock, histories } = this.#options;
    const { objective } = await this.#require(options.id);
    const { from, target } = options;
    const to = Math.max(from, Math.min(options.to, settledAt(clock.now())));
    const windows = alertWindowsOf(objective);
    const longest = Math.max(
      0,
      ...windows.map(({ longSeconds }) => longSeconds),
    );
    const reachesBackTo = from - longest * 1_000;
    const [slots, exclusions] = await Promise.all([
      histories.slots(objective.id, reachesBackTo, to),
      this.#exclusionsOf(objective, reachesBackTo),
    ]);
    return wouldHaveFired({
      objective,
      windows,
      slots,
      exclusions,
      from,
      to,
      target,
    });
  }

  async budgets(services: readonly string[]): Promise<ServiceBudget[]> {
    const { objectives, policy, statuses } = this.#options;
    const tracked = await objectives.ofServices(services);
    const { minimumEvents } = await policy.rules();
    const rows = await statuses.getMany(
      tracked.map(({ objective }) => objective.id),
    );
    return services.map(service => ({
      service,
      objectives: tracked
        .filter(({ objective }) => objective.service === service)
        .map(({ objective }) => {
          const { id, title } = objective;
          const row = rows.get(id);
          const spent = spentOf({ objective, status: row, minimumEvents });
          return {
            id,
            title,
            state: row?.state ?? 'unknown',
            ...(spent !== undefined && { spent }),
            ...(row?.at !== undefined && { at: row.at }),
          };
        }),
    }));
  }

  async sources(): Promise<SourceStanding[]> {
    const { sources, sourceStore } = this.#options;
    const known = await sourceStore.all();
    return sources.map(({ id, title }) => ({
      objectives: 0,
      ...known.get(id),
      id,
      title,
    }));
  }

  async #require(id: string): Promise<TrackedObjective> {
    const tracked = await this.#options.objectives.get(id);
    if (!tracked) {
      throw new NotFoundError(
        `There is no objective ${id}; GET /objectives lists those there are.`,
      );
    }
    return tracked;
  }

  async #exclusionsOf(
    of: { id: string; service: string },
    from: number,
  ): Promise<(StoredExclusion & ExcludedTime)[]> {
    const stored = await this.#options.exclusions.effective([of.service], from);
    return stored.filter(
      ({ objective }) => objective === undefined || objective === of.id,
    );
  }
}

function exclusionMarker(exclusion: StoredExclusion): Marker {
  return {
    at: new Date(exclusion.from).toISOString(),
    to: new Date(exclusion.to).toISOString(),
    kind: 'exclusion',
    title: exclusion.reason,
  };
}
