import { InputError } from '@backstage/errors';
import type { GitHost } from '@fairway/connectors';
import {
  compile,
  decideReview,
  diffResults,
  fleetServiceOf,
  serviceIntentSchema,
  withOwnersOf,
  withService,
  type PlatformContract,
  type ReviewDecision,
  type ServiceIntent,
} from '@fairway/plugin-golden-path-common';
import { isoNow, type Clock } from '../clock';
import { planChange } from './changePlan';
import { changedFiles } from './changedFiles';
import type { FleetState } from './desiredState';
import type { DesiredStateService } from './DesiredStateService';
import type { OwnedFiles } from './OwnedFiles';
import type { Proposal, ProposedService } from './proposal';

/** Compiles what is proposed and works out which files change and who has to agree. */
export class Proposer {
  static create(options: {
    host: GitHost;
    desiredState: DesiredStateService;
    owned: OwnedFiles;
    clock: Clock;
  }): Proposer {
    return new Proposer(options);
  }

  readonly #host: GitHost;
  readonly #desiredState: DesiredStateService;
  readonly #owned: OwnedFiles;
  readonly #clock: Clock;

  private constructor(options: {
    host: GitHost;
    desiredState: DesiredStateService;
    owned: OwnedFiles;
    clock: Clock;
  }) {
    this.#host = options.host;
    this.#desiredState = options.desiredState;
    this.#owned = options.owned;
    this.#clock = options.clock;
  }

  /**
   * The intents of other services with their side of the agreement added; those that accept already are left out.
   * @throws InputError when a service is not merged, or is not called by the one proposed.
   */
  async accepting(options: {
    intent: ServiceIntent;
    acceptOn: string[];
  }): Promise<ServiceIntent[]> {
    const caller = options.intent.metadata.name;
    const called = new Set(callsOf(options.intent));
    const { intents } = await this.#desiredState.head();
    return [...new Set(options.acceptOn)].flatMap(name => {
      const intent = intents.get(name);
      if (!intent) {
        throw new InputError(
          `acceptOn: ${name} is not merged, so its side cannot be added; ask its team to propose it first.`,
        );
      }
      if (!called.has(name)) {
        throw new InputError(
          `acceptOn: ${caller} does not depend on ${name}; add "service: ${name}" to its dependencies or leave ${name} out.`,
        );
      }
      const accepts = intent.spec.accepts ?? [];
      return accepts.includes(caller)
        ? []
        : [
            // Parsed again, so that its keys stand in the order of the schema and its file keeps its bytes.
            serviceIntentSchema.parse({
              ...intent,
              spec: { ...intent.spec, accepts: [...accepts, caller] },
            }),
          ];
    });
  }

  /** Works a change out. The first intent is what the request is about. */
  async propose(options: {
    intent: ServiceIntent;
    others: ServiceIntent[];
  }): Promise<Proposal> {
    const intents = [options.intent, ...options.others];
    const state = await this.#desiredState.fleetKnowing(intents);
    const { contract } = state;
    const fleet = intents.reduce(
      (so, intent) => withService(so, fleetServiceOf({ intent, contract })),
      state.fleet,
    );
    const now = isoNow(this.#clock);
    const services: ProposedService[] = [];
    for (const intent of intents) {
      const { name } = intent.metadata;
      services.push({
        before: await this.#desiredState.compiled(name),
        after: compile({
          intent,
          contract,
          fleet,
          // Held against what is merged, which the fleet of this proposal no longer has.
          standing: state.fleet.services[name],
          now,
        }),
      });
    }
    const [main, ...others] = services;
    const affected = await this.#affected({
      services,
      state: { ...state, fleet },
      now,
    });
    const all = [...services, ...affected];
    const plan = await planChange({
      results: all.map(service => service.after),
      owned: await this.#owned.of({
        commit: state.commit,
        services: all.map(service => service.after.name),
        contract,
      }),
      read: paths => this.#host.readFiles({ commit: state.commit, paths }),
    });
    return {
      ...main,
      others,
      affected,
      head: state.commit,
      contract,
      review: reviewOf({ main, others, contract }),
      plan,
      files: changedFiles({ services: all, plan }),
    };
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
    const proposed = new Set(services.map(service => service.after.name));
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

/** Services that an intent says it calls. */
function callsOf(intent: ServiceIntent): string[] {
  return (intent.spec.dependencies ?? []).flatMap(dependency =>
    'service' in dependency ? [dependency.service] : [],
  );
}

/** What the contract asks for, and the owner of every other team's service that the request changes. */
function reviewOf(options: {
  main: ProposedService;
  others: ProposedService[];
  contract: PlatformContract;
}): ReviewDecision {
  const { main, others, contract } = options;
  const decisions = [main, ...others].map(service =>
    decideReview({ ...service, contract }),
  );
  return withOwnersOf({
    review: {
      decision: decisions.some(({ decision }) => decision === 'review')
        ? 'review'
        : 'automatic',
      reviewers: [
        ...new Set(decisions.flatMap(({ reviewers }) => reviewers)),
      ].sort(),
      reasons: decisions.flatMap(({ reasons }) => reasons),
    },
    intent: main.after.intent,
    sides: others.map(({ after }) => after.intent.metadata),
  });
}
