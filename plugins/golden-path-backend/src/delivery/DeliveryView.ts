import { InputError, NotFoundError } from '@backstage/errors';
import {
  deliveryProfiles,
  doraFigures,
  foldDelivery,
  imageKey,
  mainEnvironment,
  mayPromote,
  mayRollBack,
  rollbackTarget,
  settleRelease,
  DELIVERY_SOURCES,
  type ChangeRequestSummary,
  type DeliveryEvent,
  type DeliveryProfile,
  type DeliveryQuery,
  type DeliverySource,
  type DeliverySummary,
  type DoraAnswer,
  type EnvironmentDelivery,
  type FoldedRelease,
  type Lineage,
  type Page,
  type Permit,
  type PlatformContract,
  type Release,
  type ServiceDelivery,
  type ServiceIntent,
} from '@fairway/plugin-golden-path-common';
import {
  type Clock,
  isoNow,
  nextCursorOf,
  offsetOf,
  pageOf,
} from '@fairway/backend-kit';
import type { DesiredStateService } from '../services/DesiredStateService';
import type { ChangeRequestStore } from '../store/ChangeRequestStore';
import type { DeliveryStore, NewestRelease } from '../store/DeliveryStore';
import type { Lineages } from './Lineages';

const DAY_MS = 24 * 60 * 60_000;
const DORA_DAYS = 30;
const MAX_OPEN_REQUESTS = 5;

interface DeliveryViewOptions {
  clock: Clock;
  /** Sources that may send, or are read. */
  configured: ReadonlySet<DeliverySource>;
  desiredState: Pick<DesiredStateService, 'fleet'>;
  lineages: Pick<Lineages, 'read'>;
  requests: Pick<ChangeRequestStore, 'get'>;
  store: DeliveryStore;
}

/** All that is known of the deliveries of one service. */
export interface KnownDelivery {
  intent: ServiceIntent;
  contract: PlatformContract;
  lineage: Lineage;
  events: DeliveryEvent[];
  environments: { profile: DeliveryProfile; releases: FoldedRelease[] }[];
}

/** Reads deliveries: the fleet, one service, its releases, and the figures of teams. */
export class DeliveryView {
  static create(options: DeliveryViewOptions): DeliveryView {
    return new DeliveryView(options);
  }

  readonly #options: DeliveryViewOptions;

  private constructor(options: DeliveryViewOptions) {
    this.#options = options;
  }

  /** Merged services by name, also those of which nothing was heard. */
  async list(
    query: DeliveryQuery & { limit: number },
  ): Promise<Page<DeliverySummary>> {
    const { clock, desiredState, store } = this.#options;
    const { fleet, contract } = await desiredState.fleet();
    const now = isoNow(clock);
    const { state, environment, attention } = query;
    const fitting =
      state || attention
        ? await store.servicesWhere({ state, environment, attention, now })
        : undefined;
    const search = query.search?.toLocaleLowerCase('en-US');
    const page = pageOf(
      Object.values(fleet.services)
        .filter(
          ({ name, title, team, environments }) =>
            (fitting?.has(name) ?? true) &&
            (!query.team || team === query.team) &&
            (!environment || environments.includes(environment)) &&
            (!search ||
              name.includes(search) ||
              title?.toLocaleLowerCase('en-US').includes(search)),
        )
        .sort((a, b) => (a.name < b.name ? -1 : 1)),
      query,
    );
    const newest = new Map(
      (
        await store.newestOf(
          page.items.map(({ name }) => name),
          { now },
        )
      ).map(row => [`${row.service}/${row.release.environment}`, row]),
    );
    const order = contract.environments.map(({ name }) => name);
    return {
      ...page,
      items: page.items.map(({ name, team, tier, environments }) => ({
        service: name,
        team,
        tier,
        environments: order
          .filter(each => environments.includes(each))
          .map(each => rowOf(each, newest.get(`${name}/${each}`))),
      })),
    };
  }

  /** @throws NotFoundError */
  async get(
    service: string,
    options: {
      /** What else stands in the way of this person, whatever is proven. */
      mayChange: (intent: ServiceIntent) => Promise<Permit>;
      /** Open requests that this person may read. */
      openRequests: () => Promise<
        readonly Pick<ChangeRequestSummary, 'id' | 'service'>[]
      >;
    },
  ): Promise<ServiceDelivery> {
    const known = await this.known(service);
    const permit = await options.mayChange(known.intent);
    const open = (await options.openRequests()).filter(
      request => request.service === service,
    );
    const proposed = await this.#proposed(open, known);
    const formerly = known.lineage.flatMap(({ service: name, until }) =>
      until === undefined ? [] : [{ service: name, until }],
    );
    return {
      service,
      ...(formerly.length > 0 && { formerly }),
      environments: known.environments.map(({ profile, releases }) => ({
        ...this.#environment({ known, profile, releases, permit }),
        ...proposed.get(profile.environment),
      })),
      sources: this.#sources(known.events),
    };
  }

  /** Releases by environment, each settled at this moment. @throws NotFoundError when the service is not merged. */
  async known(service: string): Promise<KnownDelivery> {
    const { clock, desiredState, lineages, store } = this.#options;
    const { intents, contract } = await desiredState.fleet();
    const intent = intents.get(service);
    if (!intent) {
      throw new NotFoundError(
        `No service ${service} is merged; it may still be in an open change request.`,
      );
    }
    const lineage = (await lineages.read()).of(service);
    const events = await store.eventsOf(lineage);
    const now = clock.now();
    return {
      intent,
      contract,
      lineage,
      events,
      environments: deliveryProfiles({ intent, contract }).map(profile => ({
        profile,
        releases: foldDelivery({ events, profile, lineage }).map(folded =>
          settleRelease({ folded, profile, now }),
        ),
      })),
    };
  }

  /** Newest first. @throws NotFoundError when the service is not merged. */
  async releases(
    service: string,
    query: { environment?: string; cursor?: string; limit: number },
  ): Promise<Page<Release>> {
    const { clock, desiredState, store } = this.#options;
    const { intents } = await desiredState.fleet();
    if (!intents.has(service)) {
      throw new NotFoundError(
        `No service ${service} is merged; it may still be in an open change request.`,
      );
    }
    const offset = offsetOf(query.cursor);
    const { items, total } = await store.releases({
      service,
      environment: query.environment,
      limit: query.limit,
      offset,
      now: isoNow(clock),
    });
    return {
      items,
      total,
      nextCursor: nextCursorOf({ offset, count: items.length, total }),
    };
  }

  /**
   * Over the last days, up to now; services that are no longer in Git belong to no team and are left out.
   *
   * @throws InputError for an environment that the contract does not have
   */
  async dora(query: {
    environment?: string;
    days?: number;
    team?: string;
  }): Promise<DoraAnswer> {
    const { clock, desiredState, store } = this.#options;
    const { fleet, contract } = await desiredState.fleet();
    const environment = query.environment ?? mainEnvironment(contract);
    const names = contract.environments.map(({ name }) => name);
    if (!names.includes(environment)) {
      throw new InputError(
        `query.environment: expected one of ${names.join(', ')}`,
      );
    }
    const to = clock.now();
    const from = to - (query.days ?? DORA_DAYS) * DAY_MS;
    const rows = await store.deployed({
      environment,
      from: new Date(from).toISOString(),
      to: new Date(to).toISOString(),
    });
    const answer = doraFigures({
      environment,
      from,
      to,
      releases: rows.flatMap(({ service, ...row }) => {
        const team = fleet.services[service]?.team;
        return team ? [{ team, ...row }] : [];
      }),
    });
    return query.team
      ? {
          ...answer,
          teams: answer.teams.filter(({ team }) => team === query.team),
        }
      : answer;
  }

  #environment(options: {
    known: KnownDelivery;
    profile: DeliveryProfile;
    releases: FoldedRelease[];
    permit: Permit;
  }): EnvironmentDelivery {
    const { known, profile, releases, permit } = options;
    const { intent } = known;
    const current = releases.at(-1);
    const to = known.environments.find(
      ({ profile: { environment } }) => environment === profile.promotesTo,
    )?.profile;
    const target = rollbackTarget(releases);
    const refused = permit.allowed ? undefined : permit;
    return {
      environment: profile.environment,
      clusters: profile.clusters,
      ...(current && {
        release: current.release,
        since: current.since,
      }),
      steps: current?.steps ?? [],
      missing: current?.missing ?? 0,
      ...(to && {
        promote: {
          to: to.environment,
          ...(refused ??
            mayPromote({ intent, folded: current, from: profile, to })),
        },
      }),
      rollback: {
        ...(target && { to: target.release }),
        ...(refused ?? mayRollBack({ intent, profile, target, releases })),
      },
    };
  }

  /** Open requests that would bring another image, by environment. */
  async #proposed(
    open: readonly Pick<ChangeRequestSummary, 'id'>[],
    { contract, environments }: KnownDelivery,
  ): Promise<Map<string, Pick<EnvironmentDelivery, 'proposed'>>> {
    const { requests } = this.#options;
    const proposed = new Map<string, Pick<EnvironmentDelivery, 'proposed'>>();
    for (const { id } of open.slice(0, MAX_OPEN_REQUESTS)) {
      const request = await requests.get(id);
      for (const { environment, image } of request
        ? deliveryProfiles({
            intent: request.snapshot.evidence.intent,
            contract,
          })
        : []) {
        const now = environments.find(
          ({ profile }) => profile.environment === environment,
        )?.profile;
        if (
          request &&
          now &&
          imageKey(now.image) !== imageKey(image) &&
          !proposed.has(environment)
        ) {
          proposed.set(environment, {
            proposed: {
              image,
              request: { id: request.id, number: request.number },
              at: request.createdAt,
            },
          });
        }
      }
    }
    return proposed;
  }

  #sources(events: readonly DeliveryEvent[]): ServiceDelivery['sources'] {
    const lastAt = new Map<string, string>();
    for (const { source, at } of events) {
      if (at > (lastAt.get(source) ?? '')) {
        lastAt.set(source, at);
      }
    }
    return DELIVERY_SOURCES.map(source => {
      const last = lastAt.get(source);
      return {
        source,
        configured: this.#options.configured.has(source),
        ...(last && { lastAt: last }),
      };
    });
  }
}

function rowOf(
  environment: string,
  row: NewestRelease | undefined,
): DeliverySummary['environments'][number] {
  return row
    ? {
        environment,
        state: row.release.state,
        failed: row.release.failed,
        missing: row.missing,
        image: row.release.image,
        since: row.since,
      }
    : { environment, failed: false, missing: 0 };
}
