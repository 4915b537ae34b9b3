import { ConflictError } from '@backstage/errors';
import type { GitHost } from '@fairway/connectors';
import {
  callsOf,
  compile,
  diffResults,
  fleetServiceOf,
  withoutService,
  withService,
  type Fleet,
  type IntentChange,
  type PlatformContract,
  type ServiceIntent,
} from '@fairway/plugin-golden-path-common';
import { type Clock, isoNow } from '@fairway/backend-kit';
import { abandonedFiles } from './abandoned';
import { planChange } from './changePlan';
import { changedFiles } from './changedFiles';
import type { FleetState } from './desiredState';
import type { DesiredStateService } from './DesiredStateService';
import type { ErrorBudgets } from './ErrorBudgets';
import type { OwnedFiles } from './OwnedFiles';
import {
  mergedNameOf,
  namesOf,
  resultsAfter,
  type Proposal,
  type ProposedService,
} from './proposal';
import { reviewOf, type OwnerAsked } from './proposalReview';
import { requireReadable } from './unreadable';

/** What is to become of intents, and whom it needs. */
export interface WantedChange {
  /** What the request is about. */
  main: IntentChange;
  others?: IntentChange[];
  /** Owners that have to agree; those of other teams' services in `others` when left out. */
  owners?: OwnerAsked[];
  /** Owners who agreed by proposing it; the one of `main` when left out. */
  agreed?: string[];
  /** Files that nothing derives and that are to go beside those of the services; they need not be there. */
  removes?: readonly string[];
  /** It ends what burns an error budget, as a rollback does, and so waits for none. */
  mends?: boolean;
}

/** Compiles what is proposed and works out which files change and who has to agree. */
export class Proposer {
  static create(options: {
    host: GitHost;
    desiredState: DesiredStateService;
    owned: OwnedFiles;
    budgets: ErrorBudgets;
    clock: Clock;
  }): Proposer {
    return new Proposer(options);
  }

  readonly #host: GitHost;
  readonly #desiredState: DesiredStateService;
  readonly #owned: OwnedFiles;
  readonly #budgets: ErrorBudgets;
  readonly #clock: Clock;

  private constructor(options: {
    host: GitHost;
    desiredState: DesiredStateService;
    owned: OwnedFiles;
    budgets: ErrorBudgets;
    clock: Clock;
  }) {
    this.#host = options.host;
    this.#desiredState = options.desiredState;
    this.#owned = options.owned;
    this.#budgets = options.budgets;
    this.#clock = options.clock;
  }

  /** An intent, and what is merged under its name. */
  async changeOf(intent: ServiceIntent): Promise<IntentChange> {
    const { intents } = await this.#desiredState.head();
    return { before: intents.get(intent.metadata.name), after: intent };
  }

  /** Works a change out. @throws ConflictError when what Git holds under one of its names cannot be read. */
  async propose(wanted: WantedChange): Promise<Proposal> {
    const { owners, agreed } = wanted;
    const changes = [wanted.main, ...(wanted.others ?? [])];
    const state = await this.#desiredState.fleetKnowing(
      changes.flatMap(({ after }) => after ?? []),
    );
    const { commit, contract, unreadable } = state;
    for (const { before, after } of changes) {
      for (const intent of [before, after]) {
        if (intent) {
          requireReadable(state, intent.metadata.name);
        }
      }
    }
    const fleet = changes.reduce(
      (so, change) => fleetWith(so, change, contract),
      state.fleet,
    );
    const now = isoNow(this.#clock);
    const compiled: ProposedService[] = [];
    for (const change of changes) {
      compiled.push(await this.#compiled({ change, state, fleet, now }));
    }
    const [main, ...others] = compiled;
    const affected = await this.#affected({
      services: compiled,
      state: { ...state, fleet },
      now,
    });
    const services = [...compiled, ...affected];
    const plan = await planChange({
      results: resultsAfter(services),
      owned: await this.#owned.of({
        commit: state.commit,
        services: services.flatMap(namesOf),
        contract,
      }),
      abandoned: [
        ...(wanted.removes ?? []),
        ...abandonedFiles({
          services: compiled,
          fleet,
          contract,
          unreadable: await this.#owned.of({
            commit,
            services: [...unreadable.keys()],
            contract,
          }),
        }),
      ],
      read: paths => this.#host.readFiles({ commit: state.commit, paths }),
    });
    return {
      ...main,
      others,
      affected,
      head: state.commit,
      contract,
      review: reviewOf({
        main,
        others,
        contract,
        owners,
        agreed,
        spentBudgets: wanted.mends
          ? []
          : await this.#budgets.of(compiled.map(mergedNameOf)),
      }),
      plan,
      files: changedFiles({ services, plan }),
    };
  }

  async #compiled(options: {
    change: IntentChange;
    /** As merged. */
    state: FleetState;
    /** As it would be. */
    fleet: Fleet;
    now: string;
  }): Promise<ProposedService> {
    const { change, state, fleet, now } = options;
    const { contract } = state;
    const name = (change.before ?? change.after)?.metadata.name;
    const before =
      name === undefined ? undefined : await this.#desiredState.compiled(name);
    if (change.after) {
      const after = compile({
        intent: change.after,
        contract,
        fleet,
        // Held against what is merged, which the fleet of this proposal no longer has.
        standing: name === undefined ? undefined : state.fleet.services[name],
        now,
      });
      return { before, after };
    }
    if (!before) {
      throw new ConflictError(
        `${name} is gone by now, so there is nothing to take away.`,
      );
    }
    return { before };
  }

  /** Who calls, or is called by, one of the services, before or after, and derives something else because of it. */
  async #affected(options: {
    services: ProposedService[];
    /** With the fleet as it would be. */
    state: FleetState;
    now: string;
  }): Promise<ProposedService[]> {
    const { services, now } = options;
    const { contract, fleet, intents } = options.state;
    const proposed = new Set(services.flatMap(namesOf));
    const called = services.flatMap(({ before, after }) =>
      [before, after].flatMap(result => (result ? callsOf(result.intent) : [])),
    );
    const callers = Object.values(fleet.services)
      .filter(service => service.dependencies.some(name => proposed.has(name)))
      .map(service => service.name);
    const affected: ProposedService[] = [];
    for (const name of new Set([...called, ...callers])) {
      const intent = intents.get(name);
      if (intent && !proposed.has(name)) {
        const after = compile({ intent, contract, fleet, now });
        // A service that is denied today keeps the files it has: it is not this request that has to mend it.
        if (!after.denied) {
          const before = await this.#desiredState.compiled(name);
          const service = { before, after };
          // What would change without this proposal too, as under a newer contract, is not for it to change.
          if (diffResults(service).length > 0) {
            affected.push(service);
          }
        }
      }
    }
    return affected;
  }
}

function fleetWith(
  fleet: Fleet,
  { before, after }: IntentChange,
  contract: PlatformContract,
): Fleet {
  const left =
    before && before.metadata.name !== after?.metadata.name
      ? withoutService(fleet, before.metadata.name)
      : fleet;
  return after
    ? withService(left, fleetServiceOf({ intent: after, contract }))
    : left;
}
