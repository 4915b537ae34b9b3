import {
  checkDirectory,
  checkHardDependencies,
  checkNamespaces,
  compile,
  pastFrom,
  restoreTestMoments,
  teamDemand,
  type PlatformContract,
  type ServiceIntent,
} from '@fairway/plugin-golden-path-common';
import type { FleetState } from './desiredState';

/** What a policy does to a service; an exception lets pass what would be denied or warned of. */
export type PolicyEffect = 'denied' | 'warned' | 'excepted';

/** How one merged service stands against contract and fleet. */
export interface Verdict {
  denied: boolean;
  /** Nothing denies, something warns. */
  warned: boolean;
  /** Effects of each policy that has any. */
  policies: ReadonlyMap<string, ReadonlySet<PolicyEffect>>;
}

/** Judges one service. `now` is an ISO moment. */
export function judge(options: {
  intent: ServiceIntent;
  state: FleetState;
  now: string;
}): Verdict {
  const { intent, state, now } = options;
  const { contract, fleet } = state;
  const { denied, findings } = compile({ intent, contract, fleet, now });
  const policies = new Map<string, Set<PolicyEffect>>();
  for (const { policy, severity, exception } of findings) {
    const effects = policies.get(policy) ?? new Set();
    policies.set(policy, effects);
    if (exception) {
      effects.add('excepted');
    } else {
      effects.add(severity === 'deny' ? 'denied' : 'warned');
    }
  }
  return { denied, warned: !denied && findings.length > 0, policies };
}

/** Tells what the verdict on a service rests on, so that it is judged again only when one of these has moved. */
export class Grounds {
  readonly #state: FleetState;
  readonly #now: number;
  readonly #exceptions = new Map<string, string[]>();
  readonly #onHost = new Map<string, number>();
  readonly #namespaces = new Map<string, string[]>();
  #until = Infinity;

  /** @param options - `now`: epoch milliseconds. */
  constructor(options: { state: FleetState; now: number }) {
    this.#state = options.state;
    this.#now = options.now;
    for (const { service, expires } of this.#contract.exceptions) {
      const known = this.#exceptions.get(service) ?? [];
      this.#exceptions.set(service, [...known, expires]);
    }
    for (const { hosts } of Object.values(options.state.fleet.services)) {
      for (const host of hosts) {
        this.#onHost.set(host, (this.#onHost.get(host) ?? 0) + 1);
      }
    }
  }

  /** Until when the clock moves no grounds of those asked for, epoch milliseconds. */
  get until(): number {
    return this.#until;
  }

  get #contract(): PlatformContract {
    return this.#state.contract;
  }

  /** To be compared with {@link sameGrounds}: identities of what the compiler reads, and values of sums. */
  of(intent: ServiceIntent): unknown[] {
    const { fleet, fingerprint } = this.#state;
    const own = fleet.services[intent.metadata.name];
    const { team, environments, dependencies, accepts, hosts } = own;
    const turns = this.#turnsOf(intent);
    for (const turn of turns) {
      if (turn > this.#now && turn < this.#until) {
        this.#until = turn;
      }
    }
    return [
      fingerprint,
      intent,
      fleet.resources,
      ...[...dependencies, ...accepts].map(name => fleet.services[name]),
      ...environments.map(environment => {
        const sum = teamDemand({ fleet, team, environment });
        return `${sum.cpuMillis} ${sum.memoryBytes} ${sum.storageBytes} ${sum.pods} ${sum.objects}`;
      }),
      ...hosts.map(host => this.#onHost.get(host)),
      // What is told of more than neighbours, in words: most moves, far away in the fleet, leave it as it is.
      ...[
        ...checkDirectory({ intent, fleet }),
        ...checkHardDependencies({ intent, fleet }),
      ].map(({ message }) => message),
      ...this.#sharedNamespaces(intent),
      ...turns.map(turn => turn <= this.#now),
    ];
  }

  /** The same for all services of a team and system, of which there are far fewer. */
  #sharedNamespaces(intent: ServiceIntent): string[] {
    const { owner, system } = intent.metadata;
    const tenant = `${owner} ${system}`;
    let messages = this.#namespaces.get(tenant);
    if (!messages) {
      messages = checkNamespaces({
        intent,
        contract: this.#contract,
        fleet: this.#state.fleet,
      }).map(({ message }) => message);
      this.#namespaces.set(tenant, messages);
    }
    return messages;
  }

  /** Moments, epoch milliseconds, from which an exception, an override or a restore test counts otherwise. */
  #turnsOf(intent: ServiceIntent): number[] {
    const { metadata, spec } = intent;
    return [
      ...[
        ...(this.#exceptions.get(metadata.name) ?? []),
        ...(spec.overrides ?? []).map(override => override.expires),
      ].map(pastFrom),
      ...restoreTestMoments({ intent, contract: this.#contract }),
    ];
  }
}

export function sameGrounds(a: unknown[] | undefined, b: unknown[]): boolean {
  return (
    a?.length === b.length && b.every((ground, index) => ground === a[index])
  );
}
